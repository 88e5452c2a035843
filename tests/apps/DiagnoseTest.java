package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Sockets;
import tests.support.Tool;

/** {@code paas diagnose}: everything at once, the likely cause first. */
class DiagnoseTest {
    private static final String APPS = """
        [{"id":"a1b2c3d4e5","name":"shop","status":"running","url":"http://shop.example","memory":"512m","cpus":"0.5"},
         {"id":"w1w2w3w4w5","name":"wiki","status":"stopped","url":""},
         {"id":"f1f2f3f4f5","name":"landing","status":"failed","url":""}]
        """;
    private static final String HISTORY = """
        [{"id":"d3","appId":"a1b2c3d4e5","status":"failed","logs":["step 1","npm ERR! missing script: build","✖ Build failed"],"createdAt":"2026-06-03T08:00:00Z","duration":"12s"},
         {"id":"d2","appId":"f1f2f3f4f5","status":"failed","logs":["fatal: repository not found"],"createdAt":"2026-06-02T08:00:00Z","duration":"3s"},
         {"id":"d1","appId":"a1b2c3d4e5","status":"success","logs":["SECRET"],"createdAt":"2026-06-01T08:00:00Z","duration":"45s"}]
        """;
    private static final String LOG = """
        {"logs":["[2026-07-10T10:00:00Z] fine","[2026-07-10T10:05:00Z] TypeError: x is undefined","[2026-07-10T10:05:01Z] TypeError: x is undefined"]}
        """;
    private static final String METRICS = """
        [{"appId":"a1b2c3d4e5","name":"shop","cpuPercent":49,"memUsageMb":500,"memLimitMb":512,"memPercent":97.7,"netRxMb":1,"netTxMb":1}]
        """;

    @TempDir
    Path folder;
    private HostileServer server;
    private Cli cli;

