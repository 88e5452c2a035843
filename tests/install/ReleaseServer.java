package tests.install;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page of releases on this machine, and what was asked of it. */
final class ReleaseServer implements AutoCloseable {
    /** What the file for the machine of the tests is called. */
    static final String FILE = "paas-linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64");

    private final HttpServer server;
    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();

    ReleaseServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.getRequestHeaders().keySet().forEach(headers::add);
            answers.getOrDefault(exchange.getRequestURI().getPath(), each -> send(each, 404, "no such thing")).handle(exchange);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/releases";
    }

    /** All paths since the last call. */
    List<String> asked() {
        var all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    List<String> headers() {
        return headers;
    }

    /** A program that says its version and nothing else. */
    static String program(String version) {
        return "#!/bin/sh\n[ \"$1\" = version ] && echo " + version + "\n";
    }

    ReleaseServer has(String path, HttpHandler answer) {
        answers.put("/releases/" + path, answer);
        return this;
    }

    ReleaseServer has(String path, String text) {
        return has(path, exchange -> send(exchange, 200, text));
    }

    /** The file for this machine with its right checksum, among others. */
    ReleaseServer release(String version, String program) {
        return has("download/v" + version + "/" + FILE, program).has("download/v" + version + "/SHA256SUMS", "0".repeat(64)
            + "  paas.jar\n" + sum(program) + "  " + FILE + "\n");
    }

    ReleaseServer redirects(String path, String target) {
        return has(path, exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    static String sum(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
