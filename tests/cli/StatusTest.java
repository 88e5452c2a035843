package tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;

/** {@code paas status}: the whole page, as JSON, in colour and without. */
class StatusTest {
    private static final String APPS = """
        [{"id":"a1b2c3d4e5","name":"shop","status":"running","gitRepo":"https://github.com/acme/shop","branch":"main","port":9001,
          "url":"http://a1b2c3d4e5.203.0.113.10.sslip.io","createdAt":"2026-06-01T08:00:00Z","envVars":null,"domains":null,"unknown":{"new":[1]}},
         {"id":"f6g7h8i9j0","name":"a-rather-long-name","status":"stopped","url":""},
         {"id":"k1l2m3n4o5","name":"api","status":"failed","url":"http://k1l2m3n4o5.203.0.113.10.sslip.io"}]
        """;

    @TempDir
    Path folder;
    private Home home;
    private Cli cli;
    private HostileServer server;

    @BeforeEach
    void setUp() {
        home = new Home(folder);
        cli = new Cli(home);
        server = HostileServer.healthy();
        home.connected(server.url(), "bpagt_" + "ab".repeat(32));
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void aTableOfTheApps() {
        server.on("GET /api/apps", json(APPS)).on("GET /api/projects",
            json("[{\"id\":\"p1\",\"name\":\"one\"},{\"id\":\"p2\",\"name\":\"two\"}]"));
        cli.run("status").exits(0).complains("").prints("""
            Better-PaaS  %s
            Agent        test CLI (deployer)

            NAME                STATUS   ID          URL
            shop                running  a1b2c3d4e5  http://a1b2c3d4e5.203.0.113.10.sslip.io
            a-rather-long-name  stopped  f6g7h8i9j0
            api                 failed   k1l2m3n4o5

            Projects: 2
            """.formatted(server.url()));
        assertEquals("Bearer bpagt_" + "ab".repeat(32), server.seen().getFirst().header("Authorization"));
    }

    @Test
    void noAppsYet() {
        cli.run("status").exits(0).complains("").prints("""
            Better-PaaS  %s
            Agent        test CLI (deployer)

            No apps deployed yet.
            """.formatted(server.url()));
    }

    @Test
    void projectsWithoutApps() {
        server.on("GET /api/projects", json("[{\"id\":\"p1\",\"name\":\"one\"}]"));
        cli.run("status").exits(0).complains("").prints("""
            Better-PaaS  %s
            Agent        test CLI (deployer)

            No apps deployed yet.

            Projects: 1
            """.formatted(server.url()));
    }

    @Test
    void asJson() throws Exception {
        server.on("GET /api/apps", json(APPS)).on("GET /api/projects", json("[{\"id\":\"p1\"}]"));
        var run = cli.run("status", "--json").exits(0).complains("");
        var json = new ObjectMapper().readTree(run.stdout());
        assertEquals(server.url(), json.path("url").asText(), run.toString());
        assertEquals("test CLI", json.path("agent").path("name").asText(), run.toString());
        assertEquals("deployer", json.path("agent").path("profile").asText(), run.toString());
        assertEquals(3, json.path("apps").size(), run.toString());
        var shop = json.path("apps").path(0);
        assertEquals("a1b2c3d4e5 shop running http://a1b2c3d4e5.203.0.113.10.sslip.io",
            shop.path("id").asText() + " " + shop.path("name").asText() + " " + shop.path("status").asText() + " " + shop.path("url")
            .asText());
        assertTrue(json.path("projects").isInt() && json.path("projects").asInt() == 1, run.toString());
        assertTrue(run.stdout().endsWith("}\n"), "one value and a line end: " + run);
    }

    @Test
    void asJsonWithoutApps() throws Exception {
        var run = cli.run("status", "--json").exits(0).complains("");
        var json = new ObjectMapper().readTree(run.stdout());
        assertTrue(json.path("apps").isArray() && json.path("apps").isEmpty(), run.toString());
        assertEquals(0, json.path("projects").asInt(-1), run.toString());
    }

    @Test
    void aServerCannotForgeLinesOrColours() {
        server.on("GET /api/apps", json("""
            [{"id":"i1","name":"evil\\u001b[2J\\u001b]0;title\\u0007\\nfake  running  xx","status":"run\\r\\tning","url":""},
             {"id":"i2","name":"x","status":"running","url":"http://x\\u009b31m\\u202eevil"}]
            """));
        var run = cli.run("status").exits(0).complains("");
        var lines = run.stdout().split("\n", -1);
        assertEquals(7, lines.length, "a line too many: " + run);
        assertTrue(lines[5].startsWith("x ") && lines[5].contains("http://x"), run.toString());
        assertFalse(run.stdout().codePoints().anyMatch(c -> c != '\n' && (Character.isISOControl(c)
            || Character.getType(c) == Character.FORMAT)),
            "control characters in " + run);
    }

    @Test
    void theJsonOfAHostileNameIsStillThatName() throws Exception {
        server.on("GET /api/apps", json("[{\"id\":\"i1\",\"name\":\"evil\\u001b[2J\\n\",\"status\":\"running\",\"url\":\"\"}]"));
        var run = cli.run("status", "--json").exits(0).calm();
        assertEquals("evil\u001b[2J\n", new ObjectMapper().readTree(run.stdout()).path("apps").path(0).path("name").asText());
    }

    @Test
    void fieldsThatAreMissingOrOfAnotherTypeBreakNothing() {
        server.on("GET /api/apps", json("[{},{\"name\":null,\"id\":7,\"url\":[]}]"));
        cli.run("status").exits(0).complains("").printsPart("NAME  STATUS  ID  URL\n");
    }

    @Test
    void nullIsAnEmptyList() {
        server.on("GET /api/apps", json("null")).on("GET /api/projects", json("null\n"));
        cli.run("status").exits(0).complains("").printsPart("No apps deployed yet.\n");
    }

    @Test
    void umlautsAndWideCharactersArePrintedWhateverTheLocale() {
        server.on("GET /api/apps", json("[{\"id\":\"i1\",\"name\":\"Überblick-日本\",\"status\":\"running\",\"url\":\"\"}]"));
        cli.env("LANG", "C").run("status").exits(0).printsPart("Überblick-日本");
    }

    @Test
    void coloursOnATerminalAlone() {
        server.on("GET /api/apps", json(APPS));
        try (var terminal = cli.terminal("status")) {
            terminal.finish().exits(0).leavesTheTerminalUsable();
            assertTrue(terminal.raw().contains("\u001b["), "no colours on a terminal:\n" + terminal);
            assertTrue(terminal.screen().contains("shop                running  a1b2c3d4e5"), "the columns move when coloured:\n"
                + terminal);
        }
    }

    @Test
    void noColoursWhenNotWanted() {
        server.on("GET /api/apps", json(APPS));
        try (var terminal = cli.terminal("status", "--no-color")) {
            terminal.finish().exits(0);
            assertFalse(terminal.raw().contains("\u001b"), "--no-color is coloured:\n" + terminal);
        }
        try (var terminal = new Cli(home).env("NO_COLOR", "1").terminal("status")) {
            terminal.finish().exits(0);
            assertFalse(terminal.raw().contains("\u001b"), "NO_COLOR=1 is coloured:\n" + terminal);
        }
        try (var terminal = new Cli(home).env("TERM", "dumb").terminal("status")) {
            terminal.finish().exits(0);
            assertFalse(terminal.raw().contains("\u001b"), "TERM=dumb is coloured:\n" + terminal);
        }
    }

    @Test
    void notConnected() throws Exception {
        new Cli(new Home(Files.createDirectory(folder.resolve("elsewhere")))).run("status").failsWith(4, "")
            .complainsPart("not connected - run: paas connect <url>");
    }
}
