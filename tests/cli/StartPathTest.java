package tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.AboutTheJvm;
import tests.support.Cli;
import tests.support.Home;

/** What the start path loads. Start-up time is classes loaded; one careless reference brings hundreds. */
@AboutTheJvm("counts the classes that a JVM loads")
class StartPathTest {
    private static final Pattern LOADED = Pattern.compile("\\[class,load *] (\\S+) source:");

    /** What an editor sends first; other commands do not read it. */
    private static final String HANDSHAKE = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
        {"jsonrpc":"2.0","method":"notifications/initialized"}
        {"jsonrpc":"2.0","id":2,"method":"tools/list"}
        """;

    @TempDir
    Path folder;
    private Home home;

    @BeforeEach
    void setUp() {
        home = new Home(folder).connected("https://paas.example.com", "bpagt_" + "0f".repeat(32));
    }

    /** The numbers are what was counted when they were written (JDK 25), and about 15 % more. */
    @ParameterizedTest
    @CsvSource({
        "version, 920",
        "help, 880",
        "env, 1080",
        "frobnicate, 1030",
        "mcp, 1200"
    })
    void loadsNoMoreThan(String command, int limit) {
        var loaded = loadedBy(command);
        assertTrue(loaded.size() <= limit, "paas " + command + " loads " + loaded.size() + " classes, more than " + limit
            + "; of ours and the libraries':\n"
            + String.join("\n", loaded.stream().filter(name -> !name.matches("(java|jdk|sun)\\..*")).toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "version, picocli org.jline kong.unirest java.net.http com.fasterxml.jackson.jr com.fasterxml.jackson.core.json",
        "--version, picocli org.jline kong.unirest java.net.http com.fasterxml.jackson.jr com.fasterxml.jackson.core.json",
        "help, picocli org.jline kong.unirest java.net.http com.fasterxml.jackson.jr com.fasterxml.jackson.core.json",
        "frobnicate, picocli org.jline kong.unirest java.net.http com.fasterxml.jackson.jr com.fasterxml.jackson.core.json",
        "env, org.jline kong.unirest java.net.http com.fasterxml.jackson.databind",
        "disconnect, org.jline kong.unirest java.net.http com.fasterxml.jackson.databind",
        "__complete zsh -- st, picocli org.jline kong.unirest java.net.http com.fasterxml.jackson.jr com.fasterxml.jackson.core.json",
        "__complete zsh -- apps --status r, picocli org.jline kong.unirest java.net.http com.fasterxml.jackson.jr "
        + "com.fasterxml.jackson.databind",
        "status, org.jline com.fasterxml.jackson.databind",
        "mcp, picocli org.jline kong.unirest java.net.http java.util.concurrent.ThreadPerTaskExecutor com.fasterxml.jackson.jr "
        + "com.fasterxml.jackson.databind lib.apps lib.system lib.deployments lib.services.connect.Address lib.mcp.reading.Readable "
        + "lib.mcp.reading.Names lib.mcp.reading.Procedure lib.mcp.reading.PlainLog"
    })
    void loadsNothingOf(String command, String packages) {
        var loaded = loadedBy(command);
        for (var each : packages.split(" ")) {
            assertEquals(List.of(), loaded.stream().filter(name -> name.equals(each) || name.startsWith(each + ".")).limit(5).toList(),
                "paas " + command
                + " loads " + each);
        }
    }

    @Test
    void aBareCommandBuildsNoCommandTree() {
        assertEquals(List.of(), loadedBy("env").stream().filter(name -> name.startsWith("picocli.")).limit(5).toList());
    }

    private List<String> loadedBy(String command) {
        var log = folder.resolve("classes-" + command.replace(' ', '_') + ".log");
        new Cli(home).jvm("-Xlog:class+load=info:file=" + log + ":tags:filecount=0").runWith(HANDSHAKE, command.split(" "));
        try (Stream<String> lines = Files.lines(log)) {
            var loaded = lines.map(LOADED::matcher).filter(java.util.regex.Matcher::find).map(found -> found.group(1)).toList();
            assertTrue(loaded.size() > 100, "the log of loaded classes holds only " + loaded.size());
            return loaded;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
