package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Tool;

/** {@code paas scan} and its tool: what an audit finds, the worst first, and what was not looked at. */
class ScanTest {
    private static final String FOUND = """
        shop-web (npm): 1 high, 1 moderate.
        SEVERITY  NAME    AFFECTED          DESCRIPTION                                                                  URL
        high      tar-fs  >=3.0.0 <3.1.1    tar-fs can extract outside the given folder with a crafted archive           https://github.com/advisories/GHSA-vj76-c3g6-qr5v
        moderate  vite    >=7.1.0 <=7.1.10  Vite's server.fs.deny can be bypassed with a backslash on Windows            https://github.com/advisories/GHSA-93m4-6634-74q7
        """;

    @TempDir
    Path folder;

    @Test
    void theWorstFirstAndTheGateOfCi() {
        try (var instance = Instance.demo()) {
            built(instance);
            var cli = instance.cli(folder, "observer");
            var table = cli.run("scan", "shop-web").exits(0).complains("").stdout();
            assertEquals(FOUND.replaceAll(" +", " "), table.replaceAll(" +", " "));
            for (var severity : List.of("high", "medium", "moderate", "low", "HIGH")) {
                assertEquals(table, cli.run("scan", "shop-web", "--fail-on", severity).exits(1)
                    .complainsMatch("error: shop-web has [12] vulnerabilit(y|ies) of the severity \\w+ or above\n").stdout());
            }
            assertEquals(table, cli.run("scan", "shop-web", "--fail-on", "critical").exits(0).complains("").stdout());
            cli.run("scan", "shop-web", "--fail-on", "bad").failsWith(2, "--fail-on takes low, medium, high or critical\n");
            var answer = cli.run("scan", "shop-web", "--json").exits(0).complains("");
            answer.printsPart("\"counts\": {\n        \"critical\": 0,\n        \"high\": 1,\n        \"moderate\": 1,\n        \"low\": "
                + "0,");
            cli.run("scan", "shop-web", "-q").exits(0).prints("tar-fs\nvite\n").complains("");
            assertEquals(2, instance.app("shop-web").path("vulnerabilitiesCount").asInt());
            var tool = Tool.call(cli, "paas_scan_vulns", "app", "shop-web").ok();
            assertEquals("high moderate", tool.path("findings").findValuesAsText("severity").stream().collect(Collectors.joining(" ")));
            assertEquals(">=3.0.0 <3.1.1", tool.path("findings").path(0).path("affected").asText());
            assertEquals("npm true", tool.path("packageManager").asText() + " " + tool.path("scanned").asBoolean());
        }
    }

    @Test
    void whatWasNotLookedAtIsNoAllClear() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            cli.run("scan", "shop-api").exits(0).complains("")
                .prints("shop-api; nothing was looked at: its last build left no folder with a "
                + "package.json in it, and only npm, pnpm and yarn are asked.\n");
            cli.run("scan", "shop-api", "--fail-on", "critical").exits(1)
                .complainsPart("error: shop-api cannot be scanned, so nothing can be said of its vulnerabilities\n"
                + "hint: leave it out, or leave out --fail-on\n");
            var tool = Tool.call(cli, "paas_scan_vulns", "app", "shop-api").ok();
            assertEquals("false 0 \"\"", tool.path("scanned") + " " + tool.path("findings").size() + " " + tool.path("packageManager"));
            instance.admin("POST", "/api/catalog/deploy-image", Map.of("name", "proxy", "image", "nginx:1.27"));
            cli.run("scan", "proxy").exits(0).prints("proxy; nothing was looked at: it runs an image that was built elsewhere.\n");
            cli.run("scan", "nope", "shop-api").exits(5).complainsPart("error: nope: there is no app \"nope\"\n").printsPart("shop-api; ");
            Failures.check(instance.sandbox(), cli, "/api/apps/vulnerabilities/scan", "scan", "landing");
        }
    }

    @Test
    void severitiesAndFixesOfOtherTools() {
        var twentyMore = IntStream.range(0, 25).mapToObj(i -> finding("p" + (10 + i), "info", "<0.0.0")).collect(Collectors.joining(","));
        try (var server = HostileServer.healthy().on("GET /api/apps", json("[{\"id\":\"a1\",\"name\":\"web\",\"status\":\"running\"}]"))
            .on("GET /api/apps/vulnerabilities/scan", json("{\"packageManager\":\"pnpm\",\"vulnerabilities\":["
                + finding("odd", "weird", "") + "," + twentyMore + "," + finding("glob", "Critical", ">=10.5.0") + "]}"),
                json("{\"packageManager\":\"yarn\",\"vulnerabilities\":null}"),
                json("{\"packageManager\":\"yarn\",\"vulnerabilities\":5}"))) {
            var cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32)));
            var out = cli.run("scan", "web", "--fail-on", "critical").exits(1).calm()
                .complains("error: web has 1 vulnerability of the severity critical or above\n").stdout();
            assertTrue(out.startsWith("web (pnpm): 1 critical, 25 info, 1 of other severities.\nSEVERITY  NAME  FIXED IN  "), out);
            assertTrue(out.lines().skip(2).findFirst().orElseThrow().startsWith("critical  glob  >=10.5.0  "), out);
            assertTrue(out.endsWith("7 more: paas scan web --all\n"), out);
            cli.run("scan", "web").exits(0).complains("")
                .prints("web: no known vulnerabilities (yarn); an audit that could not run gives the same answer: the instance does not "
                + "tell them apart.\n");
            cli.run("scan", "web").failsWith(1, "the instance's answer to GET /api/apps/vulnerabilities/scan cannot be used");
        }
    }

    private static String finding(String name, String severity, String range) {
        return "{\"package\":\"" + name + "\",\"severity\":\"" + severity + "\",\"title\":\"t\",\"url\":\"u\",\"range\":\"" + range + "\"}";
    }

    /** The demo's storefront is Node; its build directory is there after a build. */
    private static void built(Instance instance) {
        var app = instance.app("shop-web").path("id").asText();
        instance.admin("POST", "/api/apps/redeploy", Map.of("id", app, "noCache", false));
        for (int i = 0; i < 600 && !instance.app("shop-web").path("status").asText().equals("running"); i++) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
