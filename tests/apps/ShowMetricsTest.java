package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lib.base.Pause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Tool;

/** {@code paas metrics}: what running containers use, once or again and again. */
class ShowMetricsTest {
    private static final String METRICS = """
        [{"appId":"a1b2c3d4e5","name":"shop","cpuPercent":142.25,"memUsageMb":256,"memLimitMb":512,"memPercent":50,"netRxMb":1.5,"netTxMb":2048},
         {"appId":"gone000000","name":"","cpuPercent":0,"memUsageMb":3,"memLimitMb":3915.8,"memPercent":0.08,"netRxMb":0,"netTxMb":0}]
        """;

    @TempDir
    Path folder;
    private HostileServer server;
    private Cli cli;

    @BeforeEach
    void setUp() {
        server = HostileServer.healthy().on("GET /api/metrics/apps", json(METRICS)).on("GET /api/apps",
            json("[{\"id\":\"a1b2c3d4e5\",\"name\":\"shop\",\"status\":\"running\"},"
                + "{\"id\":\"w1w2w3w4w5\",\"name\":\"wiki\",\"status\":\"stopped\"}]"));
        cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32)));
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void ofAllApps() {
        cli.run("metrics").exits(0).complains("").prints("""
            APP         CPU     MEMORY  USED MIB    IN MIB  OUT MIB
            shop        142.3%  50.0%   256 / 512   1.5     2048
            gone000000  0.0%    0.1%    3.0 / 3916  0.0     0.0
            """);
        assertEquals(List.of("GET /api/metrics/apps"), server.asked());
    }

    @Test
    void ofOneAndAsATool() {
        var json = cli.run("metrics", "SHOP", "--json").exits(0).complains("").prints("""
            {
              "containers": [
                {
                  "appId": "a1b2c3d4e5",
                  "app": "shop",
                  "cpuPercent": 142.25,
                  "memoryMb": 256.0,
                  "memoryLimitMb": 512.0,
                  "memoryPercent": 50.0,
                  "receivedMb": 1.5,
                  "sentMb": 2048.0
                }
              ]
            }
            """);
        Tool.call(cli, "paas_get_metrics", Map.of("app", "shop")).answers(json.stdout());
        cli.run("metrics", "wiki").exits(0).complains("No container of wiki (stopped) is running.\n").prints("");
        cli.run("metrics", "wikki").failsWith(5, "there is no app \"wikki\"\nhint: did you mean wiki?\n");
        server.on("GET /api/metrics/apps", json("null"));
        cli.run("metrics").exits(0).complains("No container is running.\n").prints("");
        cli.run("metrics", "--json").exits(0).complains("").prints("{\n  \"containers\": []\n}\n");
    }

    @Test
    void watchedAsJsonLines() {
        server.on("GET /api/metrics/apps", json("""
            [{"appId":"a1b2c3d4e5","name":"shop","cpuPercent":12345678,"memUsageMb":256,"memLimitMb":512,"memPercent":50,"netRxMb":1.5,"netTxMb":2.76e-4}]"""), error(401, "Unauthorized"));
        var run = cli.run("metrics", "--watch", "--json").exits(4).complainsPart("error: Unauthorized\n");
        // numbers as everybody reads them, without an exponent
        run.prints("{\"containers\":[{\"appId\":\"a1b2c3d4e5\",\"app\":\"shop\","
            + "\"cpuPercent\":12345678,\"memoryMb\":256.0,\"memoryLimitMb\":512.0,"
            + "\"memoryPercent\":50.0,\"receivedMb\":1.5,\"sentMb\":0.000276}]}\n");
        cli.run("metrics", "--watch", "-q").exits(2).prints("")
            .complainsPart("error: --quiet prints the ids of one result, and --follow and --watch go on and on\n");
    }

    /** A bar gives way to its number before anything is cut. */
    @Test
    void barsByTheWidthOfTheTerminal() {
        for (var size : Map.of("80", "████████ 142.3%  ████░░░░ 50.0%  256 / 512   1.5     2048",
            "66", "████ 142.3%  ██░░ 50.0%  256 / 512   1.5     2048", "60", "142.3%  50.0%   256 / 512   1.5     2048").entrySet()) {
            cli.env("COLUMNS", size.getKey());
            try (var terminal = cli.terminal("metrics", "--no-color")) {
                terminal.finish().exits(0);
                assertTrue(terminal.screen().contains(size.getValue()), size + "\n" + terminal);
            }
        }
    }

    @Test
    void barsOnATerminal() {
        try (var terminal = cli.terminal("metrics", "--no-color")) {
            terminal.finish().exits(0);
            assertTrue(terminal.screen().contains("████████ 142.3%  ████░░░░ 50.0%  256 / 512"), terminal.toString());
        }
    }

    /** Every two seconds, and not two seconds after an answer that took as long. */
    @Test
    void theNextAnswerIsAskedForTwoSecondsAfterTheOneBefore() {
        var every = Duration.ofSeconds(2);
        var least = Duration.ofMillis(200);
        assertEquals(Duration.ofMillis(1900), Pause.rest(every, Duration.ofMillis(100), least));
        assertEquals(least, Pause.rest(every, Duration.ofMillis(1900), least));
        assertEquals(least, Pause.rest(every, Duration.ofMillis(2600), least));
    }

    @Test
    void watchedUntilItFailsForGood() {
        server.on("GET /api/metrics/apps", json(METRICS), error(500, "docker is busy"), error(401, "Unauthorized"));
        var run = cli.run("metrics", "--watch").exits(4).printsPart("APP         CPU")
            .complainsPart("docker is busy; trying again\nerror: Unauthorized\n");
        assertEquals(1, run.stdout().split("APP  ", -1).length - 1, run.toString());
    }

    @Test
    void whatTheInstanceRefuses() {
        try (var instance = Instance.demo()) {
            Failures.check(instance.sandbox(), instance.cli(folder, "observer"), "/api/metrics/apps", "metrics");
            instance.cliWithScopes(folder.resolve("apps"), "apps:read").run("metrics")
                .failsWith(4, "Forbidden: missing scope metrics:read\nhint: the profile observer has it");
            instance.cli(folder, "observer").run("metrics", "shop-web").exits(0).complains("").printsPart("shop-web");
        }
    }
}
