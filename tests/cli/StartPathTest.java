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
import tests.support.Instance;

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

    private static final String CALL = """
        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"paas_list_apps","arguments":{}}}
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
        "version, 730",
        "help, 700",
        "apps --help, 880",
        "env, 1010",
        "frobnicate, 1030",
        "mcp, 1150"
    })
    void loadsNoMoreThan(String command, int limit) {
        var loaded = loadedBy(command);
        assertTrue(loaded.size() <= limit, "paas " + command + " loads " + loaded.size() + " classes, more than " + limit
            + "; of ours and the libraries':\n"
            + String.join("\n", loaded.stream().filter(name -> !name.matches("(java|jdk|sun)\\..*")).toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "version, picocli org.jline kong.unirest java.net.http com.fasterxml",
        "--version, picocli org.jline kong.unirest java.net.http com.fasterxml",
        "help, picocli org.jline kong.unirest java.net.http com.fasterxml",
        "frobnicate, picocli org.jline kong.unirest java.net.http com.fasterxml",
        "apps --help, picocli org.jline kong.unirest java.net.http com.fasterxml lib.commands",
        "env, org.jline kong.unirest java.net.http com.fasterxml",
        "disconnect, org.jline kong.unirest java.net.http com.fasterxml",
        "__complete zsh -- st, picocli org.jline kong.unirest java.net.http com.fasterxml",
        "__complete zsh -- apps --status r, picocli org.jline kong.unirest java.net.http com.fasterxml",
        "status, org.jline com.fasterxml",
        "mcp, picocli org.jline kong.unirest java.net.http java.util.concurrent.ThreadPerTaskExecutor com.fasterxml "
        + "lib.apps lib.system lib.deployments lib.services.connect.Address lib.mcp.reading.Readable "
        + "lib.mcp.reading.Names lib.mcp.reading.Procedure lib.mcp.reading.PlainLog"
    })
    void loadsNothingOf(String command, String packages) {
        var found = of(packages, loadedBy(command));
        // a server makes the first call ready 300 ms after the list: on a busy machine now and then before it has seen the end of its input
        for (int i = 0; i < 5 && command.equals("mcp") && !found.isEmpty(); i++) {
            found = of(packages, loadedBy(command));
        }
        assertEquals(List.of(), found, "what paas " + command + " loads");
    }

    private static List<String> of(String packages, List<String> loaded) {
        return loaded.stream().filter(name -> Stream.of(packages.split(" ")).anyMatch(each -> name.equals(each)
            || name.startsWith(each + "."))).limit(5).toList();
    }

    /** The same with an instance that answers: one request, and what an editor waits for. */
    @ParameterizedTest
    @CsvSource({
        "status, 1570",
        "apps, 1660"
    })
    void asksAnInstanceWithNoMoreThan(String command, int limit) {
        try (var instance = Instance.demo()) {
            var loaded = loadedBy(instance.cli(folder.resolve("connected"), "deployer"), command);
            assertTrue(loaded.size() <= limit, "paas " + command + " loads " + loaded.size() + " classes, more than " + limit);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "initialize, 1, 960",
        "tools/list, 2, 1150",
        "tools/call, 3, 2400"
    })
    void aServerAnswersWithNoMoreThan(String last, int lines, int limit) {
        try (var instance = Instance.demo()) {
            var log = folder.resolve("classes-mcp.log");
            var cli = instance.cli(folder.resolve("connected"), "deployer").jvm("-Xlog:class+load=info:file=" + log + ":tags:filecount=0");
            var requests = (HANDSHAKE + CALL).lines().toList();
            int sent = lines + (lines > 1 ? 1 : 0);
            cli.serve(String.join("\n", requests.subList(0, sent)) + "\n", lines);
            var loaded = loaded(log);
            assertTrue(loaded.size() <= limit, "to answer " + last + " paas mcp loads " + loaded.size() + " classes, more than " + limit);
        }
    }

    @Test
    void aBareCommandBuildsNoCommandTree() {
        assertEquals(List.of(), loadedBy("env").stream().filter(name -> name.startsWith("picocli.")).limit(5).toList());
    }

    private List<String> loadedBy(String command) {
        return loadedBy(new Cli(home), command);
    }

    private List<String> loadedBy(Cli cli, String command) {
        var log = folder.resolve("classes-" + command.replace(' ', '_') + ".log");
        cli.jvm("-Xlog:class+load=info:file=" + log + ":tags:filecount=0").runWith(HANDSHAKE, command.split(" "));
        return loaded(log);
    }

    private static List<String> loaded(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            var loaded = lines.map(LOADED::matcher).filter(java.util.regex.Matcher::find).map(found -> found.group(1)).toList();
            assertTrue(loaded.size() > 100, "the log of loaded classes holds only " + loaded.size());
            return loaded;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