    @BeforeEach
    void setUp() {
        server = Sockets.instance().on("GET /ws/runtime-logs", Sockets.socket(peer -> peer.line("TypeError: x is undefined")))
            .on("GET /api/apps", json(APPS)).on("GET /api/deployments/history", json(HISTORY))
            .on("GET /api/apps/runtime-logs", json(LOG)).on("GET /api/metrics/apps", json(METRICS));
        cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32)));
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void allThatIsWrongTheWorstFirst() {
        cli.run("diagnose", "SHOP").exits(0).complains("").prints("""
            shop is running.

            Likely cause: it uses 98 % of the memory it may have; it has a memory limit of 512m
              Next: paas update shop --memory 1g --redeploy

            Also: it uses 49 % of a core, and may use 0.5 cores
              Next: paas update shop --cpus 1 --redeploy

            Also: its log has errors (2 lines)
              [2026-07-10T10:05:01Z] TypeError: x is undefined
              Next: paas logs shop --errors-only

            Also: the newest deployment failed; the version before it still serves
              npm ERR! missing script: build
              Next: paas build-logs shop

            DEPLOYMENT  STATUS   CREATED               TOOK
            d3          failed   2026-06-03T08:00:00Z  12s
            d1          success  2026-06-01T08:00:00Z  45s

            Errors of the build:
              npm ERR! missing script: build
              ✖ Build failed

            Errors in the log:
              [2026-07-10T10:05:01Z] TypeError: x is undefined (the newest of 2 like it)

            APP   CPU    MEMORY  USED MIB   IN MIB  OUT MIB
            shop  49.0%  97.7%   500 / 512  1.0     1.0
            """);
        assertEquals(List.of("GET /api/apps", "GET /api/apps/runtime-logs?id=a1b2c3d4e5&lines=1000", "GET /api/deployments/history",
            "GET /api/metrics/apps", "POST /api/auth/ws-ticket"),
            server.asked().stream().filter(each -> !each.startsWith("GET /ws/")).sorted().toList());
        cli.run("diagnose", "shop", "-q").exits(0).complains("").prints("""
            it uses 98 % of the memory it may have; it has a memory limit of 512m
            it uses 49 % of a core, and may use 0.5 cores
            its log has errors (2 lines): [2026-07-10T10:05:01Z] TypeError: x is undefined
            the newest deployment failed; the version before it still serves: npm ERR! missing script: build
            """);
        Tool.call(cli, "paas_diagnose_app", Map.of("app", "shop")).answers(cli.run("diagnose", "shop", "--json").exits(0).stdout());
    }

    @Test
    void aCrashedContainerStaysRunningInTheStatus() {
        server.on("GET /api/metrics/apps", json("[]")).on("GET /api/deployments/history", json("null"))
            .on("GET /api/apps/runtime-logs", json("{\"logs\":[\"[2026-07-10T10:00:00Z] FATAL ERROR: JavaScript heap out of memory\"]}"))
            .on("GET /ws/runtime-logs", Sockets.socket(peer -> { }));
        var causes = Tool.call(cli, "paas_diagnose_app", Map.of("app", "shop")).structured().path("causes");
        assertEquals("it should run, but no container of it is running: it crashed, or its server cannot be reached", causes.path(0)
            .path("what").asText());
        assertEquals("[2026-07-10T10:00:00Z] FATAL ERROR: JavaScript heap out of memory", causes.path(0).path("evidence").asText());
        assertEquals("it ran out of memory; it has a memory limit of 512m", causes.path(1).path("what").asText());
        assertEquals(2, causes.size());
    }

    @Test
    void stoppedAndNeverReleased() {
        server.on("GET /api/apps/runtime-logs", json("{\"logs\":[]}")).on("GET /ws/runtime-logs", Sockets.socket(peer -> { }));
        cli.run("diagnose", "wiki").exits(0).complains("")
            .prints("wiki is stopped.\n\nLikely cause: it was stopped\n  Next: paas start wiki\n");
        cli.run("diagnose", "landing").exits(0).complains("").printsPart("""
            landing is failed.

            Likely cause: the newest deployment failed
              fatal: repository not found
              Next: paas build-logs landing
            """);
    }

    /** No all-clear where not all was seen, and nothing is concluded from what was not. */
    @Test
    void aPartThatCannotBeHadSaysSo() {
        server.on("GET /api/apps/runtime-logs", error(500, "Failed to read runtime logs")).on("GET /api/metrics/apps",
            error(403, "Forbidden: missing scope metrics:read"))
            .on("GET /api/deployments/history", json("[]"));
        cli.run("diagnose", "shop").exits(1).prints("""
            shop is running.

            Could not be looked at:
              the log: Failed to read runtime logs
              metrics: Forbidden: missing scope metrics:read
            """).complains("""
            error: cannot say what is wrong with shop: 2 of 3 parts could not be read
            hint: they are named above, with the reason
            """);
        server.on("GET /api/deployments/history", HostileServer.html("<html>boom</html>"));
        cli.run("diagnose", "landing").exits(1).printsPart("landing is failed.\n\nCould not be looked at:\n  deployments: ")
            .complainsPart("error: cannot say what is wrong with landing: 3 of 3 parts could not be read\n");
        var tool = Tool.call(cli, "paas_diagnose_app", Map.of("app", "landing"));
        assertEquals(true, tool.error());
        assertEquals(3, tool.structured().path("missing").size(), tool.text());
        cli.run("diagnose", "wiki").exits(0).printsPart("wiki is stopped.\n\nLikely cause: it was stopped\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[null]", "[5]", "[{}]", "[{\"appId\":\"a1b2c3d4e5\",\"cpuPercent\":null,\"memUsageMb\":1,\"memLimitMb\":2,"
        + "\"memPercent\":3}]", "{}", "5"})
    void numbersThatAreNoneAreNotReadAsZero(String metrics) {
        server.on("GET /api/metrics/apps", json(metrics)).on("GET /api/deployments/history", json("[]"))
            .on("GET /api/apps/runtime-logs", json("{\"logs\":[]}")).on("GET /ws/runtime-logs", Sockets.socket(peer -> { }));
        cli.run("diagnose", "shop").exits(1).printsPart("  metrics: the instance's answer to GET /api/metrics/apps cannot be used: ")
            .complainsPart("error: cannot say what is wrong with shop: 1 of 3 parts could not be read\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[null]", "[5]", "[{}]", "[{\"id\":null,\"status\":\"success\"}]", "{}"})
    void entriesThatAreNoneAreNoEmptyHistory(String history) {
        server.on("GET /api/deployments/history", json(history)).on("GET /api/metrics/apps", json("[]"));
        cli.run("diagnose", "landing").exits(1).printsPart("  deployments: the instance's answer to GET /api/deployments/history cannot")
            .complainsPart("1 of 3 parts could not be read\n");
        cli.run("deployments").failsWith(1, "the instance's answer to GET /api/deployments/history cannot be used: ");
    }

    /** The stored log ends with the first restart: what the container itself says shows the loop. */
    @Test
    void aContainerThatRestartsInALoop() {
        server.on("GET /api/apps/runtime-logs", json("{\"logs\":[\"[2026-07-10T10:00:00Z] starting on 8080\"]}"))
            .on("GET /api/deployments/history", json("[]")).on("GET /api/metrics/apps", json("[]"))
            .on("GET /ws/runtime-logs", Sockets.socket(peer -> {
                for (int i = 0; i < 5; i++) {
                    peer.line("starting on 8080, process " + i);
                    peer.line("FATAL: config DATABASE_URL is missing");
                }
            }));
        cli.run("diagnose", "shop").exits(0).complains("").printsPart("""
            shop is running.

            Likely cause: its container does not stay up: its log repeats itself, as of one that restarted 4 times
              FATAL: config DATABASE_URL is missing
              Next: paas logs shop; mend it, then paas redeploy shop
            """);
    }

    /** Docker's proxy takes connections for an app that listens nowhere, so the instance calls it live. */
    @Test
    void anAppThatListensNowhere() throws IOException {
        server.on("GET /api/apps/runtime-logs", json("{\"logs\":[]}")).on("GET /ws/runtime-logs", Sockets.socket(peer -> { }))
            .on("GET /api/deployments/history", json("[]")).on("GET /api/metrics/apps", json(METRICS.replace("97.7", "7.7")
            .replace("49", "1")));
        try (var proxy = new HostileServer()) {
            proxy.on("GET /", HostileServer.drop(), HostileServer.status(502, "text/plain", "bad gateway"), json("{}"));
            server.on("GET /api/apps", json(APPS.replace("http://shop.example", proxy.url())));
            cli.run("diagnose", "shop").exits(0).printsPart("Likely cause: nothing serves its address: " + proxy.url()
                + " accepts connections and closes them without an answer\n  Next: let it listen on 0.0.0.0 at the port in PORT; paas "
                + "update "
                + "shop --health-path / makes");
            cli.run("diagnose", "shop").exits(0).printsPart(proxy.url() + " answers 502, as a proxy does with nothing behind it\n");
            cli.run("diagnose", "shop").exits(0).printsPart("shop is running, and nothing looks wrong.\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"512m,1g", "4g,8g", "1g,2g", "768m,1536m", "0.5g,1g", "1.5g,3g", "256M,512m", "512k,1m", "1000000,2000000"})
    void moreMemoryIsMoreThanItHas(String limit, String twice) {
        server.on("GET /api/apps", json(APPS.replace("512m", limit))).on("GET /api/deployments/history", json("[]"))
            .on("GET /api/apps/runtime-logs", json("{\"logs\":[]}"))
            .on("GET /ws/runtime-logs", Sockets.socket(peer -> peer.line("java.lang.OutOfMemoryError: Java heap space")));
        var causes = Tool.call(cli, "paas_diagnose_app", Map.of("app", "shop")).ok().path("causes");
        assertEquals("it ran out of memory; it has a memory limit of " + limit, causes.path(0).path("what").asText());
        assertEquals("paas_update_app {\"app\":\"shop\",\"memory\":\"" + twice + "\",\"redeploy\":true}", causes.path(0).path("next")
            .asText());
    }

    @Test
    void whatCannotBe() {
        cli.run("diagnose", "sopp").failsWith(5, "there is no app \"sopp\"\nhint: did you mean shop?\n");
        try (var instance = Instance.demo()) {
            Failures.check(instance.sandbox(), instance.cli(folder, "observer"), "/api/apps", "diagnose", "wiki");
            instance.cli(folder, "observer").run("diagnose", "landing").exits(0).complains("")
                .printsPart("Likely cause: the newest deployment failed");
        }
    }
}
