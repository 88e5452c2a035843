package tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;
import static tests.support.Tty.CTRL_C;
import static tests.support.Tty.ENTER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Bundle;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Sockets;

/** Who is there to be asked, what a terminal is sent, and who owns it: at real pseudo-terminals, pipes and pagers. */
class TerminalTest {
    private static final String ADMIN = "feed".repeat(16);
    private static final String TOKEN = "bpagt_" + "3c".repeat(32);

    @TempDir
    Path folder;
    private final HostileServer server = Sockets.instance().on("POST /api/auth/verify", json("{\"valid\":true}"))
        .on("POST /api/agents/create", json("{\"id\":\"q1w2e3r4t5\",\"name\":\"x\",\"scopes\":[],\"token\":\"" + TOKEN + "\"}"));

    @AfterEach
    void tearDown() {
        server.close();
    }

    private Cli cli() {
        return new Cli(new Home(folder).connected(server.url(), TOKEN));
    }

    /** Runs a line of a shell in which {@code paas} is the program, without a terminal. @return exit code, output, errors */
    private String sh(String line) throws Exception {
        var home = new Home(folder).connected(server.url(), TOKEN);
        var program = Bundle.command(List.of(), List.of()).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        var words = new ArrayList<>(List.of("/bin/bash", "-c", "paas() { " + program + " \"$@\"; }; " + line));
        var builder = new ProcessBuilder(words).redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
        builder.environment().put("HOME", home.path().toString());
        var process = builder.start();
        process.getOutputStream().close();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running: " + line);
        return process.exitValue() + "|" + Files.readString(folder.resolve("out")) + "|" + Files.readString(folder.resolve("err"));
    }

