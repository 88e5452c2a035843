package tests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Certificates;

/** HTTP/1.1 as it comes over the wire (RFC 9112): frames of every kind, connections that are kept, and those that break. */
class WireTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";

    @TempDir
    Path folder;
    private Transport transport = new Transport(Settings.of(Map.of(), "paas/test", Duration.ofSeconds(20)));

    @AfterEach
    void tearDown() {
        transport.close();
    }

    private Response get(Scripted server) {
        return send(server, "GET", null);
    }

    private Response send(Scripted server, String method, Body body) {
        return transport.send(Request.of(method, URI.create("http://127.0.0.1:" + server.port() + "/a?b=c%20d"), null, body));
    }

    /** Changes nothing, and is not tried again. */
    private Response once(Scripted server) {
        return transport.send(Request.of("OPTIONS", URI.create("http://127.0.0.1:" + server.port() + "/a"), null, null).harmless());
    }

    private static String text(Response answer) {
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok|200 ok",
        "HTTP/1.1 200\\r\\ncontent-length:2\\r\\n\\r\\nok|200 ok",
        "HTTP/1.1 200 OK\\nContent-Length: 2\\n\\nok|200 ok",
        "HTTP/1.0 200 OK\\r\\n\\r\\nup to the end|200 up to the end",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nContent-Length: 2\\r\\n\\r\\nok|200 ok",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nok\\r\\n0\\r\\n\\r\\n|200 ok",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: Chunked\\r\\n\\r\\n1;x=y\\r\\no\\r\\n01 \\r\\nk\\r\\n0\\r\\nTrailer: t\\r\\n\\r\\n|200 ok",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nok\\r\\n0\\r\\n\\r\\n|200 ok",
        "HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 103 Hints\\r\\nLink: x\\r\\n\\r\\nHTTP/1.1 404 No\\r\\nContent-Length: "
        + "2\\r\\n\\r\\nok|404 ok",
        "HTTP/1.1 204 No\\r\\nContent-Length: 5\\r\\n\\r\\n|204 ''",
        "HTTP/1.1 304 No\\r\\nContent-Length: 5\\r\\n\\r\\n|304 ''",
        "HTTP/1.1 200 OK\\r\\nX: a\\r\\n  b\\r\\nContent-Length: 2\\r\\n\\r\\nok|200 ok"})
    void answersThatAreRead(String bytes, String expected) throws IOException {
        try (var server = Scripted.plain(peer -> peer.answer(unescaped(bytes)))) {
            assertEquals(expected.replace("''", ""), text(get(server)));
            assertEquals(List.of("0 GET /a?b=c%20d"), server.asked());
        }
    }

    private static String unescaped(String bytes) {
        return bytes.replace("\\r", "\r").replace("\\n", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2 200 OK\\r\\n\\r\\n", "HTTP/1.1 20 OK\\r\\n\\r\\n", "HTTP/1.1 2000 OK\\r\\n\\r\\n",
        "ICY 200 OK\\r\\n\\r\\n",
        "HTTP/1.1 101 Switching\\r\\n\\r\\n", "HTTP/1.1 099 No\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\n folded: first\\r\\n\\r\\n", "HTTP/1.1 200 OK\\r\\nno colon\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\nName : x\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\nContent-Length: -1\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nContent-Length: 3\\r\\n\\r\\nok",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-1\\r\\n",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nokk\\r\\n",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nffffffffffffffffff\\r\\n",
        "HTTP/1.1 200 OK\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 12\\r\\n\\r\\nnothing zip!"})
    void answersThatAreNoHttp(String bytes) throws IOException {
        Scripted.Script script = peer -> peer.answer(unescaped(bytes));
        try (var server = Scripted.plain(script, script)) {
            var read = assertThrows(Failure.class, () -> once(server));
            assertEquals(Failure.Kind.UNREACHABLE, read.kind());
            assertEquals("http://127.0.0.1:" + server.port() + " answers, but not in HTTP", read.getMessage());
            var change = assertThrows(Failure.class, () -> send(server, "DELETE", null));
            assertEquals("the answer of http://127.0.0.1:" + server.port() + " to DELETE /a got lost (what came back is no HTTP); "
                + "it may have been done", change.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1", "HTTP/1.1 200 OK\\r\\n", "HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nok",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\no",
            "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nok\\r\\n",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nok\\r\\n0\\r\\nTrai"})
    void answersThatBreakOff(String bytes) throws IOException {
        Scripted.Script script = peer -> peer.answer(unescaped(bytes));
        try (var server = Scripted.plain(script, script)) {
            var read = assertThrows(Failure.class, () -> once(server));
            assertEquals("the connection to http://127.0.0.1:" + server.port() + " broke off before its answer was complete",
                read.getMessage());
            var change = assertThrows(Failure.class, () -> send(server, "DELETE", null));
            assertEquals(Failure.Kind.ANSWER_LOST, change.kind());
            assertEquals(2, server.asked().size(), "tried again");
        }
    }

    @Test
    void aConnectionIsKeptWhateverTheFrame() throws IOException {
        try (var server = Scripted.plain(peer -> {
            peer.answer(OK + "ok");
            peer.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
            peer.answer("HTTP/1.1 204 No\r\n\r\n");
            peer.answer(OK);
            peer.answer("HTTP/1.1 404 No\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nno");
            peer.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: Close\r\n\r\nok");
            peer.awaitEnd();
        }, peer -> peer.answer(OK + "2d"))) {
            assertEquals("200 ok", text(get(server)));
            assertEquals("200 ok", text(send(server, "PATCH", Body.json("{}".getBytes()))));
            assertEquals("204 ", text(send(server, "DELETE", null)));
            assertEquals("200 ", text(send(server, "HEAD", null)));
            assertEquals("404 no", text(send(server, "PUT", Body.json("[1]".getBytes()))));
            assertEquals("200 ok", text(get(server)));
            assertEquals("200 2d", text(get(server)));
            assertEquals(List.of("0 GET /a?b=c%20d", "0 PATCH /a?b=c%20d {}", "0 DELETE /a?b=c%20d", "0 HEAD /a?b=c%20d",
                "0 PUT /a?b=c%20d [1]", "0 GET /a?b=c%20d", "1 GET /a?b=c%20d"), server.asked());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "HTTP/1.1 200 OK\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1, max=5\r\nContent-Length: 2\r\n\r\nok"})
    void aConnectionThatIsNotKept(String answer) throws IOException {
        try (var server = Scripted.plain(peer -> peer.answer(answer), peer -> peer.answer(OK + "2d"))) {
            assertEquals("200 ok", text(get(server)));
            assertEquals("200 2d", text(get(server)));
        }
    }

    /** What comes behind an answer, as of servers that send a body where there is none, must not become the next one's. */
    @ParameterizedTest
    @CsvSource({"GET, 200 ok", "HEAD, '200 '"})
    void moreThanAnAnswerEndsAConnection(String method, String expected) throws IOException {
        var more = (method.equals("HEAD") ? "ok" : "") + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged";
        try (var server = Scripted.plain(peer -> {
            peer.answer(OK + (method.equals("HEAD") ? "" : "ok") + more);
            peer.awaitEnd();
        }, peer -> peer.answer(OK + "2d"))) {
            assertEquals(expected, text(send(server, method, null)));
            assertEquals("200 2d", text(get(server)));
        }
    }

    /** The other side closes what lies idle; a request that changes something must not meet that. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKeptConnectionThatWasClosedMeanwhile(boolean saidSomethingBefore) throws Exception {
        var closed = new CountDownLatch(1);
        try (var server = Scripted.plain(peer -> {
            peer.answer(OK + "ok");
            if (saidSomethingBefore) {
                peer.send("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n".getBytes());
            }
            closed.countDown();
        }, peer -> peer.answer(OK + "2d"))) {
            assertEquals("200 ok", text(get(server)));
            assertTrue(closed.await(20, TimeUnit.SECONDS));
            Thread.sleep(1100);
            assertEquals("200 2d", text(send(server, "POST", Body.json("{}".getBytes()))));
            assertEquals(List.of("0 GET /a?b=c%20d", "1 POST /a?b=c%20d {}"), server.asked());
        }
    }

    @Test
    void aKeptConnectionThatEndsUnderARequest() throws IOException {
        try (var server = Scripted.plain(peer -> {
            peer.answer(OK + "ok");
            peer.read();
        }, peer -> {
            peer.answer(OK + "2d");
            peer.read();
        })) {
            assertEquals("200 ok", text(get(server)));
            assertEquals("200 2d", text(get(server)), "what reads goes over a fresh one at once");
            var lost = assertThrows(Failure.class, () -> send(server, "POST", null));
            assertEquals(Failure.Kind.ANSWER_LOST, lost.kind(), "what changes something does not");
            assertEquals(4, server.asked().size());
        }
    }

    @Test
    void aStreamGoesInChunksOverAConnectionOfItsOwn() throws IOException {
        try (var server = Scripted.plain(peer -> peer.answer(OK + "ok"), peer -> peer.answer(OK + "2d"))) {
            var text = "poured".repeat(10_000);
            assertEquals("200 ok", text(send(server, "POST", new Body.Stream(new ByteArrayInputStream(text.getBytes()), "text/plain"))));
            assertEquals("200 2d", text(get(server)));
            assertEquals("0 POST /a?b=c%20d " + text, server.asked().getFirst());
        }
    }

    @Test
    void aKeptConnectionOverTls() throws Exception {
        var certificates = new Certificates(folder);
        transport = new Transport(Settings.of(Map.of("PAAS_CA_FILE", certificates.authority().toString()), "paas/test",
            Duration.ofSeconds(20)));
        var listening = certificates.server("localhost").getServerSocketFactory().createServerSocket(0, 5,
            InetAddress.getLoopbackAddress());
        try (var server = new Scripted(listening, peer -> {
            for (int i = 0; i < 3; i++) {
                peer.answer(OK + "o" + i);
            }
        }, peer -> peer.answer(OK + "2d"))) {
            var request = Request.get(URI.create("https://localhost:" + server.port() + "/a"), null);
            assertEquals("200 o0", text(transport.send(request)));
            Thread.sleep(1200);
            assertEquals("200 o1", text(transport.send(request)));
            assertEquals("200 o2", text(transport.send(request)));
            Thread.sleep(1200);
            assertEquals("200 2d", text(transport.send(request)));
            assertEquals(List.of("0 GET /a", "0 GET /a", "0 GET /a", "1 GET /a"), server.asked());
        }
    }

    @Test
    void aPackedBodyIsUnpacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write("ok, ü".getBytes(StandardCharsets.UTF_8));
        }
        try (var server = Scripted.plain(peer -> {
            for (int i = 0; i < 2; i++) {
                peer.read();
                peer.send(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(packed.size()) + "\r\n").getBytes());
                peer.send(packed.toByteArray());
                peer.send("\r\n0\r\n\r\n".getBytes());
            }
        })) {
            assertEquals("200 ok, ü", text(get(server)));
            assertEquals("200 ok, ü", text(get(server)));
        }
    }

    /** Who refuses a large body says so before all of it has come. */
    @Test
    void anAnswerBeforeTheBodyHasGone() throws IOException {
        var file = Files.write(folder.resolve("large.zip"), new byte[30 << 20]);
        try (var server = Scripted.plain(peer -> {
            while (!peer.line().isEmpty()) {
                Thread.onSpinWait();
            }
            peer.send("HTTP/1.1 413 No\r\nContent-Length: 9\r\n\r\ntoo large".getBytes());
            peer.line();
            Thread.sleep(20_000);
        })) {
            var form = new Body.Form(Map.of(), "archive", file, "application/zip", sent -> { });
            assertEquals("413 too large", text(send(server, "POST", form)));
        }
    }

    @Test
    void whatCannotBeReadIsNotSentAsIfItWereWhole() throws IOException {
        var got = new AtomicReference<String>();
        var broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("the disk is gone");
                }
                return 'x';
            }
        };
        try (var server = Scripted.plain(peer -> {
            try {
                peer.read();
            } catch (IOException cut) {
                got.set("cut");
            }
        })) {
            var failure = assertThrows(Failure.class, () -> send(server, "POST", new Body.Stream(broken, "text/plain")));
            assertTrue(failure.getMessage().contains("what was to be sent cannot be read"), failure.getMessage());
            for (long end = System.nanoTime() + 20_000_000_000L; got.get() == null && System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
            assertEquals("cut", got.get());
        }
    }

    /** Whoever stops waiting closes the connection, so that the other side need not go on. */
    @Test
    void anInterruptLetsTheConnectionGo() throws Exception {
        var asked = new CountDownLatch(1);
        var left = new CountDownLatch(1);
        try (var server = Scripted.plain(peer -> {
            peer.read();
            asked.countDown();
            peer.awaitEnd();
            left.countDown();
        })) {
            var caller = Thread.ofPlatform().start(() -> assertThrows(Failure.class, () -> get(server)));
            assertTrue(asked.await(20, TimeUnit.SECONDS));
            caller.interrupt();
            assertTrue(left.await(20, TimeUnit.SECONDS), "the connection stays open");
            caller.join(20_000);
        }
    }

    @Test
    void aTimeLimitLetsTheConnectionGo() throws Exception {
        var left = new CountDownLatch(1);
        transport = new Transport(Settings.of(Map.of(), "paas/test", Duration.ofSeconds(1)));
        try (var server = Scripted.plain(peer -> {
            peer.answer("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf of it");
            peer.awaitEnd();
            left.countDown();
        })) {
            assertEquals(Failure.Kind.TIMED_OUT, assertThrows(Failure.class, () -> get(server)).kind());
            assertTrue(left.await(20, TimeUnit.SECONDS), "the connection stays open");
        }
    }

    @Test
    void aHeadTakesNoLineBreaks() throws IOException {
        try (var server = Scripted.plain(peer -> peer.answer(OK + "ok"))) {
            var request = Request.get(URI.create("http://127.0.0.1:" + server.port() + "/a"), null);
            for (var value : List.of("a\r\nX-Forged: 1", "a\nb", "a\0b", "a\u007fb")) {
                assertThrows(IllegalArgumentException.class, () -> transport.send(request.with("X-Mine", value)));
            }
            assertThrows(IllegalArgumentException.class, () -> transport.send(request.with("X-Mine: 1\r\nX-Forged", "1")));
            assertEquals(List.of(), server.asked());
        }
    }

    @Test
    void aNameWithSeveralAddresses() throws IOException {
        // localhost may be ::1 first; the server listens on 127.0.0.1 alone
        try (var server = Scripted.plain(peer -> peer.answer(OK + "ok"))) {
            var answer = transport.send(Request.get(URI.create("http://localhost:" + server.port()), null));
            assertEquals("200 ok", text(answer));
            assertEquals(List.of("0 GET /"), server.asked());
        }
    }
}
