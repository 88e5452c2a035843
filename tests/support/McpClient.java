package tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls one tool through {@code paas mcp}, a process for each call: line by line what an assistant would send. */
public final class McpClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private McpClient() {
    }

    /**
     * A tool's answer.
     *
     * @param structured the structured content; missing when there is none
     * @param text       what the model reads
     */
    public record Answer(JsonNode structured, String text, boolean error) {

        /** The structured content of a tool that succeeded; its text is the same. */
        public JsonNode ok() {
            assertEquals(false, error, text);
            assertEquals(structured, parse(text), "text and structured content");
            return structured;
        }

        /** A tool that failed with this text, and nothing else. */
        public void failed(String wanted) {
            assertEquals(wanted, text);
            assertEquals(true, error, "isError");
            assertEquals(true, structured.isMissingNode(), "structured content of a failure: " + structured);
        }
    }

    /** @param arguments name and value in turn */
    public static Answer call(Cli cli, String tool, Object... arguments) {
        var line = cli.runWith(request(1, tool, arguments), "mcp").exits(0).complains("").stdout();
        var message = parse(line);
        assertEquals(1, message.path("id").asInt(), line);
        var result = message.path("result");
        assertEquals(1, result.path("content").size(), line);
        return new Answer(result.path("structuredContent"), result.path("content").path(0).path("text").asText(), result.path("isError").asBoolean());
    }

    /** The request as a line. */
    public static String request(int id, String tool, Object... arguments) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            given.put((String) arguments[i], arguments[i + 1]);
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", id);
        message.put("method", "tools/call");
        message.put("params", Map.of("name", tool, "arguments", given));
        try {
            return JSON.writeValueAsString(message) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line as JSON. */
    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + text, e);
        }
    }
}
