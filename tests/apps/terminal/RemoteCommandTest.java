package tests.apps.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.http.Settings;
import lib.http.Transport;
import lib.http.WebSocket;
import lib.services.terminal.Collected;
import lib.services.terminal.RemoteCommand;
import lib.services.terminal.ShellLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tests.support.HostileServer;
import tests.support.Programs;
import tests.support.Sockets;

/** One command at a real shell behind a real pseudo-terminal, whose bytes arrive in pieces; and at what is no shell. */
class RemoteCommandTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final List<String> HOSTILE = List.of("", " ", "a b", "'", "''", "\"", "\\", "\\0101", "!!", "!x", "$HOME", "$(id)",
        "`id`", "*", "~", "-n", "--", ";", "&", "|",
        "#", "a#b", "\n", "a\nb\n", "\t", "\r", "\u0003", "\u0004", "\u001b[A", "\u007f", "ü", "日本", "🦊", "%s%n", "{", "}", "if", "=x",
        "x=y", "ends with \\");

    @TempDir
    Path folder;
    private final HostileServer server = Sockets.instance();
    private final Transport client = new Transport(Settings.of(Map.of(), "test", LONG));
    private final Api api = new Api(client, server.url(), "bpagt_" + "4b".repeat(32));

    @AfterEach
    void tearDown() {
        client.close();
        server.close();
    }

    static Stream<String> shells() {
        return Stream.of("bash", "dash").filter(shell -> Programs.find(shell).isPresent());
    }

    /** @param output what it printed on both streams, at most as much as was asked for */
    private record Ran(String output, long cut, Integer status, boolean lost) {
    }

    private static Ran of(WebSocket terminal, App app, String line, Duration limit, int most) {
        var output = new Collected(most);
        var command = new RemoteCommand(terminal, app, limit, (error, bytes) -> output.add(bytes));
        command.run(line);
        return new Ran(output.text(), output.cut(), command.status(), command.lost());
    }

    private Ran run(String shell, int piece, String line, Duration limit, int most) {
        server.on("GET /ws/terminal", Sockets.shell(folder, piece, Sockets.record(), shell));
        App app = api.apps().find("web");
        try (var terminal = api.streams().terminal(app.id())) {
            return of(terminal, app, line, limit, most);
        }
    }

    private void gives(String shell, String line, int status, String output) {
        for (int piece : List.of(1, 8192)) {
            assertEquals(new Ran(output, 0, status, false), run(shell, piece, line, LONG, 100_000), shell + ": " + line);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void outputAndStatusAsTheyAre(String shell) {
        gives(shell, "echo hello; exit 3", 3, "hello\n");
        gives(shell, "printf 'no end'", 0, "no end");
        gives(shell, "true", 0, "");
        gives(shell, "echo out; echo err >&2; exit 255", 255, "out\nerr\n");
        gives(shell, "kill -9 $$", 137, shell.equals("dash") ? "Killed\n" : "");
        gives(shell, "printf 'ü日🦊{\\n\\tindented\\n\\n\\n'", 0, "ü日🦊{\n\tindented\n\n\n");
        gives(shell, "printf '\\033[1;31mred\\033[0m\\033]0;title\\007\\033(B!\\nleft\\rright\\n'", 0, "red!\nleft\nright\n");
        gives(shell, "echo one # a comment", 0, "one\n");
        gives(shell, "cat <<E\nhere $((1+1))\nE", 0, "here 2\n");
        gives(shell, "cat; read x; echo \"<$x>\"", 0, "<>\n");
        gives(shell, "test -t 1 && echo terminal || echo none", 0, "none\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void wordsArriveAsTheyAre(String shell) {
        var words = new ArrayList<>(List.of("printf", "<%s>"));
        words.addAll(HOSTILE);
        var expected = new StringBuilder();
        HOSTILE.forEach(word -> expected.append('<').append(word).append('>'));
        // what a terminal acts on is removed from the output, a carriage return ends a line
        var shown = expected.toString().replace("\r", "\n").replace("\u001b[A", "").replaceAll("[\u0003\u0004\u007f]", "");
        var run = run(shell, 8192, ShellLine.of(words), LONG, 100_000);
        assertEquals(new Ran(shown, 0, 0, false), run);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aCommandOf30KilobytesIsTypedWhole(String shell) {
        var text = "0123456789'ü\n".repeat(2100);
        var run = run(shell, 8192, ShellLine.of(List.of("printf", "%s", text)), LONG, 100_000);
        assertEquals(text, run.output());
        assertEquals(0, run.status());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aMarkerInTheEchoIsNone(String shell) {
        // everything that is typed comes back as an echo and as output: neither ends the command
        gives(shell, "echo 'printf x:go}'; printf '{%s:%d}' 0123 4; exit 6", 6, "printf x:go}\n{0123:4}");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whatIsNotOverInTimeIsInterrupted(String shell) throws IOException {
        var run = run(shell, 8192, "echo begun; trap 'echo stopped > stopped; exit' INT; sleep 20 & wait", Duration.ofSeconds(3), 1000);
        assertEquals(new Ran("begun\n", 0, null, false), run);
        assertEquals("stopped\n", Files.readString(folder.resolve("stopped")));
    }

    @Test
    void aDaemonThatIsLeftBehindHoldsNothingUp() {
        assertEquals(new Ran("started\n", 0, 0, false), run("bash", 8192, "sleep 20 & echo started", LONG, 1000));
    }

    @Test
    void longOutputKeepsItsTwoEnds() {
        var run = run("bash", 8192, "i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done", LONG, 1000);
        long all = IntStream.range(0, 20_000).mapToLong(i -> ("line " + i + "\n").length()).sum();
        assertEquals(0, run.status());
        assertEquals(all - 1000, run.cut());
        assertTrue(run.output().startsWith("line 0\nline 1\n"), run.output());
        assertTrue(run.output().endsWith("line 19998\nline 19999\n"), run.output());
        assertTrue(run.output().contains("\n… " + String.format(Locale.ROOT, "%,d", all - 1000) + " characters left out …\n"),
            run.output());
    }

    @Test
    void aShellThatGoesAwayIsAnEndWithoutStatus() {
        for (var parent : List.of("$PPID", "$(cut -d' ' -f4 /proc/$PPID/stat)")) {
            var output = "";
            // the server closes with something unread, and now and then that reset takes what was on its way
            for (int i = 0; i < 5 && output.isEmpty(); i++) {
                var run = run("bash", 8192, "echo last words; kill -9 " + parent + "; sleep 5", LONG, 1000);
                assertNull(run.status(), parent);
                assertTrue(run.lost(), parent);
                output = run.output();
            }
            assertTrue(output.matches("last words\n[^{]*"), output);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "App not found.|NOT_FOUND|the instance has no app web any more",
        "Container is not running. Start the app to open a terminal.|FAILED|web is not running, so there is no container to run anything "
        + "in",
        "No shell (/bin/bash or /bin/sh) found in the container image.|FAILED|the container of web has no shell, or it has died",
        "Failed to start terminal session: exec failed|FAILED|the instance could not open a terminal: Failed to start terminal session: "
        + "exec failed",
        "Failed to connect to remote server: no route|FAILED|the instance could not open a terminal: Failed to connect to remote server: "
        + "no route"})
    void insteadOfAShell(String said, String kind, String message) {
        for (boolean slow : List.of(false, true)) {
            server.on("GET /ws/terminal", Sockets.socket(peer -> {
                peer.read();
                Thread.sleep(slow ? 100 : 0);
                peer.binary((said + "\r\n").getBytes(StandardCharsets.UTF_8));
            }));
            var app = api.apps().find("web");
            try (var terminal = api.streams().terminal(app.id())) {
                var failure = assertThrows(Failure.class, () -> of(terminal, app, "true", LONG, 100));
                assertEquals(kind + " " + message, failure.kind() + " " + failure.getMessage());
            }
        }
    }

    @Test
    void aConnectionThatEndsAtOnceIsLost() {
        server.on("GET /ws/terminal", Sockets.socket(peer -> { }));
        var app = api.apps().find("web");
        try (var terminal = api.streams().terminal(app.id())) {
            assertEquals(new Ran("", 0, null, true), of(terminal, app, "true", LONG, 100));
        }
    }
}
