package tests.release;

import com.sun.net.httpserver.HttpExchange;
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

/** The releases of a repository as GitHub has them, on this machine: the latest one is a redirect, files lie below the tag. */
final class ReleaseSite implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String latest;

    ReleaseSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/me/paas/releases";
    }

    /** A release with these files and their checksums; it is the latest from now on. */
    ReleaseSite release(String version, Map<String, byte[]> its) throws Exception {
        var sums = new StringBuilder();
        for (var file : its.entrySet()) {
            put(version, file.getKey(), file.getValue());
            sums.append(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file.getValue()))).append("  ")
                .append(file.getKey()).append('\n');
        }
        put(version, "SHA256SUMS", sums.toString().getBytes(StandardCharsets.UTF_8));
        latest = version;
        return this;
    }

    /** The same with one file that is a shell script. */
    ReleaseSite release(String version, String file, String script) throws Exception {
        return release(version, Map.of(file, script.getBytes(StandardCharsets.UTF_8)));
    }

    void put(String version, String file, byte[] bytes) {
        files.put("/me/paas/releases/download/v" + version + "/" + file, bytes);
    }

    /** From now on a file says which the latest is, as on a mirror. */
    void latestIsAFile(String text) {
        files.put("/me/paas/releases/latest", text.getBytes(StandardCharsets.UTF_8));
    }

    void answers(String version, String file, int status) {
        statuses.put("/me/paas/releases/download/v" + version + "/" + file, status);
    }

    /** Of this file only the first half comes. */
    void breaksOff(String version, String file) {
        statuses.put("/me/paas/releases/download/v" + version + "/" + file, 206);
    }

    /** What was asked for since the last time, as method and path behind the releases. */
    List<String> asked() {
        var all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + path.replace("/me/paas/releases", ""));
            if (path.equals("/me/paas/releases/latest") && !files.containsKey(path)) {
                exchange.getResponseHeaders().add("Location", address() + (latest == null ? "" : "/tag/v" + latest));
                exchange.sendResponseHeaders(302, -1);
            } else if (statuses.getOrDefault(path, 0) == 206) {
                exchange.sendResponseHeaders(200, files.get(path).length);
                exchange.getResponseBody().write(files.get(path), 0, files.get(path).length / 2);
                exchange.getResponseBody().flush();
            } else if (statuses.containsKey(path) || !files.containsKey(path)) {
                exchange.sendResponseHeaders(statuses.getOrDefault(path, 404), -1);
            } else {
                exchange.sendResponseHeaders(200, files.get(path).length);
                exchange.getResponseBody().write(files.get(path));
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
