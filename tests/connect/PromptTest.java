package tests.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.json;
import static tests.support.Tty.CTRL_C;
import static tests.support.Tty.CTRL_D;
import static tests.support.Tty.ENTER;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.nio.file.Path;
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

/** The questions of {@code paas connect} on a real pseudo-terminal. */
class PromptTest {
    private static final String ADMIN = "feed".repeat(16);
    private static final String TOKEN = "bpagt_" + "3c".repeat(32);
    private static final String CREATE = "POST /api/agents/create";
    private static final String TOKEN_QUESTION = "(?i)admin token[^\\n]*: ?$";
    private static final String PROFILE_QUESTION = "(?m)^Profile[^\\n]*\\[deployer][^\\n]*$";
    private static final String NAME_QUESTION = "(?m)^Agent name[^\\n]*\\[[^\\n]+ CLI][^\\n]*$";

    @TempDir
    Path folder;
    private Home home;
    private Cli cli;
    private HostileServer server;

    @BeforeEach
    void setUp() {
        home = new Home(folder);
        cli = new Cli(home).secret(ADMIN);
        server = HostileServer.healthy()
            .on("POST /api/auth/verify", json("{\"valid\":true}"))
            .on(CREATE, json("{\"id\":\"q1w2e3r4t5\",\"name\":\"as the server "
            + "says\",\"scopes\":[],\"createdAt\":\"2026-07-01T10:00:00Z\",\"token\":\"" + TOKEN + "\"}"));
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void everyQuestionAnsweredWithEnter() throws Exception {
        try (var terminal = cli.terminal("connect", server.url(), "--legacy")) {
            terminal.await(TOKEN_QUESTION);
            terminal.type(ADMIN + ENTER).await(PROFILE_QUESTION);
            terminal.type(ENTER).await(NAME_QUESTION);
            terminal.type(ENTER);
            var ended = terminal.finish().exits(0).leavesTheTerminalUsable();
            assertTrue(ended.screen().contains("Connected successfully.\n"), terminal.toString());
            assertTrue(ended.screen().contains("observer") && ended.screen().contains("operator"), "the choice is not explained:\n"
                + terminal);
        }
        assertEquals("deployer", home.config("profile").asText());
        assertEquals(InetAddress.getLocalHost().getHostName() + " CLI", createdName());
        home.checkPrivate();
    }

    @Test
    void theTokenIsNotShown() {
        try (var terminal = cli.terminal("connect", server.url(), "--legacy", "--profile", "observer", "--name", "x")) {
            terminal.await(TOKEN_QUESTION);
            terminal.type(ADMIN + ENTER);
            terminal.finish().exits(0).leavesTheTerminalUsable();
            assertFalse(terminal.raw().contains(ADMIN.substring(0, 4)), "a part of the token is shown:\n" + terminal);
            assertFalse(terminal.screen().contains("***"), "its length is shown:\n" + terminal);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,observer", "2,deployer", "3,operator", "observer,observer", "Operator,operator", "' deployer ',deployer"})
    void theProfileByNumberAndByName(String typed, String profile) {
        try (var terminal = cli.terminal("connect", server.url(), "--admin-token", ADMIN, "--name", "x")) {
            terminal.await(PROFILE_QUESTION);
            terminal.type(typed + ENTER);
            terminal.finish().exits(0);
        }
        assertEquals(profile, home.config("profile").asText());
    }

    @Test
    void aWrongProfileIsAskedAgain() {
        try (var terminal = cli.terminal("connect", server.url(), "--admin-token", ADMIN, "--name", "x")) {
            terminal.await(PROFILE_QUESTION);
            terminal.type("root" + ENTER).await("unknown profile \"root\" - choose observer, deployer or operator");
            terminal.type("4" + ENTER).await("unknown profile \"4\"");
            terminal.type("3" + ENTER);
            terminal.finish().exits(0).leavesTheTerminalUsable();
        }
        assertEquals("operator", home.config("profile").asText());
    }

    @Test
    void aNameIsTypedAndCorrected() throws Exception {
        try (var terminal = cli.terminal("connect", server.url(), "--admin-token", ADMIN, "--profile", "observer")) {
            terminal.await(NAME_QUESTION);
            terminal.type("my laptopp\u007f ü!" + ENTER);
            terminal.finish().exits(0);
        }
        assertEquals("my laptop ü!", createdName());
    }

    /** History expansion and completion have no place in an answer. */
    @Test
    void aNameIsTakenAsTyped() throws Exception {
        try (var terminal = cli.terminal("connect", server.url(), "--admin-token", ADMIN, "--profile", "observer")) {
            terminal.await(NAME_QUESTION);
            terminal.type("a!!b \\ 'c' \"d\" $HOME" + ENTER);
            terminal.finish().exits(0);
        }
        assertEquals("a!!b \\ 'c' \"d\" $HOME", createdName());
    }

    @Test
    void theUrlIsAskedForAndHasADefault() {
        try (var terminal = cli.terminal("connect", "--no-browser")) {
            terminal.await("(?m)^PaaS URL \\[http://localhost:8080]");
            terminal.type(server.url() + ENTER).await("Waiting for authorization");
            terminal.type(CTRL_C);
            terminal.finish().exits(130).leavesTheTerminalUsable();
        }
        home.checkNoConfig();
    }

    @Test
    void aUselessUrlAtTheQuestionIsAUsageError() {
        try (var terminal = cli.terminal("connect", "--no-browser")) {
            terminal.await("PaaS URL");
            terminal.type("ftp://h" + ENTER);
            terminal.finish().exits(2).leavesTheTerminalUsable();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CTRL_C, CTRL_D})
    void leavingAtTheUrl(String key) {
        leave(key, "PaaS URL", "connect", "--no-browser");
    }

    @ParameterizedTest
    @ValueSource(strings = {CTRL_C, CTRL_D})
    void leavingAtTheToken(String key) {
        leave(key, TOKEN_QUESTION, "connect", server.url(), "--legacy");
    }

    @ParameterizedTest
    @ValueSource(strings = {CTRL_C, CTRL_D})
    void leavingAtTheProfile(String key) {
        leave(key, PROFILE_QUESTION, "connect", server.url(), "--admin-token", ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {CTRL_C, CTRL_D})
    void leavingAtTheName(String key) {
        leave(key, NAME_QUESTION, "connect", server.url(), "--admin-token", ADMIN, "--profile", "observer");
    }

    @Test
    void leavingWhileTheBrowserIsWaitedFor() {
        leave(CTRL_C, "Waiting for authorization", "connect", server.url(), "--no-browser");
    }

    @Test
    void aWrongTokenEndsItBeforeTheNextQuestion() {
        server.on("POST /api/auth/verify", error(401, "Unauthorized"));
        try (var terminal = cli.terminal("connect", server.url(), "--legacy")) {
            terminal.await(TOKEN_QUESTION);
            terminal.type(ADMIN + ENTER);
            var ended = terminal.finish().exits(4).leavesTheTerminalUsable();
            assertFalse(ended.screen().contains("Agent name"), terminal.toString());
        }
    }

    /** Data on stdout must stay clean when only the questions are on a terminal. */
    @Test
    void theQuestionsAreNotOnStandardOutput() throws Exception {
        var file = folder.resolve("stdout");
        try (var terminal = cli.terminalWithOutput(file, "connect", server.url(), "--legacy", "--json")) {
            terminal.await(TOKEN_QUESTION);
            terminal.type(ADMIN + ENTER).await(PROFILE_QUESTION);
            terminal.type(ENTER).await(NAME_QUESTION);
            terminal.type(ENTER);
            terminal.finish().exits(0).leavesTheTerminalUsable();
        }
        var written = java.nio.file.Files.readString(file);
        assertEquals("deployer", new ObjectMapper().readTree(written).path("profile").asText(), "on stdout:\n" + written);
        assertFalse(written.contains("\u001b") || written.contains("Agent name"), "on stdout:\n" + written);
    }

    /** Who pipes the token in, in a terminal too, is asked nothing: there is no keyboard to answer with. */
    @Test
    void aTokenPipedInOnATerminal() throws Exception {
        try (var terminal = cli.terminalWithInput(ADMIN, "connect", server.url(), "--legacy")) {
            var ended = terminal.finish().exits(0).leavesTheTerminalUsable();
            assertFalse(ended.screen().contains("Agent name"), terminal.toString());
        }
        assertEquals(InetAddress.getLocalHost().getHostName() + " CLI", createdName());
    }

    private void leave(String key, String question, String... arguments) {
        try (var terminal = cli.terminal(arguments)) {
            terminal.await(question);
            terminal.type(key);
            // Ctrl-D is no interrupt but a way of saying no: 3.
            var ended = terminal.finish().exits(key.equals(CTRL_C) ? 130 : 3).leavesTheTerminalUsable();
            // behind a line that had ended stands what the terminal itself shows of the key
            assertTrue(ended.screen().endsWith("\n") || ended.screen().endsWith("\n^C"),
                "the shell's next line begins behind the question\n" + terminal);
        }
        assertEquals(0, server.count(CREATE));
        home.checkNoConfig();
    }

    private String createdName() throws Exception {
        var request = server.seen().stream().filter(each -> each.toString().equals(CREATE)).findFirst().orElseThrow();
        return new ObjectMapper().readTree(request.body()).path("name").asText();
    }
}
