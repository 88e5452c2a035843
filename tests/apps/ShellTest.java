package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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
import tests.support.Sockets;
import tests.support.Tty;

/** {@code paas shell} at a real pseudo-terminal, with a real shell behind another one. */
class ShellTest {
    private static final String TOKEN = "bpagt_" + "4b".repeat(32);

    @TempDir
    Path folder;
    private final List<String> typed = Sockets.record();
    private HostileServer server;
    private Cli cli;

    @BeforeEach
    void setUp() {
        server = Sockets.instance().on("GET /ws/terminal", Sockets.shell(folder.resolve("box"), 3, typed, "sh"));
        cli = new Cli(new Home(folder).connected(server.url(), TOKEN)).secret(TOKEN);
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void keysSizeAndCtrlCAreTheApps() {
        try (var terminal = cli.terminal("shell", "web")) {
            terminal.await("[$#] ");
            terminal.type("stty size; echo 'gr'üße\r").await("\n24 80\n[^\\n]*grüße");
            terminal.size(100, 40);
            assertTrue(awaitTyped("\"cols\":100"), typed.toString());
            terminal.type("stty size\r").await("\n40 100\n");
            terminal.type("sleep 60; echo 'sta'tus $?\r").await("sleep 60");
            terminal.type(Tty.CTRL_C).await("\\^C");
            terminal.type("echo 'still 'here\r").await("\nstill here\n");
            terminal.type("exit 3\r");
            terminal.finish().exits(3).leavesTheTerminalUsable();
        }
        assertTrue(typed.stream().anyMatch(each -> each.contains("\\u0003")), "Ctrl-C was not handed on: " + typed);
    }

    /** The terminal is asked nothing, so nothing is lost while an answer is waited for, and no answer lands among the keys. */
    @Test
    void whatWasTypedAheadReachesTheShellAndTheTerminalIsAskedNothing() {
        try (var terminal = cli.terminal("shell", "web")) {
            terminal.type("echo 'fir'st\r").await("\nfirst\n");
            terminal.type("exit\r");
            var ended = terminal.finish().exits(0).leavesTheTerminalUsable();
            assertFalse(terminal.raw().matches("(?s).*\u001b\\[[?>=]?[0-9;]*(c|n|u|\\$p).*"), terminal.raw().replace("\u001b", "␛"));
            assertFalse(ended.screen().contains("7700") || ended.screen().contains("trap"), ended.screen());
            assertFalse(ended.screen().contains("Exception"), ended.screen());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    void aShellThatIsKilledHasNoStatus(String shell) {
        server.on("GET /ws/terminal", Sockets.shell(folder.resolve("box"), 8192, typed, shell));
        try (var terminal = cli.terminal("shell", "web", "--no-color")) {
            terminal.await("[$#] ");
            terminal.type("kill -9 $$\r");
            var ended = terminal.finish().exits(1).leavesTheTerminalUsable();
            assertTrue(ended.screen().endsWith("error: the connection to the container of web ended, and the shell did not say how\n"
                + "hint: was it stopped or deployed meanwhile? see: paas app web\n"), ended.screen());
        }
        try (var terminal = cli.terminal("shell", "web")) {
            terminal.await("[$#] ");
            terminal.type("false\r" + Tty.CTRL_D);
            terminal.finish().exits(1);
        }
    }

    /** Waits for something that the client sent. */
    private boolean awaitTyped(String part) {
        for (int i = 0; i < 1000 && typed.stream().noneMatch(each -> each.contains(part)); i++) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return typed.stream().anyMatch(each -> each.contains(part));
    }

    @Test
    void theWayOutWhenNothingAnswers() {
        server.on("GET /ws/terminal", Sockets.socket(peer -> {
            peer.binary("hung $ ".getBytes(StandardCharsets.UTF_8));
            peer.awaitEnd();
        }));
        try (var terminal = cli.terminal("shell", "web")) {
            terminal.await("hung");
            terminal.type("~x\r~.");
            terminal.finish().exits(0).leavesTheTerminalUsable();
        }
    }

    @Test
    void aConnectionThatBreaksGivesTheTerminalBack() {
        server.on("GET /ws/terminal", Sockets.socket(peer -> {
            peer.binary("$ \u001b[?25l\u001b[31m".getBytes(StandardCharsets.UTF_8));
            peer.read();
        }));
        try (var terminal = cli.terminal("shell", "web")) {
            terminal.finish().exits(0).leavesTheTerminalUsable();
            assertTrue(terminal.raw().contains("\u001b[?25h\u001b[0m"), "the cursor stays hidden");
        }
    }

    @Test
    void whatIsNoShellIsAnError() {
        server.on("GET /ws/terminal",
            Sockets.socket(peer ->
            peer.binary("Container is not running. Start the app to open a terminal.\r\n".getBytes(StandardCharsets.UTF_8))));
        try (var terminal = cli.terminal("shell", "web")) {
            var ended = terminal.finish().exits(1).leavesTheTerminalUsable();
            assertEquals("error: web is not running, so there is no container to run anything in\nhint: start it: paas start web\n",
                ended.screen());
        }
    }

    @Test
    void withoutATerminalNothingIsSent() {
        cli.run("shell", "web")
            .failsWith(2, "a shell needs a terminal, and there is none here\nhint: a single command: paas exec web -- <command>\n");
        assertEquals(List.of(), server.asked());
    }
}
