package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
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
import tests.support.Tool;

/** The tools through a real client: the MCP Inspector. */
class InspectorTest {
    private static final String HEALTH = "GET /api/health";
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

    /** What each tool is called with on an instance of its own, what its answer must hold, and everything that was sent for it. */
    private record Row(String tool, List<String> arguments, String pointer, String value, List<String> sent) {
        private Row(String tool, String arguments, String pointer, String value, String... sent) {
            this(tool, arguments.isEmpty() ? List.of() : List.of(arguments.split("; ")), pointer, value, List.of(sent));
        }

        @Override
        public String toString() {
            return tool;
        }
    }

    static List<Row> rows() {
        var apps = "GET /api/apps";
        var history = "GET /api/deployments/history";
        var one = "GET /api/apps/get";
        return List.of(
            new Row("paas_status", "", "/agent/profile", "operator", apps, "GET /api/health", "GET /api/projects"),
            new Row("paas_list_apps", "status=failed", "/apps/0/name", "landing", apps, history),
            new Row("paas_list_projects", "", "/projects/5/name", "shop", "GET /api/projects"),
            new Row("paas_get_app", "app=SHOP-WEB", "/id", "k3v9x0q2ab", apps, history),
            new Row("paas_get_logs", "app=shop-web; lines=5", "/app", "shop-web", apps, "GET /api/apps/runtime-logs",
            "GET /ws/runtime-logs",
                "POST /api/auth/ws-ticket"),
            new Row("paas_deploy", "name=blog; gitRepo=https://github.com/ada/blog.git; wait=true; envVars={\"A\":\"b\"}", "/status",
            "success",
                apps, history, "GET /api/apps/get", "POST /api/deploy"),
            new Row("paas_redeploy", "app=shop-web", "/name", "shop-web", apps, history, "POST /api/apps/redeploy"),
            new Row("paas_wait_deployment", "deployment=d7m2q9xk4t", "/status", "success", apps, history, "GET /api/apps/get"),
            new Row("paas_list_deployments", "app=shop-web; limit=1", "/deployments/0/id", "d7m2q9xk4t", apps, history),
            new Row("paas_get_build_logs", "app=landing; lines=5", "/status", "failed", apps, history),
            new Row("paas_stop_app", "app=shop-web", "/status", "stopped", apps, one, "POST /api/apps/stop"),
            new Row("paas_start_app", "app=reports", "/status", "running", apps, one, "POST /api/apps/start"),
            new Row("paas_rollback", "app=shop-web; deploymentId=e4q8r5y2hs", "/name", "shop-web", apps, history,
            "POST /api/apps/rollback"),
            new Row("paas_update_app", "app=shop-web; memory=1g", "/changes/0/after", "1g", apps, one, "POST /api/apps/update"),
            new Row("paas_get_metrics", "app=shop-web", "/containers/0/app", "shop-web", apps, "GET /api/metrics/apps"),
            new Row("paas_exec", "app=shop-web; command=echo $((6*7))", "/output", "42\n", apps, "POST /api/auth/ws-ticket",
            "GET /ws/terminal"),
            new Row("paas_list_cron", "app=shop-api", "/jobs/0/id", "c3r8n1a6vd", apps, "GET /api/cron", "GET /api/health"),
            new Row("paas_run_cron", "cron=shop-api; wait=true", "/status", "success", apps, "GET /api/cron", "GET /api/health",
                "POST /api/cron/run"),
            new Row("paas_list_servers", "", "/servers/1/name", "edge-1", apps, "GET /api/servers"),
            new Row("paas_server_info", "server=edge-1", "/now/diskPercent", "34.6", apps, "GET /api/servers", "GET /ws/stats",
                "POST /api/auth/ws-ticket"),
            new Row("paas_list_addons", "", "/addons/0/name", "wiki-db", apps, "GET /api/addons"),
            new Row("paas_create_addon", "name=more-db; type=mysql; wait=true", "/status", "running", "GET /api/addons",
            "GET /api/addons/get",
                "POST /api/addons/create"),
            new Row("paas_attach_addon", "addon=shop-cache; app=notes", "/app", "notes", apps, one, "GET /api/addons",
                "GET /api/addons/get",
                "POST /api/addons/attach"),
            new Row("paas_detach_addon", "addon=shop-db; app=shop-api", "/removed/0", "DATABASE_URL", apps, one, "GET /api/addons",
                "GET /api/addons/get", "POST /api/addons/detach"),
            new Row("paas_db_query", "addon=shop-db; query=SELECT 6*7 AS n", "/rows/0/0", "42", "GET /api/addons",
                "POST /api/addons/db/query"),
            new Row("paas_add_domain", "app=notes; domain=n.example.com", "/domain", "n.example.com", apps, one, "GET /api/server/info",
                "POST /api/apps/update"),
            new Row("paas_remove_domain", "app=shop-api; domain=api.harbor-lane.example", "/domain", "api.harbor-lane.example", apps, one,
                "POST /api/apps/update"),
            new Row("paas_scan_vulns", "app=shop-web", "/counts/high", "1", apps, "GET /api/apps/vulnerabilities/scan"),
            new Row("paas_list_backups", "", "/backups/0/name", "", "GET /api/backups"),
            new Row("paas_create_backup", "", "/copied", "false", "GET /api/backups", "GET /api/backups/config",
            "POST /api/backups/create"),
            new Row("paas_diagnose_app", "app=landing", "/status", "failed", apps, history, "GET /api/apps/runtime-logs",
                "GET /api/metrics/apps", "GET /ws/runtime-logs", "POST /api/auth/ws-ticket"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void calls(Row row) {
        try (var instance = Instance.demo()) {
            instance.cli(folder, "operator");
            instance.sandbox().clearRequests();
            var answer = answer(row.tool, row.arguments.toArray(String[]::new));
            assertEquals(row.value, answer.at(row.pointer).asText(), answer::toString);
            // a wait asks until it is over: how often does not matter
            var sent = new TreeSet<>(sent(instance));
            if (!row.sent.contains(HEALTH)) {
                // the first call is made ready by it
                sent.remove(HEALTH);
            }
            assertEquals(new TreeSet<>(row.sent), sent);
        }
    }

    @Test
    void everyToolIsCalled() throws Exception {
        var names = new TreeSet<String>();
        // those that lose something for good ask first: see ConsentTest
        Arrays.stream(new Commands().entries()).filter(each -> !each.tool().isEmpty() && !each.destructive())
            .forEach(each -> names.add(each.tool()));
        assertEquals(names, new TreeSet<>(rows().stream().map(Row::tool).toList()));
    }

    /** The structured content of a tool that succeeded, valid against the tool's own output schema and the same as its text. */
    private JsonNode answer(String tool, String... arguments) {
        var result = new Inspector(new Home(folder)).call(tool, arguments);
        assertEquals(false, result.path("isError").asBoolean(), result.toString());
        var content = result.path("structuredContent");
        try {
            var text = Tool.unmarked(result.path("content").path(0).path("text").asText());
            // a client in JavaScript writes 512.0 as 512
            assertTrue(content.equals((one, other) -> one.isNumber() && other.isNumber() ? Double.compare(one.asDouble(), other.asDouble())
                : one.equals(other) ? 0 : 1, text), () -> content + "\n" + text);
            for (var each : JSON.readTree(Checkout.read("lib/derived/tools.json"))) {
                if (each.path("name").asText().equals(tool)) {
                    var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(each.path("outputSchema")
                        .toString());
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
        return instance.sandbox().requests().stream().map(each -> each.method() + " " + each.path().replaceFirst("\\?.*", "")).sorted()
            .toList();
    }
}
