package lib.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import kong.unirest.core.Client;
import kong.unirest.core.Config;
import kong.unirest.core.Header;
import kong.unirest.core.HttpRequest;
import kong.unirest.core.HttpResponse;
import kong.unirest.core.RawResponse;
import kong.unirest.core.SseHandler;
import kong.unirest.core.SseRequest;
import kong.unirest.core.UnirestException;
import kong.unirest.core.WebSocketRequest;
import kong.unirest.core.WebSocketResponse;
import kong.unirest.core.java.Event;
import lib.http.wire.Connection;
import lib.http.wire.Connections;
import lib.http.wire.Content;

/**
 * What Unirest sends through: a connection of {@link Dialer} and HTTP/1.1 on it ({@link lib.http.wire}). Unirest's own client is the JDK's,
 * which takes four times as long to start as all of this (90 of a command's 300 ms), stays 300 ms longer at the end, and sends again what
 * it pleases. Here each step is the caller's: what failed before anything left and what got lost afterwards are known apart.
 *
 * <p>It blocks. Who cannot wait interrupts the thread.
 */
final class SocketClient implements Client {

    private final Config config;
    private final Settings settings;
    private final Executor threads;
    private final Map<String, Connections> origins = new HashMap<>();
    private boolean closed;

    /** @param threads write long bodies, one each */
    SocketClient(Config config, Settings settings, Executor threads) {
        this.config = config;
        this.settings = settings;
        this.threads = threads;
    }

    @Override
    public <T> HttpResponse<T> request(HttpRequest request, Function<RawResponse, HttpResponse<T>> transformer, Class<?> type) {
        try {
            return transformer.apply(Received.of(config, request.toSummary(), exchanged(request)));
        } catch (IOException e) {
            throw new UnirestException(e);
        }
    }

    private Connection.Answer exchanged(HttpRequest<?> request) throws IOException {
        URI uri = URI.create(request.getUrl());
        String method = request.getHttpMethod().name();
        Proxies.Server proxy = settings.proxies().of(uri);
        boolean absolute = proxy != null && uri.getScheme().equals("http");
        Content content = Outgoing.of(request);
        Map<String, String> headers = headers(request, uri, content);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = (absolute ? "http://" + authority(uri) : "") + path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        Progress progress = Progress.ofThisThread();
        Connections.Dial dial = new Dialer(uri, settings, !absolute, progress);
        Connections connections = connections(proxy + " " + Origin.of(uri));
        Connection connection = connections.take(dial);
        progress.sent();
        boolean used = connection.used();
        try {
            return connection.send(method, target, headers, content, threads);
        } catch (EOFException | SocketException e) {
            // closed by the other side while it lay idle; whatever reads can be read over a fresh one
            if (!used || !method.equals("GET") && !method.equals("HEAD") || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return connections.fresh(dial).send(method, target, headers, content, threads);
        }
    }

    /** Ours and Unirest's; of those that Unirest lists twice the last counts. */
    private static Map<String, String> headers(HttpRequest<?> request, URI uri, Content content) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", authority(uri));
        boolean part = false;
        for (Header each : request.getHeaders().all()) {
            headers.put(each.getName(), each.getValue());
            part |= each.getName().equalsIgnoreCase("Range") || each.getName().equalsIgnoreCase("Accept-Encoding");
        }
        if (!part) {
            headers.put("Accept-Encoding", "gzip");
        }
        if (content != null && content.type() != null) {
            headers.put("Content-Type", content.type());
        }
        if (uri.getScheme().equals("https")) {
            // it was for the tunnel
            headers.remove("Proxy-Authorization");
        }
        return headers;
    }

    private static String authority(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private synchronized Connections connections(String key) {
        Connections there = origins.get(key);
        if (there == null) {
            there = new Connections();
            origins.put(key, there);
            if (closed) {
                there.close();
            }
        }
        return there;
    }

    /** Lets go of what is idle now, and of the rest as soon as it is. */
    synchronized void close() {
        closed = true;
        for (Connections each : origins.values()) {
            each.close();
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClient() {
        return (T) this;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> request(HttpRequest request, Function<RawResponse, HttpResponse<T>> transformer,
            CompletableFuture<HttpResponse<T>> callback, Class<?> type) {
        throw new UnsupportedOperationException("the transport brings its own threads");
    }

    @Override
    public WebSocketResponse websocket(WebSocketRequest request, java.net.http.WebSocket.Listener listener) {
        throw new UnsupportedOperationException("see WebSocket");
    }

    @Override
    public CompletableFuture<Void> sse(SseRequest request, SseHandler handler) {
        throw new UnsupportedOperationException("the instance has none");
    }

    @Override
    public Stream<Event> sse(SseRequest request) {
        throw new UnsupportedOperationException("the instance has none");
    }
}
