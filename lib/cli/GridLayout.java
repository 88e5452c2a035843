package lib.cli;

import java.util.ArrayList;
import java.util.List;
import lib.base.CleanText;
import lib.op.Page;

/**
 * Rows of a database as text: NULL is told apart from an empty text and from the text NULL. On a terminal wide cells are cut until the
 * columns fit; where even that is too much, each row becomes a block of lines. Elsewhere nothing is cut.
 */
final class GridLayout {

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String NULL = "NULL";
    /** Values wider than this do not set the width of their column where nothing is cut. */
    private static final int WIDEST = 120;
    /** A column cut below this says nothing. */
    private static final int LEAST = 8;
    private static final int GAP = 2;

    private final boolean color;
    private final boolean terminal;
    private final Screen screen;

    GridLayout(boolean color, boolean terminal, Screen screen) {
        this.color = color;
        this.terminal = terminal;
        this.screen = screen;
    }

    void append(Page.Grid grid, StringBuilder text) {
        List<String> names = grid.columns().stream().map(CleanText::line).toList();
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : grid.rows()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                cells.add(i < row.size() ? cell(row.get(i)) : "");
            }
            rows.add(cells);
        }
        int[] widths = widths(names, rows);
        boolean fits = !terminal || screen.fits(ColumnWidths.total(widths)) || narrowed(names, widths, screen.columns());
        if (grid.blocks() || !fits) {
            blocks(grid, names, rows, text);
            return;
        }
        line(names, null, widths, text);
        for (int i = 0; i < rows.size(); i++) {
            line(rows.get(i), grid.rows().get(i), widths, text);
        }
    }

    private static String cell(String value) {
        return value == null ? NULL : value.equals(NULL) ? "\"NULL\"" : CleanText.line(value);
    }

    private int[] widths(List<String> names, List<List<String>> rows) {
        int[] widths = new int[names.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Layout.width(names.get(i));
            for (List<String> row : rows) {
                int width = Layout.width(row.get(i));
                widths[i] = Math.max(widths[i], terminal || width <= WIDEST ? width : 0);
            }
        }
        return widths;
    }

    /** Takes from the widest column until a row fits. @return whether it came to that, with something to read left of each column */
    private static boolean narrowed(List<String> names, int[] widths, int room) {
        while (ColumnWidths.total(widths) > room) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                boolean may = widths[i] > Math.max(LEAST, Math.min(LEAST * 2, Layout.width(names.get(i))));
                widest = may && (widest < 0 || widths[i] > widths[widest]) ? i : widest;
            }
            if (widest < 0) {
                return false;
            }
            widths[widest]--;
        }
        return true;
    }

    /** @param values null for the names of the columns */
    private void line(List<String> cells, List<String> values, int[] widths, StringBuilder text) {
        int pending = 0;
        for (int i = 0; i < widths.length; i++) {
            String cell = terminal ? Layout.cut(cells.get(i), widths[i]) : cells.get(i);
            if (!cell.isEmpty()) {
                String style = !color ? "" : values == null ? BOLD : i < values.size() && values.get(i) == null ? DIM : "";
                text.repeat(' ', pending).append(style).append(cell).append(style.isEmpty() ? "" : RESET);
                pending = 0;
            }
            pending += Math.max(0, widths[i] - Layout.width(cell)) + GAP;
        }
        text.append('\n');
    }

    private void blocks(Page.Grid grid, List<String> names, List<List<String>> rows, StringBuilder text) {
        int width = 0;
        for (String name : names) {
            width = Math.max(width, Layout.width(name));
        }
        for (int row = 0; row < rows.size(); row++) {
            text.append(color ? BOLD : "").append("row ").append(row + 1).append(color ? RESET : "").append('\n');
            for (int i = 0; i < names.size(); i++) {
                boolean nothing = i < grid.rows().get(row).size() && grid.rows().get(row).get(i) == null;
                String cell = rows.get(row).get(i);
                text.append("  ").append(names.get(i));
                if (!cell.isEmpty()) {
                    text.repeat(' ', width - Layout.width(names.get(i)) + GAP).append(color && nothing ? DIM : "").append(cell)
                            .append(color && nothing ? RESET : "");
                }
                text.append('\n');
            }
        }
    }
}
