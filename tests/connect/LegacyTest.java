package tests.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.json;
import static tests.support.HostileServer.redirect;
import static tests.support.HostileServer.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

/** Connecting with the admin token, without a browser. Guide: "Legacy mode". Nothing but the agent's token is kept. */
class LegacyTest {
    private static final String ADMIN = "c0ffee".repeat(10) + "beef";
    private static final String TOKEN = "bpagt_" + "7e".repeat(32);
    private static final String VERIFY = "POST /api/auth/verify";
    private static final String CREATE = "POST /api/agents/create";

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
            .on(VERIFY, json("{\"valid\":true}"))
            .on(CREATE, json("{\"id\":\"q1w2e3r4t5\",\"name\":\"My CI\",\"scopes\":[],\"createdAt\":\"2026-07-01T10:00:00Z\",\"token\":\""
            + TOKEN + "\"}"));
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void theWholeOutput() {
        cli.run("connect", server.url(), "--legacy", "--admin-token", ADMIN, "--profile", "observer", "--name", "My CI").exits(0).complains("").prints("""
            Connecting to %s …

            Connected successfully.
              URL:     %s
              Profile: observer
              Agent:   My CI
              Config:  %s

            Try: paas status
            """.formatted(server.url(), server.url(), home.config()));
        assertEquals("""
            {
              "version": 1,
              "url": "%s",
              "token": "%s",
              "profile": "observer",
              "name": "My CI",
              "agentId": "q1w2e3r4t5"
            }
            """.formatted(server.url(), TOKEN), home.readConfig());
        home.checkPrivate();
        assertEquals(List.of(VERIFY, CREATE), server.asked().stream().filter(each -> each.startsWith("POST")).toList());
        server.seen().forEach(request -> assertEquals(request.method().equals("POST") ? "Bearer " + ADMIN : null,
            request.header("Authorization"),
            "Authorization of " + request));
    }

    @Test
    void anyOfOptionVariableAndFlagSelectsIt() {
        cli.run("connect", server.url(), "--admin-token", ADMIN).exits(0);
        cli.runWith(ADMIN + "\n", "connect", server.url(), "--legacy").exits(0);
        cli.env("PAAS_ADMIN_TOKEN", ADMIN).run("connect", server.url()).exits(0);
        assertEquals(3, server.count(CREATE));
    }

    @Test
    void theOptionBeatsTheVariable() {
        cli.env("PAAS_ADMIN_TOKEN", "another-token-entirely").run("connect", server.url(), "--admin-token", ADMIN).exits(0);
        assertEquals("Bearer " + ADMIN, created().header("Authorization"));
    }

