package tests.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.raw;
import static tests.support.HostileServer.silent;
import static tests.support.HostileServer.status;
import static tests.support.Sockets.socket;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import lib.base.Failure;
import lib.http.Handshake;
import lib.http.Settings;
import lib.http.Transport;
import lib.http.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Certificates;
import tests.support.Cli;
import tests.support.ForwardProxy;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Sockets;
import tests.support.TlsFront;

/** WebSockets against servers as bad as they come. What is sent last before a drop is the reason of it, and must not be lost. */
class WebSocketTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;
    private final HostileServer server = new HostileServer();
    private final Transport transport = new Transport(Settings.of(Map.of(), "paas/test", LONG));
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void tearDown() {
        over.countDown();
        transport.close();
        server.close();
    }

    private Handshake handshake() {
        return transport.open(URI.create(server.url() + "/ws?ticket=t"));
    }

    private WebSocket open(Sockets.Script script) {
        server.on("GET /ws", socket(script));
        var opened = handshake().opened();
        assertNotNull(opened, "refused");
        return opened;
    }

    /** All messages to the end. */
    private static List<String> all(WebSocket socket) {
        var all = new ArrayList<String>();
        for (var message = socket.read(LONG); message != null; message = socket.read(LONG)) {
            assertTrue(message != WebSocket.NOTHING, "nothing came after " + all);
            all.add(new String(message, UTF_8));
        }
        return all;
    }

    /** Against chance: the JDK's own WebSocket loses the last one in about one of ten. */
    @ParameterizedTest
    @ValueSource(strings = {"", "the server pings", "the client types"})
    void theLastMessageBeforeADropIsNeverLost(String meanwhile) {
        server.on("GET /ws", socket(peer -> {
            peer.text("first");
            if (meanwhile.equals("the server pings")) {
                peer.frame(0x89, new byte[] {1});
            }
            peer.binary("then".getBytes(UTF_8));
            peer.text("the reason");
        }));
        for (int i = 0; i < 200; i++) {
            try (var socket = handshake().opened()) {
                if (meanwhile.equals("the client types")) {
                    socket.send(Map.of("type", "input"));
                    socket.send(Map.of("type", "input"));
                }
                assertEquals(List.of("first", "then", "the reason"), all(socket), "connection " + i);
                assertNull(socket.read(Duration.ZERO), "the end stays the end");
            }
        }
    }

    @Test
    void whatHasComeIsReadAlsoWhenNothingCanBeSentAnyMore() throws InterruptedException {
        var dropped = new CountDownLatch(1);
        try (var socket = open(peer -> {
            for (int i = 0; i < 100; i++) {
                peer.text("line " + i);
            }
            dropped.countDown();
        })) {
            assertTrue(dropped.await(30, TimeUnit.SECONDS));
            boolean gone = false;
            for (int i = 0; i < 1000 && !gone; i++) {
                gone = !socket.send(Map.of("i", i));
                Thread.sleep(1);
            }
            assertTrue(gone, "it can still be written to");
            assertEquals(100, all(socket).size());
        }
    }

    @Test
    void whatIsRefusedIsToldInTheServersOwnWords() {
        server.on("GET /ws", status(429, "application/json; charset=utf-8", "{\"error\":\"Too many requests\"}\n", "Retry-After: 7"));
        var refused = handshake().refused();
        assertEquals("429 application/json 7 {\"error\":\"Too many requests\"}\n",
            refused.status() + " " + refused.contentType() + " " + refused.retryAfter() + " " + new String(refused.body(), UTF_8));
        server.on("GET /ws", raw("HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\n\r\nForbidden: missing scope logs:read\n"));
        assertEquals("Forbidden: missing scope logs:read\n", new String(handshake().refused().body(), UTF_8));
        server.on("GET /ws", status(500, "text/plain", "x".repeat(5 * MIB)));
        assertEquals(4096, handshake().refused().body().length);
        server.on("GET /ws", raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: forged\r\n\r\n"));
        assertEquals(101, handshake().refused().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "\u0015\u0003\u0003\0\2\2(", "HTTP/1.1 abc\r\n\r\n"})
    void whatIsNoHttpIsSaid(String banner) {
        server.on("GET /ws", raw(banner));
        var failure = assertThrows(Failure.class, this::handshake);
        assertEquals("UNREACHABLE " + server.url() + " answers, but not in HTTP", failure.kind() + " " + failure.getMessage());
    }

    @Test
    void aHeadWithoutEndIsLeft() {
        server.on("GET /ws", out -> {
            out.write("HTTP/1.1 101 Switching Protocols\r\n".getBytes());
            for (int i = 0; i < 2000; i++) {
                out.write(("X-" + i + ": " + "x".repeat(1000) + "\r\n").getBytes());
            }
        });
        assertEquals(server.url() + " answers, but not in HTTP", assertThrows(Failure.class, this::handshake).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"silence", "drip"})
    void oneDeadlineCoversTheHandshake(String way) {
        server.on("GET /ws", way.equals("silence") ? silent(Duration.ofSeconds(60)) : out -> {
            for (var c : "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n".repeat(10).toCharArray()) {
                out.write(c);
                out.flush();
                Thread.sleep(300);
            }
        });
        try (var hasty = new Transport(Settings.of(Map.of(), "paas/test", Duration.ofSeconds(2)))) {
            long start = System.nanoTime();
            var failure = assertThrows(Failure.class, () -> hasty.open(URI.create(server.url() + "/ws")));
            assertEquals("TIMED_OUT no answer from " + server.url() + " within 2 s", failure.kind() + " " + failure.getMessage());
            var took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(took.toSeconds() < 15, "it took " + took);
        }
    }

    @Test
    void aFloodOfPingsDoesNoHarm() {
        try (var socket = open(peer -> {
            for (int i = 0; i < 200_000; i++) {
                peer.frame(0x89, "0123456789".getBytes(UTF_8));
            }
            peer.text("still here");
        })) {
            assertEquals(List.of("still here"), all(socket));
        }
    }

    @Test
    void aFloodOfEmptyPiecesDoesNoHarm() {
        try (var socket = open(peer -> {
            peer.frame(0x01, "begin".getBytes(UTF_8));
            for (int i = 0; i < 200_000; i++) {
                peer.frame(0x00, i % 2 == 0 ? new byte[0] : new byte[] {'.'});
            }
            peer.frame(0x80, "end".getBytes(UTF_8));
        })) {
            assertEquals(List.of("begin" + ".".repeat(100_000) + "end"), all(socket));
        }
    }

    @Test
    void aTextOfManyMebibytesIsCut() {
        try (var socket = open(peer -> {
            peer.frame(0x01, "x".repeat(60_000).getBytes(UTF_8));
            for (int i = 0; i < 100; i++) {
                peer.frame(0x00, "y".repeat(60_000).getBytes(UTF_8));
            }
            peer.frame(0x80, new byte[0]);
            peer.text("next");
        })) {
            var all = all(socket);
            assertEquals(List.of(MIB, 4), all.stream().map(String::length).toList());
            assertTrue(all.getFirst().startsWith("x".repeat(60_000) + "y"));
        }
    }

    @Test
    void aReaderThatIsSlowHoldsTheServerBack() throws InterruptedException {
        var written = new AtomicLong();
        try (var socket = open(peer -> {
            for (int i = 0; i < 2000; i++) {
                peer.binary(new byte[60_000]);
                written.addAndGet(60_000);
            }
        })) {
            long before = -1;
            while (written.get() != before) {
                before = written.get();
                Thread.sleep(1000);
            }
            // what lies in the two sockets' buffers is the system's; 120 MB are not there
            assertTrue(before < 60_000L * 1000, before + " bytes were taken from a server that nobody read");
            long read = 0;
            for (var piece = socket.read(LONG); piece != null; piece = socket.read(LONG)) {
                assertTrue(piece.length <= 8192, "a piece of " + piece.length);
                read += piece.length;
            }
            assertEquals(60_000L * 2000, read);
        }
    }

    @Test
    void aServerThatDoesNotReadIsGivenUpAfterTenSeconds() {
        try (var socket = open(peer -> over.await())) {
            var large = Map.of("data", "x".repeat(MIB));
            boolean taken = true;
            long start = System.nanoTime();
            for (int i = 0; i < 1000 && taken; i++) {
                start = System.nanoTime();
                taken = socket.send(large);
            }
            assertFalse(taken, "1 GB went nowhere");
            var waited = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(waited.toMillis() >= 9_000, "given up after " + waited);
        }
    }

    @Test
    void whatIsSentArrivesInOrder() {
        var typed = Sockets.record();
        try (var socket = open(peer -> {
            for (int i = 0; i < 500; i++) {
                typed.add(peer.read());
            }
            peer.text("enough");
        })) {
            for (int i = 0; i < 500; i++) {
                // the peer may be gone before it is known here that it took the last one
                assertTrue(socket.send(Map.of("n", "ü" + i)) || i == 499);
            }
            assertEquals(List.of("enough"), all(socket));
            assertEquals("{\"n\":\"ü499\"}", typed.getLast().replace(" ", ""));
        }
    }

    @Test
    void closingLetsTheServerGoAtOnce() throws InterruptedException {
        var gone = new CountDownLatch(1);
        var socket = open(peer -> {
            try {
                peer.awaitEnd();
            } catch (IOException reset) {
                // that is an end, too
            }
            gone.countDown();
        });
        socket.close();
        assertTrue(gone.await(20, TimeUnit.SECONDS), "the connection stays");
        assertFalse(socket.send(Map.of("a", "b")));
        socket.close();
    }

    @Test
    void aGoodbyeAndAWrongFrameAreEnds() {
        try (var socket = open(peer -> {
            peer.text("bye");
            peer.frame(0x88, new byte[0]);
            over.await();
        })) {
            assertEquals(List.of("bye"), all(socket));
        }
        try (var socket = open(peer -> {
            peer.text("wrong");
            Thread.sleep(200);
            peer.frame(0x83, new byte[0]);
            over.await();
        })) {
            assertEquals(List.of("wrong"), all(socket));
        }
    }

    @Test
    void overTlsTheNameIsChecked() {
        var certificates = new Certificates(folder);
        server.on("GET /ws", socket(peer -> peer.text("secured")));
        try (var front = new TlsFront(certificates.server("paas.test"), server.port());
             var proxy = new ForwardProxy().knows("paas.test:8443", front.port()).knows("wrong.test:8443", front.port())) {
            var environment = Map.of("https_proxy", proxy.url(), "PAAS_CA_FILE", certificates.authority().toString());
            try (var through = new Transport(Settings.of(environment, "paas/test", LONG))) {
                try (var socket = through.open(URI.create("https://paas.test:8443/ws")).opened()) {
                    assertEquals(List.of("secured"), all(socket));
                }
                assertEquals("paas.test:8443", server.seen().getLast().header("Host"));
                assertTrue(assertThrows(Failure.class, () -> through.open(URI.create("https://wrong.test:8443/ws"))).getMessage()
                    .startsWith("the certificate of https://wrong.test:8443 is made out for another name"));
            }
            try (var doubting = new Transport(Settings.of(Map.of("https_proxy", proxy.url()), "paas/test", LONG))) {
                assertEquals("the certificate of https://paas.test:8443 is signed by nobody this machine trusts",
                    assertThrows(Failure.class, () -> doubting.open(URI.create("https://paas.test:8443/ws"))).getMessage());
            }
            assertEquals(1, server.asked().size(), "a ticket was shown to a stranger");
        }
    }

    /** The library logs through SLF4J, which would complain on standard error that nobody listens. */
    @Test
    void standardErrorStaysClean() {
        try (var instance = Sockets.instance().on("GET /ws/terminal", Sockets.shell(folder.resolve("box"), 100, Sockets.record(), "sh"))) {
            var cli = new Cli(new Home(folder).connected(instance.url(), "bpagt_" + "4b".repeat(32)));
            cli.run("exec", "web", "--", "echo hi").exits(0).prints("hi\n").complains("");
        }
    }
}
