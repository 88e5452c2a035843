package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tests.support.McpClient.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import tests.support.Cli;
import tests.support.Live;

/** One run of {@code paas mcp} that is asked many things, one after the other, in both eras. */
final class Session implements AutoCloseable {
    static final String LEGACY = "2025-11-25";
    static final String MODERN = "2026-07-28";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Live live;
    private int id;

    Session(Cli cli, String... options) {
        var words = new String[options.length + 1];
        words[0] = "mcp";
        System.arraycopy(options, 0, words, 1, options.length);
        live = cli.start(words);
    }

    /** A request of this revision as a line. The legacy ones leave the handshake out, which this server does not insist on. */
    static String line(int id, String revision, String method, Map<String, ?> params) {
        ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id).put("method", method);
        Map<String, Object> all = new LinkedHashMap<>(params);
        if (revision.equals(MODERN)) {
            all.put("_meta", Map.of("io.modelcontextprotocol/protocolVersion", MODERN,
                "io.modelcontextprotocol/clientCapabilities", Map.of()));
        }
        message.set("params", JSON.valueToTree(all));
        return message + "\n";
    }

    /** The whole answer. */
    JsonNode ask(String revision, String method, Map<String, ?> params) {
        live.again().type(line(++id, revision, method, params));
        return parse(live.awaitStdout("(?m)^\\{\"jsonrpc\":\"2.0\",\"id\":" + id + ",.*\n").group());
    }

    /** The result, which is one, and as the revision's own schema has it. */
    JsonNode result(String revision, String method, String definition, Map<String, ?> params) {
        var answer = ask(revision, method, params);
        PublishedSchema.answer(revision, definition, answer);
        assertEquals(true, answer.has("result"), answer.toString());
        return answer.path("result");
    }

    /** The error, as code and message. */
    String error(String revision, String method, Map<String, ?> params) {
        var answer = ask(revision, method, params);
        PublishedSchema.answer(revision, "Result", answer);
        assertEquals(true, answer.has("error"), answer.toString());
        return answer.path("error").path("code") + " " + answer.path("error").path("message").asText();
    }

    /** Ends with the end of the input, and quietly. */
    @Override
    public void close() {
        try (live) {
            live.again().closeInput();
            live.finish().exits(0).complains("");
        }
    }
}
