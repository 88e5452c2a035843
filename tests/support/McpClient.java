package tests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an assistant sends to {@code paas mcp}, and reads, line by line. */
public final class McpClient {
    /** Reads and writes JSON. */
    public static final ObjectMapper JSON = new ObjectMapper();

    private McpClient() {
    }

    /** A call as a line. */
    public static String request(int id, String tool, Map<String, Object> arguments) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", id);
        message.put("method", "tools/call");
        message.put("params", Map.of("name", tool, "arguments", arguments));
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
