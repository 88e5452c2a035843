///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN tests.bench.Bench
//DEPS org.jetbrains.pty4j:pty4j:0.13.12
//DEPS com.fasterxml.jackson.core:jackson-databind:2.23.0
//DEPS org.junit.jupiter:junit-jupiter-api:5.14.4
//SOURCES Cloud.java
//SOURCES Follow.java
//SOURCES Jar.java
//SOURCES Results.java
//SOURCES Rounds.java
//SOURCES Server.java
//SOURCES ../support/Certificates.java
//SOURCES ../support/Checkout.java
//SOURCES ../support/HostileServer.java
//SOURCES ../support/Relay.java
//SOURCES ../support/Sockets.java
//SOURCES ../support/TlsFront.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED

package tests.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import tests.support.Certificates;
import tests.support.Checkout;
import tests.support.TlsFront;

/**
 * What the product promises about speed, measured: one table, printed and written to {@code tests/bench/RESULTS.md}. Everything that is
 * compared is run in turns in one run on one machine: the JVM's own hello-world, {@code hcloud} and {@code gh} (Go, of Debian), the copy
 * that {@code paas install} makes, and the native binary when one is named. The targets are ratios, but for memory and calls a second.
 */
public final class Bench {

    private static final String USAGE = "usage: ./jbang tests/bench/Bench.java [--binary FILE] [--rounds N], of at least 20 rounds";
    private static final int ROUNDS = 25;
    private static final int LEAST_ROUNDS = 20;
    private static final int MANY = 5000;
    private static final int CALLS = 5000;
    private static final int FEW_CALLS = 25;
    private static final Path RESULTS = Checkout.file("tests/bench/RESULTS.md");

    private final Results results = new Results();
    private final Jar jar;
    private final Map<String, String> plain = new HashMap<>();
    private final Map<String, String> tls = new HashMap<>();
    private final Map<String, String> crowded = new HashMap<>();

    private Bench(Jar jar) {
        this.jar = jar;
    }

    /** @param args see the usage */
    public static void main(String[] args) throws Exception {
        String binary = null;
        int rounds = ROUNDS;
        for (int i = 0; i < args.length; i += 2) {
            boolean known = i + 1 < args.length && (args[i].equals("--binary") || args[i].equals("--rounds"));
            if (!known) {
                leave(USAGE);
            } else if (args[i].equals("--binary")) {
                binary = Path.of(args[i + 1]).toAbsolutePath().toString();
            } else {
                rounds = args[i + 1].matches("\\d{1,3}") ? Integer.parseInt(args[i + 1]) : 0;
            }
        }
        if (rounds < LEAST_ROUNDS || binary != null && !Files.isExecutable(Path.of(binary))) {
            leave(rounds < LEAST_ROUNDS ? USAGE : "error: " + binary + " is no program");
        }
        try (Jar jar = new Jar()) {
            new Bench(jar).run(binary, rounds);
        }
    }

    private static void leave(String why) {
        System.err.println(why);
        System.exit(2);
    }

    private void run(String binary, int count) throws Exception {
        Certificates certificates = new Certificates(jar.folder());
        var shown = certificates.server("localhost");
        try (Sandbox instance = Sandbox.start(Options.forTests()); Sandbox full = Sandbox.start(Options.forTests());
            Cloud cloud = new Cloud(); TlsFront secure = new TlsFront(shown, instance.url().getPort());
            TlsFront secureCloud = new TlsFront(shown, cloud.port())) {
            full.addApps(MANY);
            String launcher = jar.installed();
            String authority = certificates.authority().toString();
            connect(plain, "plain", instance, authority);
            connect(tls, "tls", instance, authority);
            connect(crowded, "crowded", full, authority);
            // an instance behind a relay does not know that it is
            Path saved = Path.of(tls.get("HOME"), ".paas", "config.json");
            Files.writeString(saved, Files.readString(saved).replace(instance.url().toString(), "https://localhost:" + secure.port()));

            Rounds rounds = new Rounds();
            List<String> hello = jar.hello();
            rounds.add("hello", () -> jar.run(hello, Map.of(), ""));
            if (Cloud.here()) {
                Map<String, String> http = Cloud.variables("http://127.0.0.1:" + cloud.port(), authority);
                Map<String, String> https = Cloud.variables("https://localhost:" + secureCloud.port(), authority);
                rounds.add("hcloud version", () -> jar.run(List.of("hcloud", "version"), http, ""));
                rounds.add("gh version", () -> jar.run(List.of("gh", "version"), http, ""));
                rounds.add("hcloud http", () -> jar.run(List.of("hcloud", "server", "list"), http, ""));
                rounds.add("hcloud https", () -> jar.run(List.of("hcloud", "server", "list"), https, ""));
            }
            commands(rounds, "JVM", launcher);
            if (binary != null) {
                commands(rounds, "native", binary);
            }
            rounds.measure(count);
            results.machine(rounds, count);
            starts(rounds, binary != null);
            work("JVM", launcher, 60);
            if (binary != null) {
                work("native", binary, 25);
                results.size(Files.size(Path.of(binary)) / 1e6, 45);
            }
        }
        follow("JVM", jar.paas(List.of("-Xmx24m")));
        if (binary != null) {
            follow("native", List.of(binary));
        }
        String table = results.table();
        System.out.print(table);
        Files.writeString(RESULTS, results.page(table));
    }

