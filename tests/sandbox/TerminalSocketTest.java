package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import lib.sandbox.fault.Effect;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /ws/terminal and /ws/host-terminal: a shell under a pseudo-terminal. */
class TerminalSocketTest {

    private static final String RUNNING = "&appId=k3v9x0q2ab";

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire admin = Wire.admin(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void anAppWithoutAContainerHasNoShell() {
        assertEquals("App not found.\r\n", terminal("").binaryToTheEnd());
        assertEquals("App not found.\r\n", terminal("&appId=nope").binaryToTheEnd());
        var stopped = "Container is not running. Start the app to open a terminal.\r\n";
        admin.get("/api/apps").json().forEach(app -> {
            if (!app.path("status").asText().equals("running")) {
                assertEquals(stopped, terminal("&appId=" + app.path("id").asText()).binaryToTheEnd());
            }
        });
    }

    @Test
    void aMachineThatIsAwayHasNoShell() {
        assertEquals("Failed to load server config.\r\n", host("nope").binaryToTheEnd());
        assertEquals("Failed to connect to remote server: SSH dial 203.0.113.14:22: "
            + "dial tcp 203.0.113.14:22: connect: connection refused\r\n",
            host(server("203.0.113.14")).binaryToTheEnd());
        try (var terminal = host(server("203.0.113.12"))) {
            input(terminal, "stty size; exit\\r");
            assertTrue(terminal.binaryToTheEnd().contains("40 80\r\n"));
        }
    }

    @Test
    void aRealShellEchoesRunsAndEndsTheConnection() {
        try (var terminal = terminal(RUNNING)) {
            input(terminal, "echo su''m:$((6*7)):\\u00e9; pwd; ls -A | wc -l; exit 3\\r");
            var screen = terminal.binaryToTheEnd();
            assertTrue(screen.contains("echo su''m:$((6*7)):é"), screen);
            assertTrue(screen.contains("sum:42:é\r\n"), screen);
            var folder = found(screen, "(/\\S*paas-sandbox-shell-\\d+)\r\n0\r\n");
            assertFalse(Files.exists(Path.of(folder)), folder);
        }
    }

    @Test
    void theEnvironmentIsTheAppsAndHasNothingOfThisProcess() {
        try (var terminal = terminal(RUNNING)) {
            input(terminal, "env | cut -d= -f1 | sort | tr '\\\\n' ' '; tty | cut -c1-5; exit\\r");
            var screen = terminal.binaryToTheEnd();
            assertEquals("API_URL HOME LANG NODE_ENV PATH PWD SESSION_SECRET SHLVL STRIPE_SECRET_KEY TERM _ /dev/",
                found(screen, "\n(?:\\S*\u001b\\S*\r)?([A-Z][A-Z_ ]+_ /dev/)"), screen);
        }
    }

    /** Apps without variables and sites of plain files too, and services of a compose group. */
    @Test
    void everyRunningAppHasAShell() {
        var tried = new ArrayList<String>();
        admin.get("/api/apps").json().forEach(app -> {
            if (app.path("status").asText().equals("running")) {
                try (var terminal = terminal("&appId=" + app.path("id").asText())) {
                    input(terminal, "echo su''m:$((6*7)); exit\\r");
                    assertTrue(terminal.binaryToTheEnd().contains("sum:42\r\n"), app::toString);
                    tried.add(app.path("name").asText());
                }
            }
        });
        assertTrue(tried.containsAll(List.of("notes", "shop-api")), tried::toString);
    }

    /** It says what no client needs to say, or what is no message: the shell goes on. */
    @Test
    void whatIsNoMessageIsPassedOver() {
        try (var terminal = terminal(RUNNING)) {
            for (var each : List.of("{}", "{\"type\":null,\"data\":\"x\"}", "{\"type\":\"input\"}", "{\"type\":\"resize\"}", "[]", "x")) {
                terminal.sendText(each);
            }
            input(terminal, "echo su''m:$((6*7)); exit\\r");
            assertTrue(terminal.binaryToTheEnd().contains("sum:42\r\n"));
        }
    }

    @Test
    void aTerminalHasTheSizeItIsGiven() {
        try (var terminal = terminal(RUNNING)) {
            input(terminal, "stty size; echo at''first\\r");
            assertTrue(terminal.await("atfirst").contains("0 0\r\n"));
            terminal.sendText("{\"TYPE\":\"resize\",\"cols\":132,\"rows\":50}");
            for (var passedOver : new String[] {"{\"type\":\"resize\",\"cols\":0,\"rows\":10}", "{\"type\":\"resize\",\"cols\":10}",
                "{\"type\":\"resize\",\"cols\":65536,\"rows\":10}", "{\"type\":\"resize\",\"cols\":\"10\",\"rows\":10}", "not JSON",
                "[]", "", "{\"type\":\"output\",\"data\":\"exit\\r\"}", "{\"type\":\"input\",\"data\":7}"}) {
                terminal.sendText(passedOver);
            }
            terminal.send(RawSocket.BINARY, "{\"type\":\"input\",\"data\":\"exit\\r\"}".getBytes());
            input(terminal, "stty size; exit\\r");
            assertTrue(terminal.binaryToTheEnd().contains("50 132\r\n"));
        }
    }

    @Test
    void muchOutputComesInPiecesOfAtMost8192Bytes() {
        try (var terminal = terminal(RUNNING)) {
            input(terminal, "stty -echo; i=0; while [ $i -lt 4000 ]; do echo line:$i:0123456789012345678901234567890123456789; "
                + "i=$((i+1)); done; exit\\r");
            var all = new StringBuilder();
            for (var frame = terminal.next(); frame != null; frame = terminal.next()) {
                assertTrue(frame.kind() == RawSocket.BINARY && frame.bytes().length <= 8192, frame::toString);
                all.append(frame.text());
            }
            var lines = Pattern.compile("line:\\d+:\\d{40}\r*\n").matcher(all).results().count();
            assertEquals(4000, lines);
        }
    }

    @Test
    void aPingIsAnsweredAndACloseFrameEchoed() {
        try (var terminal = terminal(RUNNING)) {
            input(terminal, "echo re''ady\\r");
            terminal.await("ready");
            terminal.send(RawSocket.PING, "are you there".getBytes());
            assertEquals("are you there", next(terminal, RawSocket.PONG).text());
            terminal.send(RawSocket.CLOSE, new byte[] {3, (byte) 0xe8});
            assertEquals(2, next(terminal, RawSocket.CLOSE).bytes().length);
            terminal.drops();
        }
    }

    @Test
    void theShellEndsWithTheConnection() {
        long shell;
        try (var terminal = terminal(RUNNING)) {
            shell = shellOf(terminal);
        }
        awaitEnd(shell);
    }

    @Test
    void closingTheInstanceEndsShellsAndDropsConnections() {
        try (var terminal = terminal(RUNNING)) {
            long shell = shellOf(terminal);
            sandbox.close();
            awaitEnd(shell);
            assertFalse(terminal.binaryToTheEnd().contains("never"));
        }
    }

    @Test
    void aRestartDropsConnectionsAndForgetsTickets() {
        var ticket = RawSocket.ticket(admin);
        try (var terminal = terminal(RUNNING)) {
            long shell = shellOf(terminal);
            sandbox.fault(new Effect.Restart(), "/api/health");
            assertThrows(UncheckedIOException.class, () -> admin.post("/api/health", ""));
            awaitEnd(shell);
            terminal.binaryToTheEnd();
        }
        awaitOpen();
        RawSocket.ask(sandbox, "GET", "/ws/terminal?ticket=" + ticket, Map.of()).answer().refuses(401, "Unauthorized");
    }

    @Test
    void theHostsShellIsOneToo() {
        try (var terminal = RawSocket.open(sandbox, admin.asAgent("system:manage"), "/ws/host-terminal", "&serverId=localhost")) {
            input(terminal, "echo ho''st; exit\\r");
            assertTrue(terminal.binaryToTheEnd().contains("host\r\n"));
        }
    }

    private RawSocket terminal(String query) {
        return RawSocket.open(sandbox, admin, "/ws/terminal", query);
    }

    private RawSocket host(String server) {
        return RawSocket.open(sandbox, admin, "/ws/host-terminal", "&serverId=" + server);
    }

    private String server(String ip) {
        return admin.post("/api/servers/create", "{\"name\":\"a server\",\"ip\":\"" + ip + "\"}").succeeds().text("id");
    }

    private static void input(RawSocket terminal, String jsonText) {
        terminal.sendText("{\"type\":\"input\",\"data\":\"" + jsonText + "\"}");
    }

    private static RawSocket.Frame next(RawSocket terminal, int kind) {
        var frame = terminal.next();
        while (frame != null && frame.kind() == RawSocket.BINARY && frame.kind() != kind) {
            frame = terminal.next();
        }
        assertTrue(frame != null && frame.kind() == kind, "" + frame);
        return frame;
    }

    private static long shellOf(RawSocket terminal) {
        input(terminal, "echo pi''d=$$=\\r");
        return Long.parseLong(found(terminal.await("pid=\\d+="), "pid=(\\d+)="));
    }

    private static String found(String screen, String regex) {
        var matcher = Pattern.compile(regex).matcher(screen);
        assertTrue(matcher.find(), () -> "no " + regex + " in\n" + screen);
        return matcher.group(1);
    }

    private static void awaitEnd(long process) {
        ProcessHandle.of(process).ifPresent(alive -> alive.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    private void awaitOpen() {
        var deadline = Instant.now().plusSeconds(10);
        while (true) {
            try {
                admin.get("/api/health").succeeds();
                return;
            } catch (UncheckedIOException notYet) {
                assertTrue(Instant.now().isBefore(deadline), "the port stays closed");
            }
        }
    }
}
