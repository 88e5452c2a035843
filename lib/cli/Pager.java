package lib.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Shows what is longer than the screen a screen at a time: with PAGER, else less. Only on a terminal; PAGER=cat switches it off. */
final class Pager {

    private Pager() {
    }

    static boolean wanted(String text, Screen screen) {
        if (!screen.terminal()) {
            return false;
        }
        int lines = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lines++;
        }
        // the size is asked for only when the text could be too long for a usual one
        return lines > 20 && screen.rows() > 0 && lines >= screen.rows();
    }

    /** Returns whether it was shown: without a pager the text is for the terminal itself. */
    static boolean show(String text, Map<String, String> environment) {
        String chosen = environment.getOrDefault("PAGER", "").strip();
        List<String> command = new ArrayList<>(chosen.isEmpty() ? List.of("less") : Arrays.asList(chosen.split("\\s+")));
        if (command.getFirst().equals("cat")) {
            return false;
        }
        ProcessBuilder pager = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT);
        // quit at once when it fits after all, keep colours, leave the text on the screen
        pager.environment().putIfAbsent("LESS", "FRX");
        pager.environment().putIfAbsent("LESSCHARSET", "utf-8");
        try {
            Process process = pager.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException readerLeft) {
                // who leaves the pager early has seen enough
            }
            process.waitFor();
            return true;
        } catch (IOException noPager) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
