package tests.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import lib.api.Permission;
import lib.derived.Commands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.AboutTheJvm;
import tests.support.Bundle;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Tty;

/** The real command: it writes, proves, and gives back. */
class SetupTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What a deployer is offered by a client that asks nobody. */
    private static final long TOOLS = Arrays.stream(new Commands().entries()).filter(each -> !each.tool().isEmpty()
        && !each.destructive() && Permission.missing("deployer", List.of(each.scopes())) == null).count();
    private static final String NEXT = """

        Restart your editor, then ask in plain English, for example:
          Which of my apps on Better-PaaS are running?
          Show me the last logs of shop-web and say what is wrong.
          Redeploy shop-web and wait until it is up.

        Terminal fallback (no MCP):
          eval "$(paas env)"
        """;

    @TempDir
    Path folder;
    private Home home;
    private Cli cli;

    @BeforeEach
    void setUp() {
        home = new Home(folder);
        cli = new Cli(home);
    }

    private void connect() {
        home.connected("http://127.0.0.1:9", "bpagt_" + "0f".repeat(32));
    }

    @Test
    void withoutAConnectionNothingIsWritten() {
        cli.run("setup").failsWith(4, "not connected - run: paas connect <url>\n");
        assertEquals(List.of(), Home.names(folder));
    }

    @Test
    void writesProvesAndGivesBack() throws IOException {
        connect();
        Files.createDirectory(folder.resolve(".codex"));
        var claude = "{\n  \"numStartups\": 7, // mine\n  \"projects\": {}\n}";
        Files.writeString(folder.resolve(".claude.json"), claude);
        var before = tree();
        var ready = "ready in [0-9]+ ms, " + TOOLS + " tools\n";
        cli.run("setup").exits(0).complains("").printsMatch("""
            Cursor       ~/\\.cursor/mcp\\.json       new file
            Claude Code  ~/\\.claude\\.json           new entry
                         ~/\\.claude/settings\\.json  new file
            Codex        ~/\\.codex/config\\.toml     new file

            ✓ Cursor       %s✓ Claude Code  %s✓ Codex        %s\\Q%s\\E""".formatted(ready, ready, ready, NEXT));
        assertEquals("rw-------", Home.permissions(folder.resolve(".cursor/mcp.json")));
        assertEquals(claude, Files.readString(folder.resolve(".claude.json.bak")));

        var written = tree();
        cli.run("setup", "--no-verify").exits(0).printsMatch("(?:.+  up to date\n){4}\\Q" + NEXT + "\\E");
        assertEquals(written, tree(), "a second run changed something");

        cli.run("setup", "--remove").exits(0).printsMatch("(?:.+  removes the entry\n){4}");
        assertEquals(claude, Files.readString(folder.resolve(".claude.json")));
        var after = tree();
        after.remove(".paas/setup.lock");
        assertEquals(before, after, "--remove left or took something");
        cli.run("setup", "--remove").exits(0).printsMatch("(?:.+  no entry\n){4}");
    }

    @Test
    void theEntryNeedsNothingButAHome() throws IOException, InterruptedException {
        connect();
        cli.run("setup", "--client", "cursor", "--no-verify").exits(0);
        var entry = entry(".cursor/mcp.json");
        var line = new ArrayList<>(List.of(entry.path("command").asText()));
        entry.path("args").forEach(argument -> line.add(argument.asText()));
        var builder = new ProcessBuilder(line).directory(Path.of("/").toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().put("HOME", folder.toString());
        var process = builder.start();
        process.getOutputStream().write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n".getBytes());
        process.getOutputStream().close();
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n", new String(process.getInputStream().readAllBytes()));
        assertEquals(0, process.waitFor());
    }

    @Test
    void aFileThatDoesNotParseStaysAndTheOthersAreWritten() throws IOException {
        connect();
        var broken = "{ \"mcpServers\": { // mine\n";
        Files.writeString(Files.createDirectory(folder.resolve(".cursor")).resolve("mcp.json"), broken);
        var run = cli.run("setup").exits(1);
        run.printsPart("Cursor       ~/.cursor/mcp.json       left as it is\nClaude Code  ~/.claude.json           new file\n");
        run.printsPart("\n✗ ~/.cursor/mcp.json is no JSON from line 2, column 1 on. It was left as it is.\n  Put this into it "
            + "yourself:\n\n    {\n");
        run.printsPart("      \"mcpServers\": {\n        \"better-paas\": {\n");
        run.printsPart("\n✓ Claude Code  ready in ");
        run.complains("""
            error: ~/.cursor/mcp.json is no JSON from line 2, column 1 on
            hint: mend the file and run paas setup again, or put the entry into it yourself
            """);
        assertEquals(broken, Files.readString(folder.resolve(".cursor/mcp.json")));
        assertEquals(List.of("mcp.json"), Home.names(folder.resolve(".cursor")));
    }

    @Test
    @AboutTheJvm("breaks the server with a variable that a JVM reads")
    void aServerThatDoesNotStartThereIsAFailure() throws IOException {
        connect();
        // the person's own variable stays in the entry, and it is what breaks the server
        Files.writeString(Files.createDirectory(folder.resolve(".cursor")).resolve("mcp.json"), """
            {"mcpServers": {"better-paas": {"command": "/usr/local/bin/paas", "args": ["mcp"], "env": {"JDK_JAVA_OPTIONS": "--no-such-option"}}}}
            """);
        var run = cli.run("setup", "--client", "cursor").exits(1);
        run.printsMatch("(?s)Cursor  ~/\\.cursor/mcp\\.json  replaces: /usr/local/bin/paas mcp\n\n✗ Cursor was not served: the server "
            + "ended with code 1; it said: .+Unrecognized option: --no-such-option; .+"
            + "\n  to see it for yourself: /.+ lib\\.cli\\.Main mcp\n");
        run.complainsMatch("(?s)error: Cursor was not served: the server ended with code 1; it said: .+\nhint: to see it for yourself: "
            + "/.+ lib\\.cli\\.Main mcp\n");
        assertEquals("--no-such-option", entry(".cursor/mcp.json").path("env").path("JDK_JAVA_OPTIONS").asText());
        assertTrue(entry(".cursor/mcp.json").path("command").asText().endsWith("java"), "the entry stays");
    }

    @Test
    void aPersonIsAskedOnce() {
        connect();
        var no = cli.terminal("setup", "--client", "cursor");
        no.await("Write this\\? \\[yes]: ");
        var shown = no.type("no" + Tty.ENTER).finish().exits(3).leavesTheTerminalUsable().screen();
        assertTrue(shown.contains("  Cursor  ~/.cursor/mcp.json  new file\nThe entry \"better-paas\" starts:\n"), shown);
        assertTrue(shown.contains("error: nothing was written"), shown);
        assertFalse(Files.exists(folder.resolve(".cursor")));

        var yes = cli.terminal("setup", "--client", "cursor");
        yes.await("Write this\\? \\[yes]: ");
        shown = yes.type(Tty.ENTER).finish().exits(0).screen();
        assertTrue(shown.contains("✓ Cursor  ready in "), shown);
        shown = cli.terminal("setup", "--client", "cursor").finish().exits(0).screen();
        assertFalse(shown.contains("Write this"), "asked although there is nothing to do:\n" + shown);
        shown = cli.terminal("setup", "--client", "cursor", "--remove", "-y").finish().exits(0).screen();
        assertFalse(shown.contains("Remove the entry?"), shown);
    }

    @Test
    void aDryRunShowsTheDifferenceAndNothingElseOfTheFile() throws IOException {
        connect();
        var text = "{\n  \"mcpServers\": {\n    \"x\": {\n      \"env\": { \"KEY\": \"secret\" }\n    }\n  }\n}\n";
        Files.writeString(Files.createDirectory(folder.resolve(".cursor")).resolve("mcp.json"), text);
        var before = tree();
        cli.run("setup", "--client", "cursor", "--dry-run").exits(0).complains("").printsMatch("""
            Cursor  ~/.cursor/mcp\\.json  new entry
              @@ line 5
              \\+     },
              \\+     "better-paas": \\{
            (?:  \\+ .*
            )+
            Nothing was written\\.
            """);
        assertEquals(before, tree());
    }

    @Test
    void projectFilesAreThoseOfTheFolder() throws IOException {
        connect();
        var json = JSON.readTree(cli.run("setup", "--project", "--json").exits(0).complains("").stdout());
        assertEquals(List.of(folder.resolve(".cursor/mcp.json").toString(), folder.resolve(".mcp.json").toString()),
            List.of(json.path("files").get(0).path("file").asText(), json.path("files").get(1).path("file").asText()));
        assertTrue(json.path("clients").get(1).path("ready").asBoolean(), json.toString());
        assertEquals("stdio", entry(".mcp.json").path("type").asText());
        assertFalse(Files.exists(folder.resolve(".claude.json")));
    }

    @Test
    void anEntryIsPrintedToPaste() {
        connect();
        var run = cli.run("setup", "--print", "codex").exits(0).complains("# ~/.codex/config.toml\n");
        run.printsMatch("\\[mcp_servers\\.better-paas]\ncommand = \"/.+/" + (Bundle.binary() == null
            ? "java\"\nargs = \\[\n(?:    \".+\",\n)+]\n" : "01-.+\"\nargs = \\[\"mcp\"]\n") + "startup_timeout_sec = 30\n");
        assertFalse(Files.exists(folder.resolve(".codex")));
        cli.run("setup", "--list", "--client", "codex").exits(0)
            .printsMatch("CLIENT  FILE +STATE +STARTS\nCodex   ~/\\.codex/config\\.toml  no file\n");
        cli.run("setup", "--client", "emacs").failsWith(2, "paas knows no client of that name\nhint: known are: cursor, claude, codex\n");
        cli.run("setup", "--list", "--remove").failsWith(2, "--list, --print, --remove and --dry-run are different things to do\n");
    }

    @Test
    void setupsAtTheSameTimeDoNotDisturbEachOther() throws IOException {
        connect();
        Files.writeString(Files.createDirectory(folder.resolve(".cursor")).resolve("mcp.json"), "{\"mcpServers\": {\"x\": {}}, \"y\": 1}");
        var runs = Stream.generate(() -> cli.start("setup", "--no-verify")).limit(4).toList();
        runs.forEach(run -> run.finish().exits(0));
        assertEquals(List.of("mcp.json", "mcp.json.bak"), Home.names(folder.resolve(".cursor")));
        assertEquals("{\"mcpServers\": {\"x\": {}}, \"y\": 1}", Files.readString(folder.resolve(".cursor/mcp.json.bak")));
        assertTrue(entry(".cursor/mcp.json").path("command").asText().endsWith(Bundle.program().getFileName().toString()));
        cli.run("setup", "--remove").exits(0);
        assertEquals("{\"mcpServers\": {\"x\": {}}, \"y\": 1}", Files.readString(folder.resolve(".cursor/mcp.json")));
    }

    private JsonNode entry(String file) throws IOException {
        return JSON.readTree(Files.readString(folder.resolve(file))).path("mcpServers").path("better-paas");
    }

    /** Every file of the home with its contents; of the program's copy the names. */
    private TreeMap<String, String> tree() throws IOException {
        var tree = new TreeMap<String, String>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                tree.put(folder.relativize(file).toString(), file.toString().contains("/.paas/runtime/") ? "" : Files.readString(file));
            }
        }
        return tree;
    }
}
