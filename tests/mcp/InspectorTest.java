package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lib.derived.Commands;
import lib.run.CommandEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tests.support.Checkout;
import tests.support.Home;
import tests.support.Inspector;
import tests.support.Instance;

/** The tools through a real client: the MCP Inspector, which starts the server anew for each request. EveryToolTest calls all. */
class InspectorTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void listsWhatTheFileHolds() throws Exception {
        var offered = (ArrayNode) JSON.readTree(Checkout.read("lib/derived/tools.json"));
        // this client asks nobody
        var destructive = Arrays.stream(new Commands().entries()).filter(CommandEntry::destructive).map(CommandEntry::tool).toList();
        for (var each = offered.iterator(); each.hasNext();) {
            if (destructive.contains(each.next().path("name").asText())) {
                each.remove();
            }
        }
        var listed = new Inspector(new Home(folder)).list();
        // it opens with a revision that has tasks; TasksTest compares what is said of them
        listed.forEach(each -> ((ObjectNode) each).remove("execution"));
        assertEquals(offered, listed);
    }

    @Test
    void saysTheNextStepWhenNotConnected() {
        var result = new Inspector(new Home(folder)).call("paas_status");
        assertTrue(result.path("isError").asBoolean(), result.toString());
        assertEquals("error: not connected - a person runs: paas connect <url>\nhint: <url> is the address of your dashboard, e.g. "
            + "https://paas.example.com",
            result.path("content").path(0).path("text").asText());
    }

    /** A list of many, an answer with fractions, and arguments that are objects and truth values. */
    static List<ToolRow> rows() {
        return ToolRow.rows().stream().filter(each -> List.of("paas_list_apps", "paas_get_metrics", "paas_deploy").contains(each.tool()))
            .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void calls(ToolRow row) {
        try (var instance = Instance.demo()) {
            instance.cli(folder, "operator");
            instance.sandbox().clearRequests();
            row.check(new Inspector(new Home(folder)).call(row.tool(), row.arguments().toArray(String[]::new)), instance);
        }
    }
}
