package tests.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.McpClient;
import tests.support.Sockets;
import tests.support.Tool;

/** {@code paas servers} and {@code paas servers show}: what is registered, what runs there, and what it uses now. */
@Order(1)
class ListServersTest {
    private static final String TOKEN = "bpagt_" + "ab".repeat(32);
    private static final String INFO = "/api/server/info";

    @TempDir
    Path folder;

    /** Who makes something names a server as everywhere else; what is there stays where it is. */
    @Test
    void whatIsMadeOnAServerNamesItByItsName() throws Exception {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "operator");
            cli.run("projects", "create", "far", "--server", "EDGE-1").exits(0);
            cli.run("projects", "create", "near").exits(0);
            var places = new TreeMap<String, String>();
            instance.admin("GET", "/api/projects", null).forEach(each -> places.put(each.path("name").asText(), each.path("serverId")
                .asText()));
            assertEquals("e5q0d8wz1m localhost", places.get("far") + " " + places.get("near"));
            cli.run("projects", "create", "lost", "--server", "edge")
                .failsWith(5, "there is no server \"edge\"\nhint: did you mean edge-1?\n");
            cli.run("catalog", "deploy", "memos", "--server", "edge-1", "--no-wait").exits(0);
            assertEquals("e5q0d8wz1m", instance.app("memos").path("serverId").asText());
            cli.run("deploy", "web", "--image", "nginx:1.27", "--server", "edge-1", "--no-wait").exits(0);
            assertEquals("e5q0d8wz1m", instance.app("web").path("serverId").asText());
            cli.run("deploy", "web", "--image", "nginx:1.27", "--server", "localhost")
                .failsWith(6, "web is on the server e5q0d8wz1m, and an "
                + "app stays where it was made\nhint: leave out --server; or make another app on localhost: paas deploy <name> --new "
                + "--server "
                + "localhost …\n");
        }
    }

    @Test
    void aTableJsonAndIds() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "operator");
            instance.admin("POST", "/api/deploy", Map.of("name", "far", "gitRepo", "https://github.com/ada/blog.git", "serverId",
                "e5q0d8wz1m"));
            instance.sandbox().clearRequests();
            cli.run("servers").exits(0).complains("").prints("""
                NAME       STATUS     ID          ADDRESS               APPS  CHECKED  DESCRIPTION
                Localhost  connected  localhost   127.0.0.1             8     never    The server running this control plane
                edge-1     unknown    e5q0d8wz1m  root@203.0.113.10:22  1     never    Second machine, for what needs memory
                """);
            assertEquals(new TreeSet<>(List.of("GET /api/servers", "GET /api/apps")), new TreeSet<>(instance.sandbox().requests().stream()
                .map(each -> each.method() + " " + each.path()).toList()));
            var all = """
                {
                  "servers": [
                    {
                      "id": "localhost",
                      "name": "Localhost",
                      "status": "connected",
                      "ip": "127.0.0.1",
                      "port": 22,
                      "sshUser": "root",
                      "local": true,
                      "apps": 8,
                      "description": "The server running this control plane"
                    },
                    {
                      "id": "e5q0d8wz1m",
                      "name": "edge-1",
                      "status": "unknown",
                      "ip": "203.0.113.10",
                      "port": 22,
                      "sshUser": "root",
                      "local": false,
                      "apps": 1,
                      "description": "Second machine, for what needs memory"
                    }
                  ]
                }
                """;
            cli.run("servers", "--json").exits(0).complains("").prints(all);
            cli.run("servers", "list", "--json").exits(0).complains("").prints(all);
            Tool.call(cli, "paas_list_servers").answers(all);
            assertEquals("1 to 1 of 2; ask for the next ones with offset 1", Tool.call(cli, "paas_list_servers", "limit", 1).ok()
                .path("page").path("note").asText());
            cli.run("servers", "-q").exits(0).complains("").prints("localhost\ne5q0d8wz1m\n");
            Failures.check(instance.sandbox(), cli, "/api/servers", "servers");
        }
    }

    @Test
    void whoMayNotIsTold() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "deployer");
            instance.sandbox().clearRequests();
            cli.run("servers").failsWith(4, "the profile deployer may not do this: it lacks the scope servers:manage\n"
                + "hint: the profile operator has it; run: paas connect " + instance.url() + " and choose operator\n");
            assertEquals(List.of(), instance.sandbox().requests());
            instance.cliWithScopes(folder.resolve("b"), "servers:manage").run("servers").exits(0)
                .complains("the apps cannot be read (Forbidden: missing scope apps:read), so nobody knows how many run where\n")
                .printsPart("edge-1     unknown    e5q0d8wz1m  root@203.0.113.10:22        never");
            instance.cliWithScopes(folder.resolve("c"), "apps:read").run("servers")
                .failsWith(4, "Forbidden: missing scope servers:manage\n");
        }
    }

    @Test
    void nullAndWhatIsOtherwise() {
        try (var server = HostileServer.healthy().on("GET /api/servers", json("null"), json("[null]"), json("{}"))) {
            var cli = cli(server);
            cli.run("servers").exits(0).complains("No servers.\n").prints("");
            cli.run("servers").failsWith(1, "the instance's answer to GET /api/servers cannot be used: an element that is no object\n");
            cli.run("servers").failsWith(1, "the instance's answer to GET /api/servers cannot be used: ");
        }
    }

    @Test
    void theControlPlanesHostForEverybody() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            instance.sandbox().clearRequests();
            cli.run("servers", "show").exits(0).complains("").printsMatch("""
                Name            localhost
                Id              localhost
                Public address  203.0.113.7
                Local address   10.0.0.5
                CPU             [0-9.]+%
                Memory          [0-9.]+%
                Disk            55.0%
                Running         5 apps
                Apps            shop-web, shop-api, reports, search-worker, landing, wiki, wiki-db, notes
                """);
            assertEquals(new TreeSet<>(List.of("/api/server/info", "/api/apps", "/api/auth/ws-ticket", "/ws/stats")),
                new TreeSet<>(instance.sandbox().requests().stream().map(each -> each.path().replaceFirst("\\?.*", "")).toList()));
            var answer = Tool.call(cli, "paas_server_info").ok();
            assertEquals("203.0.113.7 10.0.0.5 true 5", answer.path("publicIp").asText() + " " + answer.path("localIp").asText() + " "
                + answer.path("local").asText() + " " + answer.path("now").path("runningApps").asText());
            assertTrue(answer.path("now").path("memoryPercent").asDouble() > 0, answer.toString());
            assertEquals(answer.path("apps"), Tool.call(cli, "paas_server_info", "server", "localhost").ok().path("apps"));
            cli.run("servers", "show", "-q").exits(0).complains("").prints("localhost\n");
            cli.run("servers", "show", "edge-1").failsWith(4, "the profile observer may not do this: it lacks the scope servers:manage\n"
                + "hint: the profile operator has it");
            // who may see servers sees more of it
            instance.cli(folder.resolve("o"), "operator").run("servers", "show", "localhost").exits(0)
                .printsPart("Name            Localhost\nStatus          connected\n").printsPart("Description     The server running this");
        }
    }

    @Test
    void anotherServerByNameAndById() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "operator");
            cli.run("servers", "show", "EDGE-1").exits(0).complains("").printsMatch("""
                Name         edge-1
                Status       unknown
                Id           e5q0d8wz1m
                Description  Second machine, for what needs memory
                Address      203.0.113.10
                SSH          root, port 22
                CPU          [0-9.]+%
                Memory       [0-9.]+%
                Disk         34.6%
                Running      0 apps
                Apps         none
                Created      2026-03-04T17:20:08.550126Z
                """);
            var answer = McpClient.parse(cli.run("servers", "show", "e5q0d8wz1m", "--json").exits(0).complains("").stdout());
            // to ask for figures is a contact: its host key is kept from then on (contract, servers/test)
            assertTrue(answer.path("sshHostKey").asText().startsWith("SHA256:"), answer.toString());
            assertEquals("34.6", answer.path("now").path("diskPercent").asText());
            cli.run("servers", "show", "edge").failsWith(5, "there is no server \"edge\"\nhint: did you mean edge-1?\n");
            Failures.check(instance.sandbox(), cli, INFO, "servers", "show");
            Failures.check(instance.sandbox(), cli, "/api/servers", "servers", "show", "edge-1");
            // names need not be unique
            instance.admin("POST", "/api/servers/create", Map.of("name", "edge-1", "ip", "203.0.113.11"));
            cli.run("servers", "show", "edge-1").exits(5).complainsMatch("error: \"edge-1\" is more than one server\n"
                + "hint: use the id: e5q0d8wz1m \\(edge-1, 203.0.113.10:22\\), [a-z0-9]{10} \\(edge-1, 203.0.113.11:22\\)\n");
        }
    }

    /** A server is shown without figures where there are none, and it is said why. */
    @Test
    void withoutLiveFigures() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "operator");
            instance.sandbox().fault(Fault.of(new Effect.Status(403, "Forbidden: missing scope metrics:read", 0)).at("/ws/stats").times(1));
            var refused = cli.run("servers", "show").exits(0).complains("no live figures: Forbidden: missing scope metrics:read\n")
                .printsPart("Public address  203.0.113.7\n");
            assertTrue(!refused.stdout().contains("CPU"), refused::toString);
            instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/auth/ws-ticket").times(9));
            cli.run("servers", "show").exits(0).complainsPart("no live figures: ").printsPart("Apps            shop-web");
            instance.sandbox().clearFaults();
            var quiet = instance.admin("POST", "/api/servers/create", Map.of("name", "quiet", "ip", "203.0.113.99")).path("id").asText();
            var answer = Tool.call(cli, "paas_server_info", "server", "quiet").ok();
            assertEquals("no live figures: the instance has none of it yet; try the connection (a person runs: paas servers test quiet)",
                answer.path("note").asText());
            assertEquals(quiet, answer.path("id").asText());
            assertTrue(answer.path("now").isMissingNode(), answer.toString());
            // once it was there, the figures may be old
            cli.run("servers", "show", "edge-1").exits(0).complains("");
            instance.admin("POST", "/__sandbox/machines", Map.of("ip", "203.0.113.10", "state", "refused"));
            cli.run("servers", "test", "edge-1").exits(1);
            cli.run("servers", "show", "edge-1").exits(0).complains("its last test failed: the figures may be old; see: paas servers test "
                + "edge-1\n").printsPart("Status       error\n");
        }
    }

    @Test
    void aSocketThatDropsOrSaysNothingOfUse() {
        try (var server = Sockets.instance().on("GET " + INFO, json("{\"publicIp\":\"203.0.113.7\",\"localIp\":\"10.0.0.5\"}"))
                .on("GET /ws/stats", Sockets.socket(peer -> { }), Sockets.socket(peer -> {
                    peer.text("no JSON");
                    peer.text("{\"message\":\"something else\"}");
                    peer.text("{\"cpuUsage\":12.5,\"memoryUsage\":40.25,\"diskUsage\":7,\"activeApps\":1,\"timestamp\":\"x\"}");
                    Thread.sleep(Duration.ofSeconds(2));
                }), Sockets.socket(peer -> Thread.sleep(Duration.ofSeconds(20))))) {
            var cli = cli(server);
            cli.run("servers", "show").exits(0).complains("no live figures: the connection ended before they came\n");
            cli.run("servers", "show").exits(0).complains("")
                .printsPart("CPU             12.5%\nMemory          40.3%\nDisk            7.0%\n"
                + "Running         1 app\n");
            cli.run("servers", "show").exits(0).complains("no live figures: none came within 8 s\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"nodes,servers", "servers create,servers add <name>", "servers rm,servers remove <server>",
        "servers check,servers test <server>"})
    void theWordsOfOtherToolsAreUnderstood(String typed, String meant) {
        new Cli(new Home(folder)).run(typed.split(" ")).failsWith(2, "unknown command \"" + typed + "\"\nhint: did you mean: paas " + meant
            + "\n");
    }

    private Cli cli(HostileServer server) {
        // a token whose profile this program does not know
        return new Cli(new Home(folder).writeConfig("{\"version\": 1, \"url\": \"" + server.url() + "\", \"token\": \"" + TOKEN
            + "\", \"profile\": \"\", \"name\": \"t\"}")).secret(TOKEN);
    }
}
