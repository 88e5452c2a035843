package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.McpClient.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Instance;
import tests.support.Live;

/** What an assistant may delete for good only when its person types the name: both eras' ways of asking, and clients that have none. */
class ConsentTest {
    private static final String FORM = "{\"elicitation\":{}}";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();
    private Cli cli;
    private int last = 2;

    @BeforeEach
    void setUp() {
        cli = instance.cliWithScopes(folder, "apps:delete", "apps:read");
    }

    @AfterEach
    void close() {
        instance.close();
    }

    private static String initialize(String revision, String capabilities) {
        return "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"" + revision
            + "\",\"capabilities\":" + capabilities + ",\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}\n";
    }

    private static String call(int id, String app, String more) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"paas_delete_app\",\"arguments\":"
            + "{\"app\":\"" + app + "\"}" + more + "}}\n";
    }

    private static JsonNode line(Live live, int number) {
        return parse(live.awaitStdout("\\A(?:[^\n]*\n){" + (number - 1) + "}([^\n]*)\n").group(1));
    }

    private boolean there(String app) {
        try {
            instance.app(app);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2025-06-18 | {"action":"accept","content":{"name":"notes"}} | false |
        2025-11-25 | {"action":"accept","content":{"name":"notes"}} | false |
        2025-11-25 | {"action":"accept","content":{"name":"wiki"}}  | true  | error: that is not "notes"; nothing was changed
        2025-11-25 | {"action":"accept"}                            | true  | error: that is not "notes"; nothing was changed
        2025-11-25 | {"action":"accept","content":{"name":7}}       | true  | error: that is not "notes"; nothing was changed
        2025-11-25 | {"action":"decline"}                           | true  | error: the person did not agree to delete notes; nothing was changed\\nhint: do not try again unless they ask for it
        2025-11-25 | {"action":"cancel"}                            | true  | error: the person did not agree to delete notes; nothing was changed\\nhint: do not try again unless they ask for it
        """)
    void theLegacyEraAsksByARequest(String revision, String answer, boolean stays, String text) {
        try (var live = cli.start("mcp")) {
            live.type(initialize(revision, FORM));
            live.type("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n");
            assertTrue(line(live, 2).toString().contains("paas_delete_app"));
            live.type(call(2, "notes", ""));
            var asked = line(live, 3);
            assertEquals("elicitation/create", asked.path("method").asText());
            var message = asked.path("params").path("message").asText();
            assertTrue(message.startsWith("This cannot be undone: delete notes\n- app: notes (n1i5g8ox6r)"), message);
            assertEquals("{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\",\"title\":\"Type notes to go on\"}},"
                + "\"required\":[\"name\"]}", asked.path("params").path("requestedSchema").toString());
            assertTrue(there("notes"));
            live.type("{\"jsonrpc\":\"2.0\",\"id\":\"" + asked.path("id").asText() + "\",\"result\":" + answer + "}\n");
            var result = line(live, 4).path("result");
            assertEquals(stays, there("notes"));
            assertEquals(stays, result.path("isError").asBoolean());
            if (stays) {
                assertEquals(text.replace("\\n", "\n"), result.path("content").path(0).path("text").asText());
            }
            live.closeInput();
            live.finish().exits(0);
        }
    }

    @Test
    void anErrorIsNoConsentAndOtherAnswersAreNone() {
        try (var live = cli.start("mcp")) {
            live.type(initialize("2025-11-25", FORM) + call(2, "notes", ""));
            var asked = line(live, 2);
            live.type("{\"jsonrpc\":\"2.0\",\"id\":\"paas-99\",\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"notes\"}}}\n");
            live.type("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"notes\"}}}\n");
            live.type("{\"jsonrpc\":\"2.0\",\"id\":\"" + asked.path("id").asText() + "\",\"error\":{\"code\":-1,\"message\":\"no\"}}\n");
            assertEquals("error: the person did not agree to delete notes; nothing was changed\n"
                + "hint: do not try again unless they ask for it",
                line(live, 3).path("result").path("content").path(0).path("text").asText());
            assertTrue(there("notes"));
            live.closeInput();
            live.finish().exits(0);
        }
    }

    @Test
    void theModernEraAsksByItsAnswer() {
        try (var live = cli.start("mcp")) {
            live.type(call(1, "notes", modern("")));
            var asked = line(live, 1).path("result");
            assertEquals("input_required", asked.path("resultType").asText());
            var request = asked.path("inputRequests").path("consent");
            assertEquals("elicitation/create form", request.path("method").asText() + " " + request.path("params").path("mode").asText());
            assertTrue(request.path("params").path("message").asText().startsWith("This cannot be undone: delete notes\n"));
            var state = asked.path("requestState").asText();
            assertTrue(there("notes"));
            // for another app it opens nothing: the question comes again; changed or made up it is refused
            assertEquals("input_required", answered(live, 2, "wiki", state, "wiki").path("resultType").asText());
            for (var forged : List.of(state.substring(1) + "A", "bm9uc2Vuc2U", "")) {
                int id = number();
                answered(live, id, "notes", forged, "notes");
                assertEquals("{\"code\":-32602,\"message\":\"\\\"requestState\\\" is none of this server's: call again without it, and "
                    + "the person "
                    + "is asked anew\"}", line(live, id).path("error").toString());
            }
            assertTrue(there("notes") && there("wiki"));
            var done = answered(live, number(), "notes", state, "notes");
            assertEquals("complete", done.path("resultType").asText());
            assertFalse(done.path("isError").asBoolean(), done.toString());
            assertFalse(there("notes"));
            live.closeInput();
            live.finish().exits(0);
        }
    }

    @Test
    void aConsentIsGoodOnce() {
        try (var live = cli.start("mcp")) {
            live.type(call(1, "notes", modern("")));
            var state = line(live, 1).path("result").path("requestState").asText();
            assertEquals("error: that is not \"notes\"; nothing was changed", answered(live, 2, "notes", state, "ntes").path("content")
                .path(0)
                .path("text").asText());
            assertEquals("input_required", answered(live, 3, "notes", state, "notes").path("resultType").asText());
            assertTrue(there("notes"));
            live.closeInput();
            live.finish().exits(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"elicitation\":{\"url\":{}}}", "{\"elicitation\":true}"})
    void whoCannotAskIsNotOfferedIt(String capabilities) {
        try (var live = cli.start("mcp")) {
            live.type(initialize("2025-11-25", capabilities) + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n");
            assertFalse(line(live, 2).toString().contains("paas_delete_app"));
            live.type(call(2, "notes", ""));
            assertEquals("error: delete notes cannot be undone, and this client cannot ask its person; nothing was changed\n"
                + "hint: do not try again (a person runs: paas delete notes)",
                line(live, 3).path("result").path("content").path(0).path("text").asText());
            assertTrue(there("notes"));
            live.closeInput();
            live.finish().exits(0);
        }
        assertThrows(AssertionError.class, () -> instance.app("none"));
    }

    @Test
    void whoAllowedItInTheEditorsEntryIsNotAsked() {
        try (var live = cli.start("mcp", "--allow-destructive")) {
            live.type(call(2, "notes", ""));
            assertFalse(line(live, 1).path("result").path("isError").asBoolean());
            assertFalse(there("notes"));
            live.closeInput();
            live.finish().exits(0);
        }
    }

    @Test
    void theCleaningOfDockerIsAToolThatWay() {
        var allowed = instance.cliWithScopes(folder.resolve("host"), "system:manage", "apps:read");
        try (var live = allowed.start("mcp")) {
            live.type(initialize("2025-11-25", FORM));
            live.type("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"paas_prune_docker\"}}\n");
            var asked = line(live, 2);
            var message = asked.path("params").path("message").asText();
            assertTrue(message.contains("reports"), "the stopped app whose container goes is not named: " + message);
            var typed = asked.path("params").path("requestedSchema").path("properties").path("name").path("title").asText()
                .replaceFirst("^Type (.*) to go on$", "$1");
            live.type("{\"jsonrpc\":\"2.0\",\"id\":\"" + asked.path("id").asText()
                + "\",\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"" + typed + "\"}}}\n");
            var result = line(live, 3).path("result");
            assertFalse(result.path("isError").asBoolean(), result.toString());
            live.closeInput();
            live.finish().exits(0);
        }
    }

    private int number() {
        return ++last;
    }

    private static String modern(String more) {
        return ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":"
            + FORM
            + "}" + more;
    }

    private static JsonNode answered(Live live, int id, String app, String state, String typed) {
        live.type(call(id, app, modern(",\"requestState\":\"" + state
            + "\",\"inputResponses\":{\"consent\":{\"action\":\"accept\",\"content\":{\"name\":\"" + typed + "\"}}}")));
        return line(live, id).path("result");
    }
}
