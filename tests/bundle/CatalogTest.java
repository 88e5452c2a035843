package tests.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;

/** The bundle as a user gets it: through a catalog on a web server, one GET a file, nothing built before. */
// JBang resolves and compiles for real, several times over: minutes on a busy machine
@Timeout(600)
@Order(1)
class CatalogTest {

    @TempDir
    Path folder;

    @Test
    void installsOverHttpAndRunsAgainWithoutTheServer() throws IOException {
        JBang jbang = new JBang(folder);
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer web = repository(asked);
        try (Sandbox instance = Sandbox.start(Options.forTests())) {
            String base = "http://127.0.0.1:" + web.getAddress().getPort();
            jbang.run("catalog", "add", "--name", "org", base + "/jbang-catalog.json").exits(0);

            jbang.run("paas@org", "version").exits(0).prints("0.1.0\n");
            for (String source : Checkout.directive("paas.java", "SOURCES")) {
                assertEquals(1, asked.stream().filter(("/" + source)::equals).count(), "requests for " + source);
            }

            jbang.home().connected(instance.url().toString(), "bpagt_" + "0".repeat(64));
            jbang.run("paas@org", "status").exits(4).complainsPart("error: Unauthorized\n");

            String token = instance.adminToken();
            jbang.home().connected(instance.url().toString(), token);
            String online = jbang.run("paas@org", "status").exits(0).stdout();
            web.stop(0);
            jbang.run("--offline", "paas@org", "version").exits(0).prints("0.1.0\n");
            jbang.run("--offline", "paas@org", "status").exits(0).prints(online).printsPart("NAME ");
        } finally {
            web.stop(0);
        }
    }

    /** The sandbox's alias resolves the bundle relative to its own address, which the tour needs. */
    @Test
    void theSandboxAndItsTourRunFromTheCatalogToo() throws IOException {
        JBang jbang = new JBang(folder);
        HttpServer web = repository(new CopyOnWriteArrayList<>());
        try {
            jbang.run("catalog", "add", "--name", "org", "http://127.0.0.1:" + web.getAddress().getPort() + "/jbang-catalog.json").exits(0);
            jbang.run("sandbox@org", "--tour").exits(0).printsPart("connect");
        } finally {
            web.stop(0);
        }
    }

    private static HttpServer repository(List<String> asked) throws IOException {
        return repository(asked, Map.of());
    }

    /** @param others texts of files that are other ones there than in the checkout */
    static HttpServer repository(List<String> asked, Map<String, String> others) throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                asked.add(path);
                Path file = Checkout.root().resolve(path.substring(1)).normalize();
                boolean found = file.startsWith(Checkout.root()) && Files.isRegularFile(file);
                String other = others.get(path.substring(1));
                byte[] body = other != null ? other.getBytes(StandardCharsets.UTF_8) : found ? Files.readAllBytes(file) : new byte[0];
                exchange.sendResponseHeaders(found ? 200 : 404, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        web.start();
        return web;
    }
}
