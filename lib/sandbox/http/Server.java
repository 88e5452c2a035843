package lib.sandbox.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Faults;
import lib.sandbox.fault.RequestLog;
import lib.sandbox.http.Call.CappedBody;
import lib.sandbox.http.Contract.Endpoint;
import lib.sandbox.http.Gate.Caller;

/**
 * The HTTP server on 127.0.0.1. Runs what all requests share, in the order of the contract's head (ORDER OF CHECKS), then the route;
 * each request has a virtual thread of its own and may block.
 */
public final class Server implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Server.class.getName());
    private static final List<Consumer<Answered>> WATCHERS = new CopyOnWriteArrayList<>();
    /** What belongs to the sandbox and not to an instance: no fault hits it and no log has it. */
    private static final String OWN = "/__sandbox/";

    private final Gate gate;
    private final AuditTrail audit;
    private final Listener listener;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final CompletableFuture<Routes> routes = new CompletableFuture<>();
    private final Sockets sockets = new Sockets();
    /** A page of another name that leads here (DNS rebinding) could else read everything; the names of this machine cannot be rebound. */
    private static final Pattern OWN_NAMES =
        Pattern.compile("(.+[.])?localhost[.]?|127([.][0-9]{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);
    private static final Answer STRANGER = Answer.text(403, "The sandbox answers to localhost and 127.0.0.1 only.");
    private volatile Runnable onRestart = () -> { };

    /** @param port 0 for a free one */
    public Server(int port, Gate gate, AuditTrail audit) {
        this.gate = gate;
        this.audit = audit;
        listener = new Listener(port, this::serve);
    }

    /** Tells this of every answer that any server of this JVM gives; it must be quick and not fail. For tests. */
    public static void watch(Consumer<Answered> watcher) {
        WATCHERS.add(watcher);
    }

    /** Listens from now on; a request waits for {@link #open}. A RuntimeException caused by a BindException: the port cannot be had. */
    public void start() {
        listener.open();
    }

    /** Answers by these routes from now on; a restart of the instance makes of its state what this says, while no request arrives. */
    public void open(Routes routes, Runnable onRestart) {
        this.onRestart = onRestart;
        this.routes.complete(routes);
    }

    public int port() {
        return listener.port();
    }

    public Faults faults() {
        return faults;
    }

    public RequestLog requests() {
        return requests;
    }

    /** Stops, restarts and listens again on the same port after this time, all on another thread. */
    public void restart(Duration down, Runnable meanwhile) {
        listener.reopen(down, () -> {
            restart();    // nothing that was under way may write into what comes now,
            meanwhile.run();
            restart();    // and what this says is under way is not
        });
    }

    @Override
    public void close() {
        sockets.close();
        listener.close();
    }

    private void serve(HttpServerExchange exchange) throws Exception {
        exchange.startBlocking();
        String method = exchange.getRequestMethod().toString();
        String path = path(exchange);
        boolean own = path.startsWith(OWN);
        Effect fault = own ? null : faults.take(method, path);
        Delivery delivery = new Delivery(exchange, fault);
        delivery.sharedHeaders();
        if (delivery.skipsTheInstance()) {
            note(exchange, 0);
            switch (fault) {
                case Effect.Refuse(Duration time) -> listener.reopen(time, sockets::dropAll);
                case Effect.Restart() -> listener.reopen(Duration.ZERO, this::restart);
                default -> Thread.currentThread().interrupt();
            }
            delivery.dropOnceInterrupted();
            return;
        }
        delivery.delay();
        CappedBody body = new CappedBody(exchange.getInputStream(), exchange.getRequestURI());
        Answer instead = isOwn(exchange.getHostName()) ? delivery.instead() : STRANGER;
        Answer answer = instead == null ? answer(exchange, body) : instead;
        if (!own) {
            note(exchange, delivery.loses() ? 0 : answer.status());
        }
        if (!own && instead == null) {
            tell(exchange, answer);
        }
        if (delivery.loses()) {
            delivery.drop();
        } else if (Sockets.wanted(exchange)) {
            sockets.upgrade(exchange, delivery.cuts());
        } else {
            delivery.send(answer, body.exceeded());
        }
    }

    /** Also what names no host at all. */
    private static boolean isOwn(String host) {
        return host == null || host.isEmpty() || OWN_NAMES.matcher(host).matches();
    }

    private void restart() {
        sockets.dropAll();
        onRestart.run();
    }

    private void note(HttpServerExchange exchange, int status) {
        boolean chunked = exchange.getRequestHeaders().contains("Transfer-Encoding");
        long length = chunked ? -1 : Math.max(0, exchange.getRequestContentLength());
        requests.add(exchange.getRequestMethod().toString(), target(exchange), status, length);
    }

    private static void tell(HttpServerExchange exchange, Answer answer) {
        if (!WATCHERS.isEmpty()) {
            Map<String, List<String>> headers = new LinkedHashMap<>();
            exchange.getResponseHeaders().forEach(header -> headers.put(header.getHeaderName().toString(), List.copyOf(header)));
            answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
            Answered answered =
                new Answered(exchange.getRequestMethod().toString(), target(exchange), answer.status(), headers, answer.body());
            WATCHERS.forEach(watcher -> watcher.accept(answered));
        }
    }

    private static String target(HttpServerExchange exchange) {
        String query = exchange.getQueryString();
        return query.isEmpty() ? path(exchange) : path(exchange) + "?" + query;
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
        String method = exchange.getRequestMethod().toString();
        String client = Call.client(exchange);
        if (method.equals("OPTIONS")) {
            return new Answer(204, Map.of(), new byte[0]);
        }
        gate.admit(client);
        String raw = path(exchange);
        String path = decoded(raw);
        Routes.Entry entry = routes.join().find(path);
        boolean open = entry == null ? path.startsWith("/api/webhooks/") || path.startsWith("/ws/") : entry.endpoint().isPublic();
        if (open) {
            return route(exchange, raw, entry, null, body);
        }
        Caller caller = gate.identify(client, Call.bearer(exchange));
        try {
            return route(exchange, raw, entry, caller, body);
        } finally {
            audit.record(caller, method, path, client);     // also what is refused from here on
        }
    }

    private Answer route(HttpServerExchange exchange, String raw, Routes.Entry entry, Caller caller, CappedBody body) throws IOException {
        String method = exchange.getRequestMethod().toString();
        String clean = clean(raw);
        if (!clean.equals(raw)) {
            String query = exchange.getQueryString();
            return Answer.moved(method, query.isEmpty() ? clean : clean + "?" + query);
        }
        if (entry == null) {
            return Answer.text(404, "404 page not found");
        }
        Endpoint endpoint = entry.endpoint();
        if (caller != null) {
            endpoint.authorize(caller);
        }
        Rejection.when(!endpoint.accepts(method), 405, "Method not allowed");
        return entry.route().answer(new Call(exchange, endpoint, caller, body));
    }

    /** As it came, without the query; a proxy's form (http://host/path) has its host cut off. */
    private static String path(HttpServerExchange exchange) {
        String uri = exchange.getRequestURI();
        int path = exchange.isHostIncludedInRequestURI() ? uri.indexOf('/', uri.indexOf("//") + 2) : 0;
        return path < 0 ? "/" : uri.substring(path);
    }

    /** What Go's multiplexer redirects to: without empty and dot segments; a slash at the end stays. */
    private static String clean(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            switch (segment) {
                case "", "." -> { }
                case ".." -> segments.pollLast();
                default -> segments.addLast(segment);
            }
        }
        String clean = "/" + String.join("/", segments);
        // A dot segment at the end leaves no slash behind: only one that was really written counts.
        return path.endsWith("/") && !segments.isEmpty() ? clean + "/" : clean;
    }

    private static String decoded(String path) {
        try {
            return path.indexOf('%') < 0 ? path : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return path;   // matches no route, which is the answer it should have
        }
    }

    /** One answer of the instance, with all its headers, before any fault changed it; the target is path and query as they came. */
    public record Answered(String method, String target, int status, Map<String, List<String>> headers, byte[] body) { }

    /** Where the server notes who changed something. */
    @FunctionalInterface
    public interface AuditTrail {

        /**
         * Notes a request that carried a valid token, whatever became of it. Those that only read are passed over.
         *
         * @param path   as it was asked for, without the query
         * @param client the caller's address
         */
        void record(Caller caller, String method, String path, String client);
    }
}
