package tests.picture;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws what a terminal showed as an SVG: a window with monospaced lines, in light or dark colours. */
final class Svg {

    private static final double COLUMN = 8.4;
    private static final int ROW = 20;
    private static final int TOP = 52;
    private static final int MARGIN = 20;
    private static final Pattern COLOR = Pattern.compile("\u001b\\[(\\d*)m");
    private static final Map<String, String> CLASSES = Map.of("1", "b", "2", "d", "31", "r", "32", "g", "33", "y");

    /** The colours of a page that is read in the light, and of one in the dark. */
    enum Scheme {
        LIGHT("#1f2328", "#ffffff", "#d0d7de", "#6e7781", "#cf222e", "#1a7f37", "#9a6700"),
        DARK("#e6edf3", "#0d1117", "#30363d", "#8b949e", "#ff7b72", "#3fb950", "#d29922");

        private final String text;
        private final String window;
        private final String border;
        private final String dim;
        private final String red;
        private final String green;
        private final String yellow;

        Scheme(String text, String window, String border, String dim, String red, String green, String yellow) {
            this.text = text;
            this.window = window;
            this.border = border;
            this.dim = dim;
            this.red = red;
            this.green = green;
            this.yellow = yellow;
        }
    }

    private Svg() {
    }

    /**
     * @param title for people who cannot see the picture
     * @param lines with the terminal's colour sequences; other sequences must be gone
     */
    static String draw(String title, List<String> lines, Scheme scheme) {
        int columns = lines.stream().mapToInt(line -> COLOR.matcher(line).replaceAll("").length()).max().orElse(0);
        long width = Math.round(columns * COLUMN) + 2 * MARGIN;
        int height = TOP + lines.size() * ROW + MARGIN - 6;
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-label="%3$s">
                  <style>
                    text { fill: %6$s; font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre }
                    .w { fill: %7$s; stroke: %8$s } .b { font-weight: 600 }
                    .d, .p { fill: %9$s } .r { fill: %10$s } .g { fill: %11$s } .y { fill: %12$s }
                  </style>
                  <rect class="w" x="0.5" y="0.5" width="%4$d" height="%5$d" rx="10"/>
                  <circle cx="22" cy="22" r="6" fill="#ff5f57"/><circle cx="42" cy="22" r="6" fill="#febc2e"/><circle cx="62" cy="22" r="6" fill="#28c840"/>
                """.formatted(width, height, escaped(title), width - 1, height - 1, scheme.text, scheme.window, scheme.border, scheme.dim,
            scheme.red, scheme.green, scheme.yellow));
        for (int row = 0; row < lines.size(); row++) {
            if (!lines.get(row).isBlank()) {
                svg.append("  <text x=\"%d\" y=\"%d\" xml:space=\"preserve\">%s</text>\n".formatted(MARGIN, TOP + row * ROW,
                    spans(lines.get(row))));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static String spans(String line) {
        if (line.startsWith("$ ")) {
            return "<tspan class=\"p\">$ </tspan><tspan class=\"b\">" + escaped(line.substring(2)) + "</tspan>";
        }
        StringBuilder spans = new StringBuilder();
        Matcher color = COLOR.matcher(line);
        String style = null;
        int from = 0;
        while (color.find()) {
            spans.append(span(line.substring(from, color.start()), style));
            style = CLASSES.get(color.group(1));
            from = color.end();
        }
        return spans.append(span(line.substring(from), style)).toString();
    }

    private static String span(String text, String style) {
        return text.isEmpty() || style == null ? escaped(text) : "<tspan class=\"" + style + "\">" + escaped(text) + "</tspan>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