    @Test
    void anEmptyVariableIsNone() {
        cli.env("PAAS_ADMIN_TOKEN", "");
        try (var live = cli.start("connect", server.url(), "--no-browser")) {
            Authorization.of(live);
            live.interrupt().finish().exits(130);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s\n", "%s\r\n", "  %s  \n", "%s\nsecond line\n"})
    void aPipedTokenIsTheFirstLine(String input) {
        cli.runWith(input.formatted(ADMIN), "connect", server.url(), "--legacy").exits(0).complains("");
        assertEquals("Bearer " + ADMIN, created().header("Authorization"));
    }

    @Test
    void noTokenAtAll() {
        cli.run("connect", server.url(), "--legacy").exits(2).complainsMatch("(?s)error: [^\\n]*admin token[^\\n]*\\nhint: [^\\n]*\\n")
            .calm();
        assertEquals(0, server.count(VERIFY));
        home.checkNoConfig();
    }

    @Test
    void withoutATerminalThereAreDefaults() throws Exception {
        cli.run("connect", server.url(), "--admin-token", ADMIN).exits(0).printsPart("  Profile: deployer\n");
        var body = body();
        assertEquals(InetAddress.getLocalHost().getHostName() + " CLI", body.path("name").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "observer, apps:read logs:read metrics:read",
        "deployer, apps:read logs:read metrics:read apps:write deploy:trigger",
        "operator, apps:read logs:read metrics:read apps:write deploy:trigger addons:manage servers:manage cron:manage backups:manage "
        + "notifications:manage"
    })
    void theScopesOfEachProfile(String profile, String scopes) throws Exception {
        cli.run("connect", server.url(), "--admin-token", ADMIN, "--profile", profile, "--name", "My CI").exits(0);
        assertEquals(new ObjectMapper().valueToTree(Map.of("name", "My CI", "scopes", scopes.split(" "))), body());
        assertEquals(profile, home.config("profile").asText());
    }

    @Test
    void anUnknownProfileIsFoundBeforeAnyRequest() {
        cli.run("connect", server.url(), "--legacy", "--admin-token", ADMIN, "--profile", "root")
            .failsWith(2, "unknown profile \"root\" - choose observer, deployer or operator\n");
        assertEquals(List.of(), server.asked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--profile", "--name"})
    void profileAndNameBelongToLegacyMode(String option) {
        cli.run("connect", server.url(), option, "deployer", "--no-browser").failsWith(2, "").complainsPart("--legacy");
        assertEquals(List.of(), server.asked());
    }

    @Test
    void anEmptyNameIsRefusedBeforeAnyRequest() {
        cli.run("connect", server.url(), "--admin-token", ADMIN, "--name", "  ").failsWith(2, "");
        assertEquals(List.of(), server.asked());
    }

    @Test
    void anAgentTokenIsRefusedWithoutSendingIt() {
        var agentToken = "bpagt_" + "1".repeat(64);
        var run = cli.run("connect", server.url(), "--admin-token", agentToken);
        assertTrue(run.exit() == 2 || run.exit() == 4, run.toString());
        run.complainsMatch("(?s).*error: [^\\n]*agent token.*").calm();
        server.seen().forEach(request -> assertEquals(null, request.header("Authorization"), "sent with " + request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "tab\there", "line\nbreak", "umlaut-ü", "esc\u001b[31m"})
    void aTokenThatCannotBeOneIsRefusedWithoutSendingIt(String token) {
        var run = cli.run("connect", server.url(), "--admin-token", token).exits(2).calm();
        assertFalse(run.stderr().contains("two words") || run.stderr().contains("umlaut-ü"), "the token is shown: " + run);
        assertEquals(0, server.count(VERIFY));
    }

    @Test
    void aWrongAdminToken() {
        server.on(VERIFY, error(401, "Unauthorized"));
        // a token that is a word of our own sentence takes nothing out of it
        cli.run("connect", server.url(), "--admin-token", "wrong").exits(4).complains("""
            error: the instance does not accept this admin token (Unauthorized)
            hint: check it against ADMIN_TOKEN on the server; after five wrong tokens the instance locks out for a while
            """).calm();
        assertEquals(1, server.count(VERIFY), "a wrong token is tried once, the instance locks out");
        assertEquals(0, server.count(CREATE));
        home.checkNoConfig();
    }

    @Test
    void lockedOut() {
        server.on(VERIFY, status(429, "application/json", "{\"error\":\"Too many failed attempts. Try again later.\"}", "Retry-After: 8"));
        cli.run("connect", server.url(), "--admin-token", ADMIN).exits(1).complainsPart("Too many failed attempts. Try again later.")
            .complainsPart("8 s").calm();
        assertEquals(1, server.count(VERIFY));
    }

    @Test
    void anAdminTokenThatVerifiesButMayNotCreate() {
        server.on(CREATE, error(403, "Forbidden: admin token required"));
        cli.run("connect", server.url(), "--admin-token", ADMIN).exits(4).complainsPart("error: Forbidden: admin token required\n").calm();
        home.checkNoConfig();
    }

    @Test
    void creatingIsNeverTriedTwice() {
        server.on(CREATE, status(503, "text/plain", "busy"));
        cli.run("connect", server.url(), "--admin-token", ADMIN).exits(9)
            .complainsPart("got lost (a gateway answered with status 503); it may have been done").calm();
        assertEquals(1, server.count(CREATE));
        home.checkNoConfig();
    }

    @Test
    void theAdminTokenNeverReachesAnotherOrigin() {
        try (var other = HostileServer.healthy().on(VERIFY, json("{\"valid\":true}")).on(CREATE, json("{}"))) {
            for (int code : new int[] {301, 302, 303, 307, 308}) {
                server.on(VERIFY, redirect(code, other.url() + "/api/auth/verify"));
                cli.run("connect", server.url(), "--admin-token", ADMIN).exits(1).calm();
            }
            assertEquals(List.of(), other.asked());
        }
        home.checkNoConfig();
    }

    @Test
    void aServerThatRepeatsTheAdminTokenIsMasked() {
        server.on(CREATE, error(500, "cannot save, token was " + ADMIN));
        cli.run("connect", server.url(), "--admin-token", ADMIN).exits(1).complainsPart("cannot save, token was ").calm();
    }

    @Test
    void answersThatAreNoAgent() {
        for (var useless : List.of("{}", "{\"id\":\"x\",\"token\":\"\"}", "[]", "null", "")) {
            server.on(CREATE, json(useless));
            cli.run("connect", server.url(), "--admin-token", ADMIN).exits(1).complainsPart("error: ").calm();
        }
        home.checkNoConfig();
    }

    @Test
    void asJson() throws Exception {
        var run = cli.run("connect", server.url(), "--admin-token", ADMIN, "--json").exits(0);
        assertEquals(new ObjectMapper().valueToTree(Map.of("url", server.url(), "profile", "deployer", "name", "My CI", "agentId",
            "q1w2e3r4t5",
            "config", home.config().toString())), new ObjectMapper().readTree(run.stdout()), run.toString());
        run.complains("Connecting to " + server.url() + " …\n");
    }

    /** An agent that cannot be saved would be left on the instance with nobody knowing its token. */
    @Test
    void nothingIsCreatedWhenTheConnectionCannotBeSaved() throws Exception {
        var file = Files.writeString(folder.resolve("not-a-folder"), "");
        for (var place : List.of(Path.of("/proc/nonexistent"), file)) {
            new Cli(new Home(place)).secret(ADMIN).run("connect", server.url(), "--admin-token", ADMIN)
                .failsWith(1, "the home folder " + place + " does not exist\nhint: set HOME");
        }
        new Cli(new Home(Path.of("/proc"))).secret(ADMIN).run("connect", server.url(), "--admin-token", ADMIN).exits(1)
            .complainsPart("error: cannot write /proc/.paas/config.json").complainsPart("hint: ").calm();
        home.writeConfig("{\"version\":2,\"url\":\"http://h\",\"token\":\"bpagt_fromthefuture\"}");
        cli.run("connect", server.url(), "--admin-token", ADMIN).exits(1).complainsPart(home.config().toString()).calm();
        assertEquals("{\"version\":2,\"url\":\"http://h\",\"token\":\"bpagt_fromthefuture\"}", home.readConfig());
        assertEquals(0, server.count(CREATE));
        assertEquals(0, server.count(VERIFY));
    }

    private HostileServer.Seen created() {
        return server.seen().stream().filter(request -> request.toString().equals(CREATE)).findFirst().orElseThrow();
    }

    private JsonNode body() throws Exception {
        return new ObjectMapper().readTree(created().body());
    }
}
