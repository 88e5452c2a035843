package lib.install;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ServerSocketFactory;

/**
 * An instance of three apps for the training run: it answers on loopback what the few routes of that run answer, and nothing else. Other
 * machines cannot reach it, and it ends with the run.
 */
final class PlayedInstance implements AutoCloseable {

    private static final String APPS = """
            [{"id":"k3v9x0q2ab","name":"shop-web","status":"running","url":"http://shop-web.example.com",
            "gitRepo":"https://example.com/shop.git","branch":"main","lastDeployedAt":"2026-07-01T10:00:00Z","createdAt":"2026-06-01T10:00:00Z","envVars":{"LOG_LEVEL":"info"},
            "customDomains":["shop.example.com"],"port":3000},
            {"id":"w2hf60dpy4","name":"reports","status":"stopped","url":"","createdAt":"2026-06-01T10:00:00Z","port":8080},
            {"id":"x9q4jb3m0u","name":"landing","status":"failed","url":"","createdAt":"2026-06-01T10:00:00Z","port":80}]
            """;
    private static final Map<String, String> ANSWERS = Map.of(
            "/api/apps", APPS,
            "/api/health", "{\"status\":\"healthy\",\"timestamp\":\"2026-07-01T10:00:00Z\",\"uptime\":\"1h0m0s\",\"version\":\"1.0.0\"}",
            "/api/projects",
            "[{\"id\":\"p1\",\"name\":\"shop\",\"description\":\"\",\"services\":[],\"createdAt\":\"2026-06-01T10:00:00Z\"}]",
            "/api/deployments", "[]");

    private final ServerSocket socket;
    private final Thread acceptor;

    /** @param sockets plain ones, or those of TLS */
    PlayedInstance(ServerSocketFactory sockets) throws IOException {
        socket = sockets.createServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        acceptor = Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket each = socket.accept();
                Thread.ofVirtual().start(() -> serve(each));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(30_000);
            BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            String first = in.readLine();
            if (first == null) {
                return;
            }
            String line = in.readLine();
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            String path = first.split(" ")[1].replaceFirst("\\?.*", "");
            String answer = ANSWERS.get(path);
            byte[] body = (answer == null ? "{\"error\":\"not found\"}" : answer).getBytes(StandardCharsets.UTF_8);
            OutputStream out = connection.getOutputStream();
            out.write(("HTTP/1.1 " + (answer == null ? "404 Not Found" : "200 OK")
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
        } catch (IOException gone) {
            // the run has ended
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        acceptor.interrupt();
    }
}
