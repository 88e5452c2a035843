package tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Carries out what a change says takes it back: the line as a POSIX shell reads it, or the tool with its arguments. */
public final class Undoing {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINE = Pattern.compile("(?m)^Undo: (.*?)(   \\(.*\\))?$");

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
        return one(cli, undo.path("command").asText(), more);
    }

    /** Runs the line that a run has printed for people; there must be one, and it must succeed. */
    public static Run printed(Cli cli, Run run) {
        var found = LINE.matcher(run.stdout());
        assertTrue(found.find(), run::toString);
        return line(cli, found.group(1));
    }

    /** Runs a line of one command, which must succeed. */
    public static Run line(Cli cli, String line) {
        return one(cli, line).exits(0);
    }

    private static Run one(Cli cli, String line, String... more) {
        var calls = ShellWords.of(line);
        assertEquals(1, calls.size(), line);
        var words = new ArrayList<>(calls.getFirst());
        words.addAll(List.of(more));
        return cli.run(words.toArray(String[]::new));
    }

    /** Calls the tool. */
    public static Tool tool(Cli cli, JsonNode undo) {
        assertTrue(undo.path("tool").asText().startsWith("paas_"), "no tool in " + undo);
        @SuppressWarnings("unchecked") // a JSON object
        Map<String, Object> arguments = JSON.convertValue(undo.path("arguments"), Map.class);
        return Tool.call(cli, undo.path("tool").asText(), arguments);
    }
}
