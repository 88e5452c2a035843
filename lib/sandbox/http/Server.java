package lib.sandbox.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.xnio.Options;

/**
 * The HTTP server on 127.0.0.1. Runs what all requests share, in the order of the contract's head (ORDER OF CHECKS), then the route;
 * each request has a virtual thread of its own and may block.
 */
public final class Server implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Server.class.getName());

    private final Gate gate;
    private final AuditTrail audit;
    private final Undertow undertow;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sandbox-request-", 0).factory());
    private final CompletableFuture<Routes> routes = new CompletableFuture<>();

    /** @param port 0 for a free one */
    public Server(int port, Gate gate, AuditTrail audit) {
        this.gate = gate;
        this.audit = audit;
        undertow = Undertow.builder()
            .addHttpListener(port, "127.0.0.1")
            .setIoThreads(2)
            .setWorkerThreads(1)
            .setDirectBuffers(false)    // freeing direct ones makes JDK 24 and newer warn on stderr
            .setWorkerOption(Options.THREAD_DAEMON, true)
            .setServerOption(UndertowOptions.DECODE_URL, false)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)      // the limit is CappedBody's
            .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
            .setHandler(exchange -> exchange.dispatch(threads, this::serve))
            .build();
    }

    /**
     * Listens from now on; a request waits for {@link #open}.
     *
     * @throws RuntimeException with a java.net.BindException as its cause when the port cannot be had
     */
    public void start() {
        undertow.start();
    }

    /** Answers requests by these routes from now on. */
    public void open(Routes routes) {
        this.routes.complete(routes);
    }

    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
        threads.shutdownNow();
    }

    private void serve(HttpServerExchange exchange) throws IOException {
        exchange.startBlocking();
        Cors.apply(exchange);
        var body = new CappedBody(exchange.getInputStream(), exchange.getRequestURI());
        send(exchange, answer(exchange, body), body);
    }

    private Answer answer(HttpServerExchange exchange, CappedBody body) {
        try {
            return check(exchange, body);
        } catch (Rejection rejection) {
            return rejection.answer();
        } catch (BadBody bad) {
            return Answer.error(400, "Bad request");
        } catch (Exception failure) {
            LOG.log(Level.ERROR, "the sandbox failed at " + exchange.getRequestURI(), failure);
            return Answer.error(500, "the sandbox failed: " + failure);
        }
    }

    private Answer check(HttpServerExchange exchange, CappedBody body) throws IOException {
        var method = exchange.getRequestMethod().toString();
        var client = Call.client(exchange);
        if (method.equals("OPTIONS")) {
            return Answer.noContent();
        }
        gate.admit(client);
        var raw = path(exchange);
        var path = decoded(raw);
        var entry = routes.join().find(path);
        boolean open = entry.map(found -> found.endpoint().isPublic()).orElse(path.startsWith("/api/webhooks/") || path.startsWith("/ws/"));
        if (open) {
            return route(exchange, raw, entry, null, body);
        }
        var caller = gate.identify(client, Call.bearer(exchange));
        try {
            return route(exchange, raw, entry, caller, body);
        } finally {
            audit.record(caller, method, path, client);     // also what is refused from here on
        }
    }

    private Answer route(HttpServerExchange exchange, String raw, Optional<Routes.Entry> entry, Caller caller, CappedBody body)
            throws IOException {
        var method = exchange.getRequestMethod().toString();
        var clean = CleanPath.of(raw);
        if (!clean.equals(raw)) {
            var query = exchange.getQueryString();
            return Answer.moved(method, query.isEmpty() ? clean : clean + "?" + query);
        }
        if (entry.isEmpty()) {
            return Answer.text(404, "404 page not found");
        }
        var endpoint = entry.get().endpoint();
        if (caller != null) {
            endpoint.authorize(caller);
        }
        if (!endpoint.accepts(method)) {
            throw new Rejection(405, "Method not allowed");
        }
        return entry.get().route().answer(new Call(exchange, endpoint, caller, body));
    }

    /** As it came, without the query; a proxy's form (http://host/path) has its host cut off. */
    private static String path(HttpServerExchange exchange) {
        var uri = exchange.getRequestURI();
        int path = exchange.isHostIncludedInRequestURI() ? uri.indexOf('/', uri.indexOf("//") + 2) : 0;
        return path < 0 ? "/" : uri.substring(path);
    }

    private static String decoded(String path) {
        try {
            return path.indexOf('%') < 0 ? path : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return path;   // matches no route, which is the answer it should have
        }
    }

    private static void send(HttpServerExchange exchange, Answer answer, CappedBody body) throws IOException {
        exchange.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        if (body.exceeded()) {
            exchange.setPersistent(false);
        }
        if (answer.status() != 204) {
            exchange.setResponseContentLength(answer.body().length);
        }
        // A HEAD answer has the length of its body but not the body; the server drops what is written.
        exchange.getOutputStream().write(answer.body());
        exchange.endExchange();
    }
}