    /** A home of its own that is connected to this instance. */
    private void connect(Map<String, String> variables, String name, Sandbox instance, String authority) throws Exception {
        variables.put("HOME", Files.createDirectory(jar.folder().resolve(name)).toString());
        variables.put("PAAS_CA_FILE", authority);
        // as for the references: one authority, not a whole system's
        variables.put("SSL_CERT_FILE", "");
        Map<String, String> once = new HashMap<>(variables);
        once.put("PAAS_ADMIN_TOKEN", instance.adminToken());
        jar.run(jar.paas(List.of(), "connect", instance.url().toString(), "--legacy"), once, "");
    }

    private void commands(Rounds rounds, String kind, String program) {
        for (String line : List.of("version", "env", "help", "apps --help")) {
            List<String> words = new ArrayList<>(List.of(program));
            words.addAll(Arrays.asList(line.split(" ")));
            rounds.add(kind + " " + line, () -> jar.run(words, plain, ""));
        }
        rounds.add(kind + " status http", () -> jar.run(List.of(program, "status"), plain, ""));
        rounds.add(kind + " status https", () -> jar.run(List.of(program, "status"), tls, ""));
        rounds.add(kind + " apps", () -> jar.run(List.of(program, "apps"), plain, ""));
        rounds.add(kind + " many apps", () -> jar.run(List.of(program, "apps"), crowded, ""));
        rounds.add(kind + " initialize", () -> Server.first(jar, program, plain, false));
        rounds.add(kind + " first call", () -> Server.first(jar, program, plain, true));
    }

    private void starts(Rounds rounds, boolean binary) {
        results.reference(rounds, "hello", "the JVM's hello-world, the launcher's flags");
        if (Cloud.here()) {
            results.reference(rounds, "hcloud version", "hcloud version");
            results.reference(rounds, "gh version", "gh version");
            results.reference(rounds, "hcloud http", "hcloud server list, http");
            results.reference(rounds, "hcloud https", "hcloud server list, https");
        }
        for (String line : List.of("version", "env", "help")) {
            results.ratio(rounds, "JVM " + line, "hello", 1.2);
        }
        results.ratio(rounds, "JVM apps --help", "hello", 2);
        results.ratio(rounds, "JVM status http", "hello", 4);
        results.ratio(rounds, "JVM status https", "hello", 7);
        results.ratio(rounds, "JVM initialize", "hello", 1.5);
        results.ratio(rounds, "JVM first call", "hello", 5);
        results.ratio(rounds, "JVM many apps", "JVM apps", 3);
        if (binary) {
            boolean go = Cloud.here();
            results.ratio(rounds, "native version", go ? "hcloud version" : "hello", go ? 0.7 : 0);
            for (String line : List.of("env", "help", "apps --help")) {
                results.ratio(rounds, "native " + line, go ? "hcloud version" : "hello", 0);
            }
            results.ratio(rounds, "native status http", go ? "hcloud http" : "hello", go ? 1.3 : 0);
            results.ratio(rounds, "native status https", go ? "hcloud https" : "hello", go ? 2 : 0);
            results.ratio(rounds, "native initialize", "hello", 0.25);
            results.ratio(rounds, "native first call", "hello", 1);
            results.ratio(rounds, "native many apps", "native apps", 3);
        }
    }

    private void work(String kind, String program, int megabytes) throws Exception {
        double[] resident = new double[3];
        for (int i = 0; i < resident.length; i++) {
            try (Server idle = new Server(jar, program, plain)) {
                // what it makes ready after the handshake is ready then
                TimeUnit.SECONDS.sleep(3);
                resident[i] = idle.megabytes();
            }
        }
        Arrays.sort(resident);
        results.most(kind + " idle MCP, resident MB", resident[1], megabytes);
        double[] some;
        double[] many;
        try (Server server = new Server(jar, program, plain)) {
            server.calls(CALLS / 2);
            some = server.calls(CALLS);
        }
        try (Server server = new Server(jar, program, crowded)) {
            server.calls(FEW_CALLS);
            many = server.calls(FEW_CALLS);
        }
        results.least(kind + " tool calls in order, a second", some.length / Arrays.stream(some).sum() * 1e3, 1500);
        results.most(kind + " tool calls in order, ms, half of them", Rounds.at(some, 0.5), 0);
        results.most(kind + " tool calls in order, ms, 99 of 100", Rounds.at(some, 0.99), 20);
        results.most(kind + " tool call over " + MANY + " apps, ms, half of them", Rounds.at(many, 0.5), 0);
    }

    private void follow(String kind, List<String> program) throws Exception {
        long[] kilobytes = Follow.resident(jar, program);
        results.most(kind + " 100,000 followed lines, resident MB at the end", kilobytes[1] / 1024.0, 0);
        results.most(kind + " 100,000 followed lines, the same to that at 20,000", kilobytes[1] / (double) kilobytes[0], 1.1);
    }
}
