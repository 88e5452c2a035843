package lib.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import kong.unirest.core.HttpRequest;
import kong.unirest.core.HttpResponse;
import kong.unirest.core.RawResponse;
import kong.unirest.core.Unirest;
import kong.unirest.core.UnirestException;
import kong.unirest.core.UnirestInstance;
import lib.api.Agent;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * The one place that talks HTTP. It sends a request, bounds its time and size, retries what is safe to retry, follows redirects that
 * stay on the origin, and hands back the raw answer whatever its status; {@link Api} knows the routes and what a status means.
 *
 * <p>A bearer is never sent to another origin. 401 is never retried: the instance locks out after wrong tokens (contract, LOCK-OUT).
 */
public final class Transport implements AutoCloseable {

    /** Largest body read, in bytes. */
    static final int MAX_BODY = 32 * 1024 * 1024;

    private static final int TRIES = 3;
    private static final long RETRY_WINDOW_MS = 10_000;
    private static final int REDIRECTS = 5;

    static {
        // the JDK's client would send a GET whose connection breaks once more by itself: six requests where three are meant
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
    }

    private final String userAgent;
    private final Duration timeout;
    private UnirestInstance http;
    private UnirestInstance https;

    /**
     * @param userAgent sent with each request, e.g. {@code paas/0.1.0}
     * @param timeout   for one request, from the first byte sent to the last byte of the body
     */
    public Transport(String userAgent, Duration timeout) {
        this.userAgent = userAgent;
        this.timeout = timeout;
    }

    /**
     * A client for each scheme, made when the first address of it comes up: the JDK's loads all trusted certificates when it is built,
     * which takes longer than a whole request, so the one for http is handed a TLS context that trusts nobody.
     */
    private synchronized UnirestInstance unirest(URI uri) {
        if (uri.getScheme().equals("https")) {
            return https = https == null ? configured(Unirest.spawnInstance()) : https;
        }
        if (http == null) {
            http = configured(Unirest.spawnInstance());
            try {
                SSLContext nobody = SSLContext.getInstance("TLS");
                nobody.init(null, new TrustManager[0], null);
                http.config().sslContext(nobody);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has TLS", e);
            }
        }
        return http;
    }

    private UnirestInstance configured(UnirestInstance unirest) {
        // HTTP/1.1: commands send one to three small requests, and the classes of HTTP/2 cost more at start than it saves
        unirest.config()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout((int) Math.min(NetworkFailure.CONNECT.toMillis(), timeout.toMillis()))
                .requestTimeout((int) timeout.toMillis())
                .followRedirects(false)
                .enableCookieManagement(false)
                .setDefaultHeader("User-Agent", userAgent)
                .setDefaultHeader("Accept", "application/json");
        return unirest;
    }

    /**
     * An answer.
     *
     * @param uri         where it came from, after redirects
     * @param contentType media type in lower case without parameters, "" when absent
     * @param value       what a {@link Reader} made of a 200; its body is empty then
     */
    public record Answer(URI uri, int status, String contentType, String retryAfter, String location, byte[] body, Object value) {
    }

    /** Takes a long body as it comes, however large. Called anew for each try. */
    public interface Reader {
        Object read(InputStream in) throws IOException;
    }

