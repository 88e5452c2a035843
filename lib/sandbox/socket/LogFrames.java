package lib.sandbox.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import lib.sandbox.http.GoJson;
import lib.sandbox.http.Socket;

/** Sends log lines, each a JSON object in a text frame with the moment of its sending. Contract: streams.md, 2. */
record LogFrames(Socket socket, InstantSource clock) {

    void send(String message) throws IOException, InterruptedException {
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
        socket.text(json(new Line(message, now)));
    }

    /** What has come in is read before the connection drops: unread, it would make the system take this last line back. */
    void sendLast(String message) throws IOException, InterruptedException {
        socket.ignoreInput();
        send(message);
    }

    static String json(Object value) {
        return new String(GoJson.write(value), UTF_8).strip();
    }

    private record Line(String message, OffsetDateTime timestamp) { }
}
