package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static tests.mcp.Session.LEGACY;
import static tests.mcp.Session.MODERN;
import static tests.support.McpClient.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lib.mcp.Offer;
import lib.mcp.Prompts;
import lib.mcp.Resources;
import lib.mcp.Server;
import lib.mcp.ToolCalls;
import org.junit.jupiter.api.Test;

/** The real server before resources and prompts of the test's own: what ours do not have, bytes and pages, is sent as the schemas want it. */
class FeaturesTest {

    /** No tools. */
    private static final class None implements ToolCalls {
        @Override
        public String version() {
            return "1";
        }

        @Override
        public String list(Abilities client) {
            return "[]";
        }

        @Override
        public String profile() {
            return "";
        }

        @Override
        public String instance() {
            return "";
        }

        @Override
        public byte[] key() {
            return new byte[32];
        }

        @Override
        public Outcome call(String tool, Map<String, Object> arguments, Caller caller) {
            return null;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private static final class Shelf implements Resources {
        @Override
        public String list(ToolCalls.Abilities client) {
            return "[]";
        }

        @Override
        public String templates() {
            return "[]";
        }

        @Override
        public Held read(String uri, ToolCalls.Caller caller) {
            return switch (uri) {
                case "ui://page" -> new Held(List.of(new Content(uri, "text/html;profile=mcp-app", "<p>", null,
                    "{\"ui\":{\"prefersBorder\":true}}")), 5000);
                case "x://bytes" -> new Held(List.of(new Content(uri, null, null, "AAEC", null), Content.of("x://more", "text/plain", "")), 0);
                case "x://broken" -> throw new IllegalStateException("inside");
                default -> null;
            };
        }

        @Override
        public List<String> complete(String template, String variable, String typed, Map<String, String> others) {
            return IntStream.range(0, 250).mapToObj(each -> typed + each).toList();
        }
    }

    /** What the server answers to these lines, as they come. */
    private static List<JsonNode> answers(Offer offer, String... lines) throws Exception {
        var in = new PipedOutputStream();
        var out = new ByteArrayOutputStream();
        var server = new Server(new PipedInputStream(in, 100_000), out, offer);
        var running = Thread.ofPlatform().daemon().start(() -> server.run());
        for (int i = 0; i < lines.length; i++) {
            in.write(lines[i].getBytes(StandardCharsets.UTF_8));
            in.flush();
            while (out.toString(StandardCharsets.UTF_8).lines().count() <= i) {
                Thread.sleep(5);
            }
        }
        in.close();
        running.join();
        return out.toString(StandardCharsets.UTF_8).lines().map(each -> parse(each)).toList();
    }

    private static String read(int id, String era, String uri) {
        return Session.line(id, era, "resources/read", Map.of("uri", uri));
    }

    @Test
    void bytesPagesAndLongCompletions() throws Exception {
        var completion = Map.of("ref", Map.of("type", "ref/resource", "uri", "x://{a}"), "argument", Map.of("name", "a", "value", "v"));
        var answers = answers(new Offer(new None(), new Shelf(), null), read(1, MODERN, "ui://page"), read(2, LEGACY, "ui://page"),
            read(3, LEGACY, "x://bytes"), read(4, MODERN, "x://bytes"), read(5, MODERN, "x://broken"), Session.line(6, LEGACY,
                "completion/complete", completion), Session.line(7, LEGACY, "prompts/list", Map.of()), Session.line(8, MODERN,
                    "server/discover", Map.of()));
        for (int i = 0; i < 4; i++) {
            PublishedSchema.answer(i == 1 || i == 2 ? LEGACY : MODERN, "ReadResourceResult", answers.get(i));
        }
        assertEquals("[{\"uri\":\"ui://page\",\"mimeType\":\"text/html;profile=mcp-app\",\"text\":\"<p>\",\"_meta\":{\"ui\":"
            + "{\"prefersBorder\":true}}}]", answers.get(0).path("result").path("contents").toString());
        assertEquals("5000", answers.get(0).path("result").path("ttlMs").asText());
        assertEquals(answers.get(0).path("result").path("contents"), answers.get(1).path("result").path("contents"));
        assertEquals("{\"contents\":[{\"uri\":\"x://bytes\",\"blob\":\"AAEC\"},{\"uri\":\"x://more\",\"mimeType\":\"text/plain\","
            + "\"text\":\"\"}]}", answers.get(2).path("result").toString());
        assertEquals("{\"code\":-32603,\"message\":\"unexpected failure: IllegalStateException\"}", answers.get(4).path("error").toString());
        var completed = answers.get(5).path("result").path("completion");
        PublishedSchema.answer(LEGACY, "CompleteResult", answers.get(5));
        assertEquals("100 250 true v99", completed.path("values").size() + " " + completed.path("total") + " " + completed.path("hasMore")
            + " " + completed.path("values").path(99).asText());
        assertEquals("{\"code\":-32601,\"message\":\"this server has no method \\\"prompts/list\\\"\"}", answers.get(6).path("error")
            .toString());
        assertEquals("{\"tools\":{\"listChanged\":true},\"resources\":{\"listChanged\":true},\"completions\":{}}", answers.get(7).path(
            "result").path("capabilities").toString());
    }

    @Test
    void whatIsNotThereIsNotDeclared() throws Exception {
        var prompts = new Prompts() {
            @Override
            public String list(ToolCalls.Abilities client) {
                return "[]";
            }

            @Override
            public Prompt get(String name, Map<String, String> arguments, ToolCalls.Abilities client, ToolCalls.Caller caller) {
                return new Prompt(null, List.of(Said.text("a \"b\""), new Said("assistant", "{\"type\":\"image\",\"data\":\"AAEC\","
                    + "\"mimeType\":\"image/png\"}")));
            }

            @Override
            public List<String> complete(String prompt, String argument, String typed, Map<String, String> others) {
                return null;
            }
        };
        var answers = answers(new Offer(new None(), null, prompts), read(1, LEGACY, "x://a"), Session.line(2, MODERN, "server/discover",
            Map.of()), Session.line(3, MODERN, "prompts/get", Map.of("name", "x")));
        assertEquals(-32601, answers.get(0).path("error").path("code").asInt());
        assertFalse(answers.get(1).path("result").path("capabilities").has("resources"));
        PublishedSchema.answer(MODERN, "GetPromptResult", answers.get(2));
        assertEquals("[{\"role\":\"user\",\"content\":{\"type\":\"text\",\"text\":\"a \\\"b\\\"\"}},{\"role\":\"assistant\",\"content\":"
            + "{\"type\":\"image\",\"data\":\"AAEC\",\"mimeType\":\"image/png\"}}]", answers.get(2).path("result").path("messages")
                .toString());
        assertEquals("{\"tools\":{\"listChanged\":true}}", answers(new Offer(new None(), null, null), Session.line(1, MODERN,
            "server/discover", Map.of())).getFirst().path("result").path("capabilities").toString());
    }
}
