package lib.op;

import java.util.ArrayList;
import java.util.List;

/**
 * A result that lists things, a row each: what it is implemented with is one record with the rows, and these few answers.
 *
 * @param <R> what stands in a row
 */
public interface Listing<R> extends Result {

    /** The rows, in their order. */
    List<R> rows();

    /** The titles of the columns, in capitals. */
    List<String> columns();

    /** The cells of a row, as many as there are columns. */
    List<?> cells(R row);

    /** The id of what stands in a row. */
    String id(R row);

    /** What is said when there are no rows; beside the result, since a script reads no rows out of a sentence. */
    String none();

    /** Something that is not as it should be, said beside the table; null for nothing. */
    default String remark() {
        return null;
    }

    @Override
    default Page page() {
        Page page = new Page();
        if (!rows().isEmpty()) {
            page.table(new Table(columns(), rows().stream().map(this::cells).toList()));
        }
        return page;
    }

    @Override
    default List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (remark() != null) {
            notes.add(remark());
        }
        if (rows().isEmpty()) {
            notes.add(none());
        }
        return notes;
    }

    @Override
    default List<String> ids() {
        return rows().stream().map(this::id).distinct().toList();
    }
}
