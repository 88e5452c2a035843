package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Sockets;
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
        server = Sockets.instance().on("GET /api/apps", json("[{\"id\":\"a1b2c3d4e5\",\"name\":\"shop\",\"status\":\"running\"}]"))
            .on("GET /api/apps/runtime-logs", json(LINES)).on("GET /ws/runtime-logs", says("DATABASE=postgres://app:hunter22@db/x"));
        cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32))).secret("hunter22");
    }

    /** What the container's own log repeats before it goes on without a word. */
    private static HostileServer.Talk says(String... lines) {
        return Sockets.socket(peer -> {
            for (var line : lines) {
                peer.line(line);
            }
            peer.awaitEnd();
        });
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
        assertEquals(List.of("GET /api/apps", "GET /api/apps/runtime-logs?id=a1b2c3d4e5&lines=100", "POST /api/auth/ws-ticket"),
            server.asked().subList(0, 3));
        var json = cli.run("logs", "shop", "--json").exits(0).complains("").prints("""
            {
              "appId": "a1b2c3d4e5",
              "app": "shop",
              "status": "running",
              "lines": 7,
              "logs": [
                "[2026-07-10T10:00:00Z] listening on 8080",
                "[2026-07-10T10:00:01Z] ping (3 times, last at 2026-07-10T10:00:03Z)",
                "[2026-07-10T10:05:00Z] TypeError: cart is undefined",
                "[2026-07-10T10:05:00Z]     at render (cart.js:1)",
                "[2026-07-10T10:06:00Z] DATABASE=postgres://app:***@db/x"
              ],
              "cursor": "log.5oe.000.djut2eqfta80.1.0.set438.qbjcsdzrd954",
              "notes": []
            }
            """);
        // for a model the date once, and the same second once
        var tool = Tool.call(cli, "paas_get_logs", Map.of("app", "shop"));
        tool.answers(json.stdout());
        assertEquals("[\"[2026-07-10T10:00:00Z] listening on 8080\",\"[10:00:01] ping (3 times, last at 10:00:03)\",\"[10:05:00] TypeError:"
            + " cart is undefined\",\"    at render (cart.js:1)\",\"[10:06:00] DATABASE=postgres://app:***@db/x\"]",
            tool.structured().path("logs").toString());
        var nonce = tool.text().substring(tool.text().indexOf('«') + 1, tool.text().indexOf('»'));
        assertTrue(tool.text().contains("\"logs\":[\"«" + nonce + "»[2026-07-10T10:00:00Z] listening on 8080\",\"[10:00:01] ping (3 "
            + "times, last at 10:00:03)\",") && tool.text().contains("***@db/x«/" + nonce + "»\"],\"cursor\""), tool.text());
    }

    /** The cursor of an answer brings what came later, for people and for tools. */
    @Test
    void sinceTheLastAnswer() {
        var cursor = "log.5oe.000.djut2eqfta80.1.0.set438.qbjcsdzrd954";
        cli.run("logs", "shop", "--since", cursor).exits(0).prints("").complains("shop has written nothing since (it is running)\n");
        var more = LINES.replace("]}", ",\"[2026-07-10T10:06:00Z] one\",\"[2026-07-10T10:06:09Z] two\"]}");
        server.on("GET /api/apps/runtime-logs", json(more)).on("GET /ws/runtime-logs", says("one", "two", "three"));
        cli.run("logs", "shop", "--since", cursor).exits(0).complains("")
            .prints("[2026-07-10T10:06:00Z] one\n[2026-07-10T10:06:09Z] two\nthree\n");
        cli.run("logs", "shop", "--since", cursor, "--grep", "t").exits(0).complains("").prints("[2026-07-10T10:06:09Z] two\nthree\n");
        var answer = Tool.call(cli, "paas_get_logs", Map.of("app", "shop", "since", " " + cursor + " ")).ok();
        assertEquals(List.of("[2026-07-10T10:06:00Z] one", "[10:06:09] two", "[?] three"),
            answer.path("logs").valueStream().map(each -> each.asText()).toList());
        server.on("GET /ws/runtime-logs", says("one", "two", "three", "four"));
        var next = Tool.call(cli, "paas_get_logs", Map.of("app", "shop", "since", answer.path("cursor").asText())).ok();
        assertEquals("[\"four\"]", next.path("logs").toString());
        cli.run("logs", "shop", "--since", cursor.replace("5oe", "5of"))
            .failsWith(2, "that cursor is of another app's log, not of shop's\nhint: leave --since out for its newest lines\n");
    }

    @Test
    void searched() {
        cli.run("logs", "shop", "--errors-only").exits(0).complains("").prints("""
            [2026-07-10T10:05:00Z] TypeError: cart is undefined
            [2026-07-10T10:05:00Z]     at render (cart.js:1)
            """);
        assertEquals(1, server.count("GET /api/apps/runtime-logs?id=a1b2c3d4e5&lines=20000"));
        cli.run("logs", "shop", "--since", "2026-07-10T12:05:30+02:00", "--grep", "^data").exits(0).complains("")
            .prints("[2026-07-10T10:06:00Z] DATABASE=postgres://app:***@db/x\n");
        cli.run("logs", "shop", "--grep", "PING", "-n", "1").exits(0).complains("2 older lines that fit are not shown\n")
            .prints("[2026-07-10T10:00:03Z] ping\n");
        var tool = Tool.call(cli, "paas_get_logs", Map.of("app", "shop", "grep", "ping", "lines", 2, "since", "2026-07-10", "errorsOnly",
            false));
        assertEquals("[2026-07-10T10:00:02Z] ping (2 times, last at 10:00:03)", tool.structured().path("logs").path(0)
            .asText());
        assertEquals("1 older lines that fit are not shown", tool.structured().path("cut").asText());
    }

    @Test
    void boundedAndSaysSo() {
        server.on("GET /api/apps/runtime-logs", json(IntStream.range(0, 1000).mapToObj(i -> "\"line " + i + " " + "x".repeat(90) + "\"")
            .collect(Collectors.joining(",", "{\"logs\":[", "]}"))));
        server.on("GET /ws/runtime-logs", says("line 998 " + "x".repeat(90), "line 999 " + "x".repeat(90)));
        // a file or a program takes it all
        var run = cli.run("logs", "shop", "-n", "1000").exits(0).complains("");
        assertEquals(1000, run.stdout().lines().count());
        var text = Tool.call(cli, "paas_get_logs", Map.of("app", "shop", "lines", 1000)).text();
        assertTrue(text.length() < 40_000
            && text.contains("\"cut\":\"640 older lines are left out, since they do not fit into one answer\""),
            "characters: " + text.length() + " " + text.substring(text.length() - 300));
    }

    /** As the server before took them: prompts ask for 0 lines, or for more than there can be. */
    @Test
    void toolsTakeAnyNumberOfLines() {
        for (var lines : List.of(0, -5, "0", 100)) {
            assertEquals(7, Tool.call(cli, "paas_get_logs", Map.of("app", "shop", "lines", lines)).ok().path("lines").asInt());
        }
        assertEquals(4, server.count("GET /api/apps/runtime-logs?id=a1b2c3d4e5&lines=100"));
        assertEquals(7, Tool.call(cli, "paas_get_logs", Map.of("app", "shop", "lines", 1_000_000)).ok().path("lines").asInt());
        assertEquals(1, server.count("GET /api/apps/runtime-logs?id=a1b2c3d4e5&lines=1000"));
        cli.run("logs", "shop", "--lines", "0").exits(2).complains("error: --lines is between 1 and 1000\n");
    }

    /** A container that crashes says the same in each round, but for the time. */
    @Test
    void roundsThatRepeatAreOneWithACount() {
        var rounds = IntStream.range(10, 40).mapToObj(i -> ("\"[2026-07-10T10:00:%1$dZ] 2026-07-10 10:00:%1$d INFO starting\","
            + "\"[2026-07-10T10:00:%1$dZ] waiting\",\"[2026-07-10T10:00:%1$dZ] waiting\",\"[2026-07-10T10:00:%1$dZ] FATAL: no url\"")
            .formatted(i)).collect(Collectors.joining(","));
        server.on("GET /api/apps/runtime-logs", json("{\"logs\":[\"[2026-07-10T09:00:00Z] before\"," + rounds
            + ",\"[2026-07-10T10:00:40Z] 2026-07-10 10:00:40 INFO starting\",\"[2026-07-10T10:00:40Z] ready\"]}"))
            .on("GET /ws/runtime-logs", says("2026-07-10 10:00:40 INFO starting", "ready"));
        var folded = Tool.call(cli, "paas_get_logs", Map.of("app", "shop", "lines", 1000)).ok();
        assertEquals(List.of("[2026-07-10T09:00:00Z] before", "[10:00:10] 2026-07-10 10:00:10 INFO starting",
            "waiting (2 times, last at 10:00:10)", "FATAL: no url", "(the 3 lines above come 30 times, last at 10:00:39)",
            "[10:00:40] 2026-07-10 10:00:40 INFO starting", "ready"),
            folded.path("logs").valueStream().map(line -> line.asText()).toList());
        assertEquals(123, folded.path("lines").asInt());
        // people see what was written
        assertEquals(123, cli.run("logs", "shop", "-n", "1000").exits(0).stdout().lines().count());
    }

    /** Tabs are the app's; on a terminal they are the blanks that a terminal would show, so that widths are known. */
    @Test
    void tabsStayWhereNobodyReads() {
        server.on("GET /api/apps/runtime-logs", json("{\"logs\":[\"id\\tname\\tü\\t1\"]}"))
            .on("GET /ws/runtime-logs", says("id\tname\tü\t1"));
        cli.run("logs", "shop").exits(0).prints("id\tname\tü\t1\n");
        cli.run("logs", "shop", "-q").exits(0).prints("id\tname\tü\t1\n");
        try (var tty = cli.terminal("logs", "shop")) {
            tty.finish().exits(0);
            assertTrue(tty.screen().contains("id      name    ü       1"), tty.toString());
        }
    }

    /** A container's stored log ends with its first restart, and begins when traffic is switched: its own log has all of it. */
    @Test
    void whatIsNotStoredIsJoinedToWhatIs() {
        server.on("GET /api/apps/runtime-logs", json("""
            {"logs":["[2026-07-10T09:00:00Z] of another container","[2026-07-10T10:00:00Z] ready","[2026-07-10T10:00:01Z] FATAL: no DATABASE_URL"]}
            """)).on("GET /ws/runtime-logs", says("starting", "ready", "FATAL: no DATABASE_URL", "starting", "ready",
            "FATAL: no DATABASE_URL"));
        cli.run("logs", "shop").exits(0).complains("").prints("""
            [2026-07-10T09:00:00Z] of another container
            starting
            [2026-07-10T10:00:00Z] ready
            [2026-07-10T10:00:01Z] FATAL: no DATABASE_URL
            starting
            ready
            FATAL: no DATABASE_URL
            """);
        cli.run("logs", "shop", "--errors-only", "-q").exits(0).complains("")
            .prints("[2026-07-10T10:00:01Z] FATAL: no DATABASE_URL\nFATAL: no DATABASE_URL\n");
        cli.run("logs", "shop", "--since", "2026-07-11").exits(0).prints("starting\nready\nFATAL: no DATABASE_URL\n")
            .complains("the last 3 lines have no time and are shown whatever since says\n");
        var tool = Tool.call(cli, "paas_get_logs", Map.of("app", "shop", "errorsOnly", true)).ok();
        assertEquals("[2026-07-10T10:00:01Z] FATAL: no DATABASE_URL (2 times)", tool.path("logs").path(0).asText(), tool.toString());
        server.on("GET /api/apps/runtime-logs", json("{\"logs\":[]}"));
        cli.run("logs", "shop", "-n", "2").exits(0).complains("4 older lines that fit are not shown\n")
            .prints("ready\nFATAL: no DATABASE_URL\n");
    }

    @Test
    void whatMayBeStaleIsSaid() {
        server.on("GET /ws/runtime-logs", error(502, "gateway"));
        cli.run("logs", "shop", "--grep", "cart").exits(0).complains("what shop wrote last may be missing: gateway\n").prints("""
            [2026-07-10T10:05:00Z] TypeError: cart is undefined
            [2026-07-10T10:05:00Z]     at render (cart.js:1)
            """);
        server.on("GET /ws/runtime-logs", says("Error response from daemon: No such container: shop-d1"));
        cli.run("logs", "shop", "--grep", "listening").exits(0).prints("[2026-07-10T10:00:00Z] listening on 8080\n")
            .complains("what shop wrote last may be missing: Error response from daemon: No such container: shop-d1\n");
    }

    /** A log that is stored to its end is not made longer by what the container repeats of it. */
    @Test
    void theSandboxsLogHasEachLineOnce() {
        try (var instance = Instance.demo()) {
            var app = instance.admin("GET", "/api/apps", null).path(0);
            var stored = new ArrayList<String>();
            instance.admin("GET", "/api/apps/runtime-logs?lines=1000&id=" + app.path("id").asText(), null).path("logs")
                .forEach(line -> stored.add(line.asText().replaceAll("\u001b\\[[0-9;]*m", "")));
            var shown = instance.cli(folder.resolve("demo"), "observer").run("logs", app.path("name").asText(), "-n", "1000").exits(0)
                .stdout().lines().toList();
            assertTrue(stored.size() > 20, "stored: " + stored.size());
            var times = stored.stream().map(line -> line.substring(0, line.indexOf(']') + 1)).toList();
            assertEquals(times, shown.stream().limit(times.size()).map(line -> line.substring(0, line.indexOf(']') + 1)).toList());
            assertTrue(shown.size() < stored.size() + 20, shown.size() + " lines, of " + stored.size());
        }
    }

    /** What a container wrote between its restart by docker and its next start is not stored; what it wrote before and after is. */
    @Test
    void whatStandsOnBothSidesOfAGapIsThereOnce() throws Exception {
        try (var instance = Instance.demo()) {
            var id = instance.admin("POST", "/api/deploy", Map.of("name", "beat", "gitRepo", "https://github.com/ada/restarting-shop.git"))
                .path("id").asText();
            var sandbox = instance.sandbox();
            for (int i = 0; i < 600 && sandbox.printed(id).stream().filter(line -> line.contains("Error")).count() < 3; i++) {
                Thread.sleep(50);
            }
            sandbox.print(id, "lost 1", "lost 2");
            var operator = instance.cli(folder.resolve("gap"), "operator");
            operator.run("update", "beat", "--git-repo", "https://github.com/ada/shop.git").exits(0);
            operator.run("stop", "beat").exits(0);
            operator.run("start", "beat").exits(0);
            sandbox.print(id, "back 1", "back 2");
            var shown = operator.run("logs", "beat", "-n", "1000").exits(0).stdout().lines().toList();
            assertEquals(sandbox.printed(id).stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList(),
                shown.stream().map(line -> line.replaceAll("^\\[2\\S+Z] ", "")).toList());
            assertTrue(shown.containsAll(List.of("lost 1", "lost 2")), shown::toString);
            assertTrue(shown.getLast().matches("\\[\\S+Z] back 2"), shown.getLast());
        }
    }

    @Test
    void nothingThere() {
        server.on("GET /api/apps/runtime-logs", json("{\"logs\":null}")).on("GET /ws/runtime-logs", Sockets.socket(peer -> { }));
        cli.run("logs", "shop").exits(0).complains("shop has written nothing yet (it is running)\n").prints("");
        cli.run("logs", "shop", "-q").exits(0).complains("").prints("");
        server.on("GET /api/apps/runtime-logs", json(LINES));
        cli.run("logs", "shop", "--grep", "^10.0", "--errors-only").exits(0).prints("")
            .complains("none of its last 7 lines sounds like an error and matches ^10.0\n");
        var notes = Tool.call(cli, "paas_get_logs", Map.of("app", "shop", "grep", "zebra")).ok().path("notes");
        assertEquals("none of its last 7 lines matches zebra", notes.path(0).asText());
    }

    /** The container of an app that never served is gone: what it said is in the build's log alone. */
    @Test
    void ofAnAppThatFailedItsStart() {
        server.on("GET /api/apps", json("[{\"id\":\"a1b2c3d4e5\",\"name\":\"shop\",\"status\":\"failed\"}]"))
            .on("GET /api/apps/runtime-logs", json("{\"logs\":[]}"))
            .on("GET /ws/runtime-logs", Sockets.socket(peer -> peer.line("Error response from daemon: No such container: shop-d1")))
            .on("GET /api/deployments/history", json("""
                [{"id":"d1","appId":"a1b2c3d4e5","status":"failed","createdAt":"2026-06-02T08:00:00Z","duration":"5m3s",
                  "logs":["📦 Cloning x","📦 [shop-d1] starting","📦 [shop-d1] FATAL: no DATABASE_URL","✖ Health check failed"]}]
                """));
        cli.run("logs", "shop").exits(0).prints("starting\nFATAL: no DATABASE_URL\n")
            .complains("no container of shop has a log; this is what one wrote while it started, from the build's log\n");
        assertEquals(2, Tool.call(cli, "paas_get_logs", Map.of("app", "shop")).ok().path("logs").size());
    }

    /** Such patterns take a backtracking engine longer than there is time. */
    @ParameterizedTest
    @ValueSource(strings = {"(x+x+)+y", "((ab)*)*c|(x|xx)*y", "(a?){50}a{50}y"})
    void aPatternCannotStopTheSearch(String pattern) {
        server.on("GET /api/apps/runtime-logs", json("{\"logs\":[" + "\"[2026-07-10T10:00:00Z] " + "x".repeat(5000) + "\"]}"))
            .on("GET /ws/runtime-logs", says("x".repeat(5000)));
        var tool = Tool.call(cli, "paas_get_logs", Map.of("app", "shop", "grep", pattern)).ok();
        assertEquals(0, tool.path("logs").size(), tool.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "(a)\\1     | the regular expressions of grep (RE2) know no backreferences, as \"\\1\" asks for",
        "a(?=b)     | the regular expressions of grep (RE2) know no lookahead and lookbehind, as \"(?=\" asks for",
        "(?<!a)b    | the regular expressions of grep (RE2) know no lookahead and lookbehind, as \"(?<!\" asks for",
        "(?>a)b     | the regular expressions of grep (RE2) know no atomic groups and possessive repetition, as \"(?>\" asks for",
        "a(b        | grep is no regular expression: missing closing ): `a(b`",
        "x{1000}{1000} | the regular expression of grep is too large"})
    void aPatternThatCannotBeUsedIsOneSentence(String pattern, String message) {
        cli.run("logs", "shop", "--grep", pattern).failsWith(2, message + "\nhint: ");
    }

    @Test
    void whatCannotBe() {
        cli.run("logs", "sopp").failsWith(5, "there is no app \"sopp\"\nhint: did you mean shop?\n");
        cli.run("logs", "shop", "-n", "1001").failsWith(2, "-n is between 1 and 1000\n");
        cli.run("logs", "shop", "--since", "yesterday")
            .failsWith(2, "--since is no time: \"yesterday\"\nhint: an age as 90s, 15m, 1h30m or 2d, a date as 2026-07-01, a time as "
                + "2026-07-01T10:00:00Z, or the whole cursor of an answer\n");
        server.on("GET /api/apps/runtime-logs", json("{}"), json("{\"logs\":5}"), json("{\"logs\":[5]}"));
        for (int i = 0; i < 3; i++) {
            cli.run("logs", "shop").failsWith(1, "the instance's answer to GET /api/apps/runtime-logs cannot be used: no list of lines"
                    + " in it\n");
        }
        server.on("GET /api/apps/runtime-logs", error(500, "Failed to read runtime logs"), error(404, "App not found"));
        cli.run("logs", "shop").failsWith(1, "Failed to read runtime logs\n");
        Tool.call(cli, "paas_get_logs", Map.of("app", "shop")).fails("error: App not found");
    }
}