    /** Sends a GET (reader: null for a body of up to 32 MiB), retried on connection failures, 429 with Retry-After, 502, 503 and 504: three tries, ten seconds in all. */
    public Answer get(URI uri, String bearer, Reader reader) {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            long wait = 250L * attempt * attempt;
            try {
                Answer answer = followed(uri, bearer, reader);
                long asked = retryDelay(answer, wait);
                if (asked < 0 || !mayRetry(attempt, start, asked)) {
                    return answer;
                }
                wait = asked;
            } catch (Failure failure) {
                if (failure.kind() != Kind.UNREACHABLE || !mayRetry(attempt, start, wait)) {
                    throw failure;
                }
            }
            pause(wait);
        }
    }

    /** Sends a POST with a JSON body, once; a redirect is never followed. */
    public Answer post(URI uri, String bearer, byte[] json) {
        return send("POST", uri, bearer, json, null);
    }

    private static boolean mayRetry(int attempt, long start, long waitMs) {
        return attempt < TRIES && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + waitMs < RETRY_WINDOW_MS;
    }

    /** Milliseconds to wait before another try, or -1 when this answer is final. */
    private static long retryDelay(Answer answer, long otherwise) {
        return switch (answer.status()) {
            case 502, 503, 504 -> Math.max(otherwise, seconds(answer.retryAfter()) * 1000);
            case 429 -> seconds(answer.retryAfter()) < 0 ? -1 : Math.max(otherwise, seconds(answer.retryAfter()) * 1000);
            default -> -1;
        };
    }

    /** Whole seconds of a Retry-After header; -1 when it is absent or a date. */
    public static long seconds(String retryAfter) {
        return retryAfter.matches("\\d{1,6}") ? Long.parseLong(retryAfter) : -1;
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Answer followed(URI uri, String bearer, Reader reader) {
        Answer answer = send("GET", uri, bearer, null, reader);
        for (int hop = 0; answer.status() / 100 == 3 && !answer.location().isEmpty(); hop++) {
            if (hop == REDIRECTS) {
                throw new Failure(Kind.FAILED, Origin.of(uri) + " redirects in circles");
            }
            URI next = target(answer);
            if (bearer != null && !Origin.of(next).equals(Origin.of(uri))) {
                throw new Failure(Kind.FAILED,
                        "the instance redirects to " + Origin.of(next) + ", and a token is never sent to another address",
                        "if that is your instance, run: paas connect " + Origin.of(next));
            }
            answer = send("GET", next, bearer, null, reader);
        }
        return answer;
    }

    private static URI target(Answer answer) {
        try {
            URI next = answer.uri().resolve(answer.location());
            if (next.getHost() != null && ("http".equals(next.getScheme()) || "https".equals(next.getScheme()))) {
                return next;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // falls through to the same answer as any other useless target
        }
        throw new Failure(Kind.FAILED, Origin.of(answer.uri()) + " redirects to something that is no web address");
    }

    private Answer send(String method, URI uri, String bearer, byte[] json, Reader reader) {
        HttpRequest<?> request = json == null
                ? unirest(uri).request(method, uri.toString())
                : unirest(uri).request(method, uri.toString()).body(json).header("Content-Type", "application/json");
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        // asynchronous, so that the time limit covers the body too: the client's own ends with the headers
        var pending = request.asObjectAsync(raw -> read(uri, raw, reader));
        try {
            HttpResponse<Answer> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.getBody() == null) {
                throw response.getParsingError().<RuntimeException>map(e -> failure(uri, e.getCause())).orElseThrow();
            }
            return response.getBody();
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw timedOut(uri);
        } catch (ExecutionException e) {
            throw failure(uri, e.getCause());
        } catch (InterruptedException e) {
            pending.cancel(true);
            throw interrupted();
        }
    }

    private static Answer read(URI uri, RawResponse raw, Reader reader) {
        var headers = raw.getHeaders();
        String type = headers.getFirst("Content-Type").toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        try (InputStream in = raw.getContent()) {
            boolean streamed = reader != null && raw.getStatus() == 200;
            Object value = streamed ? reader.read(in) : null;
            byte[] body = streamed ? new byte[0] : in.readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                throw new Failure(Kind.FAILED, "the answer of " + Origin.of(uri) + " is larger than 32 MiB and was not read",
                        "ask for less, e.g. fewer lines");
            }
            return new Answer(uri, raw.getStatus(), (parameters < 0 ? type : type.substring(0, parameters)).trim(),
                    headers.getFirst("Retry-After").trim(), headers.getFirst("Location"), body, value);
        } catch (IOException e) {
            throw new UnirestException(e);
        }
    }

    public Failure failure(URI uri, Throwable error) {
        return NetworkFailure.of(uri, error, timeout);
    }

    private Failure timedOut(URI uri) {
        return NetworkFailure.timedOut(uri, timeout);
    }

    private static Failure interrupted() {
        return NetworkFailure.interrupted();
    }

    /** Sends a form with a file, once. */
    public Answer upload(URI uri, String bearer, byte[] config, Path zip, LongConsumer sent) {
        return Upload.send(this, (HttpClient) unirest(uri).config().getClient().getClient(), uri, bearer, config, zip, sent);
    }

    /** How long one answer may take. */
    public Duration timeout() {
        return timeout;
    }

    public String userAgent() {
        return userAgent;
    }

    /** Lets go of all connections at once. Without it the JVM waits about 300 ms at exit for the client's selector thread. */
    @Override
    public synchronized void close() {
        close(http);
        close(https);
    }

    private static void close(UnirestInstance unirest) {
        if (unirest != null && unirest.config().getClient().getClient() instanceof HttpClient client) {
            client.shutdownNow();
            try {
                client.awaitTermination(Duration.ofMillis(200));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
