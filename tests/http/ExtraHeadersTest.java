package tests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.redirect;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Sockets;

/** PAAS_HEADERS: what an access gateway in front of an instance wants goes with everything that is sent there, and nowhere else. */
class ExtraHeadersTest {
    private static final String TOKEN = "bpagt_" + "4b".repeat(32);
    private static final String SECRET = "5ecre7-of-the-gateway";

    @TempDir
    Path folder;
    private HostileServer server;
    private Cli cli;

    @BeforeEach
    void setUp() {
        server = Sockets.instance().on("GET /ws/terminal", Sockets.shell(folder.resolve("box"), 100, Sockets.record(), "sh"));
        cli = new Cli(new Home(folder).connected(server.url(), TOKEN)).secret(SECRET);
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void theyGoWithRequestsAndWebSockets() {
        cli.env("PAAS_HEADERS", "CF-Access-Client-Id: paas.access\n\r\n  cf-access-client-secret :  " + SECRET + "  \n");
        cli.run("exec", "web", "--", "echo hi").exits(0).prints("hi\n").complains("");
        // the app, and for each of the two terminals (output and errors) a ticket and the handshake
        assertEquals(5, server.seen().size());
        server.seen().forEach(request -> {
            assertEquals("paas.access", request.header("CF-Access-Client-Id"), request.toString());
            assertEquals(SECRET, request.header("CF-Access-Client-Secret"), request.toString());
        });
        assertEquals("Bearer " + TOKEN, server.seen().getFirst().header("Authorization"));
    }

    @Test
    void theyDoNotFollowARedirectToAnotherPlace() {
        try (var other = HostileServer.healthy()) {
            server.on("GET /.well-known/better-paas.json", redirect(302, other.url() + "/.well-known/better-paas.json"));
            cli.env("PAAS_HEADERS", "X-Gate: " + SECRET).env("PAAS_ADMIN_TOKEN", "0123456789abcdef0123");
            cli.run("connect", server.url(), "--legacy");
            assertTrue(!other.seen().isEmpty(), "the redirect was not followed");
            other.seen().forEach(request -> assertEquals(null, request.header("X-Gate"), request.toString()));
            server.seen().forEach(request -> assertEquals(SECRET, request.header("X-Gate"), request.toString()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "5ecre7-of-the-gateway|line 1 of PAAS_HEADERS is no header",
        ": 5ecre7-of-the-gateway|line 1 of PAAS_HEADERS is no header",
        "X Gate: 5ecre7-of-the-gateway|line 1 of PAAS_HEADERS is no header",
        "X-Gate:|line 1 of PAAS_HEADERS is no header",
        "X-Gate: 5ecre7-of-the-gateway-ü|line 1 of PAAS_HEADERS is no header",
        "Authorization: Bearer 5ecre7-of-the-gateway|PAAS_HEADERS may not set Authorization",
        "host: 5ecre7-of-the-gateway|PAAS_HEADERS may not set host",
        "Proxy-Authorization: 5ecre7-of-the-gateway|PAAS_HEADERS may not set Proxy-Authorization",
        "Sec-WebSocket-Key: 5ecre7-of-the-gateway|PAAS_HEADERS may not set Sec-WebSocket-Key",
        "Content-Length: 5|PAAS_HEADERS may not set Content-Length"})
    void whatIsNoHeaderIsRefusedAndNotRepeated(String line, String message) {
        cli.env("PAAS_HEADERS", line).run("apps").failsWith(2, message + "\nhint: ");
        cli.env("PAAS_HEADERS", "A: b\n" + line).run("apps").failsWith(2, message.replace("line 1", "line 2") + "\nhint: ");
        assertTrue(server.seen().isEmpty(), server.asked().toString());
    }
}
