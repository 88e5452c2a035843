package tests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.drip;
import static tests.support.HostileServer.silent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.http.Request;
import lib.http.Settings;
import lib.http.Stepwise;
import lib.http.Transport;
import org.junit.jupiter.api.Test;
import tests.support.HostileServer;

/** Limits of a request's own, and of a file's steps. */
class StepwiseTest {

    private static final Stepwise LENGTH = new Stepwise() {
        @Override
        public Object read(InputStream in) throws IOException {
            return in.readAllBytes().length;
        }

        @Override
        public Object part(String range, InputStream in) throws IOException {
            return range + " " + new String(in.readAllBytes());
        }
    };

    @Test
    void aFileMayTakeLongerThanTheLimitAsLongAsItMoves() {
        try (var server = HostileServer.healthy().on("GET /file", drip(Duration.ofSeconds(3))); var transport = transport(1)) {
            assertEquals(32, transport.send(Request.get(URI.create(server.url() + "/file"), null), LENGTH).value());
            var failure = assertThrows(Failure.class, () -> transport.send(Request.get(URI.create(server.url() + "/file"), null)));
            assertEquals(Kind.TIMED_OUT, failure.kind());
        }
    }

    @Test
    void aFileThatStandsStillIsGivenUp() {
        HostileServer.Reply stuck = out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nabc".getBytes());
            out.flush();
            Thread.sleep(20_000);
        };
        try (var server = HostileServer.healthy().on("GET /file", stuck).on("GET /silent", silent(Duration.ofSeconds(20)));
                var transport = transport(1)) {
            for (var path : new String[] {"/file", "/silent"}) {
                long start = System.nanoTime();
                var failure = assertThrows(Failure.class, () -> transport.send(Request.get(URI.create(server.url() + path), null), LENGTH));
                assertEquals(Kind.TIMED_OUT, failure.kind());
                assertTrue(System.nanoTime() - start < Duration.ofSeconds(15).toNanos(), path);
            }
        }
    }

    @Test
    void aPartIsReadAsOne() {
        try (var server = HostileServer.healthy().on("GET /file", HostileServer.status(206, "application/gzip", "xyz",
                "Content-Range: bytes 3-5/6")); var transport = transport(5)) {
            assertEquals("bytes 3-5/6 xyz", transport.send(Request.get(URI.create(server.url() + "/file"), null)
                .with("Range", "bytes=3-"), LENGTH).value());
            assertEquals("bytes=3-", server.seen().getLast().header("Range"));
        }
    }

    /** One of its own counts where nobody chose another. */
    @Test
    void aRequestsOwnLimit() {
        try (var server = HostileServer.healthy().on("GET /slow", silent(Duration.ofSeconds(25))); var usual = transport(30);
                var chosen = transport(1)) {
            var request = Request.get(URI.create(server.url() + "/slow"), null);
            assertEquals("no answer from " + server.url() + " within 2 s",
                assertThrows(Failure.class, () -> usual.send(request.within(Duration.ofSeconds(2)))).getMessage());
            assertEquals("no answer from " + server.url() + " within 1 s",
                assertThrows(Failure.class, () -> chosen.send(request.within(Duration.ofMinutes(2)))).getMessage());
        }
    }

    private static Transport transport(int seconds) {
        return new Transport(Settings.of(Map.of(), "test", Duration.ofSeconds(seconds)));
    }
}
