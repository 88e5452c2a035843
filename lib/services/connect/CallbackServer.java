package lib.services.connect;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Waits on 127.0.0.1 for the browser to come back with the code. It takes one code, for its own state only; whatever else knocks at the
 * port (another page, a scanner, a rebound host name) is turned away and does not end the wait.
 */
final class CallbackServer implements AutoCloseable {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>paas</title>
            <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
            <style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1.5rem}</style></head>
            <body><h1>%s</h1><p>%s</p></body></html>
            """;

    private final String state;
    private final HttpServer server;
    private final BlockingQueue<String> code = new ArrayBlockingQueue<>(1);
    private boolean answered;

    /**
     * Starts listening on a free port.
     *
     * @param state the secret that the right callback repeats
     */
    CallbackServer(String state) throws IOException {
        this.state = state;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The code, or null when it did not come in time. */
    String await(Duration limit) throws InterruptedException {
        return code.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String came = "";
        try (exchange) {
            String host = exchange.getRequestHeaders().getFirst("Host");
            if (!("127.0.0.1:" + port()).equals(host) && !("localhost:" + port()).equals(host)) {
                answer(exchange, 403, "Refused", "This address is only for the paas command line.");
            } else if (!exchange.getRequestURI().getPath().equals("/callback")) {
                answer(exchange, 404, "Not found", "Nothing is served here but the end of an authorization.");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 405, "Not allowed", "Only a browser's redirect ends an authorization.");
            } else {
                came = callback(exchange);
            }
        }
        // only now that the answer is out: whoever waits for the code stops the server, and the browser would show an error
        if (!came.isEmpty()) {
            code.add(came);
        }
    }

    /** @return the code; empty where it is not the one that is waited for */
    private String callback(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String given = parameter(query, "state");
        String value = parameter(query, "code");
        boolean ours = MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
        if (!ours || value.isEmpty()) {
            answer(exchange, 400, "This is not the authorization paas waits for",
                    "Use the address that the latest paas connect printed.");
            return "";
        }
        synchronized (this) {
            if (answered) {
                answer(exchange, 400, "Already answered", "This authorization was taken before. You can close this tab.");
                return "";
            }
            answered = true;
        }
        answer(exchange, 200, "Authorization received", "You can close this tab and go back to the terminal.");
        return value;
    }

    private static String parameter(String query, String name) {
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                try {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException badEscape) {
                    return "";
                }
            }
        }
        return "";
    }

    private static void answer(HttpExchange exchange, int status, String title, String text) throws IOException {
        byte[] page = PAGE.formatted(title, text).getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        headers.set("Connection", "close");
        if (exchange.getRequestMethod().equals("HEAD")) {
            // an answer to HEAD has no body; Java warns on standard error when it is announced one
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
    }

    /** Stops listening. */
    @Override
    public void close() {
        server.stop(0);
    }
}
