package tests.deployments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Tool;

/** {@code paas build-logs}: the log of the newest deployment or of one, the errors first for tools. */
class BuildLogsTest {
    private static final String HISTORY = """
        [{"id":"d3","appId":"f6g7h8i9j0","appName":"wiki","status":"building","logs":[],"createdAt":"2026-06-04T08:00:00Z","duration":""},
         {"id":"d2","appId":"a1b2c3d4e5","appName":"shop","status":"failed","logs":["\\u001b[1mcloning\\u001b[0m","10%\\r100%","retry","retry","npm ERR! missing script: build",
          "✖ Build failed: exit status 1"],"createdAt":"2026-06-02T08:00:00Z","duration":"12s"},
         {"id":"d1","appId":"a1b2c3d4e5","appName":"shop","status":"success","logs":["ok"],"createdAt":"2026-06-01T08:00:00Z","duration":"45s"}]
        """;

    @TempDir
    Path folder;
    private HostileServer server;
    private Cli cli;

    @BeforeEach
    void setUp() {
        server = HostileServer.healthy().on("GET /api/deployments/history", json(HISTORY)).on("GET /api/apps", json("""
            [{"id":"a1b2c3d4e5","name":"shop","status":"failed"},{"id":"new0new0ne","name":"new","status":"failed"},
             {"id":"f6g7h8i9j0","name":"wiki","status":"running","composeProject":"x","composePrimary":true},
             {"id":"k1l2m3n4o5","name":"wiki-db","status":"running","composeProject":"x"}]
            """));
        cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32)));
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void ofTheNewestDeployment() {
        cli.run("build-logs", "SHOP").exits(0).complains("").prints("""
            cloning
            100%
            retry
            retry
            npm ERR! missing script: build
            ✖ Build failed: exit status 1

            Deployment d2 of shop: failed, 12s
            Likely cause: npm ERR! missing script: build
            """);
        assertEquals(List.of("GET /api/apps", "GET /api/deployments/history"), server.asked());
        var json = cli.run("build-logs", "shop", "--json", "-n", "4").exits(0).complains("").prints("""
            {
              "appId": "a1b2c3d4e5",
              "app": "shop",
              "deploymentId": "d2",
              "status": "failed",
              "duration": "12s",
              "cause": "npm ERR! missing script: build",
              "errors": [
                "5: npm ERR! missing script: build"
              ],
              "lines": [
                "retry (2 times)",
                "npm ERR! missing script: build",
                "✖ Build failed: exit status 1"
              ],
              "total": 6,
              "cut": "2 older lines are not shown"
            }
            """);
        Tool.call(cli, "paas_get_build_logs", Map.of("app", "shop", "lines", 4)).answers(json.stdout());
    }

    @Test
    void ofAnEarlierOneOfAGroupAndOfNone() {
        cli.run("build-logs", "shop", "d1").exits(0).complains("").prints("ok\n\nDeployment d1 of shop: success, 45s\n");
        cli.run("build-logs", "wiki-db").exits(0).complains("nothing is in the log yet\n").prints("Deployment d3 of wiki: building\n");
        cli.run("build-logs", "shop", "d1", "-q").exits(0).complains("").prints("ok\n");
        cli.run("build-logs", "shop", "-q", "-n", "2").exits(0).complains("")
            .prints("npm ERR! missing script: build\n✖ Build failed: exit status 1\n");
        assertEquals("ok", Tool.call(cli, "paas_get_build_logs", Map.of("app", "shop", "deploymentId", "d1")).structured().path("lines")
            .path(0).asText());
    }

    @Test
    void whatCannotBe() {
        cli.run("build-logs", "shop", "d3").failsWith(5, "shop has no deployment \"d3\"\nhint: paas deployments shop lists them");
        cli.run("build-logs", "new").failsWith(5, "new has no deployment in the history\nhint: start one: paas redeploy new\n");
        cli.run("build-logs", "sopp").failsWith(5, "there is no app \"sopp\"\nhint: did you mean shop?\n");
        cli.run("build-logs", "shop", "-n", "0").failsWith(2, "-n is between 1 and 100000\n");
        server.on("GET /api/deployments/history", HostileServer.error(403, "Forbidden: missing scope apps:read"));
        cli.run("build-logs", "shop").failsWith(4, "Forbidden: missing scope apps:read\nhint: the profile observer has it");
    }

    @Test
    void aLongLogIsBoundedForTools() {
        server.on("GET /api/deployments/history", json("[{\"id\":\"d9\",\"appId\":\"a1b2c3d4e5\",\"status\":\"success\",\"logs\":"
            + IntStream.range(0, 3000).mapToObj(i -> "\"step " + i + " error " + "x".repeat(90) + "\"")
            .collect(Collectors.joining(",", "[", "]")) + "}]"));
        var tool = Tool.call(cli, "paas_get_build_logs", Map.of("app", "shop", "lines", 2000));
        assertTrue(tool.text().length() < 40_001, "characters: " + tool.text().length());
        assertEquals(20, tool.structured().path("errors").size());
        assertEquals("2758 older lines are not shown, since they do not fit into one answer", tool.structured().path("cut").asText());
        cli.run("build-logs", "shop").exits(0).printsMatch("step 2800 .*")
            .complains("2800 older lines; all of them: paas build-logs shop d9 --lines 3000\n");
    }
}
