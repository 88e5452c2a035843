package lib.services.sql;

import java.util.ArrayList;
import java.util.List;
import lib.api.Addon;
import lib.op.Cells;
import lib.op.FreeText;
import lib.op.Nullable;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;

/**
 * What came of a text that was sent to a database, for all who show it.
 *
 * @param json the facts
 * @param view how people see the rows
 */
public record Answered(Answer json, View view) implements Result {

    /** How rows are shown. */
    public enum View {
        TABLE, BLOCKS, CSV
    }

    /**
     * The facts.
     *
     * @param id      of the add-on
     * @param rows    cells are texts, or null for NULL
     * @param total   how many rows there are, shown or not
     * @param message what the database says of a statement without rows; left out for none
     * @param note    that not all is here, and how to get it; left out when all is
     * @param more    what the further statements of the text gave; left out when there was one
     * @param undo    left out when nothing could be changed
     */
    public record Answer(String id, String name, @FreeText List<String> columns, @Cells("columns") List<List<String>> rows, int total,
            @Nullable @FreeText String message, @Nullable String note, @Nullable List<RowSet> more, @Nullable Undo undo) {
    }

    private static final Undo UNKNOWN = Undo.none("what a statement changed is not known, and nothing kept what was before");

    /**
     * @param sets    at least one
     * @param changes whether something may have been changed
     * @param note    null for none
     */
    static Answered of(Addon addon, List<RowSet> sets, boolean changes, String note, View view) {
        RowSet first = sets.getFirst();
        return new Answered(new Answer(addon.id(), addon.name(), first.columns(), first.rows(), first.total(), first.message(), note,
                sets.size() == 1 ? null : sets.subList(1, sets.size()), changes ? UNKNOWN : null), view);
    }

    private List<RowSet> sets() {
        List<RowSet> all = new ArrayList<>();
        all.add(new RowSet(json.columns, json.rows, json.total, json.message));
        all.addAll(json.more == null ? List.of() : json.more);
        return all;
    }

    @Override
    public Page page() {
        Page page = new Page();
        for (RowSet each : sets()) {
            if (!page.parts().isEmpty()) {
                page.line("");
            }
            if (view == View.CSV) {
                page.add(new Page.Data(Csv.text(each)));
                continue;
            }
            if (!each.rows().isEmpty()) {
                page.add(new Page.Grid(each.columns(), each.rows(), view == View.BLOCKS));
            } else if (each.message() == null) {
                page.line(switch (each.columns().size()) {
                    case 0 -> "No rows.";
                    // of a single column an instance leaves out the rows that are empty texts (contract: dbQuery, quirks)
                    case 1 -> "No rows, or none but empty texts. Column: " + each.columns().getFirst();
                    default -> "No rows. Columns: " + String.join(", ", each.columns());
                });
            }
            if (each.message() != null) {
                page.text(each.message() + "\n");
            }
        }
        return page;
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (json.note != null) {
            notes.add(json.note);
        }
        if (view == View.CSV && json.message != null) {
            notes.add(json.message);
        }
        return notes;
    }

    /** The first cell of each row; nothing where that is NULL. */
    @Override
    public List<String> ids() {
        List<String> first = new ArrayList<>();
        for (RowSet set : sets()) {
            for (List<String> row : set.rows()) {
                if (!row.isEmpty() && row.getFirst() != null) {
                    first.add(row.getFirst());
                }
            }
        }
        return first;
    }

    @Override
    public Undo undo() {
        return view == View.CSV ? null : json.undo;
    }
}
