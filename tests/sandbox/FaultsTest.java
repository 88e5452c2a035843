package tests.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.sandbox.fault.RequestLog.Entry;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault as a client sees it, and the list of what arrived. */
class FaultsTest {

    private static final String HEALTHY = "\\{\"status\":\"healthy\".*}\n";
    private static final Sandbox SANDBOX = Sandbox.start(Options.forTests());
    private final Wire admin = Wire.admin(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @BeforeEach
    void clear() {
        SANDBOX.clearFaults();
        SANDBOX.clearRequests();
    }

    @Test
    void aFaultHitsTheNextRequestsThatMatchAndNoOther() throws Exception {
        SANDBOX.fault(Fault.of(new Effect.Status(503, "gone fishing", 7)).at("/api/health").method("get").times(2));
        assertEquals(401, send("POST", "/api/auth/verify").statusCode());
        for (int i = 0; i < 2; i++) {
            var answer = get("/api/health");
            assertEquals(503, answer.statusCode());
            assertEquals("{\"error\":\"gone fishing\"}\n", answer.body());
            assertEquals("7", answer.headers().firstValue("Retry-After").orElse(""));
        }
        healthy();
        assertEquals(List.of(new Entry("POST", "/api/auth/verify", 401, 0), new Entry("GET", "/api/health", 503, 0),
            new Entry("GET", "/api/health", 503, 0), new Entry("GET", "/api/health", 200, 0)), SANDBOX.requests());
    }

    @Test
    void delayHtmlTypeAndRedirect() throws Exception {
        SANDBOX.fault(new Effect.Delay(Duration.ofMillis(300)), "/api/h*");
        var before = Instant.now();
        healthy();
        assertTrue(Duration.between(before, Instant.now()).toMillis() >= 300);

        SANDBOX.fault(new Effect.Html(200), "*");
        var page = get("/api/health");
        assertEquals("text/html; charset=utf-8", page.headers().firstValue("Content-Type").orElse(""));
        assertTrue(page.body().contains("<h1>Sign in"), page.body());

        SANDBOX.fault(new Effect.Type("text/plain"), "*");
        var plain = get("/api/health");
        assertEquals("text/plain", plain.headers().firstValue("Content-Type").orElse(""));
        assertTrue(plain.body().matches(HEALTHY), plain.body());

        SANDBOX.fault(new Effect.Redirect("http://elsewhere.example/x"), "*");
        var moved = get("/api/health");
        assertEquals(302, moved.statusCode());
        assertEquals("http://elsewhere.example/x", moved.headers().firstValue("Location").orElse(""));
        assertEquals("", moved.body());
    }

    @Test
    void connectionsThatDrop() throws Exception {
        SANDBOX.fault(new Effect.Drop(), "/api/agents/create");
        assertThrows(IOException.class, () -> send("POST", "/api/agents/create", "{\"name\":\"dropped\"}"));
        assertFalse(send("GET", "/api/agents").body().contains("\"dropped\""), "nothing was done");

        SANDBOX.fault(new Effect.Lose(), "/api/agents/create");
        assertThrows(IOException.class, () -> send("POST", "/api/agents/create", "{\"name\":\"lost\"}"));
        assertTrue(send("GET", "/api/agents").body().contains("\"lost\""), "it was done, the answer got lost");

        SANDBOX.fault(new Effect.Cut(), "/api/health");
        var raw = raw("/api/health");
        assertTrue(raw.startsWith("HTTP/1.1 200 OK\r\n"), raw);
        assertTrue(raw.matches("(?s).*\r\n\r\n\\{\"status\":[^}]*"), raw);
        assertEquals(List.of(0, 200, 0, 200, 200), SANDBOX.requests().stream().map(Entry::status).toList());
        assertEquals(18, SANDBOX.requests().getFirst().contentLength());
    }

    @Test
    void bodiesThatAreTooShortTooLongOrTooSlow() throws Exception {
        var whole = get("/api/health").body();
        SANDBOX.fault(new Effect.Truncate(), "/api/health");
        var half = get("/api/health");
        assertEquals(200, half.statusCode());
        assertTrue(half.body().startsWith("{\"status\":\"healthy\"") && half.body().length() <= whole.length() / 2 + 2, half.body());

        SANDBOX.fault(new Effect.Big(3), "/api/health");
        var big = get("/api/health").body();
        assertEquals(3 << 20, big.length());
        assertTrue(big.stripTrailing().concat("\n").matches(HEALTHY) && big.endsWith(" \n"));

        SANDBOX.fault(new Effect.Drip(), "/api/health");
        try (var socket = connect("/api/health")) {
            socket.setSoTimeout(20_000);
            var in = socket.getInputStream();
            var got = new StringBuilder();
            while (!got.toString().contains("\r\n\r\n{\"")) {
                got.append((char) in.read());
            }
            assertEquals(0, in.available(), "more than a byte a second");
        }
    }

    @Test
    void refusesConnectionsForAWhileAndListensOnTheSamePortAgain() throws Exception {
        SANDBOX.fault(new Effect.Refuse(Duration.ofMillis(700)), "/api/auth/verify");
        assertThrows(IOException.class, () -> send("POST", "/api/auth/verify"), "a POST: Java's client tries a GET again");
        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", SANDBOX.url().getPort()).close());
        awaitHealth();
    }

    @Test
    void aRestartKeepsTheStateAndDropsEveryConnection() throws Exception {
        var token = admin.newAgent("apps:read").text("token");
        try (var idle = new Socket("127.0.0.1", SANDBOX.url().getPort())) {
            idle.setSoTimeout(5000);
            SANDBOX.fault(new Effect.Restart(), "/api/auth/verify");
            assertThrows(IOException.class, () -> send("POST", "/api/auth/verify"));
            assertTrue(endOf(idle), "an idle connection is still open");
        }
        awaitHealth();
        admin.as(token).get("/api/apps").succeeds();
    }

    @Test
    void faultsAndRequestsOverHttp() throws Exception {
        admin.post("/__sandbox/faults", "{\"kind\":\"status\",\"status\":500,\"path\":\"/api/apps\",\"times\":2}")
            .answers("[{\"kind\":\"status\",\"method\":\"\",\"path\":\"/api/apps\",\"times\":2}]");
        assertEquals(500, send("GET", "/api/apps?ticket=secret&x=1").statusCode());
        admin.get("/__sandbox/faults").answers("[{\"kind\":\"status\",\"method\":\"\",\"path\":\"/api/apps\",\"times\":1}]");
        admin.send("DELETE", "/__sandbox/faults", null).answers("[]");
        admin.get("/api/apps?token=" + SANDBOX.adminToken()).succeeds();
        admin.get("/__sandbox/requests").answers("[{\"method\":\"GET\",\"path\":\"/api/apps?ticket=***\\u0026x=1\",\"status\":500,"
            + "\"contentLength\":0},{\"method\":\"GET\",\"path\":\"/api/apps?token=***\",\"status\":200,\"contentLength\":0}]");
        admin.send("DELETE", "/__sandbox/requests", null).answers("[]");

        Wire.anonymous(SANDBOX).get("/__sandbox/requests").refuses(401, "Unauthorized");
        admin.asAgent("apps:read").post("/__sandbox/faults", "{}").refuses(403, "Forbidden: admin token required");
        admin.send("PUT", "/__sandbox/faults", "{}").refuses(405, "Method not allowed");
    }

    @Test
    void whatIsNotUnderstoodIsRefusedAndSaysWhatIs() {
        admin.post("/__sandbox/faults", "{\"kind\":\"flood\"}")
            .refuses(400, "unknown kind of fault \\\"flood\\\"; there are delay, status, "
            + "drop, lose, cut, truncate, html, type, big, redirect, drip, refuse, restart");
        admin.post("/__sandbox/faults", "{\"kind\":\"drop\",\"millis\":1}").refuses(400, "a fault of the kind drop has no millis");
        admin.post("/__sandbox/faults", "{\"kind\":\"drop\",\"times\":0}")
            .refuses(400, "times takes a number from 1 to 1000000, not 0");
        admin.post("/__sandbox/faults", "[{\"kind\":\"drop\"},7]").refuses(400, "a fault is a JSON object with the field kind");
        admin.get("/__sandbox/faults").answers("[]");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private static HttpResponse<String> send(String method, String path, String... body) throws Exception {
        var publisher = body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body[0]);
        var request = HttpRequest.newBuilder(SANDBOX.url().resolve(path)).timeout(Duration.ofSeconds(20)).method(method, publisher);
        if (!path.startsWith("/api/auth")) {
            request.header("Authorization", "Bearer " + SANDBOX.adminToken());
        }
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static Socket connect(String path) throws IOException {
        var socket = new Socket("127.0.0.1", SANDBOX.url().getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(UTF_8));
        return socket;
    }

    private static String raw(String path) throws IOException {
        try (var socket = connect(path)) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static boolean endOf(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return reset.getMessage() == null || !reset.getMessage().contains("timed out");
        }
    }

    private static void healthy() throws Exception {
        var answer = get("/api/health");
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().matches(HEALTHY), answer.body());
    }

    private static void awaitHealth() throws Exception {
        for (int i = 0; i < 200; i++) {
            try {
                healthy();
                return;
            } catch (IOException notYet) {
                Thread.sleep(30);
            }
        }
        throw new AssertionError("it does not listen again");
    }
}
