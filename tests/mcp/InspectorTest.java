package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;
import tests.support.Home;
import tests.support.Inspector;
import tests.support.Instance;

/** The tools through a real client: the MCP Inspector. */
class InspectorTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void listsWhatTheFileHolds() throws Exception {
        assertEquals(JSON.readTree(Checkout.read("lib/mcp/tools.json")), new Inspector(new Home(folder)).list());
    }

    @Test
    void saysTheNextStepWhenNotConnected() {
        var result = new Inspector(new Home(folder)).call("paas_status");
        assertTrue(result.path("isError").asBoolean(), result.toString());
        assertEquals("error: not connected - run: paas connect <url>\nhint: <url> is the address of your dashboard, e.g. https://paas.example.com",
            result.path("content").path(0).path("text").asText());
    }

    @Test
    void showsTheStatus() {
        try (var instance = Instance.demo()) {
            instance.cli(folder, "observer");
            instance.sandbox().clearRequests();
            var status = answer("paas_status");
            assertEquals(instance.url(), status.path("url").asText());
            assertEquals("observer", status.path("agent").path("profile").asText());
            assertEquals(List.of("GET /api/apps", "GET /api/health", "GET /api/projects"), sent(instance));
        }
    }

    /** The structured content of a tool that succeeded, valid against the tool's own output schema and the same as its text. */
    private JsonNode answer(String tool, String... arguments) {
        var result = new Inspector(new Home(folder)).call(tool, arguments);
        assertEquals(false, result.path("isError").asBoolean(), result.toString());
        var content = result.path("structuredContent");
        try {
            assertEquals(content, JSON.readTree(result.path("content").path(0).path("text").asText()));
            for (var each : JSON.readTree(Checkout.read("lib/mcp/tools.json"))) {
                if (each.path("name").asText().equals(tool)) {
                    var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(each.path("outputSchema").toString());
                    assertEquals(List.of(), schema.validate(content.toString(), com.networknt.schema.InputFormat.JSON), tool);
                    return content;
                }
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        throw new AssertionError(tool + " is not in the list");
    }

    private static List<String> sent(Instance instance) {
        return instance.sandbox().requests().stream().map(each -> each.method() + " " + each.path()).sorted().toList();
    }
}
