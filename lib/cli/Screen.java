package lib.cli;

import java.io.File;
import java.util.Map;

/**
 * The terminal that standard output lies on, and its size. The size is asked of {@code stty}, once and only when something could not fit:
 * to start a program takes as long as a small command, and a terminal library longer than that.
 */
final class Screen {

    private static final int UNKNOWN = 0;
    /** What fits everywhere: no terminal in use is narrower. */
    private static final int NARROW = 50;

    private final Map<String, String> environment;
    private int[] size;

    Screen(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Whether a person reads standard output; where standard input comes from does not matter. */
    boolean terminal() {
        return Standard.terminal(Standard.OUT);
    }

    /** Whether it takes no escape codes. */
    boolean dumb() {
        String term = environment.get("TERM");
        return "dumb".equals(term) || (term == null || term.isEmpty()) && !System.getProperty("os.name").startsWith("Windows");
    }

    /** What it calls itself; null when it does not. */
    String type() {
        return environment.get("TERM");
    }

    /** Whether a text of that many columns fits, as far as anybody knows. */
    boolean fits(int columns) {
        return columns <= NARROW || columns() == UNKNOWN || columns <= columns();
    }

    /** Columns; 0 when nobody knows. COLUMNS wins. */
    int columns() {
        return size()[1];
    }

    /** Rows; 0 when nobody knows. LINES wins. */
    int rows() {
        return size()[0];
    }

    /** From now on the size is another one, perhaps. */
    void forget() {
        size = null;
    }

    private int[] size() {
        if (size == null) {
            int[] known = {number(environment.get("LINES")), number(environment.get("COLUMNS"))};
            if ((known[0] == UNKNOWN || known[1] == UNKNOWN) && (terminal() || Standard.terminal(Standard.ERR))) {
                int[] asked = numbers(Stty.size(new File("/dev/fd/" + (terminal() ? Standard.OUT : Standard.ERR))));
                known[0] = known[0] == UNKNOWN ? asked[0] : known[0];
                known[1] = known[1] == UNKNOWN ? asked[1] : known[1];
            }
            size = known;
        }
        return size;
    }

    /** Rows and columns as {@code stty size} writes them; zeros for anything else. */
    static int[] numbers(String size) {
        int blank = size.indexOf(' ');
        return blank < 0 ? new int[2] : new int[] {number(size.substring(0, blank)), number(size.substring(blank + 1))};
    }

    private static int number(String text) {
        return text != null && text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : UNKNOWN;
    }
}
