package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.error;
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

/** {@code paas logs}: what the app wrote last, searched, bounded, clean. */
class LogsTest {
    private static final String LINES = """
        {"logs":["[2026-07-10T10:00:00Z] \\u001b[32mlistening\\u001b[0m on 8080","[2026-07-10T10:00:01Z] ping","[2026-07-10T10:00:02Z] ping","[2026-07-10T10:00:03Z] ping",
          "[2026-07-10T10:05:00Z] TypeError: cart is undefined","[2026-07-10T10:05:00Z]     at render (cart.js:1)","[2026-07-10T10:06:00Z] DATABASE=postgres://app:hunter22@db/x"]}
        """;

    @TempDir
    Path folder;
    private HostileServer server;
    private Cli cli;

    @BeforeEach
    void setUp() {
        server = HostileServer.healthy().on("GET /api/apps", json("[{\"id\":\"a1b2c3d4e5\",\"name\":\"shop\",\"status\":\"running\"}]"))
            .on("GET /api/apps/runtime-logs", json(LINES));
        cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32))).secret("hunter22");
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void asTheyAreForPeopleAndFoldedForTools() {
        cli.run("logs", "Shop").exits(0).complains("").prints("""
            [2026-07-10T10:00:00Z] listening on 8080
            [2026-07-10T10:00:01Z] ping
            [2026-07-10T10:00:02Z] ping
            [2026-07-10T10:00:03Z] ping
            [2026-07-10T10:05:00Z] TypeError: cart is undefined
            [2026-07-10T10:05:00Z]     at render (cart.js:1)
            [2026-07-10T10:06:00Z] DATABASE=postgres://app:***@db/x
            """);
        assertEquals(List.of("GET /api/apps", "GET /api/apps/runtime-logs?id=a1b2c3d4e5&lines=100"), server.asked());
        var json = cli.run("logs", "shop", "--json").exits(0).complains("").prints("""
            {
              "appId": "a1b2c3d4e5",
              "app": "shop",
              "status": "running",
              "lines": [
                "[2026-07-10T10:00:00Z] listening on 8080",
                "[2026-07-10T10:00:01Z] ping (3 times, last at 2026-07-10T10:00:03Z)",
                "[2026-07-10T10:05:00Z] TypeError: cart is undefined",
                "[2026-07-10T10:05:00Z]     at render (cart.js:1)",
                "[2026-07-10T10:06:00Z] DATABASE=postgres://app:***@db/x"
              ]
            }
            """);
        Tool.call(cli, "paas_get_logs", Map.of("app", "shop")).answers(json.stdout());
    }

    @Test
    void searched() {
        cli.run("logs", "shop", "--errors-only").exits(0).complains("").prints("""
            [2026-07-10T10:05:00Z] TypeError: cart is undefined
            [2026-07-10T10:05:00Z]     at render (cart.js:1)
            """);
        assertEquals("GET /api/apps/runtime-logs?id=a1b2c3d4e5&lines=20000", server.asked().getLast());
        cli.run("logs", "shop", "--since", "2026-07-10T12:05:30+02:00", "--grep", "^\\[.*DATA").exits(0).complains("")
            .prints("[2026-07-10T10:06:00Z] DATABASE=postgres://app:***@db/x\n");
        cli.run("logs", "shop", "--grep", "PING", "-n", "1").exits(0).complains("").prints("""
            (2 older lines that fit are not shown)
            [2026-07-10T10:00:03Z] ping
            """);
        var tool = Tool.call(cli, "paas_get_logs", Map.of("app", "shop", "grep", "ping", "lines", 2, "since", "2026-07-10", "errorsOnly",
            false));
        assertEquals("[2026-07-10T10:00:02Z] ping (2 times, last at 2026-07-10T10:00:03Z)", tool.structured().path("lines").path(0)
            .asText());
        assertEquals("1 older lines that fit are not shown", tool.structured().path("cut").asText());
    }

    @Test
    void boundedAndSaysSo() {
        server.on("GET /api/apps/runtime-logs", json(IntStream.range(0, 1000).mapToObj(i -> "\"line " + i + " " + "x".repeat(90) + "\"")
            .collect(Collectors.joining(",", "{\"logs\":[", "]}"))));
        var run = cli.run("logs", "shop", "-n", "1000").exits(0).complains("");
        assertTrue(run.stdout().startsWith("(500 older lines are left out, since an answer has at most 50,000 characters)\nline 500 x"),
            run.stdout().substring(0, 200));
        assertTrue(run.stdout().length() < 50_200 && run.stdout().endsWith("\n"), "characters: " + run.stdout().length());
        var text = Tool.call(cli, "paas_get_logs", Map.of("app", "shop", "lines", 1000)).text();
        assertTrue(text.length() < 53_000 && text.contains("\"cut\":\"500 older lines are left out"), "characters: " + text.length());
    }

    @Test
    void nothingThere() {
        server.on("GET /api/apps/runtime-logs", json("{\"logs\":null}"));
        cli.run("logs", "shop").exits(0).complains("")
            .prints("No lines.\nWhat shop wrote before its first release is in: paas build-logs shop\n");
    }

    @Test
    void whatCannotBe() {
        cli.run("logs", "sopp").failsWith(5, "there is no app \"sopp\"\nhint: did you mean shop?\n");
        cli.run("logs", "shop", "-n", "1001").failsWith(2, "lines is between 1 and 1000\n");
        cli.run("logs", "shop", "--since", "yesterday")
            .failsWith(2, "since is an age as 90s, 15m, 1h30m or 2d, a date, or a time as 2026-07-01T10:00:00Z\n");
        cli.run("logs", "shop", "--grep", "a(b").failsWith(2, "grep is no regular expression: Unclosed group\nhint: put a \\ before");
        server.on("GET /api/apps/runtime-logs", error(500, "Failed to read runtime logs"), error(404, "App not found"));
        cli.run("logs", "shop").failsWith(1, "Failed to read runtime logs\n");
        Tool.call(cli, "paas_get_logs", Map.of("app", "shop")).fails("error: App not found");
    }
}
