package tests.deployments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;

/** {@code paas deployments}: of an app or of all, without logs, beside {@code paas deployments wait}. */
class ListDeploymentsTest {
    private static final String APPS = """
        [{"id":"a1b2c3d4e5","name":"shop","status":"running","activeDeployId":"d2"},
         {"id":"w1w2w3w4w5","name":"wait","status":"running"},
         {"id":"f6g7h8i9j0","name":"wiki","status":"running","composeProject":"paas-f6g7h8i9j0","composePrimary":true},
         {"id":"k1l2m3n4o5","name":"wiki-db","status":"running","composeProject":"paas-f6g7h8i9j0"}]
        """;
    private static final String HISTORY = """
        [{"id":"d4","appId":"a1b2c3d4e5","appName":"shop","status":"building","logs":["SECRET LINE"],"createdAt":"2026-06-04T08:00:00Z","duration":"","trigger":"manual"},
         {"id":"d3","appId":"f6g7h8i9j0","appName":"wiki","status":"success","logs":[],"createdAt":"2026-06-03T08:00:00Z","duration":"45s"},
         {"id":"d2","appId":"a1b2c3d4e5","appName":"shop","status":"success","logs":null,"createdAt":"2026-06-02T08:00:00Z","duration":"1m12s",
          "image":"paas-shop:d2","trigger":"webhook","commit":"9c41e7d20b6f3a58c1d94e07ab35f2681c70de94","commitMsg":"Fix\\u001b[31m the \\u0000 cart"},
         {"id":"d1","appId":"a1b2c3d4e5","appName":"store","status":"failed","logs":[],"createdAt":"2026-06-01T08:00:00Z","duration":"interrupted"},
         {"id":"d0","appId":"w1w2w3w4w5","appName":"wait","status":"success","logs":[],"createdAt":"2026-05-01T08:00:00Z","duration":"3s"}]
        """;

    @TempDir
    Path folder;
    private HostileServer server;
    private Cli cli;

    @BeforeEach
    void setUp() {
        server = HostileServer.healthy().on("GET /api/apps", json(APPS)).on("GET /api/deployments/history", json(HISTORY));
        cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32)));
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void ofAnApp() {
        cli.run("deployments", "SHOP").exits(0).complains("").prints("""
            ID  APP    STATUS    ACTIVE  CREATED               TOOK         TRIGGER  COMMIT      MESSAGE
            d4  shop   building          2026-06-04T08:00:00Z               manual
            d2  shop   success   *       2026-06-02T08:00:00Z  1m12s        webhook  9c41e7d20b  Fix\ufffd[31m the \ufffd cart
            d1  store  failed            2026-06-01T08:00:00Z  interrupted
            """);
        assertEquals(List.of("GET /api/apps", "GET /api/deployments/history"), server.asked().stream().sorted().toList());
        cli.run("deployments", "a1b2c3d4e5", "--limit", "1", "--json").exits(0).complains("").prints("""
            {
              "deployments": [
                {
                  "id": "d4",
                  "appId": "a1b2c3d4e5",
                  "app": "shop",
                  "status": "building",
                  "createdAt": "2026-06-04T08:00:00Z",
                  "trigger": "manual",
                  "active": false
                }
              ],
              "total": 3
            }
            """);
    }

    @Test
    void ofAComposeGroupTheyAreItsPrimarys() {
        cli.run("deployments", "wiki-db", "-q").exits(0).complains("").prints("d3\n");
    }

    @Test
    void ofAllApps() {
        cli.run("deployments", "-n", "4", "-q").exits(0).complains("").prints("d4\nd3\nd2\nd1\n");
        cli.run("deployments", "--limit=2").exits(0).complains("2 of 5; all of them: --limit 5\n").printsPart("d3  wiki");
    }

    @Test
    void theVerbOfTwoWordsAndAnAppOfItsName() {
        cli.run("deployments", "wait").failsWith(2, "missing required parameter: '<deployment>'");
        cli.run("deployments", "wait", "wait").exits(0).prints("wait is live (deployment d0, 3s)\n");
        cli.run("deployments", "w1w2w3w4w5", "-q").exits(0).complains("").prints("d0\n");
        cli.run("deployments", "--", "wait").exits(0).complains("").printsPart("d0  wait");
        cli.run("help", "deployments").exits(0).printsPart("Usage: paas deployments ");
        cli.run("help", "deployments", "wait").exits(0).printsPart("Usage: paas deployments wait ");
    }

    @Test
    void whatCannotBe() {
        cli.run("deployments", "shpo").failsWith(5, "there is no app \"shpo\"\nhint: did you mean shop?\n");
        cli.run("deployments", "shop", "-n", "0").failsWith(2, "-n is between 1 and 1000\n");
        server.on("GET /api/deployments/history", error(500, "Failed to load deployments: database is locked"));
        cli.run("deployments", "shop").failsWith(1, "Failed to load deployments: database is locked\nhint: ");
    }

    @Test
    void nullIsNoDeployment() {
        server.on("GET /api/deployments/history", json("null\n"));
        cli.run("deployments", "shop").exits(0).complains("No deployments in the history.\n").prints("");
    }

    @Test
    void whatTheInstanceRefuses() {
        try (var instance = Instance.demo()) {
            Failures.check(instance.sandbox(), instance.cli(folder.resolve("demo"), "observer"), "/api/deployments/history", "deployments");
        }
    }
}
