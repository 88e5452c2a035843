package lib.http;

import static kong.unirest.core.MultiPartBuilder.named;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import kong.unirest.core.Client;
import kong.unirest.core.Config;
import kong.unirest.core.HttpRequest;
import kong.unirest.core.HttpRequestWithBody;
import kong.unirest.core.HttpResponse;
import kong.unirest.core.MultipartBody;
import kong.unirest.core.Unirest;
import kong.unirest.core.UnirestInstance;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * The one place that talks HTTP, and opens WebSockets on the same {@link Settings}. It sends a request, bounds its time and size, tries
 * again what is safe to try again, follows redirects of what only reads, and hands back the answer whatever its status; what a status
 * means is {@code lib.api}'s.
 *
 * <p>A bearer is never sent to another origin, nor are the headers of the settings and of the request. What failed before it left and
 * what got lost afterwards are told apart ({@link NetworkFailure}).
 */
public final class Transport implements AutoCloseable {

    private static final int TRIES = 3;
    private static final long RETRY_WINDOW_MS = 10_000;
    private static final int REDIRECTS = 5;

    private final Settings settings;
    private final ExecutorService threads = Executors.newCachedThreadPool(new ThreadFactory() {
        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "http");
            // the program may end while somebody is still silent
            thread.setDaemon(true);
            return thread;
        }
    });
    private UnirestInstance unirest;

    /** Nothing is opened before the first request. */
    public Transport(Settings settings) {
        this.settings = settings;
    }

    /** Told where requests will go to before there is one: what takes longest of a first one over https begins. */
    public void expect(String url) {
        if (url.startsWith("https:")) {
            TlsWarmup.begin();
        }
    }

    /** Takes a long body as it comes, however large. Called anew for each try. */
    public interface Reader {

        /** What it makes of a 200's body. */
        Object read(InputStream in) throws IOException;

        /** Told of the answer before its body is read. */
        default void begins(int status, Map<String, List<String>> headers) {
            // most want the body alone
        }
    }

    /** As {@link #send(Request, Reader)}, with a body of up to 32 MiB. */
    public Response send(Request request) {
        return send(request, null);
    }

    /**
     * Sends a request. A GET or HEAD is tried again on connection failures, 502, 503, 504 and 429 with Retry-After, anything else on the
     * instance's rate limit alone, which refuses before anything is done: three tries, ten seconds in all. The lock-out after wrong tokens
     * ends it at once. Redirects of a GET or HEAD are followed.
     *
     * @param reader takes the body of a 200; null to have it in the answer
     * @throws Failure UNREACHABLE, TIMED_OUT, ANSWER_LOST; FAILED for an answer that is too large and for redirects that cannot be
     *                 followed; USAGE for settings that cannot be used
     */
    public Response send(Request request, Reader reader) {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            long wait = 250L * attempt * attempt;
            try {
                Response response = followed(request, reader);
                wait = delay(request, response, wait);
                if (wait < 0 || !mayRetry(attempt, start, wait)) {
                    return response;
                }
            } catch (Failure failure) {
                if (failure.kind() != Kind.UNREACHABLE || !request.repeatable() || !mayRetry(attempt, start, wait)) {
                    throw failure;
                }
            }
            pause(wait);
        }
    }

    /**
     * Opens a WebSocket; see {@link Handshake}. Sent once; the time limit covers everything up to the answer.
     *
     * @param uri with http or https, the address of the WebSocket otherwise
     * @throws Failure as {@link #send}, as for a GET
     */
    public Handshake open(URI uri) {
        return WebSocket.open(Request.get(uri, null), settings);
    }

    /**
     * The failure of a request that changes something when its answer is not the instance's: it may have been done.
     *
     * @param why e.g. {@code a gateway answered with status 502}
     */
    public static Failure lost(Request request, String why) {
        return NetworkFailure.lost(request, why);
    }

    private static boolean mayRetry(int attempt, long start, long waitMs) {
        return attempt < TRIES && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + waitMs < RETRY_WINDOW_MS;
    }

    /** Milliseconds to wait before another try, or -1 when this answer is final. */
    private static long delay(Request request, Response response, long otherwise) {
        long asked = response.retryAfter();
        boolean again = switch (response.status()) {
            case 502, 503, 504 -> request.repeatable();
            case 429 -> asked >= 0 && !response.lockedOut() && (request.repeatable() || response.limited() && request.whole());
            default -> false;
        };
        return again ? Math.max(otherwise, asked * 1000) : -1;
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw Failure.interrupted();
        }
    }

    private Response followed(Request request, Reader reader) {
        String home = Origin.of(request.uri());
        Response response = once(request, reader, true);
        for (int hop = 0; request.repeatable() && response.status() / 100 == 3 && !response.header("Location").isEmpty(); hop++) {
            if (hop == REDIRECTS) {
                throw new Failure(Kind.FAILED, home + " redirects in circles");
            }
            URI next = response.target();
            boolean same = Origin.of(next).equals(home);
            if (request.bearer() != null && !same) {
                throw new Failure(Kind.FAILED,
                        "the instance redirects to " + Origin.of(next) + ", and a token is never sent to another address",
                        "if that is your instance, run: paas connect " + Origin.of(next)
                                + ", or set PAAS_API_URL to it where that is used");
            }
            if (reader instanceof Stepwise file) {
                file.redirected(response.uri(), next);
            }
            response = once(request.at(next), reader, same);
        }
        return response;
    }

    /** @param home whether this is the origin that the caller asked for, and not one that a redirect leads to */
    private Response once(Request request, Reader reader, boolean home) {
        Proxies.Server proxy = settings.proxies().of(request.uri());
        Duration limit = settings.limit(request);
        Upload upload = request.body() instanceof Body.Form form ? new Upload(form, limit) : null;
        Poured poured = request.body() instanceof Body.Stream stream ? new Poured(stream.bytes(), limit) : null;
        Answering answering = new Answering(request.uri(), proxy, reader);
        HttpRequest<?> prepared = prepared(request, proxy, home, upload, poured);
        Progress progress = new Progress();
        // by a thread of its own, so that the time limit covers everything, and so that whoever waits can be interrupted
        FutureTask<HttpResponse<Response>> pending = new FutureTask<>(new Callable<>() {
            @Override
            public HttpResponse<Response> call() {
                progress.begin();
                try {
                    return prepared.asObject(answering);
                } finally {
                    Progress.end();
                }
            }
        });
        threads.execute(pending);
        try {
            HttpResponse<Response> response = upload != null ? upload.await(pending)
                    : poured != null ? poured.await(pending)
                    : answering.stepwise() ? answering.await(pending, limit)
                    : pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (response.getBody() == null) {
                Throwable error = response.getParsingError().orElseThrow().getCause();
                throw NetworkFailure.of(request, proxy, error, limit, progress);
            }
            if (proxy != null && response.getBody().status() == 407) {
                throw NetworkFailure.refused(request.uri(), proxy, 407);
            }
            return response.getBody();
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw NetworkFailure.late(request, proxy, upload != null ? upload.limit() : limit, progress);
        } catch (ExecutionException e) {
            throw NetworkFailure.of(request, proxy, e.getCause(), limit, progress);
        } catch (InterruptedException e) {
            pending.cancel(true);
            throw Failure.interrupted();
        }
    }

    private HttpRequest<?> prepared(Request request, Proxies.Server proxy, boolean home, Upload upload, Poured poured) {
        HttpRequestWithBody bare = unirest().request(request.method(), request.uri().toASCIIString());
        if (request.bearer() != null) {
            bare.header("Authorization", "Bearer " + request.bearer());
        }
        if (home) {
            add(bare, settings.headers());
            add(bare, request.headers());
        }
        if (proxy != null && proxy.login() != null) {
            // the client takes it off again where a request goes through a tunnel
            bare.header("Proxy-Authorization", proxy.login());
        }
        if (request.body() instanceof Body.Bytes body) {
            return bare.header("Content-Type", body.type()).body(body.bytes());
        }
        if (request.body() instanceof Body.Stream stream) {
            return bare.header("Content-Type", stream.type()).body((InputStream) poured);
        }
        if (request.body() instanceof Body.Form form) {
            MultipartBody fields = bare.multiPartContent();
            for (Map.Entry<String, String> each : form.fields().entrySet()) {
                fields.field(named(each.getKey()).value(each.getValue()).contentType("text/plain; charset=utf-8"));
            }
            return fields.field(named(form.name()).value(form.file().toFile()).contentType(form.type())).uploadMonitor(upload);
        }
        return bare;
    }

    private static void add(HttpRequest<?> request, Map<String, String> headers) {
        for (Map.Entry<String, String> each : headers.entrySet()) {
            request.headerReplace(each.getKey(), each.getValue());
        }
    }

    /** It asks each jar for JSON engines, of which there is none: to open them all takes longer than the rest of it. */
    private static UnirestInstance spawned() {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return Unirest.spawnInstance();
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private synchronized UnirestInstance unirest() {
        if (unirest == null) {
            unirest = spawned();
            unirest.config()
                    .httpClient(new Function<Config, Client>() {
                        @Override
                        public Client apply(Config config) {
                            return new SocketClient(config, settings, threads);
                        }
                    })
                    .addDefaultHeader("User-Agent", settings.userAgent())
                    .addDefaultHeader("Accept", "application/json");
        }
        return unirest;
    }

    /** Lets go of all connections at once. */
    @Override
    public synchronized void close() {
        threads.shutdownNow();
        if (unirest != null && unirest.config().getClient() instanceof SocketClient client) {
            client.close();
        }
    }
}
