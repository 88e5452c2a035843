package tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;

/** How tables give way where a terminal is narrow: words first, then whole columns, and never what the next command needs. */
class TablesTest {
    private static final String APPS = """
        [{"id":"a1b2c3d4e5","name":"shop-with-quite-a-long-name","status":"running","url":"http://a1b2c3d4e5.paas.example.com/with/a/path","branch":"main"},
         {"id":"w1w2w3w4w5","name":"日本語の店","status":"stopped","url":"http://w1w2w3w4w5.paas.example.com","branch":"main"}]""";
    private static final String DEPLOYMENTS = """
        [{"id":"deploy0001","appId":"a1b2c3d4e5","appName":"shop-with-quite-a-long-name","status":"success","createdAt":"2026-06-03T08:00:00Z",
          "duration":"1m12s","trigger":"webhook","commit":"0123456789abcdef","commitMsg":"A message that says a lot about very little, at length"}]""";

    @TempDir
    Path folder;
    private HostileServer server;
    private Cli cli;

    @BeforeEach
    void setUp() {
        server = HostileServer.healthy().on("GET /api/apps", json(APPS)).on("GET /api/deployments/history", json(DEPLOYMENTS));
        cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "0f".repeat(32))).env("NO_COLOR", "1");
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    private List<String> at(int columns, String... arguments) {
        try (var terminal = cli.env("COLUMNS", String.valueOf(columns)).env("LINES", "50").terminal(arguments)) {
            terminal.finish().exits(0);
            return terminal.raw().replace("\r", "").lines()
                .takeWhile(line -> !line.startsWith("speed ")).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void noRowIsWiderThanTheTerminalAndNoNameIsCut(int columns) {
        for (var command : List.of(List.of("status"), List.of("apps"), List.of("deployments"))) {
            var lines = at(columns, command.toArray(String[]::new));
            lines.forEach(line -> assertTrue(cells(line) <= columns, columns + ": " + line));
            assertTrue(String.join("\n", lines).contains("shop-with-quite-a-long-name"), String.join("\n", lines));
        }
        assertTrue(String.join("\n", at(columns, "status")).contains("a1b2c3d4e5 "), "the id");
        assertTrue(String.join("\n", at(columns, "deployments")).contains("deploy0001 "), "the id");
    }

    @Test
    void wordsAreCutFirstThenColumnsGo() {
        var wide = String.join("\n", at(200, "deployments"));
        assertTrue(wide.contains("A message that says a lot about very little, at length"), wide);
        var usual = String.join("\n", at(120, "deployments"));
        assertTrue(usual.contains("MESSAGE") && usual.contains("…"), usual);
        var narrow = String.join("\n", at(60, "deployments"));
        assertFalse(narrow.contains("MESSAGE") || narrow.contains("TRIGGER"), narrow);
    }

    /** A schedule in words, or as it is written where that has no room; cut it would say something else. */
    @Test
    void aScheduleIsNeverCut() {
        var job = "{\"id\":\"%s\",\"appId\":\"w1w2w3w4w5\",\"appName\":\"web\",\"schedule\":\"%s\",\"command\":\"npm run "
            + "warm-cache -- --all\",\"enabled\":true}";
        server.on("GET /api/apps", json("[{\"id\":\"w1w2w3w4w5\",\"name\":\"web\",\"status\":\"running\"}]"));
        server.on("GET /api/cron", json("[" + job.formatted("job0000001", "*/30 8-18 * * 1-5") + "," + job.formatted("job0000002",
            "0 4 1,15 * *") + "]"));
        cli = new Cli(new Home(folder).writeConfig("{\"version\": 1, \"url\": \"" + server.url() + "\", \"token\": \"bpagt_"
            + "0f".repeat(32) + "\", \"profile\": \"operator\"}")).env("NO_COLOR", "1");
        for (int columns : List.of(140, 100, 80, 60)) {
            var lines = at(columns, "cron");
            var all = String.join("\n", lines);
            lines.forEach(line -> assertTrue(cells(line) <= columns, columns + ": " + line));
            assertTrue(all.contains("job0000001") && all.contains(columns == 140
                ? "  every 30 minutes from 08:00 to 18:30 UTC, Monday to Friday  npm run warm-cache -- --all" : "  */30 8-18 * * 1-5"),
                all);
            assertEquals(columns == 140, all.contains("every"), all);
            assertEquals(columns >= 100, all.contains("npm run warm-cache -- --all"), all);
            assertEquals(columns >= 80, all.contains("COMMAND"), all);
        }
    }

    @Test
    void wideCharactersTakeTwoCells() {
        var lines = at(80, "status");
        var first = lines.stream().filter(line -> line.startsWith("shop-with")).findFirst().orElseThrow();
        var second = lines.stream().filter(line -> line.startsWith("日本語の店")).findFirst().orElseThrow();
        assertEquals(cells(first.substring(0, first.indexOf("running"))), cells(second.substring(0, second.indexOf("stopped"))));
    }

    @Test
    void elsewhereNothingIsCutAndOneEndlessValuePushesNobodyAway() {
        server.on("GET /api/apps", json("[{\"id\":\"a1b2c3d4e5\",\"name\":\"a\",\"status\":\"running\",\"branch\":\"" + "x".repeat(10_000)
            + "\",\"url\":\"http://a\"},{\"id\":\"b\",\"name\":\"b\",\"status\":\"running\",\"branch\":\"main\",\"url\":\"http://b\"}]"));
        var lines = cli.run("apps").exits(0).stdout().lines().toList();
        assertTrue(lines.get(1).contains("x".repeat(10_000)), "cut");
        assertTrue(lines.get(2).length() < 200, lines.get(2).length() + " characters for a short row");
    }

    private static int cells(String text) {
        return text.codePoints().map(c -> c >= 0x3000 && c < 0xa000 ? 2 : 1).sum();
    }
}