    private void apps(int count) {
        var app = "{\"id\":\"a%09d\",\"name\":\"app-%03d\",\"status\":\"running\",\"activeDeployId\":\"d1\"}";
        server.on("GET /api/apps", json(IntStream.range(0, count).mapToObj(i -> app.formatted(i, i))
            .collect(Collectors.joining(",", "[", "]"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dumb", "xterm-256color", ""})
    void nobodyIsAskedWhereNobodyCanAnswer(String term) {
        try (var instance = Instance.demo()) {
            instance.cliWithScopes(folder.resolve("owner"), "apps:read", "apps:delete").env("TERM", term.isEmpty() ? null : term)
                .runWith("notes\n", "delete", "notes").exits(3).prints("").calm();
            assertEquals(true, instance.sandbox().requests().stream().noneMatch(each -> each.path().startsWith("/api/apps/delete")));
        }
        var cli = cli().env("TERM", term.isEmpty() ? null : term);
        cli.runWith("y\n", "setup").exits(0).calm();
        cli.runWith(ADMIN + "\n", "connect", server.url(), "--legacy").exits(0).calm();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dumb", "xterm-256color", "vt100"})
    void aQuestionIsALineAndNothingElse(String term) {
        try (var terminal = cli().secret(ADMIN).env("TERM", term).terminal("connect", server.url(), "--legacy", "--profile", "observer")) {
            terminal.await("(?i)admin token: $");
            terminal.type(ADMIN + ENTER).await("Agent name \\[[^]]+]: $");
            terminal.type("\u001b[?1;2cname" + ENTER);
            terminal.finish().exits(0).leavesTheTerminalUsable();
            assertFalse(terminal.raw().contains("\u001b"), "an escape code was sent: " + terminal.raw().replace("\u001b", "␛"));
        }
        var created = server.seen().stream().filter(each -> each.toString().equals("POST /api/agents/create")).findFirst().orElseThrow();
        assertTrue(created.body().contains("\"name\":\"name\""), created.body());
    }

    @Test
    void whatWasTypedAheadIsKept() {
        try (var terminal = cli().secret(ADMIN).terminal("connect", server.url(), "--legacy")) {
            // before the program has started at all: the terminal's driver keeps it
            terminal.type(ADMIN + ENTER + "3" + ENTER + "typed ahead" + ENTER);
            terminal.await("=exit 0=");
        }
        var created = server.seen().stream().filter(each -> each.toString().equals("POST /api/agents/create")).findFirst().orElseThrow();
        assertTrue(created.body().contains("\"name\":\"typed ahead\""), created.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void aSignalAtASecretGivesTheEchoBack(String signal) throws Exception {
        try (var terminal = cli().terminal("connect", server.url(), "--legacy")) {
            terminal.await("(?i)admin token: $");
            terminal.type("half");
            // the kernel hands what is typed to the terminal in its own time, and shows it if the echo is back by then
            Thread.sleep(500);
            var paas = ProcessHandle.current().descendants()
                .filter(each -> each.info().arguments().map(words -> List.of(words).containsAll(List.of("--legacy", server.url())))
                .orElse(false)
                    && each.info().command().orElse("").endsWith("/" + Bundle.program().getFileName())).findFirst().orElseThrow();
            new ProcessBuilder("kill", "-" + signal, Long.toString(paas.pid())).start().waitFor();
            terminal.finish().exits(switch (signal) {
                case "INT" -> 130;
                case "HUP" -> 129;
                default -> 143;
            }).leavesTheTerminalUsable();
            assertFalse(terminal.screen().contains("half"), terminal.toString());
        }
    }

    @Test
    void aFollowedLogEndsWithItsReader() throws Exception {
        server.on("GET /api/apps/get", json("{\"id\":\"a1b2c3d4e5\",\"name\":\"web\",\"status\":\"running\","
            + "\"activeDeployId\":\"d1\"}"))
            .on("GET /api/apps/runtime-logs", json("{\"logs\":[]}"))
            .on("GET /ws/runtime-logs", Sockets.socket(peer -> {
                for (int i = 0; i < 500; i++) {
                    peer.line("ready " + i);
                    Thread.sleep(100);
                }
            }));
        var ended = sh("{ paas logs web -f 2> \"$HOME/notes\"; echo $? >&2; } | grep -m1 -o ready");
        assertEquals("0|ready\n|0\n", ended);
        assertEquals("", Files.readString(new Home(folder).path().resolve("notes")));
    }

    @Test
    void aFollowedBuildEndsWithItsReader() throws Exception {
        server.on("GET /api/deployments/history", IntStream.range(1, 60).mapToObj(asked -> json("[{\"id\":\"d1\",\"appId\":\"a1b2c3d4e5\","
            + "\"status\":\"building\",\"logs\":[" + IntStream.range(0, asked).mapToObj(i -> "\"ready " + i + "\"")
            .collect(Collectors.joining(",")) + "]}]")).toArray(HostileServer.Reply[]::new));
        assertEquals("0|ready 0\n|0\n", sh("{ paas build-logs web -f; echo $? >&2; } | grep -m1 ready"));
    }

    @Test
    void metricsEndWithTheirReader() throws Exception {
        server.on("GET /api/metrics/apps", json("[{\"appId\":\"a1b2c3d4e5\",\"name\":\"shop\",\"cpuPercent\":1,\"memUsageMb\":256,"
            + "\"memLimitMb\":512,\"memPercent\":50,\"netRxMb\":1.5,\"netTxMb\":2}]"));
        assertTrue(sh("{ paas metrics --watch; echo $? >&2; } | head -1").matches("0\\|APP +CPU.*\n\\|0\n"));
        var line = sh("{ paas metrics --watch --json; echo $? >&2; } | head -1");
        assertTrue(line.matches("0\\|\\{\"containers\":\\[.*]}\n\\|0\n"), line);
    }

    @Test
    void qLeavesWhatIsWatchedAndALowWindowIsNotOverrun() {
        server.on("GET /api/metrics/apps", json(IntStream.range(0, 60)
            .mapToObj(i -> "{\"appId\":\"a%09d\",\"name\":\"shop-%d\",".formatted(i, i)
            + "\"cpuPercent\":1,\"memUsageMb\":256,\"memLimitMb\":512,\"memPercent\":50,\"netRxMb\":1.5,\"netTxMb\":2}")
            .collect(Collectors.joining(",", "[", "]"))));
        try (var terminal = cli().terminal("metrics", "--watch", "--no-color")) {
            // 24 rows: a heading, 21 containers, one line for the rest, and the cursor
            terminal.await("(?s)shop-20 [^\n]*\n… and 39 more lines\n.*… and 39 more lines\n");
            assertFalse(terminal.screen().contains("shop-21"), terminal.toString());
            assertTrue(terminal.raw().contains("\u001b[23A"), "the frame is not drawn over the last one");
            terminal.type("q");
            terminal.finish().exits(0).leavesTheTerminalUsable();
        }
    }

    /** Nor does a table that fits everywhere start a program that asks how wide the terminal is. */
    @Test
    void inputFromElsewhereTakesNoColoursAway() throws IOException {
        apps(3);
        var stty = Files.createDirectories(folder.resolve("asking")).resolve("stty");
        Files.writeString(stty, "#!/bin/sh\necho \"$*\" >> '" + folder.resolve("asked") + "'\nPATH=/usr/bin:/bin; exec stty \"$@\"\n");
        Files.setPosixFilePermissions(stty, PosixFilePermissions.fromString("rwx------"));
        try (var terminal = cli().pathBefore(stty.getParent()).terminalWithInput("x", "apps")) {
            terminal.finish().exits(0);
            assertTrue(terminal.raw().contains("\u001b[1mNAME"), terminal.raw());
        }
        // the test's own, after the end
        assertEquals("-a\n", Files.readString(folder.resolve("asked")));
        for (var plain : List.of("NO_COLOR", "TERM")) {
            try (var terminal = cli().env(plain, "dumb").terminal("apps")) {
                terminal.finish().exits(0);
                assertFalse(terminal.raw().contains("\u001b"), terminal.raw());
            }
        }
    }

    @Test
    void errorsAreColouredWhereTheyAreReadByAPerson() {
        try (var terminal = cli().terminal("app", "wbe")) {
            terminal.finish().exits(5);
            assertTrue(terminal.raw().contains("\u001b[31merror:\u001b[0m there is no app \"wbe\"\r\n"
                + "\u001b[2mhint: did you mean web?\u001b[0m\r\n"),
                terminal.raw());
        }
        try (var terminal = cli().terminal("app", "wbe", "--no-color")) {
            terminal.finish().exits(5);
            assertFalse(terminal.raw().contains("\u001b"), terminal.raw());
        }
        // standard output in a file says nothing about standard error
        try (var terminal = cli().terminalWithOutput(folder.resolve("file"), "app", "wbe")) {
            terminal.finish().exits(5);
            assertTrue(terminal.raw().contains("\u001b[31merror:"), terminal.raw());
        }
        cli().run("app", "wbe").failsWith(5, "there is no app \"wbe\"\nhint: did you mean web?\n");
    }

    /** A pager that says what it was given and lives through a Ctrl-C, as less does. */
    private Path pager() throws IOException {
        var less = Files.createDirectories(folder.resolve("programs")).resolve("less");
        Files.writeString(less, "#!/bin/sh\ntrap 'echo interrupted' INT\ncat > \"$HOME/paged\"\necho \"pager $*\"\nread -r key < /dev/tty\n"
            + "while [ \"$key\" != q ]; do read -r key < /dev/tty; done\necho left\n");
        Files.setPosixFilePermissions(less, PosixFilePermissions.fromString("rwx------"));
        return less.getParent();
    }

    @Test
    void thePagerOwnsTheTerminal() throws Exception {
        apps(100);
        try (var terminal = cli().pathBefore(pager()).terminal("apps")) {
            terminal.await("pager \n");
            terminal.type(CTRL_C).await("interrupted");
            terminal.type("x\nq\n").await("left");
            terminal.finish().exits(0).leavesTheTerminalUsable();
            assertFalse(terminal.screen().contains("error"), terminal.toString());
        }
        assertTrue(Files.readString(new Home(folder).path().resolve("paged")).contains("app-099"), "the pager was not given everything");
    }

    @Test
    void aLogIsOpenedAtItsEnd() throws Exception {
        server.on("GET /api/apps/runtime-logs", json("{\"logs\":[" + IntStream.range(0, 60)
            .mapToObj(i -> "\"[2026-07-01T10:00:00Z] line " + i + "\"")
            .collect(Collectors.joining(",")) + "]}"));
        try (var terminal = cli().pathBefore(pager()).terminal("logs", "web")) {
            terminal.await("pager \\+G\n");
            terminal.type("q\n");
            terminal.finish().exits(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cat"})
    void noPager(String none) throws Exception {
        apps(100);
        try (var terminal = cli().pathBefore(pager()).env("PAGER", none).terminal("apps")) {
            terminal.finish().exits(0);
            assertTrue(terminal.screen().contains("app-099") && !terminal.screen().contains("pager"), terminal.toString());
        }
        try (var terminal = cli().pathBefore(pager()).env("TERM", "dumb").terminal("apps")) {
            terminal.finish().exits(0);
            assertTrue(terminal.screen().contains("app-099") && !terminal.screen().contains("pager"), terminal.toString());
        }
    }
}
