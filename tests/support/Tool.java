package tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * One call of a tool through {@code paas mcp}, as a client sees it.
 *
 * @param structured missing when there is none
 * @param text       what the model reads
 */
public record Tool(JsonNode structured, String text, boolean error) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The call is understood: a fault of the protocol fails the test. */
    public static Tool call(Cli cli, String name, Map<String, Object> arguments) {
        var message = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
        message.putObject("params").put("name", name).set("arguments", JSON.valueToTree(arguments));
        var answer = parse(cli.runWith(message + "\n", "mcp").exits(0).complains("").stdout());
        assertEquals(true, answer.has("result"), answer.toString());
        var result = answer.path("result");
        assertEquals(1, result.path("content").size(), answer.toString());
        return new Tool(result.path("structuredContent"), result.path("content").path(0).path("text").asText(), result.path("isError").asBoolean());
    }

    /** It answers what the command prints with {@code --json}, as structured content and as text. */
    public Tool answers(String json) {
        assertEquals(false, error, text);
        assertEquals(parse(json), structured);
        assertEquals(structured, parse(text));
        return this;
    }

    /** It fails with this text. */
    public Tool fails(String wanted) {
        assertEquals(true, error, text);
        assertEquals(wanted, text);
        return this;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + text, e);
        }
    }
}
