package tests.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A line as a shell understands it: the very words that {@code paas} would get, of each call in it. */
public final class ShellWords {

    private static final String SCRIPT =
        "paas() { for each in \"$@\"; do printf '%s\\0' \"$each\"; done; printf '\\001\\0'; }; eval \"$1\"";

    private ShellWords() {
    }

    /** The words of each call of {@code paas} in a line, without that word. */
    public static List<List<String>> of(String line) {
        try {
            var shell = new ProcessBuilder("/bin/sh", "-euc", SCRIPT, "sh", line).redirectErrorStream(true).start();
            shell.getOutputStream().close();
            var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<List<String>> calls = new ArrayList<>();
            List<String> words = new ArrayList<>();
            for (var word : output.split("\0")) {
                if (word.equals("\u0001")) {
                    calls.add(words);
                    words = new ArrayList<>();
                } else {
                    words.add(word);
                }
            }
            if (calls.isEmpty() || !words.isEmpty()) {
                throw new AssertionError("no shell understands: " + line + "\n" + output);
            }
            return calls;
        } catch (IOException e) {
            throw new AssertionError("there is no shell", e);
        }
    }

    /**
     * Runs each call of a line, as somebody would who is told to; each has to succeed.
     *
     * @param more words to put behind each, e.g. {@code --yes}
     */
    public static void run(Cli cli, String line, String... more) {
        for (var words : of(line)) {
            var all = new ArrayList<>(words);
            all.addAll(List.of(more));
            cli.run(all.toArray(String[]::new)).exits(0).calm();
        }
    }
}
