package tests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lib.api.Agents;
import lib.api.Api;
import lib.api.TokenSource;
import lib.base.Failure;
import lib.http.Settings;
import lib.http.Transport;
import lib.op.AddonReference;
import lib.op.AppReference;
import lib.op.BackupReference;
import lib.op.CronReference;
import lib.op.DeploymentReference;
import lib.op.ProjectReference;
import lib.op.References;
import lib.op.ServerReference;
import lib.op.TemplateReference;
import lib.services.cron.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.McpClient;

/** A name that several have: which of them is meant nobody knows, so nothing is done, and the ids to choose from are named. */
class AmbiguousTest {
    private static final String TOKEN = "bpagt_" + "3a".repeat(32);
    private static final String MADE = "\"createdAt\":\"2026-06-0";

    @TempDir
    Path folder;
    private HostileServer server;

    /** Two called web, the second also in another letter case, and one whose id is a name. */
    private static HostileServer.Reply twins(String more) {
        return json("[{\"id\":\"first00001\",\"name\":\"web\",\"status\":\"running\"," + MADE + "1T00:00:00Z\"" + more + "},"
            + "{\"id\":\"second0002\",\"name\":\"web\",\"status\":\"stopped\"," + MADE + "2T00:00:00Z\"" + more + "},"
            + "{\"id\":\"third00003\",\"name\":\"Shop\",\"status\":\"running\"," + MADE + "3T00:00:00Z\"" + more + "},"
            + "{\"id\":\"shop000004\",\"name\":\"SHOP\",\"status\":\"running\"," + MADE + "4T00:00:00Z\"" + more + "},"
            + "{\"id\":\"fifth00005\",\"name\":\"first00001\",\"status\":\"running\"," + MADE + "5T00:00:00Z\"" + more + "}]");
    }

