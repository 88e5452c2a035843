package lib.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The terminal that standard input and output lie on, and its size. Asks {@code stty}, in a few milliseconds and only when something does
 * not fit anyway: a terminal library would take longer than the command.
 */
final class Screen {

    private static final int UNKNOWN = 0;

    private final Map<String, String> environment;
    private int[] size;

    Screen(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Whether a person reads standard output and can answer. */
    boolean terminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /** Columns; 0 when nobody knows. COLUMNS wins. */
    int columns() {
        return size()[1];
    }

    /** Rows; 0 when nobody knows. LINES wins. */
    int rows() {
        return size()[0];
    }

    private int[] size() {
        if (size == null) {
            size = new int[] {number(environment.get("LINES")), number(environment.get("COLUMNS"))};
            if (size[0] == UNKNOWN || size[1] == UNKNOWN) {
                String[] asked = stty().split(" ");
                if (asked.length == 2) {
                    size[0] = size[0] == UNKNOWN ? number(asked[0]) : size[0];
                    size[1] = size[1] == UNKNOWN ? number(asked[1]) : size[1];
                }
            }
        }
        return size;
    }

    private static String stty() {
        File terminal = new File("/dev/tty");
        if (!terminal.exists()) {
            return "";
        }
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(terminal).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (stty.waitFor(1, TimeUnit.SECONDS)) {
                return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            }
            stty.destroyForcibly();
        } catch (IOException noSuchProgram) {
            // the size stays unknown, and nothing is cut
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    private static int number(String text) {
        return text != null && text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : UNKNOWN;
    }
}
