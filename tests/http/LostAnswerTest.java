package tests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.drip;
import static tests.support.HostileServer.drop;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.json;
import static tests.support.HostileServer.raw;
import static tests.support.HostileServer.reset;
import static tests.support.HostileServer.silent;
import static tests.support.HostileServer.status;
import static tests.support.HostileServer.truncated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import lib.base.Failure;
import lib.http.Body;
import lib.http.Request;
import lib.http.Settings;
import lib.http.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Sockets;

/** A request that changes something: "cannot reach" is said only where nothing was sent; afterwards it may have been done. */
class LostAnswerTest {
    private static final String TOKEN = "bpagt_" + "4b".repeat(32);
    private static final String STOP = "POST /api/apps/stop";
    private static final Body EMPTY = Body.json("{}".getBytes());

    @TempDir
    Path folder;
    private HostileServer server;
    private Cli cli;

    @BeforeEach
    void setUp() {
        server = Sockets.instance();
        becomes("running");
        cli = new Cli(new Home(folder).connected(server.url(), TOKEN)).secret(TOKEN);
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    /** What another look at the app tells. */
    private void becomes(String status) {
        server.on("GET /api/apps/get", json("{\"id\":\"a1b2c3d4e5\",\"name\":\"web\",\"status\":\"" + status + "\"}"));
    }

    static Stream<Arguments> ways() {
        return Stream.of(
            Arguments.of("reset", reset(), "the connection broke off"),
            Arguments.of("closed without a word", drop(), "the connection broke off"),
            Arguments.of("cut", truncated("{\"status\":\"stopped\"}"), "the connection broke off"),
            Arguments.of("silence", silent(Duration.ofSeconds(25)), "no answer within 3 s"),
            Arguments.of("drip", drip(Duration.ofSeconds(25)), "no answer within 3 s"),
            Arguments.of("a gateway's 502", status(502, "text/html", "<h1>502</h1>"), "a gateway answered with status 502"),
            Arguments.of("a gateway's 504", status(504, "text/plain", "upstream timed out"), "a gateway answered with status 504"),
            Arguments.of("a gateway's 503", status(503, "text/html", ""), "a gateway answered with status 503"),
            Arguments.of("no HTTP", raw("SSH-2.0-OpenSSH_9.2\r\n"), "what came back is no HTTP"),
            Arguments.of("a bad chunk", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "what came back is no HTTP"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void itMayHaveBeenDone(String way, HostileServer.Reply reply, String why) {
        server.on(STOP, reply);
        cli.run("stop", "web", "--timeout", "3").failsWith(9, "the answer of " + server.url() + " to " + STOP + " got lost (" + why
            + "); it may have been done\nhint: look whether it was done before you try again\n");
        assertEquals(1, server.count(STOP), "sent again");
    }

    @Test
    void whereALookTellsThatItWasDoneThatIsSaid() {
        server.on(STOP, drop());
        becomes("stopped");
        cli.run("stop", "web").exits(0).prints("Stopped web.\nUndo: paas start web\n").complains("");
        assertEquals(1, server.count(STOP), "sent again");
    }

    @Test
    void whatTheInstanceSaysItselfIsNotLost() {
        for (int status : new int[] {500, 502, 503}) {
            server.on(STOP, error(status, "docker does not answer"));
            cli.run("stop", "web").failsWith(1, "docker does not answer\nhint: look at the instance's own log\n");
        }
        assertEquals(3, server.count(STOP), "sent again");
    }

    @Test
    void theRateLimitRefusesBeforeAnythingIsDoneSoItIsTriedAgain() {
        becomes("stopped");
        var limited = status(429, "application/json", "{\"error\":\"Too many requests\"}\n", "Retry-After: 1");
        server.on(STOP, limited, json("{\"status\":\"stopped\"}"));
        cli.run("stop", "web").exits(0).complains("");
        assertEquals(2, server.count(STOP));
        server.on(STOP, limited);
        cli.run("stop", "web").failsWith(1, "Too many requests\nhint: try again in 1 s\n");
        assertEquals(5, server.count(STOP));
    }

    @Test
    void anUnknown429IsNotTriedAgain() {
        server.on(STOP, status(429, "text/html", "<h1>slow down</h1>", "Retry-After: 0"));
        cli.run("stop", "web").failsWith(1, "the instance answered with status 429\nhint: wait a moment and try again\n");
        assertEquals(1, server.count(STOP));
    }

    @Test
    void aLostTicketHasChangedNothing() {
        server.on("POST /api/auth/ws-ticket", drop());
        cli.run("exec", "web", "--", "ls")
            .failsWith(8, "the connection to " + server.url() + " broke off before its answer was complete\n");
        assertEquals(1, server.count("POST /api/auth/ws-ticket"));
    }

    @Test
    void nothingWasSent() throws IOException {
        int closed;
        try (var free = new ServerSocket(0)) {
            closed = free.getLocalPort();
        }
        assertEquals("UNREACHABLE cannot reach http://127.0.0.1:" + closed + " (connection refused)",
            post("http://127.0.0.1:" + closed, Map.of()));
        assertEquals("UNREACHABLE cannot reach http://no-such-host.invalid (unknown host)", post("http://no-such-host.invalid", Map.of()));
        assertEquals("UNREACHABLE cannot reach https://127.0.0.1:" + server.port() + " (TLS: Remote host terminated the handshake)",
            post("https://127.0.0.1:" + server.port(), Map.of()));
        try (var mail = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greet(mail));
            assertEquals("UNREACHABLE cannot reach https://127.0.0.1:" + mail.getLocalPort() + " (it does not speak TLS)",
                post("https://127.0.0.1:" + mail.getLocalPort(), Map.of()));
        }
        assertEquals("UNREACHABLE cannot reach http://paas.test through the proxy 127.0.0.1:" + closed + " (connection refused)",
            post("http://paas.test", Map.of("http_proxy", "127.0.0.1:" + closed)));
        assertEquals("UNREACHABLE cannot reach https://paas.test through the proxy 127.0.0.1:" + closed + " (connection refused)",
            post("https://paas.test", Map.of("https_proxy", "127.0.0.1:" + closed)));
        assertTrue(server.asked().isEmpty(), server.asked().toString());
    }

    private static void greet(ServerSocket mail) {
        try (var client = mail.accept()) {
            client.getOutputStream().write("220 mail.example.com ESMTP\r\n".getBytes());
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            // the client has seen enough
        }
    }

    private static String post(String url, Map<String, String> environment) {
        try (var transport = new Transport(Settings.of(environment, "paas/test", Duration.ofSeconds(5)))) {
            var request = Request.of("POST", URI.create(url + "/api/deploy"), null, EMPTY);
            var failure = assertThrows(Failure.class, () -> transport.send(request));
            return failure.kind() + " " + failure.getMessage();
        }
    }

    /** A server that takes no more connections: the system drops what knocks. */
    @Test
    void noConnectionIsToldFromNoAnswer() throws IOException {
        var waiting = new ArrayList<Socket>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
             var transport = new Transport(Settings.of(Map.of(), "paas/test", Duration.ofSeconds(2)))) {
            boolean room = true;
            for (int i = 0; i < 20 && room; i++) {
                var next = new Socket();
                waiting.add(next);
                room = connects(next, full.getLocalPort());
            }
            assertFalse(room, "this system takes more connections than it was told to");
            var request = Request.of("POST", URI.create("http://127.0.0.1:" + full.getLocalPort() + "/api/deploy"), null, EMPTY);
            var failure = assertThrows(Failure.class, () -> transport.send(request));
            assertEquals("UNREACHABLE cannot reach http://127.0.0.1:" + full.getLocalPort() + " (no connection within 2 s)",
                failure.kind() + " " + failure.getMessage());
        } finally {
            for (var each : waiting) {
                each.close();
            }
        }
    }

    private static boolean connects(Socket socket, int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
