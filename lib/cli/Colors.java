package lib.cli;

import java.util.Map;

/** Whether and how what is printed is coloured: on terminals that take it, unless somebody said not to. */
final class Colors {

    private static final String RESET = "\u001b[0m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String DIM = "\u001b[2m";
    private static final String TICK = "✓";

    private final Map<String, String> environment;
    private final Screen screen;
    private boolean wanted = true;

    Colors(Map<String, String> environment, Screen screen) {
        this.environment = environment;
        this.screen = screen;
    }

    /** From now on only when this is true. */
    void wanted(boolean wanted) {
        this.wanted = wanted;
    }

    /** On standard output. */
    boolean out() {
        return taken() && screen.terminal();
    }

    /** On standard error. */
    boolean error() {
        return taken() && Standard.terminal(Standard.ERR);
    }

    private boolean taken() {
        String no = environment.get("NO_COLOR");
        return wanted && (no == null || no.isEmpty()) && !screen.dumb();
    }

    static String dim(String text, boolean color) {
        return color ? DIM + text + RESET : text;
    }

    static String red(String text, boolean color) {
        return color ? RED + text + RESET : text;
    }

    /** A tick at the start of the text is green. */
    static String ticked(String text, boolean color) {
        return color && text.startsWith(TICK) ? GREEN + TICK + RESET + text.substring(1) : text;
    }

    /** The same at the start of each of its lines. */
    static String tickedLines(String text, boolean color) {
        return color ? text.replaceAll("(?m)^" + TICK, GREEN + TICK + RESET) : text;
    }
}
