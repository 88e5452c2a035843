package tests.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;
import static tests.support.HostileServer.redirect;
import static tests.support.HostileServer.status;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import lib.base.Failure;
import lib.http.Body;
import lib.http.Request;
import lib.http.Response;
import lib.http.Settings;
import lib.http.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.HostileServer;

/** The transport itself: every method, headers both ways, and a file that is sent as it is read. */
class TransportTest {

    @TempDir
    Path folder;
    private final HostileServer server = new HostileServer();
    private final Transport transport = new Transport(Settings.of(Map.of(), "paas/test", Duration.ofSeconds(20)));

    @AfterEach
    void tearDown() {
        transport.close();
        server.close();
    }

    private URI at(String path) {
        return URI.create(server.url() + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void methodsWithABody(String method) {
        server.on(method + " /thing", status(202, "application/json; charset=utf-8", "{\"done\":true}",
            "X-One: 1", "x-two: a", "X-Two: b"));
        var sent = Request.of(method, at("/thing?a=%20b"), "t0ken", Body.json("{\"a\":1}".getBytes()));
        var answer = transport.send(sent.with("X-Mine", "m").with("Accept", "text/plain"));
        assertEquals(202, answer.status());
        assertEquals("{\"done\":true}", new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals("application/json", answer.contentType());
        assertEquals("1", answer.header("x-ONE"));
        assertEquals(List.of("a", "b"), answer.headers().get("X-TWO"));
        assertEquals("", answer.header("X-Three"));
        var request = server.seen().getFirst();
        assertEquals(method + " /thing?a=%20b {\"a\":1}", request + " " + request.body());
        assertEquals("application/json", request.header("Content-Type"));
        assertEquals("Bearer t0ken", request.header("Authorization"));
        assertEquals("m", request.header("X-Mine"));
        assertEquals("text/plain", request.header("Accept"));
        assertEquals("paas/test", request.header("User-Agent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS"})
    void methodsWithoutABody(String method) {
        server.on(method + " /thing", out -> out.write("HTTP/1.1 204 Scripted\r\nX-One: 1\r\nConnection: close\r\n\r\n".getBytes()));
        var answer = transport.send(Request.of(method, at("/thing"), null, null));
        assertEquals("204 1 0", answer.status() + " " + answer.header("X-One") + " " + answer.body().length);
        assertEquals(null, server.seen().getFirst().header("Authorization"));
    }

    @Test
    void aHeadTellsALengthAndSendsNothing() {
        server.on("HEAD /thing", out -> out.write("HTTP/1.1 200 Scripted\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n".getBytes()));
        var answer = transport.send(Request.of("HEAD", at("/thing"), null, null));
        assertEquals("1000 0", answer.header("Content-Length") + " " + answer.body().length);
    }

    @Test
    void redirectsAreFollowedForWhatOnlyReads() {
        server.on("GET /old", redirect(302, "/new")).on("HEAD /old", redirect(302, "/new"))
            .on("GET /new", json("1")).on("HEAD /new", status(200, "text/plain", "")).on("PUT /old", redirect(307, "/new"));
        assertEquals(at("/new"), transport.send(Request.get(at("/old"), "t")).uri());
        assertEquals(200, transport.send(Request.of("HEAD", at("/old"), "t", null)).status());
        assertEquals(307, transport.send(Request.of("PUT", at("/old"), "t", Body.json("1".getBytes()))).status());
        assertEquals(0, server.count("PUT /new"));
    }

    @Test
    void onlyWhatReadsIsTriedAgainWhenAGatewayHasNobodyBehind() {
        for (var method : List.of("GET", "HEAD", "PUT", "DELETE")) {
            server.on(method + " /thing", status(503, "text/plain", ""), status(200, "text/plain", ""));
            int expected = method.equals("GET") || method.equals("HEAD") ? 200 : 503;
            assertEquals(expected, transport.send(Request.of(method, at("/thing"), null, null)).status(), method);
        }
    }

    @Test
    void theLockOutIsNeverTriedAgain() {
        var locked = "{\"error\":\"Too many failed attempts. Try again later.\"}\n";
        server.on("GET /thing", status(429, "application/json", locked, "Retry-After: 1"));
        Response answer = transport.send(Request.get(at("/thing"), "wrong"));
        assertTrue(answer.lockedOut());
        assertEquals(1, answer.retryAfter());
        assertEquals(1, server.count("GET /thing"));
    }

    @Test
    void aLongBodyIsTakenAsItComes() {
        server.on("GET /thing", HostileServer.huge(40L << 20, true));
        var answer = transport.send(Request.get(at("/thing"), null), in -> in.transferTo(OutputStream.nullOutputStream()));
        assertEquals(40L << 20, answer.value());
        assertEquals(0, answer.body().length);
        assertThrows(Failure.class, () -> transport.send(Request.get(at("/thing"), null)));
    }

    @Test
    void aFileIsSentWithItsProgress() throws IOException {
        var content = new byte[3 << 20];
        new Random(1).nextBytes(content);
        var file = Files.write(folder.resolve("source ü.zip"), content);
        server.on("POST /upload", json("{}"));
        var steps = new ArrayList<Long>();
        var form = new Body.Form(Map.of("config", "{\"name\":\"ü\"}"), "archive", file, "application/zip", steps::add);
        transport.send(Request.of("POST", at("/upload"), "t0ken", form));
        var request = server.seen().getFirst();
        var boundary = request.header("Content-Type").replaceFirst("multipart/form-data; boundary=([^;]+).*", "$1");
        var latin = new String(request.bytes(), StandardCharsets.ISO_8859_1);
        int start = latin.indexOf("\r\n\r\n", latin.indexOf("name=\"archive\"")) + 4;
        assertArrayEquals(content, latin.substring(start, latin.indexOf("\r\n--" + boundary + "--")).getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(new String(request.bytes(), 0, 400, StandardCharsets.UTF_8).contains("\r\n\r\n{\"name\":\"ü\"}\r\n"), "the other field");
        assertEquals(3L << 20, steps.getLast());
        assertTrue(steps.size() > 10, steps.toString());
        assertEquals(steps.stream().sorted().toList(), steps);
    }

    @Test
    void aServerThatDoesNotReadStopsAFileAndIsLeft() throws IOException {
        var file = folder.resolve("large.zip");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw"); var deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
             var hasty = new Transport(Settings.of(Map.of(), "paas/test", Duration.ofSeconds(2)))) {
            sparse.setLength(300L << 20);
            var sent = new AtomicLong();
            var request = Request.of("POST", URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/upload"), null,
                new Body.Form(Map.of(), "archive", file, "application/zip", sent::set));
            var failure = assertThrows(Failure.class, () -> hasty.send(request));
            assertEquals(Failure.Kind.ANSWER_LOST, failure.kind());
            var words = "to POST /upload got lost (no answer within 2 s); it may have been done";
            assertTrue(failure.getMessage().endsWith(words), failure.getMessage());
            assertTrue(sent.get() > 0 && sent.get() < 100L << 20, "taken into memory: " + sent.get());
        }
    }

    @Test
    void aFileMayTakeLongerThanTheLimitWhileItMoves() throws IOException {
        var file = Files.write(folder.resolve("slow.zip"), new byte[40 << 20]);
        try (var slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
             var hasty = new Transport(Settings.of(Map.of(), "paas/test", Duration.ofSeconds(3)))) {
            Thread.ofVirtual().start(() -> takeSlowly(slow, file.toFile().length()));
            long start = System.nanoTime();
            var answer = hasty.send(Request.of("POST", URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/upload"), null,
                new Body.Form(Map.of(), "archive", file, "application/zip", sent -> { })));
            assertEquals(200, answer.status());
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() > 4000, "not slow enough to show anything");
        }
    }

    private static void takeSlowly(ServerSocket slow, long length) {
        try (var client = slow.accept()) {
            var buffer = new byte[1 << 20];
            for (long left = length; left > 0; ) {
                left -= client.getInputStream().readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                Thread.sleep(110);
            }
            client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes());
            client.getInputStream().readNBytes(300);
        } catch (IOException | InterruptedException e) {
            // the test fails by itself
        }
    }
}