    @BeforeEach
    void setUp() {
        server = HostileServer.healthy().on("GET /api/apps", twins("")).on("GET /api/projects", twins(""))
            .on("GET /api/addons", twins(",\"type\":\"postgres\"")).on("GET /api/servers", twins(",\"ip\":\"203.0.113.1\",\"port\":22"))
            .on("GET /api/agents", twins("")).on("GET /api/catalog", twins(",\"image\":\"web:1\""))
            .on("GET /api/cron", json("[{\"id\":\"job0000001\",\"appId\":\"first00001\",\"appName\":\"web\",\"schedule\":\"0 3 * * *\"},"
            + "{\"id\":\"job0000002\",\"appId\":\"second0002\",\"appName\":\"web\",\"schedule\":\"0 4 * * *\"}]"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Each type of reference that has names; an id is the one that has it, even where it is another's name. */
    @Test
    void everyReference() {
        try (var transport = new Transport(Settings.of(Map.of(), "test", Settings.USUAL))) {
            var api = new Api(() -> new Api.Session(transport, server.url(), TOKEN, "test", "", TokenSource.SAVED));
            Map<Class<?>, Supplier<Object>> web = new LinkedHashMap<>();
            web.put(AppReference.class, () -> new AppReference("web").find(api));
            web.put(ProjectReference.class, () -> new ProjectReference("web").in(api.projects().all()));
            web.put(AddonReference.class, () -> new AddonReference("web").find(api));
            web.put(ServerReference.class, () -> new ServerReference(" web ").find(api));
            web.put(TemplateReference.class, () -> new TemplateReference("web").find(api));
            var kinds = Map.of(AppReference.class, "app", ProjectReference.class, "project", AddonReference.class, "add-on",
                ServerReference.class, "server", TemplateReference.class, "template");
            var more = Map.of(AppReference.class, "running, made 2026-06-01T00:00:00Z; stopped, made 2026-06-02T00:00:00Z",
                ProjectReference.class, "made 2026-06-01T00:00:00Z; made 2026-06-02T00:00:00Z",
                AddonReference.class, "postgres, made 2026-06-01T00:00:00Z; postgres, made 2026-06-02T00:00:00Z",
                ServerReference.class, "203.0.113.1:22; 203.0.113.1:22", TemplateReference.class, "web:1; web:1");
            web.forEach((type, find) -> {
                var each = more.get(type).split("; ");
                refused("\"web\" is more than one " + kinds.get(type), "use the id: first00001 (web, " + each[0] + "), second0002 (web, "
                    + each[1] + ")", find);
            });
            refused("\"web\" is more than one agent", "use the id: first00001 (web, made 2026-06-01T00:00:00Z), second0002 (web, made "
                + "2026-06-02T00:00:00Z)", () -> Agents.find(api.agents().all(), "web"));
            refused("web has 2 jobs", "use the id: job0000001 (0 3 * * *), job0000002 (0 4 * * *)",
                () -> Jobs.now(api).find(new CronReference("web")));
            refused("\"sHOP\" is more than one app", "use the id: third00003 (Shop, running, made 2026-06-03T00:00:00Z), shop000004 (SHOP, "
                + "running, made 2026-06-04T00:00:00Z)", () -> new AppReference("sHOP").find(api));
            assertEquals("third00003", new AppReference("Shop").find(api).id());
            assertEquals("web", new AppReference("first00001").find(api).name());
            assertEquals("job0000002", Jobs.now(api).find(new CronReference("second0002")).id());
            // a backup's name and a deployment's id are all that each has
            var tried = new HashSet<Class<?>>(web.keySet());
            tried.addAll(List.of(CronReference.class, BackupReference.class, DeploymentReference.class));
            References.ALL.forEach(each -> assertTrue(tried.contains(each.type()), each.type() + " is new"));
        }
    }

    private static void refused(String message, String hint, Supplier<Object> find) {
        var failure = assertThrows(Failure.class, find::get);
        assertEquals("5 " + message + "\n" + hint, failure.kind().exitCode() + " " + failure.getMessage() + "\n" + failure.hint());
    }

    /** On the command line and as a tool, and nothing is sent that changes something. */
    @Test
    void nothingIsDone() {
        var cli = new Cli(new Home(folder).writeConfig("{\"version\": 1, \"url\": \"" + server.url() + "\", \"token\": \"" + TOKEN
            + "\", \"profile\": \"operator\"}"));
        var ids = "first00001 (web, running, made 2026-06-01T00:00:00Z), second0002 (web, stopped, made 2026-06-02T00:00:00Z)\n";
        cli.run("stop", "web").exits(5).prints("").complains("error: \"web\" is more than one app\nhint: use the id: " + ids);
        cli.run("deploy", "web", "--image", "nginx:1.27").exits(6).prints("").complains("error: 2 apps are called web: "
            + ids.replace("(web, ", "(") + "hint: give one of them another name, by its id: paas rename <id> <name>\n");
        try (var live = cli.start("mcp")) {
            var calls = List.of(Map.entry("paas_stop_app", "app"), Map.entry("paas_db_query", "addon"),
                Map.entry("paas_server_info", "server"), Map.entry("paas_run_cron", "cron"), Map.entry("paas_list_apps", "project"));
            for (int i = 0; i < calls.size(); i++) {
                Map<String, Object> arguments = new LinkedHashMap<>(Map.of(calls.get(i).getValue(), "web"));
                if (calls.get(i).getValue().equals("addon")) {
                    arguments.put("query", "select 1");
                }
                live.type(McpClient.request(i + 1, calls.get(i).getKey(), arguments));
                var result = McpClient.parse(live.awaitStdout("(?m)^.*\"id\":" + (i + 1) + ",.*$").group()).path("result");
                var text = result.path("content").path(0).path("text").asText();
                assertEquals(true, result.path("isError").asBoolean(), text);
                assertEquals(true, text.contains(" more than one ") && text.contains("first00001 (") || text.contains("has 2 jobs")
                    && text.contains("job0000001 ("), text);
            }
            live.closeInput();
            live.finish().exits(0);
        }
        assertEquals(List.of(), server.asked().stream().filter(each -> !each.startsWith("GET ")).toList());
    }
}
