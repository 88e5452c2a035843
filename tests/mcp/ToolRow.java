package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeSet;
import tests.support.Checkout;
import tests.support.Instance;
import tests.support.Tool;

/** What each tool is called with on an instance of its own, what its answer must hold, and everything that was sent for it. */
record ToolRow(String tool, List<String> arguments, String pointer, String value, List<String> sent) {
    private static final String HEALTH = "GET /api/health";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolRow(String tool, String arguments, String pointer, String value, String... sent) {
        this(tool, arguments.isEmpty() ? List.of() : List.of(arguments.split("; ")), pointer, value, List.of(sent));
    }

    @Override
    public String toString() {
        return tool;
    }

    static List<ToolRow> rows() {
        var apps = "GET /api/apps";
        var history = "GET /api/deployments/history";
        var one = "GET /api/apps/get";
        return List.of(
            new ToolRow("paas_status", "", "/agent/profile", "operator", apps, "GET /api/health", "GET /api/projects"),
            new ToolRow("paas_list_apps", "status=failed", "/apps/0/name", "landing", apps, history),
            new ToolRow("paas_list_projects", "", "/projects/5/name", "shop", "GET /api/projects"),
            new ToolRow("paas_get_app", "app=SHOP-WEB", "/id", "k3v9x0q2ab", apps, history),
            new ToolRow("paas_get_logs", "app=shop-web; lines=5", "/app", "shop-web", apps, "GET /api/apps/runtime-logs",
                "GET /ws/runtime-logs", "POST /api/auth/ws-ticket"),
            new ToolRow("paas_deploy", "name=blog; gitRepo=https://github.com/ada/blog.git; wait=true; envVars={\"A\":\"b\"}", "/status",
            "success",
                apps, history, "GET /api/apps/get", "POST /api/deploy"),
            new ToolRow("paas_redeploy", "app=shop-web", "/name", "shop-web", apps, history, "POST /api/apps/redeploy"),
            new ToolRow("paas_wait_deployment", "deployment=d7m2q9xk4t", "/status", "success", apps, history, "GET /api/apps/get"),
            new ToolRow("paas_list_deployments", "app=shop-web; limit=1", "/deployments/0/id", "d7m2q9xk4t", apps, history),
            new ToolRow("paas_get_build_logs", "app=landing; lines=5", "/status", "failed", apps, history),
            new ToolRow("paas_stop_app", "app=shop-web", "/status", "stopped", apps, one, "POST /api/apps/stop"),
            new ToolRow("paas_start_app", "app=reports", "/status", "running", apps, one, "POST /api/apps/start"),
            new ToolRow("paas_rollback", "app=shop-web; deploymentId=e4q8r5y2hs", "/name", "shop-web", apps, history,
            "POST /api/apps/rollback"),
            new ToolRow("paas_update_app", "app=shop-web; memory=1g", "/changes/0/after", "1g", apps, one, "POST /api/apps/update"),
            new ToolRow("paas_get_metrics", "app=shop-web", "/containers/0/app", "shop-web", apps, "GET /api/metrics/apps"),
            new ToolRow("paas_exec", "app=shop-web; command=echo $((6*7))", "/output", "42\n", apps, "POST /api/auth/ws-ticket",
            "GET /ws/terminal"),
            new ToolRow("paas_list_cron", "app=shop-api", "/jobs/0/id", "c3r8n1a6vd", apps, "GET /api/cron", "GET /api/health"),
            new ToolRow("paas_run_cron", "cron=shop-api; wait=true", "/status", "success", apps, "GET /api/cron", "GET /api/health",
                "POST /api/cron/run"),
            new ToolRow("paas_list_servers", "", "/servers/1/name", "edge-1", apps, "GET /api/servers"),
            new ToolRow("paas_server_info", "server=edge-1", "/now/diskPercent", "34.6", apps, "GET /api/servers", "GET /ws/stats",
                "POST /api/auth/ws-ticket"),
            new ToolRow("paas_list_addons", "", "/addons/0/name", "wiki-db", apps, "GET /api/addons"),
            new ToolRow("paas_create_addon", "name=more-db; type=mysql; wait=true", "/status", "running", "GET /api/addons",
            "GET /api/addons/get",
                "POST /api/addons/create"),
            new ToolRow("paas_attach_addon", "addon=shop-cache; app=notes", "/app", "notes", apps, one, "GET /api/addons",
                "GET /api/addons/get",
                "POST /api/addons/attach"),
            new ToolRow("paas_detach_addon", "addon=shop-db; app=shop-api", "/removed/0", "DATABASE_URL", apps, one, "GET /api/addons",
                "GET /api/addons/get", "POST /api/addons/detach"),
            new ToolRow("paas_db_query", "addon=shop-db; query=SELECT 6*7 AS n", "/rows/0/0", "42", "GET /api/addons",
                "POST /api/addons/db/query"),
            new ToolRow("paas_add_domain", "app=notes; domain=n.example.com", "/domain", "n.example.com", apps, one, "GET /api/server/info",
                "POST /api/apps/update"),
            new ToolRow("paas_remove_domain", "app=shop-api; domain=api.harbor-lane.example", "/domain", "api.harbor-lane.example", apps,
                one, "POST /api/apps/update"),
            new ToolRow("paas_scan_vulns", "app=shop-web", "/counts/high", "1", apps, "GET /api/apps/vulnerabilities/scan"),
            new ToolRow("paas_list_backups", "", "/backups/0/name", "", "GET /api/backups"),
            new ToolRow("paas_create_backup", "", "/copied", "false", "GET /api/backups", "GET /api/backups/config",
            "POST /api/backups/create"),
            new ToolRow("paas_diagnose_app", "app=landing", "/status", "failed", apps, history, "GET /api/apps/runtime-logs",
                "GET /api/metrics/apps", "GET /ws/runtime-logs", "POST /api/auth/ws-ticket"));
    }

    /**
     * The result that a client accepted is a success with structured content, valid against the tool's own output schema and the same as
     * its text, holds what it must, and the instance was asked just that.
     */
    void check(JsonNode result, Instance instance) {
        assertEquals(false, result.path("isError").asBoolean(), result.toString());
        var content = result.path("structuredContent");
        var text = Tool.unmarked(result.path("content").path(0).path("text").asText());
        // a client in JavaScript writes 512.0 as 512
        assertTrue(content.equals((one, other) -> one.isNumber() && other.isNumber() ? Double.compare(one.asDouble(), other.asDouble())
            : one.equals(other) ? 0 : 1, text), () -> content + "\n" + text);
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(outputSchema());
        assertEquals(List.of(), schema.validate(content.toString(), InputFormat.JSON), tool);
        assertEquals(value, content.at(pointer).asText(), content::toString);
        // a wait asks until it is over: how often does not matter
        var asked = new TreeSet<>(instance.sandbox().requests().stream()
            .map(each -> each.method() + " " + each.path().replaceFirst("\\?.*", "")).toList());
        if (!sent.contains(HEALTH)) {
            // the first call is made ready by it
            asked.remove(HEALTH);
        }
        assertEquals(new TreeSet<>(sent), asked);
    }

    private String outputSchema() {
        try {
            for (var each : JSON.readTree(Checkout.read("lib/derived/tools.json"))) {
                if (each.path("name").asText().equals(tool)) {
                    return each.path("outputSchema").toString();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError(tool + " is not in the list");
    }
}
