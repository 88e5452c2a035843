package tests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.drip;
import static tests.support.HostileServer.drop;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.html;
import static tests.support.HostileServer.huge;
import static tests.support.HostileServer.json;
import static tests.support.HostileServer.raw;
import static tests.support.HostileServer.redirect;
import static tests.support.HostileServer.silent;
import static tests.support.HostileServer.status;
import static tests.support.HostileServer.truncated;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;

/** How the client behaves towards an instance, seen through {@code paas status}: limits, retries, redirects, and what each status means. */
@Order(1)
class HttpRulesTest {
    private static final String TOKEN = "bpagt_" + "4b".repeat(32);
    private static final String APPS = "GET /api/apps";
    private static final String LOCKED = "Too many failed attempts. Try again later.";
    private static final int MIB = 1024 * 1024;

    @TempDir
    Path folder;
    private Home home;
    private Cli cli;
    private HostileServer server;

    @BeforeEach
    void setUp() {
        server = HostileServer.healthy();
        home = new Home(folder).connected(server.url(), TOKEN);
        cli = new Cli(home);
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void everyRequestSaysWhoAsks() {
        cli.run("status").exits(0);
        server.seen().forEach(request -> {
            assertEquals("paas/0.1.0", request.header("User-Agent"), request.toString());
            assertEquals("Bearer " + TOKEN, request.header("Authorization"), request.toString());
        });
        assertEquals(List.of(APPS, "GET /api/health", "GET /api/projects"), server.asked().stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({"400,1", "401,4", "403,4", "404,5", "405,1", "409,6", "429,1", "500,1", "501,1"})
    void whatAStatusMeans(int status, int exit) {
        server.on(APPS, error(status, "the reason"));
        cli.run("status").failsWith(exit, "").complainsPart("the reason");
        assertEquals(1, server.count(APPS), "asked again after " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 503})
    void theseHaveANextStep(int status) {
        server.on(APPS, error(status, "the reason"));
        cli.run("status").complainsMatch("(?s)error: [^\\n]*the reason[^\\n]*\\nhint: [^\\n]+\\n");
    }

    @Test
    void aSavedTokenThatIsNoLongerAccepted() {
        server.on(APPS, error(401, "Unauthorized"));
        cli.run("status").failsWith(4, "").complainsPart("Unauthorized").complainsPart("paas connect");
        assertEquals(1, server.count(APPS), "the instance locks out after wrong tokens");
    }

    @Test
    void aMissingScope() {
        server.on(APPS, error(403, "Forbidden: missing scope apps:read"));
        cli.run("status").failsWith(4, "Forbidden: missing scope apps:read\nhint: ");
    }

    @Test
    void aPlainTextError() {
        server.on(APPS, status(404, "text/plain; charset=utf-8", "404 page not found\n"));
        cli.run("status").failsWith(5, "404 page not found\n");
    }

    @Test
    void anErrorPage() {
        server.on(APPS, status(500, "text/html", "<html><head><title>500</title></head><body><h1>Oh no</h1></body></html>"));
        var run = cli.run("status").failsWith(1, "").complainsPart("500");
        assertTrue(!run.stderr().contains("<"), "markup is shown: " + run);
    }

    @Test
    void anErrorWithoutAnyWord() {
        server.on(APPS, status(500, "application/json", ""));
        cli.run("status").failsWith(1, "").complainsPart("500");
    }

    @Test
    void aLongErrorIsCut() {
        server.on(APPS, status(500, "text/plain", "x".repeat(MIB)));
        var run = cli.run("status").failsWith(1, "");
        assertTrue(run.stderr().length() < 2000, "an error of " + run.stderr().length() + " characters");
    }

    @Test
    void anErrorCannotForgeOutput() {
        server.on(APPS, status(500, "text/plain", "bad\u001b[2J\u001b[31m\rerror: forged\nhint: curl evil | sh"));
        var run = cli.run("status").failsWith(1, "");
        assertTrue(run.stderr().lines().filter(line -> line.startsWith("hint: curl")).findAny().isEmpty(),
            "a hint of the server's making: " + run);
        assertTrue(run.stderr().indexOf('\r') < 0, "a carriage return: " + run);
    }

    @Test
    void anErrorThatRepeatsTheTokenIsMasked() {
        server.on(APPS, error(500, "bad token " + TOKEN));
        cli.secret(TOKEN.substring(10)).run("status").failsWith(1, "bad token ");
    }

    @Test
    void aPageInsteadOfJson() {
        server.on(APPS, html("<!doctype html><h1>dashboard</h1>"));
        cli.run("status").failsWith(1, "").complainsPart("/api/apps").complainsPart("hint: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"id\":\"a\"", "{}", "{\"apps\":[]}", "7", "\"text\"", "[1,2", "", "nonsense", "[]]", "\u0000"})
    void jsonThatIsNoList(String body) {
        server.on(APPS, json(body));
        var run = cli.run("status").calm();
        if (body.equals("[]]")) {
            return; // text behind the value may be ignored, as Go does, or refused: both are calm
        }
        run.failsWith(1, "").complainsPart("/api/apps");
    }

    @Test
    void deepNestingDoesNotOverflowTheStack() {
        server.on(APPS, json("[".repeat(200_000)));
        cli.run("status").failsWith(1, "");
    }

    @Test
    void aBodyThatStopsHalfway() {
        server.on(APPS, truncated("[{\"id\":\"a\"}"));
        var run = cli.run("status").calm().prints("");
        assertTrue(run.exit() == 8 || run.exit() == 1, run.toString());
        assertTrue(server.count(APPS) <= 3, "tried " + server.count(APPS) + " times");
    }

    @Test
    void upTo32MebibytesAreRead() {
        server.on(APPS, huge(32L * MIB, false));
        cli.run("status").exits(0).complains("").printsPart("No apps deployed yet.\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void moreThan32MebibytesAreNot(boolean unannounced) {
        server.on(APPS, huge(32L * MIB + 1, unannounced));
        cli.run("status").failsWith(1, "").complainsPart("32 MiB");
        assertEquals(1, server.count(APPS), "asked again");
    }

    @Test
    void anEndlessBodyIsLeft() {
        server.on(APPS, huge(50_000L * MIB, true));
        cli.run("status").failsWith(1, "").complainsPart("32 MiB");
    }

    @Test
    void aBrokenConnectionIsTriedThreeTimes() {
        server.on(APPS, drop());
        cli.run("status").failsWith(8, "").complainsPart(server.url()).complainsPart("hint: ");
        assertEquals(3, server.count(APPS));
    }

    @Test
    void aBrokenConnectionThatComesBack() {
        server.on(APPS, drop(), drop(), json("[]"));
        cli.run("status").exits(0).complains("");
        assertEquals(3, server.count(APPS));
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aGatewaysErrorIsTriedThreeTimes(int status) {
        server.on(APPS, status(status, "text/html", "<h1>bad gateway</h1>"));
        cli.run("status").failsWith(8, "").complainsPart(Integer.toString(status));
        assertEquals(3, server.count(APPS));
    }

    @Test
    void aGatewaysErrorThatPasses() {
        server.on(APPS, error(503, "starting"), json("[]"));
        cli.run("status").exits(0).complains("");
        assertEquals(2, server.count(APPS));
    }

    @Test
    void tooManyRequestsWaitsAsTold() {
        server.on(APPS, status(429, "application/json", "{\"error\":\"Too many requests\"}", "Retry-After: 2"), json("[]"));
        var before = Instant.now();
        cli.run("status").exits(0).complains("");
        assertTrue(Duration.between(before, Instant.now()).toMillis() >= 2000, "it did not wait");
        assertEquals(2, server.count(APPS));
    }

    @Test
    void tooLongAWaitIsTold() {
        server.on(APPS, status(429, "application/json", "{\"error\":\"Too many requests\"}", "Retry-After: 900"));
        var before = Instant.now();
        cli.run("status").failsWith(1, "Too many requests\nhint: try again in 900 s\n");
        assertTrue(Duration.between(before, Instant.now()).toSeconds() < 10, "it waited");
        assertEquals(1, server.count(APPS));
    }

    /** Each further try with the same wrong token doubles the time (contract, LOCK-OUT). */
    @ParameterizedTest
    @ValueSource(strings = {"1", "900"})
    void theLockOutIsNotTriedAgain(String seconds) {
        server.on(APPS, status(429, "application/json", "{\"error\":\"" + LOCKED + "\"}\n", "Retry-After: " + seconds));
        cli.run("status").failsWith(1, LOCKED + "\nhint: wait " + seconds + " s before you do anything else: each further try with a ");
        assertEquals(1, server.count(APPS));
    }

    @Test
    void aWrongAdminTokenIsVerifiedOnce() {
        server.on("POST /api/auth/verify", status(429, "application/json", "{\"error\":\"" + LOCKED + "\"}\n", "Retry-After: 2"));
        cli.env("PAAS_ADMIN_TOKEN", "0123456789abcdef0123");
        cli.run("connect", server.url(), "--legacy").exits(1).calm().complainsPart("error: " + LOCKED + "\n");
        assertEquals(1, server.count("POST /api/auth/verify"));
    }

    @Test
    void noWaitOfNoSecondsIsAdvised() {
        server.on(APPS, status(429, "application/json", "{\"error\":\"Too many requests\"}", "Retry-After: 0"));
        cli.run("status").failsWith(1, "Too many requests\nhint: wait a moment and try again\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "application/json"})
    void anErrorPageIsNotRepeated(String type) {
        server.on(APPS, status(500, type, "<html>boom</html>"));
        cli.run("status").failsWith(1, "the instance answered with status 500\n");
    }

    @Test
    void retriesEndWithinTenSeconds() {
        server.on(APPS, status(503, "text/plain", "starting", "Retry-After: 8"));
        var before = Instant.now();
        cli.run("status").failsWith(8, "");
        assertTrue(Duration.between(before, Instant.now()).toSeconds() < 13, "it took " + Duration.between(before, Instant.now()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wed, 21 Oct 2065 07:28:00 GMT", "-5", "soon", "99999999999999999999"})
    void anOddRetryAfterDoesNoHarm(String value) {
        server.on(APPS, status(429, "application/json", "{\"error\":\"Too many requests\"}", "Retry-After: " + value));
        cli.run("status").failsWith(1, "Too many requests\n");
    }

    @Test
    void silenceTimesOut() {
        server.on(APPS, silent(Duration.ofSeconds(25)));
        var before = Instant.now();
        cli.run("status", "--timeout", "1").failsWith(7, "").complainsPart("1 s").complainsPart("--timeout");
        assertTrue(Duration.between(before, Instant.now()).toSeconds() < 15, "it took " + Duration.between(before, Instant.now()));
        assertEquals(1, server.count(APPS), "a request that timed out was sent again");
    }

    @Test
    void aBodyThatDripsTimesOut() {
        server.on(APPS, drip(Duration.ofSeconds(25)));
        var before = Instant.now();
        cli.run("status", "--timeout", "1").failsWith(7, "");
        assertTrue(Duration.between(before, Instant.now()).toSeconds() < 15, "it took " + Duration.between(before, Instant.now()));
    }

    @Test
    void nobodyThere() {
        server.close();
        cli.run("status").failsWith(8, "").complainsPart(server.url()).complainsPart("hint: ");
    }

    @Test
    void aNameThatDoesNotExist() {
        home.connected("http://no-such-host.invalid", TOKEN);
        cli.run("status").failsWith(8, "").complainsPart("no-such-host.invalid");
    }

    @Test
    void tlsWhereThereIsNone() {
        home.connected(server.url().replace("http:", "https:"), TOKEN);
        cli.run("status").failsWith(8, "");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectOnTheSameOriginIsFollowed(int status) {
        server.on(APPS, redirect(status, "/moved/apps")).on("GET /moved/apps", json("[]"));
        cli.run("status").exits(0).complains("");
        assertEquals("Bearer " + TOKEN, server.seen().get(1).header("Authorization"));
    }

    @Test
    void aRedirectToAnotherOriginIsRefused() {
        try (var other = HostileServer.healthy()) {
            for (var target : List.of(other.url() + "/api/apps", "//127.0.0.1:" + other.port() + "/api/apps", "http://localhost:"
                + server.port() + "/api/apps",
                "https://127.0.0.1:" + server.port() + "/api/apps", "http://127.0.0.1:" + server.port() + "@127.0.0.1:" + other.port()
                + "/api/apps")) {
                server.on(APPS, redirect(302, target));
                cli.run("status").failsWith(1, "");
            }
            assertEquals(List.of(), other.asked(), "the other server was asked");
        }
        assertTrue(server.seen().stream().noneMatch(request -> request.header("Host").startsWith("localhost")), "asked by another name");
    }

    @Test
    void aRedirectByWayOfTheSameOriginIsRefusedToo() {
        try (var other = HostileServer.healthy()) {
            server.on(APPS, redirect(302, "/step")).on("GET /step", redirect(302, other.url() + "/api/apps"));
            cli.run("status").failsWith(1, "");
            assertEquals(List.of(), other.asked());
        }
    }

    @Test
    void redirectsInCirclesEnd() {
        server.on(APPS, redirect(302, "/api/apps"));
        cli.run("status").failsWith(1, "");
        assertTrue(server.count(APPS) <= 25, "asked " + server.count(APPS) + " times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "javascript:alert(1)", "file:///etc/passwd", "http://", "::::", "http://[", "\u001b[31m"})
    void aUselessRedirectIsAnError(String target) {
        server.on(APPS, redirect(302, target));
        cli.run("status").failsWith(1, "");
    }

    @Test
    void anAnswerThatIsNoHttp() {
        var words = server.url() + " answers, but not in HTTP\n"
            + "hint: check the port, and whether the address begins with http:// or https://\n";
        for (var answer : List.of("SSH-2.0-OpenSSH_9.2\r\n", "\u0015\u0003\u0003\0\2\2(\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "HTTP/1.1 200 OK\r\nX: " + "x".repeat(MIB) + "\r\n\r\n")) {
            server.on(APPS, raw(answer));
            cli.run("status").failsWith(8, words);
        }
    }

    @Test
    void cookiesAreNotKept() {
        server.on(APPS, status(200, "application/json", "[]", "Set-Cookie: a=b; Path=/"));
        cli.run("status").exits(0);
        assertEquals(null, server.seen().getLast().header("Cookie"));
    }

    @Test
    void ctrlCDuringARequestLeavesAtOnce() throws Exception {
        server.on(APPS, silent(Duration.ofSeconds(25)));
        try (var live = cli.start("status")) {
            while (server.count(APPS) == 0 && live.isRunning()) {
                Thread.sleep(10);
            }
            var before = Instant.now();
            live.interrupt().finish().exits(130).calm();
            assertTrue(Duration.between(before, Instant.now()).toMillis() < 2000, "it took " + Duration.between(before, Instant.now()));
        }
    }
}
