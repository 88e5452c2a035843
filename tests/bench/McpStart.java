///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN tests.bench.McpStart
//DEPS org.junit.jupiter:junit-jupiter-api:5.14.4
//SOURCES Jar.java
//SOURCES Rounds.java
//SOURCES ../support/Checkout.java
//SOURCES ../support/Npm.java

package tests.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tests.support.Npm;

/**
 * How long an editor waits for the MCP server: from the start of the process to the answer of {@code initialize}, and to that of
 * {@code tools/list}, as ratios to the JVM's own hello-world from start to end in the same run, beside other servers from npm.
 */
public final class McpStart {

    private static final String HANDSHAKE = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}
        {"jsonrpc":"2.0","method":"notifications/initialized"}
        {"jsonrpc":"2.0","id":2,"method":"tools/list"}
        """;

    private static final String[] PEERS = {"@masonator/coolify-mcp@3.5.0", "@supabase/mcp-server-supabase@0.13.0",
        "@modelcontextprotocol/server-everything@2026.8.31"};

    private static final Map<String, String> PEERS_NEED = Map.of("COOLIFY_ACCESS_TOKEN", "none", "COOLIFY_BASE_URL", "http://127.0.0.1:1");

    private McpStart() {
    }

    /** @param args the number of rounds, at least 20; 25 when left out */
    public static void main(String[] args) throws Exception {
        int count = Rounds.count(args);
        Path programs = Npm.programs(PEERS);
        try (Jar jar = new Jar()) {
            Map<String, List<String>> servers = new LinkedHashMap<>();
            servers.put("paas mcp", jar.paas(List.of(), "mcp"));
            servers.put("paas mcp + AOT", jar.paas(List.of(jar.trained("mcp", HANDSHAKE, "mcp")), "mcp"));
            servers.put("paas mcp, installed", List.of(jar.installed(), "mcp"));
            servers.put("coolify-mcp", List.of(programs.resolve("coolify-mcp").toString()));
            servers.put("supabase", List.of(programs.resolve("mcp-server-supabase").toString(), "--access-token=sbp_" + "0".repeat(40)));
            servers.put("server-everything", List.of(programs.resolve("mcp-server-everything").toString()));
            List<String> hello = jar.hello();
            Rounds rounds = new Rounds().add("hello-world, to its end", () -> jar.run(hello, Map.of(), ""));
            for (var server : servers.entrySet()) {
                rounds.add(server.getKey() + ", initialize", () -> jar.answered(server.getValue(), PEERS_NEED, HANDSHAKE, 1));
                rounds.add(server.getKey() + ", tools/list", () -> jar.answered(server.getValue(), PEERS_NEED, HANDSHAKE, 2));
            }
            rounds.measure(count);
            rounds.print();
        }
    }
}
