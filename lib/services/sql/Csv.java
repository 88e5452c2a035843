package lib.services.sql;

import java.util.List;

/**
 * Rows as RFC 4180 has them. NULL is a field with nothing in it, an empty text one with quotes and nothing between them, as PostgreSQL's
 * own CSV has it.
 */
final class Csv {

    private static final String END = "\r\n";

    private Csv() {
    }

    /** With the names of the columns first; nothing for a statement without rows and columns. */
    static String text(RowSet rows) {
        if (rows.columns().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        record(rows.columns(), text);
        rows.rows().forEach(row -> record(row, text));
        return text.toString();
    }

    private static void record(List<String> cells, StringBuilder text) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(field(cells.get(i)));
        }
        text.append(END);
    }

    private static String field(String cell) {
        if (cell == null) {
            return "";
        }
        boolean quotes = cell.isEmpty() || cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                || cell.charAt(0) == ' ' || cell.charAt(cell.length() - 1) == ' ';
        return quotes ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}
