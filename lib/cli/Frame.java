package lib.cli;

/** What is shown again and again in the same place of a terminal, as much of it as there is room for. */
final class Frame {

    private final Screen screen;
    private String shown = "";

    Frame(Screen screen) {
        this.screen = screen;
    }

    /** What to write so that the text, which ends with a line's end, takes the place of the last one. */
    String next(String text) {
        // the window may have another size by now
        screen.forget();
        int up = rows(shown);
        shown = screen.rows() > 1 ? fitting(text, screen.rows() - 1) : text;
        return up == 0 ? shown : "\u001b[" + up + "A\r\u001b[J" + shown;
    }

    /** The first lines that fit, and how many there are beside. */
    private String fitting(String text, int most) {
        if (rows(text) <= most) {
            return text;
        }
        int end = 0;
        int left = 0;
        for (int next = text.indexOf('\n'); next >= 0; next = text.indexOf('\n', next + 1)) {
            if (left > 0 || rows(text.substring(0, next + 1)) > most - 1) {
                left++;
            } else {
                end = next + 1;
            }
        }
        return text.substring(0, end) + "… and " + left + (left == 1 ? " more line\n" : " more lines\n");
    }

    /** How many rows of the screen a text takes: what is wider than the screen is wrapped by it. */
    private int rows(String text) {
        int rows = 0;
        int columns = screen.columns();
        for (int at = 0; at < text.length(); at = text.indexOf('\n', at) + 1) {
            int width = columns == 0 ? 0 : Layout.width(text.substring(at, text.indexOf('\n', at)).replaceAll("\u001b\\[[0-9;]*m", ""));
            rows += Math.max(1, (width + columns - 1) / Math.max(1, columns));
        }
        return rows;
    }
}
