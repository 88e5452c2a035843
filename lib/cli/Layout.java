package lib.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lib.base.CleanText;
import lib.op.Page;
import lib.op.Table;
import org.jline.utils.WCWidth;

/**
 * Turns a page into text: columns without borders, cells cut only where a terminal ends, moments relative only for a person. What comes
 * from outside is cleaned on the way.
 */
final class Layout {

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    /** Values wider than this do not set the width of their column where nothing is cut. */
    private static final int WIDEST = 120;
    private static final int BAR = 8;
    private static final int SHORT_BAR = 4;
    private static final int TAB = 8;

    private final boolean color;
    private final boolean terminal;
    private final Screen screen;
    private int bar;
    private boolean brief;

    /**
     * @param color    whether statuses and headings are coloured
     * @param terminal whether a person reads it
     */
    Layout(boolean color, boolean terminal, Screen screen) {
        this.color = color;
        this.terminal = terminal;
        this.screen = screen;
    }

    String text(Page page) {
        StringBuilder text = new StringBuilder();
        for (Page.Part part : page.parts()) {
            if (part instanceof Table table) {
                table(table, text);
            } else if (part instanceof Page.Facts facts) {
                facts(facts.facts(), text);
            } else if (part instanceof Page.Text whole) {
                text.append(CleanText.lines(whole.text()));
            } else if (part instanceof Page.Line line) {
                text.append(line(line.text())).append('\n');
            } else if (part instanceof Page.Grid grid) {
                new GridLayout(color, terminal, screen).append(grid, text);
            } else if (part instanceof Page.Data data) {
                text.append(terminal ? CleanText.lines(data.text().replace("\r\n", "\n")) : data.text());
            }
        }
        return text.toString();
    }

    /** A line: where a person reads it, with blanks up to the next stop for each tab, so that its width is known. */
    String line(String text) {
        String clean = CleanText.tabbed(text);
        return terminal ? expanded(clean) : clean;
    }

    private static String expanded(String text) {
        if (text.indexOf('\t') < 0) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length() + TAB);
        int start = 0;
        int column = 0;
        for (int tab = text.indexOf('\t'); tab >= 0; tab = text.indexOf('\t', start)) {
            String part = text.substring(start, tab);
            column += width(part);
            int blanks = TAB - column % TAB;
            line.append(part).repeat(' ', blanks);
            column += blanks;
            start = tab + 1;
        }
        return line.append(text, start, text.length()).toString();
    }

    private void facts(List<Object> facts, StringBuilder text) {
        int width = 0;
        for (int i = 0; i < facts.size(); i += 2) {
            width = Math.max(width, width(String.valueOf(facts.get(i))));
        }
        for (int i = 0; i < facts.size(); i += 2) {
            String name = String.valueOf(facts.get(i));
            String value = cell(facts.get(i + 1));
            String style = color && name.equals("Status") ? style(value) : "";
            text.append(CleanText.line(name)).repeat(' ', width - width(name) + 2).append(style).append(value)
                    .append(style.isEmpty() ? "" : RESET).append('\n');
        }
    }

    private void table(Table table, StringBuilder text) {
        int columns = table.header().size();
        bar = terminal ? BAR : 0;
        brief = false;
        List<List<String>> lines = lines(table);
        int[] widths = widths(lines, columns);
        while (bar > 0 && !screen.fits(ColumnWidths.total(widths))) {
            // a bar says what its number says: it gives way first, and is never cut into
            bar = bar > SHORT_BAR ? SHORT_BAR : 0;
            lines = lines(table);
            widths = widths(lines, columns);
        }
        boolean[] uncut = uncut(table);
        if (terminal && !screen.fits(ColumnWidths.total(widths))) {
            brief = true;
            lines = lines(table);
            widths = widths(lines, columns);
        }
        if (terminal && !screen.fits(ColumnWidths.total(widths))) {
            ColumnWidths.fit(table.header(), widths, uncut, screen.columns());
        }
        for (int row = 0; row < lines.size(); row++) {
            int pending = 0;
            for (int column = 0; column < columns; column++) {
                if (widths[column] == ColumnWidths.NONE) {
                    continue;
                }
                String cell = terminal ? cut(lines.get(row).get(column), widths[column]) : lines.get(row).get(column);
                String style = !color ? "" : row == 0 ? BOLD : table.header().get(column).equals("STATUS") ? style(cell) : "";
                if (!cell.isEmpty()) {
                    text.repeat(' ', pending).append(style).append(cell).append(style.isEmpty() ? "" : RESET);
                    pending = 0;
                }
                pending += Math.max(0, widths[column] - width(cell)) + 2;
            }
            text.append('\n');
        }
    }

    private static boolean[] uncut(Table table) {
        boolean[] uncut = new boolean[table.header().size()];
        for (List<?> row : table.rows()) {
            for (int i = 0; i < uncut.length; i++) {
                uncut[i] |= row.get(i) instanceof Table.Words;
            }
        }
        return uncut;
    }

    private List<List<String>> lines(Table table) {
        List<List<String>> lines = new ArrayList<>(table.rows().size() + 1);
        lines.add(table.header());
        for (List<?> row : table.rows()) {
            List<String> cells = new ArrayList<>(table.header().size());
            for (Object cell : row) {
                cells.add(cell(cell));
            }
            lines.add(cells);
        }
        return lines;
    }

    /** What each column needs. Where nothing is cut, one endless value does not push all the others away. */
    private int[] widths(List<List<String>> lines, int columns) {
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int column = 0; column < columns; column++) {
                int width = width(line.get(column));
                widths[column] = Math.max(widths[column], terminal || width <= WIDEST ? width : 0);
            }
        }
        return widths;
    }

    static String cut(String cell, int width) {
        if (width(cell) <= width) {
            return cell;
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (int i = 0; i < cell.length(); ) {
            int c = cell.codePointAt(i);
            used += width(c);
            if (used > width - 1) {
                break;
            }
            cut.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return cut.append('…').toString();
    }

    private String cell(Object cell) {
        if (cell instanceof Table.Time time) {
            return time.rfc3339().isEmpty() ? "" : terminal ? Ago.of(time.rfc3339()) : CleanText.line(time.rfc3339());
        }
        if (cell instanceof Table.Words words) {
            return expanded(CleanText.tabbed(brief ? words.brief() : words.whole()));
        }
        return cell instanceof Table.Bar bar ? bar(bar.percent()) : expanded(CleanText.tabbed(String.valueOf(cell)));
    }

    private String bar(double percent) {
        String number = String.format(Locale.ROOT, "%.1f%%", percent);
        int full = (int) Math.round(Math.clamp(percent, 0, 100) / 100 * bar);
        return bar > 0 ? "█".repeat(full) + "░".repeat(bar - full) + " " + number : number;
    }

    /** Colours of the terminal's own palette, so that they fit a light and a dark background. */
    private static String style(String status) {
        return switch (status) {
            case "running", "success", "connected" -> "\u001b[32m";
            case "building" -> "\u001b[33m";
            case "failed", "error" -> "\u001b[31m";
            case "stopped" -> "\u001b[2m";
            default -> "";
        };
    }

    /** Columns of a terminal that the text takes. */
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += width(c);
            i += Character.charCount(c);
        }
        return width;
    }

    private static int width(int c) {
        return c < 0x300 ? 1 : Math.max(0, WCWidth.wcwidth(c));
    }
}
