///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN tests.bench.Start
//SOURCES Jar.java
//SOURCES Rounds.java
//SOURCES ../support/Checkout.java
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED

package tests.bench;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;

/**
 * How long a command takes from start to end, as a ratio to the JVM's own hello-world with the same flags in the same run.
 *
 * <p>Every command is measured from the exported fat jar, without and with an AOT cache trained on that very command, and from what
 * {@code paas install} made of that jar. Not a test: nothing fails here but the commands themselves.
 */
public final class Start {

    private static final int MANY = 5000;
    private static final List<String> COMMANDS = List.of("version", "env", "help", "apps --help", "status", "apps");

    private static final String HANDSHAKE = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}
        {"jsonrpc":"2.0","method":"notifications/initialized"}
        """;
    private static final String CALL = """
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"paas_list_apps","arguments":{}}}
        """;

    private Start() {
    }

    /** @param args the number of rounds, at least 20; 25 when left out */
    public static void main(String[] args) throws Exception {
        int count = Rounds.count(args);
        try (Sandbox instance = Sandbox.start(Options.forTests()); Sandbox crowded = Sandbox.start(Options.forTests());
            Jar jar = new Jar()) {
            crowded.addApps(MANY);
            Map<String, String> home = Map.of("HOME", Files.createDirectory(jar.folder().resolve("crowded")).toString());
            connect(jar, instance, Map.of());
            connect(jar, crowded, home);
            List<String> hello = jar.hello();
            Rounds rounds = new Rounds().add("hello-world", () -> timed(jar, hello, Map.of()));
            String launcher = jar.installed();
            for (String command : COMMANDS) {
                String[] words = command.split(" ");
                String cache = jar.trained(command.replace(' ', '_'), "", words);
                rounds.add(command, () -> timed(jar, jar.paas(List.of(), words), Map.of()));
                rounds.add(command + " + AOT", () -> timed(jar, jar.paas(List.of(cache), words), Map.of()));
                List<String> line = new ArrayList<>(List.of(launcher));
                line.addAll(List.of(words));
                rounds.add(command + ", installed", () -> timed(jar, line, Map.of()));
                if (command.equals("apps")) {
                    rounds.add("apps, " + MANY + " more", () -> timed(jar, jar.paas(List.of(), command), home));
                    rounds.add("apps, " + MANY + " more + AOT", () -> timed(jar, jar.paas(List.of(cache), command), home));
                }
            }
            List<String> server = List.of(launcher, "mcp");
            rounds.add("mcp initialize, installed", () -> jar.answered(server, Map.of(), HANDSHAKE, 1));
            rounds.add("mcp first call, installed", () -> jar.answered(server, Map.of(), HANDSHAKE + CALL, 2));
            rounds.measure(count);
            rounds.print();
        }
    }

    /** Legacy mode: the measured home is connected as any other. */
    private static void connect(Jar jar, Sandbox instance, Map<String, String> home) throws Exception {
        Map<String, String> variables = new HashMap<>(home);
        variables.put("PAAS_ADMIN_TOKEN", instance.adminToken());
        jar.run(jar.paas(List.of(), "connect", instance.url().toString(), "--legacy"), variables, "");
    }

    private static long timed(Jar jar, List<String> line, Map<String, String> variables) throws Exception {
        // the instance allows 20 requests a second
        TimeUnit.MILLISECONDS.sleep(20);
        return jar.run(line, variables, "");
    }
}
