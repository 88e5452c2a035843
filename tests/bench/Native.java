///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN tests.bench.Native
//SOURCES Jar.java
//SOURCES Rounds.java
//SOURCES ../support/Checkout.java
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED

package tests.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;

/**
 * The native binary beside a tool of the same kind written in Go (hcloud, of Debian's hcloud-cli) and the JVM's own hello-world, all in one
 * interleaved run: a command that needs nothing, one with a request over HTTP, and the MCP server to its first answers; then what the
 * server holds in memory. Not a test: nothing fails here but the programs themselves.
 */
public final class Native {

    private static final String INITIALIZE = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}
        {"jsonrpc":"2.0","method":"notifications/initialized"}
        """;
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}\n";
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"paas_list_apps\","
        + "\"arguments\":{}}}\n";
    private static final String NO_SERVERS = "{\"servers\":[],\"meta\":{\"pagination\":{\"page\":1,\"per_page\":50,\"previous_page\":null,"
        + "\"next_page\":null,\"last_page\":1,\"total_entries\":0}}}";

    private Native() {
    }

    /** @param args the binary, hcloud's path ("" for none), and the number of rounds, at least 20; 25 when left out */
    public static void main(String[] args) throws Exception {
        if (args.length < 2 || !Files.isExecutable(Path.of(args[0]))) {
            System.err.println("error: name the binary, and hcloud or \"\"");
            System.exit(2);
        }
        String binary = Path.of(args[0]).toAbsolutePath().toString();
        int count = Rounds.count(Arrays.copyOfRange(args, 2, args.length));
        HttpServer cloud = cloud();
        try (Sandbox instance = Sandbox.start(Options.forTests()); Jar jar = new Jar(false)) {
            jar.run(List.of(binary, "connect", instance.url().toString(), "--legacy"),
                Map.of("PAAS_ADMIN_TOKEN", instance.adminToken()), "");
            List<String> hello = jar.hello();
            Rounds rounds = new Rounds().add("hello-world on the JVM", () -> jar.run(hello, Map.of(), ""));
            if (!args[1].isEmpty()) {
                Map<String, String> go = Map.of("HCLOUD_TOKEN", "x".repeat(64), "HCLOUD_ENDPOINT",
                    "http://127.0.0.1:" + cloud.getAddress().getPort() + "/v1");
                rounds.add("hcloud version", () -> jar.run(List.of(args[1], "version"), go, ""));
                rounds.add("hcloud server list", () -> jar.run(List.of(args[1], "server", "list"), go, ""));
            }
            for (String line : List.of("version", "help", "env", "apps --help", "status")) {
                List<String> words = new ArrayList<>(List.of(binary));
                words.addAll(List.of(line.split(" ")));
                rounds.add("paas " + line, () -> {
                    // the instance allows 20 requests a second
                    TimeUnit.MILLISECONDS.sleep(20);
                    return jar.run(words, Map.of(), "");
                });
            }
            List<Long> resident = new ArrayList<>();
            rounds.add("paas mcp, initialize", () -> answered(jar, binary, INITIALIZE, 1, resident));
            rounds.add("paas mcp, tools/list", () -> answered(jar, binary, INITIALIZE + LIST, 2, null));
            rounds.add("paas mcp, first call", () -> answered(jar, binary, INITIALIZE + CALL, 2, null));
            rounds.measure(count);
            rounds.print();
            System.out.printf(Locale.ROOT, "%npaas mcp after initialize: %.1f MB resident; the file: %.1f MB%n", resident.stream()
                .sorted().skip(resident.size() / 2).findFirst().orElseThrow() / 1024.0, Files.size(Path.of(binary)) / 1e6);
        } finally {
            cloud.stop(0);
        }
    }

    /** What {@code hcloud server list} talks to. */
    private static HttpServer cloud() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = NO_SERVERS.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    /**
     * @param resident takes what the server then holds in memory, in kB; null when nobody asks
     * @return nanoseconds from the start of the process to the answer with this id
     */
    private static long answered(Jar jar, String binary, String input, int id, List<Long> resident) throws Exception {
        TimeUnit.MILLISECONDS.sleep(20);
        ProcessBuilder builder = jar.process(List.of(binary, "mcp")).redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            var answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String answer = answers.readLine(); answer != null; answer = answers.readLine()) {
                if (answer.contains("\"id\":" + id)) {
                    long time = System.nanoTime() - start;
                    if (resident != null) {
                        resident.add(resident(process.pid()));
                    }
                    return time;
                }
            }
            throw new IllegalStateException("paas mcp ended without an answer");
        } finally {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }
}
