package lib.services.variables;

import java.util.ArrayList;
import java.util.List;
import lib.op.Nullable;
import lib.op.Page;
import lib.op.Table;
import lib.op.ValueOf;

/**
 * One changed variable.
 *
 * @param variable its name
 * @param before   left out when there was none; {@code ***} for a secret
 * @param after    left out when there is none any more
 */
public record Changed(String variable, @Nullable @ValueOf("variable") String before, @Nullable @ValueOf("variable") String after) {

    /** Whether a value that was there gives way. */
    public boolean replaces() {
        return before != null;
    }

    /** The changes as a table. */
    public static Page.Part table(List<Changed> changes) {
        List<List<String>> rows = new ArrayList<>();
        changes.forEach(each -> rows.add(List.of(each.variable, cell(each.before), cell(each.after))));
        return new Table(List.of("VARIABLE", "BEFORE", "AFTER"), rows);
    }

    private static String cell(String value) {
        return value == null ? "-" : value;
    }
}
