package tests.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Carries out the line that takes a change back, its words taken apart by a real shell. */
public final class WayBack {
    private static final Pattern LINE = Pattern.compile("(?m)^Undo: (.*?)(   \\(.*\\))?$");

    private WayBack() {
    }

    /** The line that a run has printed for people; there must be one. */
    public static Run of(Cli cli, Run run) {
        var found = LINE.matcher(run.stdout());
        assertTrue(found.find(), run::toString);
        return line(cli, found.group(1));
    }

    /** A whole line; its command must succeed. */
    public static Run line(Cli cli, String line) {
        var words = words(line);
        assertTrue(words.length > 1 && words[0].equals("paas"), line);
        return cli.run(Arrays.copyOfRange(words, 1, words.length)).exits(0);
    }

    private static String[] words(String line) {
        try {
            var shell = new ProcessBuilder("/bin/sh", "-c", "eval \"set -- $1\"; printf '%s\\0' \"$@\"", "sh", line).start();
            return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replaceAll("\0$", "").split("\0", -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
