package lib.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.server.HttpServerExchange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.util.Objects;
import lib.sandbox.http.Contract.Endpoint;
import lib.sandbox.http.Gate.Caller;

/**
 * One request as a route sees it.
 *
 * @param caller whose token it carried; null at a public endpoint
 * @param stream the body, up to the limit of its path
 */
public record Call(HttpServerExchange exchange, Endpoint endpoint, Caller caller, CappedBody stream) {

    public String method() {
        return exchange.getRequestMethod().toString();
    }

    /** The first value of a query parameter, decoded; {@code ""} when absent. A pair with a broken escape is passed over, as in Go. */
    public String query(String name) {
        for (String pair : exchange.getQueryString().split("&")) {
            String[] parts = pair.split("=", 2);
            try {
                if (!pair.contains(";") && URLDecoder.decode(parts[0], UTF_8).equals(name)) {
                    return parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8);
                }
            } catch (IllegalArgumentException broken) {
                continue;
            }
        }
        return "";
    }

    /** The JSON body as a record; see {@link BodyReader} for the rules. */
    public <R extends Record> R body(Class<R> type) throws IOException {
        return BodyReader.read(new InputStreamReader(stream, UTF_8), type);
    }

    /** The field {@code id} of a body that names a thing. */
    public String id() throws IOException {
        return body(IdBody.class).id;
    }

    /** As {@link #body}, where the refusal tells the reason. Contract: "Bad request: {decoder text}". */
    public <R extends Record> R bodyOrWhy(Class<R> type) throws IOException {
        try {
            return body(type);
        } catch (BadBody bad) {
            throw new Rejection(400, "Bad request: " + bad.getMessage());
        }
    }

    /** The body as a form with files; a {@link BadBody} says why it is none. */
    public Multipart form() throws IOException {
        return Multipart.read(stream, header("Content-Type"));
    }

    /** The body as it came. */
    public byte[] bytes() throws IOException {
        return stream.readAllBytes();
    }

    /** Does this once the answer has left, on a thread of its own. */
    public void afterwards(Runnable work) {
        exchange.addExchangeCompleteListener((done, next) -> {
            next.proceed();
            Thread.ofVirtual().name("sandbox-afterwards").start(work);
        });
    }

    /** {@code scheme://host} of this request. Contract: GET /.well-known/better-paas.json: X-Forwarded-Proto and -Host always count. */
    public String origin() {
        return header("X-Forwarded-Proto", "http") + "://" + header("X-Forwarded-Host", header("Host", exchange.getHostAndPort()));
    }

    /** {@code scheme://host} of this request as it came, whatever a proxy says: TRUST_PROXY is off. */
    public String directOrigin() {
        return "http://" + header("Host", exchange.getHostAndPort());
    }

    /** The path as it came, without the query. */
    public String path() {
        return exchange.getRequestPath();
    }

    /** The first value of a header; {@code ""} when it is absent. */
    public String header(String name) {
        return header(name, "");
    }

    /** The address that the limits count by. */
    public static String client(HttpServerExchange exchange) {
        return exchange.getSourceAddress().getAddress().getHostAddress();
    }

    /** The token of {@code Authorization: Bearer}, {@code ""} when there is none. */
    public static String bearer(HttpServerExchange exchange) {
        String header = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        return header.regionMatches(true, 0, "Bearer ", 0, 7) ? header.substring(7).strip() : "";
    }

    private String header(String name, String otherwise) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private record IdBody(String id) { }

    /** A body that fails with {@link BadBody} at the first byte beyond its limit, as the server's does: only what is read counts. */
    static final class CappedBody extends FilterInputStream {

        static final long LIMIT = 2 * 1024 * 1024;
        static final long WEBHOOK_LIMIT = 5 * 1024 * 1024;
        static final long UPLOAD_LIMIT = 500L * 1024 * 1024;

        private long left;

        CappedBody(InputStream in, String path) {
            super(in);
            left = path.endsWith("/upload") ? UPLOAD_LIMIT : path.contains("/api/webhooks/") ? WEBHOOK_LIMIT : LIMIT;
        }

        /** Whether more than the limit was asked for; the connection must then be closed. */
        boolean exceeded() {
            return left < 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = super.read(buffer, offset, (int) Math.min(length, Math.max(left, 0) + 1));
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new BadBody("http: request body too large");
            }
            return count;
        }
    }
}
