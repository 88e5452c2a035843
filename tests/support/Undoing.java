package tests.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Carries out what a change says takes it back: the line as a POSIX shell reads it, or the tool with its arguments. */
public final class Undoing {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Undoing() {
    }

    /** The way back that a result of one run names; of a bulk command's its first. */
    public static JsonNode of(Run run) {
        var json = McpClient.parse(run.stdout());
        var undo = (json.has("results") ? json.path("results").path(0) : json).path("undo");
        assertTrue(undo.isObject(), "no undo in " + run.stdout());
        return undo;
    }

    /** Runs the line with these words more. */
    public static Run command(Cli cli, JsonNode undo, String... more) {
        var words = words(undo.path("command").asText());
        assertTrue(words.length > 1 && words[0].equals("paas"), "no command in " + undo);
        var all = Arrays.copyOfRange(words, 1, words.length + more.length);
        System.arraycopy(more, 0, all, words.length - 1, more.length);
        return cli.run(all);
    }

    /** Calls the tool. */
    public static Tool tool(Cli cli, JsonNode undo) {
        assertTrue(undo.path("tool").asText().startsWith("paas_"), "no tool in " + undo);
        @SuppressWarnings("unchecked") // a JSON object
        Map<String, Object> arguments = JSON.convertValue(undo.path("arguments"), Map.class);
        return Tool.call(cli, undo.path("tool").asText(), arguments);
    }

    private static String[] words(String line) {
        try {
            var shell = new ProcessBuilder("/bin/sh", "-c", "printf '%s\\0' " + line).redirectErrorStream(true).start();
            var words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(shell.waitFor() == 0, words);
            return words.split("\0");
        } catch (IOException e) {
            throw new UncheckedIOException("no shell", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
