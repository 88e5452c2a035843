package lib.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jline.utils.Signals;

/**
 * Shows what is longer than the screen a screen at a time: with PAGER, else less. Only on a terminal; an empty PAGER or {@code cat}
 * switch it off. While it runs the terminal is the pager's, Ctrl-C included: this program waits for it, however it is left.
 */
final class Pager {

    private Pager() {
    }

    static boolean wanted(String text, Screen screen, Map<String, String> environment) {
        if (!screen.terminal() || screen.dumb() || command(environment).isEmpty()) {
            return false;
        }
        int lines = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lines++;
        }
        // the size is asked for only when the text could be too long for a usual one
        return lines > 20 && screen.rows() > 0 && lines >= screen.rows();
    }

    private static List<String> command(Map<String, String> environment) {
        String chosen = environment.getOrDefault("PAGER", "less").strip();
        return chosen.isEmpty() || chosen.equals("cat") ? List.of() : Arrays.asList(chosen.split("\\s+"));
    }

    /**
     * Returns whether it was shown: without a pager the text is for the terminal itself.
     *
     * @param fromEnd whether the end is what one looks at first, as with a log
     */
    static boolean show(String text, boolean fromEnd, Map<String, String> environment) {
        List<String> command = new ArrayList<>(command(environment));
        if (fromEnd && (command.getFirst().equals("less") || command.getFirst().endsWith("/less"))) {
            command.add("+G");
        }
        ProcessBuilder pager = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT);
        // quit at once when it fits after all, keep colours, leave the text on the screen
        pager.environment().putIfAbsent("LESS", "FRX");
        pager.environment().putIfAbsent("LESSCHARSET", "utf-8");
        // a handler and not "ignore", which the pager would inherit
        Object before = Signals.register("INT", Pager::leaveItToThePager);
        try {
            Process process = pager.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException readerLeft) {
                // who leaves the pager early has seen enough
            }
            // the handler stays: a Ctrl-C that was the pager's can reach this process after the pager has left, and nothing is to be done
            // then
            process.waitFor();
            return true;
        } catch (IOException noPager) {
            Signals.unregister("INT", before);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void leaveItToThePager() {
        // its own Ctrl-C: less stops what it does, others end
    }
}
