package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Sockets;

/** {@code paas exec}: the command's output and exit status become ours, and what is sent for it. */
class ExecTest {
    private static final String TOKEN = "bpagt_" + "4b".repeat(32);
    private static final String TICKET = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;
    private HostileServer server;
    private Cli cli;
    private final List<String> typed = Sockets.record();

    @BeforeEach
    void setUp() {
        server = Sockets.instance().on("GET /ws/terminal", Sockets.shell(folder.resolve("box"), 5, typed, "bash"));
        cli = new Cli(new Home(folder).connected(server.url(), TOKEN)).secret(TOKEN).secret(TICKET);
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void statusAndOutputBecomeOurs() throws IOException {
        cli.run("exec", "WEB", "--", "echo out; echo err >&2; printf 'tab\\there\\033[1m!'; exit 42").exits(42)
            .prints("out\ntab\there\033[1m!").complains("err\n");
        var opened = List.of("POST /api/auth/ws-ticket", "GET /ws/terminal?ticket=" + TICKET + "&appId=a1b2c3d4e5");
        // one terminal for each of the two streams
        assertEquals(Stream.of(List.of("GET /api/apps"), opened, opened).flatMap(List::stream).toList(), server.asked());
        assertEquals(new ObjectMapper().readTree("{\"type\":\"resize\",\"cols\":1000,\"rows\":50}"), new ObjectMapper()
            .readTree(typed.getFirst()));
        var handshake = server.seen().getLast();
        assertEquals("paas/0.1.0", handshake.header("User-Agent"));
        assertEquals(null, handshake.header("Authorization"), "the ticket is all that a WebSocket takes");
    }

    @Test
    void wordsAreAProgramAndItsArguments() {
        cli.run("exec", "web", "--", "printf", "<%s>", "a b", "$HOME", "it's", "--json", "-q").exits(0)
            .prints("<a b><$HOME><it's><--json><-q>").complains("");
    }

    /** As ssh and docker have it: quiet is about our own words, not about what was run. */
    @Test
    void quietLeavesTheCommandsOwnOutput() {
        cli.run("exec", "web", "-q", "--", "echo out; printf 'no end'; echo err >&2; exit 3").exits(3).prints("out\nno end")
            .complains("err\n");
    }

    @Test
    void jsonSaysTheSame() {
        cli.run("exec", "web", "--json", "--", "echo hi; exit 1").exits(1).complains("").prints("""
            {
              "id": "a1b2c3d4e5",
              "name": "web",
              "exitStatus": 1,
              "output": "hi\\n"
            }
            """);
    }

    @Test
    void aToolGetsOneLine() {
        var calls = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"paas_exec","arguments":{"app":"web","command":"echo \\"a  b\\" | tr a-z A-Z; exit 9"}}}
            """;
        var run = cli.serve(calls, 2).exits(0);
        assertTrue(run.stdout()
            .contains("\"structuredContent\":{\"id\":\"a1b2c3d4e5\",\"name\":\"web\",\"exitStatus\":9,\"output\":\"A  "
            + "B\\n\"},\"isError\":false"), run.toString());
    }

    @Test
    void whatIsNotOverInTimeShowsWhatItSaidAndFails() {
        cli.run("exec", "web", "--timeout-seconds", "2", "--", "echo begun; sleep 30").exits(7).prints("begun\n").complains("""
            error: the command was not over after 2 s and was interrupted; what ignores that goes on
            hint: allow more time with --wait-timeout, or let it run in the background
            """);
    }

    @Test
    void secretsAreMaskedUnlessAskedFor() {
        cli.run("exec", "web", "--", "echo ghp_abcdefghijklmnopqrstuvwx").exits(0).prints("ghp_***\n");
        cli.run("exec", "web", "--reveal", "--", "echo ghp_abcdefghijklmnopqrstuvwx").exits(0).prints("ghp_abcdefghijklmnopqrstuvwx\n");
    }

    @Test
    void nothingIsSentForWhatCannotBeRun() {
        cli.run("exec", "web", "--", " ").failsWith(2, "the command is empty");
        cli.run("exec", "web").failsWith(2, "missing required parameter");
        cli.run("exec", "web", "ls", "-la").failsWith(2, "unknown option -la");
        cli.run("exec", "web", "--timeout-seconds", "0", "--", "ls").failsWith(2, "--timeout-seconds is between 1 and 3600");
        cli.run("exec", "web", "--", "printf", "x".repeat(40_000)).failsWith(2, "the command is longer than 32 KiB");
        assertEquals(List.of(), server.asked());
        cli.run("exec", "wbe", "--", "ls").failsWith(5, "there is no app \"wbe\"\nhint: did you mean web?\n");
        assertEquals(List.of("GET /api/apps"), server.asked());
    }

    @Test
    void anObserverIsToldBeforeAnythingIsSent() {
        var home = new Home(folder).writeConfig("{\"version\": 1, \"url\": \"" + server.url() + "\", \"token\": \"" + TOKEN
            + "\", \"profile\": \"observer\", \"name\": \"t\"}");
        new Cli(home).run("exec", "web", "--", "ls")
            .failsWith(4, "the profile observer may not do this: it lacks the scope apps:write\nhint: the profile deployer has it");
        assertEquals(List.of(), server.asked());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "401|Unauthorized|4|the instance did not accept its own ticket for /ws/terminal",
        "403|Forbidden: missing scope apps:write|4|Forbidden: missing scope apps:write",
        "403|Forbidden|4|Forbidden",
        "400|Bad Request|1|the instance did not open the WebSocket /ws/terminal (status 400)",
        "200|<html>|1|the instance did not open the WebSocket /ws/terminal (status 200)",
        "302||1|the instance did not open the WebSocket /ws/terminal (status 302)",
        "500|oops|1|oops",
        "502||8|the instance answered with status 502"})
    void aRefusedHandshake(int code, String body, int exit, String message) {
        server.on("GET /ws/terminal", status(code, "text/plain; charset=utf-8", body == null ? "" : body + "\n"));
        cli.run("exec", "web", "--", "ls").failsWith(exit, message + "\nhint: ");
        assertEquals(1, server.count("POST /api/auth/ws-ticket"));
    }

    @Test
    void aRefusedTicket() {
        server.on("POST /api/auth/ws-ticket", error(429, "slow down"));
        cli.run("exec", "web", "--", "ls").failsWith(1, "slow down");
        server.on("POST /api/auth/ws-ticket", HostileServer.json("{\"ticket\":\"a&appId=other\"}"));
        cli.run("exec", "web", "--", "ls")
            .failsWith(1, "the instance's answer to POST /api/auth/ws-ticket cannot be used: no usable ticket in it");
        assertEquals(0, server.asked().stream().filter(each -> each.contains("/ws/")).count());
    }

    @Test
    void aConnectionThatEndsEarly() {
        cli.run("exec", "web", "--", "echo half; kill -9 $PPID; sleep 9").exits(1)
            .complains("error: the connection to the container of web ended before the command did\nhint: was it stopped or deployed "
            + "meanwhile? see: paas app web\n");
    }
}
