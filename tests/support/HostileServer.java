package tests.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on 127.0.0.1 that answers as told, also as no real instance ever would, and remembers what it was asked.
 * A path nothing was said about is a plain 404. Each connection serves one request.
 */
public final class HostileServer implements AutoCloseable {
    private static final Reply RESET = out -> { };

    private final ServerSocket socket;
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Writes an answer, or fails to: closes early, waits, lies about its length. */
    public interface Reply {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    /** An answer that also reads on, as a WebSocket does. */
    public interface Talk extends Reply {
        void talk(Seen request, InputStream in, OutputStream out) throws IOException, InterruptedException;

        @Override
        default void write(OutputStream out) {
            throw new IllegalStateException("a talk needs both directions");
        }
    }

    /** @param headers names in any case */
    public record Seen(String method, String path, Map<String, String> headers, String body, byte[] bytes) {
        public String header(String name) {
            return headers.get(name);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public HostileServer() {
        this(0);
    }

    private HostileServer(int port) {
        try {
            socket = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** A server that passes for an instance without apps: not in need of a manifest, healthy, empty lists. */
    public static HostileServer healthy() {
        return healthy(0);
    }

    /** The same on a port of the test's choice. */
    public static HostileServer healthy(int port) {
        return new HostileServer(port)
            .on("GET /api/health",
            json("{\"status\":\"healthy\",\"timestamp\":\"2026-07-01T10:00:00Z\",\"uptime\":\"1h0m0s\",\"version\":\"dev\"}"))
            .on("GET /api/apps", json("[]"))
            .on("GET /api/projects", json("[]"));
    }

    /** @param route method and path; the answers are given in turn, the last one for ever */
    public HostileServer on(String route, Reply... inTurn) {
        replies.put(route, new ArrayDeque<>(List.of(inTurn)));
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return socket.getLocalPort();
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** The requests as {@code GET /api/apps}, in order. */
    public List<String> asked() {
        return seen.stream().map(Seen::toString).toList();
    }

    public long count(String route) {
        return asked().stream().filter(route::equals).count();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (var each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Reply json(String body) {
        return status(200, "application/json", body);
    }

    public static Reply html(String body) {
        return status(200, "text/html; charset=utf-8", body);
    }

    /** The answer an instance gives to an error: {@code {"error": …}}. */
    public static Reply error(int status, String message) {
        return status(status, "application/json", "{\"error\":\"" + message + "\"}\n");
    }

    public static Reply status(int status, String type, String body, String... headers) {
        return out -> {
            var bytes = body.getBytes(UTF_8);
            head(out, status, type, bytes.length, headers);
            out.write(bytes);
        };
    }

    public static Reply redirect(int status, String location) {
        return out -> head(out, status, "text/plain", 0, "Location: " + location);
    }

    /** Closes the connection without a byte. */
    public static Reply drop() {
        return out -> { };
    }

    /** Breaks the connection as a crash does: with a reset. */
    public static Reply reset() {
        return RESET;
    }

    /** Sends these bytes and nothing else, whatever they are. */
    public static Reply raw(String bytes) {
        return out -> out.write(bytes.getBytes(ISO_8859_1));
    }

    /** Promises more than it sends. */
    public static Reply truncated(String body) {
        return out -> {
            head(out, 200, "application/json", body.length() + 1000L);
            out.write(body.getBytes(UTF_8));
        };
    }

    /** An empty JSON array with that many blanks in it; without a length when {@code unannounced}, so that only reading tells. */
    public static Reply huge(long bytes, boolean unannounced) {
        return out -> {
            head(out, 200, "application/json", unannounced ? -1 : bytes);
            out.write('[');
            var block = " ".repeat(65_536).getBytes(UTF_8);
            for (long left = bytes - 2; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
            out.write(']');
        };
    }

    /** Says nothing at all for a while, then closes. */
    public static Reply silent(Duration time) {
        return out -> Thread.sleep(time);
    }

    /** Sends the head at once, then one byte of the body every 100 ms. */
    public static Reply drip(Duration time) {
        return out -> {
            head(out, 200, "application/json", -1);
            for (long left = time.toMillis(); left > 0; left -= 100) {
                out.write(' ');
                out.flush();
                Thread.sleep(100);
            }
            out.write("[]".getBytes(UTF_8));
        };
    }

    private static void head(OutputStream out, int status, String type, long length, String... headers) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\nContent-Type: " + type + "\r\nConnection: close\r\n");
        if (length >= 0) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        out.flush();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                open.add(connection);
                // a thread of the platform: what a test answers may block in native code (a pseudo-terminal), and would hold a carrier
                Thread.ofPlatform().daemon().start(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection; var in = new BufferedInputStream(connection.getInputStream())) {
            var request = read(in);
            if (request != null) {
                seen.add(request);
                var reply = next(request);
                if (reply == RESET) {
                    connection.setSoLinger(true, 0);
                    return;
                }
                if (reply instanceof Talk talk) {
                    talk.talk(request, in, connection.getOutputStream());
                } else {
                    reply.write(connection.getOutputStream());
                }
                connection.getOutputStream().flush();
            }
        } catch (IOException | InterruptedException e) {
            // The client left first, or the test is over: both are what such a test is about.
        }
    }

    private Reply next(Seen request) {
        var path = request.path.replaceFirst("\\?.*", "");
        var queue = replies.get(request.method + " " + path);
        if (queue == null) {
            return status(404, "text/plain; charset=utf-8", "404 page not found\n");
        }
        synchronized (queue) {
            return queue.size() > 1 ? queue.poll() : queue.peek();
        }
    }

    private static Seen read(InputStream in) throws IOException {
        var first = line(in).split(" ");
        if (first.length < 2) {
            return null;
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                return null; // a client that hung up in the middle
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        return new Seen(first[0], first[1], headers, new String(body, UTF_8), body);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != -1 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
