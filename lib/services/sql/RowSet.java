package lib.services.sql;

import java.util.ArrayList;
import java.util.List;
import lib.op.Cells;
import lib.op.FreeText;
import lib.op.Nullable;

/**
 * What one statement gave.
 *
 * @param rows    cells are texts, or null for NULL
 * @param total   how many rows there are; more than are here where not all are shown
 * @param message what the database says of a statement without rows; left out for none
 */
public record RowSet(@FreeText List<String> columns, @Cells("columns") List<List<String>> rows, int total,
        @Nullable @FreeText String message) {

    static RowSet of(List<String> columns, List<List<String>> rows) {
        return new RowSet(columns, rows, rows.size(), null);
    }

    static RowSet said(String message) {
        return new RowSet(List.of(), List.of(), 0, message);
    }

    /** Whether not all rows are here. */
    boolean cut() {
        return rows.size() < total;
    }

    /**
     * As much of it as somebody takes in.
     *
     * @param most     rows
     * @param appetite characters
     */
    RowSet first(int most, int appetite) {
        List<List<String>> shown = new ArrayList<>();
        long room = appetite;
        for (List<String> row : rows.subList(0, Math.min(most, rows.size()))) {
            for (String cell : row) {
                room -= cell == null ? 5 : cell.length() + 3;
            }
            if (room < 0 && !shown.isEmpty()) {
                break;
            }
            shown.add(row);
        }
        return shown.size() == rows.size() ? this : new RowSet(columns, shown, total, message);
    }
}
