package lib.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import lib.sandbox.fault.Effect;
import org.xnio.IoUtils;

/** How an answer leaves: as it is, or as a fault has it; the fault is null for none. */
record Delivery(HttpServerExchange exchange, Effect fault) {

    private static final String PAGE = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>"
        + "<body><h1>Sign in to continue</h1></body></html>\n";
    private static final Duration DRIP = Duration.ofSeconds(1);

    /** What the fault answers in place of the instance, which then does nothing; null for nothing. */
    Answer instead() {
        return switch (fault) {
            case Effect.Status(int status, String error, long retryAfter) -> {
                Answer answer = Answer.error(status, error);
                yield retryAfter == 0 ? answer : answer.with("Retry-After", Long.toString(retryAfter));
            }
            case Effect.Html(int status) -> Answer.of(status, "text/html; charset=utf-8", PAGE.getBytes(UTF_8));
            case Effect.Redirect(String to) -> new Answer(302, Map.of("Location", to), new byte[0]);
            case null, default -> null;
        };
    }

    /** Whether the instance never gets to see the request: the connection drops at once. */
    boolean skipsTheInstance() {
        return fault instanceof Effect.Drop || fault instanceof Effect.Refuse || fault instanceof Effect.Restart;
    }

    /** Whether not a byte of the answer leaves. */
    boolean loses() {
        return fault instanceof Effect.Lose;
    }

    /** Whether the answer breaks off in its middle; a WebSocket then drops as soon as it is open. */
    boolean cuts() {
        return fault instanceof Effect.Cut;
    }

    /** The headers that every answer carries. Contract, head, CORS. */
    void sharedHeaders() {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(new HttpString("Vary"), "Origin");
        headers.put(new HttpString("Access-Control-Allow-Methods"), "GET, POST, PUT, DELETE, OPTIONS");
        headers.put(new HttpString("Access-Control-Allow-Headers"), "Content-Type, Authorization");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin != null && Handshake.sameHost(origin, exchange.getHostName())) {
            headers.put(new HttpString("Access-Control-Allow-Origin"), origin);
        }
    }

    void delay() throws IOException {
        if (fault instanceof Effect.Delay(Duration time)) {
            pause(time);
        }
    }

    /** Drops the connection without a word. */
    void drop() {
        IoUtils.safeClose(exchange.getConnection());
    }

    /** Waits for the interrupt that comes when the port is closed: who sees the connection drop must find the port so. */
    void dropOnceInterrupted() {
        try {
            Thread.sleep(Duration.ofSeconds(10));
        } catch (InterruptedException closed) {
            // As planned; the thread ends here anyway.
        }
        drop();
    }

    /** @param last whether the connection ends with this answer */
    void send(Answer whole, boolean last) throws IOException {
        Answer answer = changed(whole);
        exchange.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        if (last) {
            exchange.setPersistent(false);
        }
        if (answer.status() != 204 && !answer.headers().containsKey("Transfer-Encoding")) {
            exchange.setResponseContentLength(answer.body().length);
        }
        OutputStream out = exchange.getOutputStream();
        if (cuts()) {
            out.write(answer.body(), 0, answer.body().length / 2);
            out.flush();
            drop();
            return;
        }
        if (fault instanceof Effect.Drip) {
            for (byte each : answer.body()) {
                out.write(each);
                out.flush();
                pause(DRIP);
            }
        } else {
            // A HEAD answer has the length of its body but not the body; the server drops what is written.
            out.write(answer.body());
        }
        exchange.endExchange();
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException closing) {
            throw new IOException("the sandbox stops", closing);
        }
    }

    private Answer changed(Answer answer) {
        return switch (fault) {
            case Effect.Truncate() -> new Answer(answer.status(), answer.headers(), Arrays.copyOf(answer.body(), answer.body().length / 2));
            case Effect.Type(String contentType) -> answer.with("Content-Type", contentType);
            case Effect.Big(int mib) -> new Answer(answer.status(), answer.headers(), padded(answer.body(), mib << 20));
            case null, default -> answer;
        };
    }

    private static byte[] padded(byte[] body, int length) {
        byte[] padded = Arrays.copyOf(body, Math.max(body.length, length));
        if (body.length < length) {
            Arrays.fill(padded, Math.max(0, body.length - 1), length, (byte) ' ');
            padded[length - 1] = '\n';
        }
        return padded;
    }
}
