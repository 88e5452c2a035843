package tests.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code hcloud server list} talks to: a server on loopback that has no servers. */
final class Cloud implements AutoCloseable {

    private static final String NO_SERVERS = "{\"servers\":[],\"meta\":{\"pagination\":{\"page\":1,\"per_page\":50,\"previous_page\":null,"
        + "\"next_page\":null,\"last_page\":1,\"total_entries\":0}}}";

    private final HttpServer server;

    Cloud() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = NO_SERVERS.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Whether hcloud and gh are on the PATH. */
    static boolean here() {
        return Stream.of("hcloud", "gh").allMatch(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))));
    }

    /** How it is told where to ask, and whom to trust. */
    static Map<String, String> variables(String url, String authority) {
        return Map.of("HCLOUD_TOKEN", "x".repeat(64), "HCLOUD_ENDPOINT", url + "/v1", "SSL_CERT_FILE", authority, "GH_NO_UPDATE_NOTIFIER",
            "1");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
