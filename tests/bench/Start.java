///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN tests.bench.Start
//DEPS ../../lib/sandbox/sandbox.java
//SOURCES ../support/Checkout.java
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED

package tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import tests.support.Checkout;

/**
 * How long a command takes from start to end, as a ratio to the JVM's own hello-world with the same flags in the same run.
 *
 * <p>Every command is measured from the exported fat jar, without and with an AOT cache trained on that very command, in turns: one run
 * of each, then the next round, so that a machine that gets slower slows all of them. The medians are printed. Not a test: nothing fails
 * here but the commands themselves.
 */
public final class Start {

    private static final List<String> COMMANDS = List.of("version", "env", "help", "status");

    private final Path folder;
    private final Path jar;
    private final Path home;
    private final List<String> java = new ArrayList<>();

    private Start(Path folder) {
        this.folder = folder;
        this.jar = folder.resolve("paas.jar");
        this.home = folder.resolve("home");
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(Checkout.directive("paas.java", "RUNTIME_OPTIONS"));
    }

    /** @param args the number of rounds, at least 20; 25 when left out */
    public static void main(String[] args) throws Exception {
        int rounds = args.length == 0 ? 25 : Integer.parseInt(args[0]);
        if (rounds < 20 || rounds > 500) {
            System.err.println("error: 20 to 500 rounds, please");
            System.exit(2);
        }
        Path folder = Files.createTempDirectory("paas-bench-");
        try (Sandbox instance = Sandbox.start(Options.forTests())) {
            new Start(folder).measure(instance, rounds);
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private void measure(Sandbox instance, int rounds) throws Exception {
        Files.createDirectories(home);
        run(List.of(Checkout.file("jbang").toString(), "export", "fatjar", "--force", "-O", jar.toString(), Checkout.file("paas.java").toString()),
                Map.of());
        // legacy mode: the measured home is connected as any other
        run(paas(List.of(), "connect", instance.url().toString(), "--legacy"), Map.of("PAAS_ADMIN_TOKEN", instance.adminToken()));

        Map<String, List<String>> lines = new LinkedHashMap<>();
        lines.put("hello-world", hello());
        for (String command : COMMANDS) {
            Path cache = folder.resolve(command + ".aot");
            run(paas(List.of("-XX:AOTCacheOutput=" + cache), command), Map.of());
            lines.put(command, paas(List.of(), command));
            lines.put(command + " + AOT", paas(List.of("-XX:AOTCache=" + cache), command));
        }
        print(rounds, timed(lines, rounds));
    }

    private List<String> hello() throws IOException {
        Path source = Files.writeString(folder.resolve("Hello.java"),
                "public class Hello { public static void main(String[] a) { System.out.println(\"hello\"); } }");
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString()) != 0) {
            throw new IllegalStateException("hello-world does not compile");
        }
        List<String> line = new ArrayList<>(java);
        line.addAll(List.of("-cp", folder.toString(), "Hello"));
        return line;
    }

    private List<String> paas(List<String> options, String... arguments) {
        List<String> line = new ArrayList<>(java);
        line.addAll(options);
        line.addAll(List.of("-cp", jar.toString(), "lib.cli.Main"));
        line.addAll(List.of(arguments));
        return line;
    }

    private Map<String, long[]> timed(Map<String, List<String>> lines, int rounds) throws Exception {
        Map<String, long[]> times = new LinkedHashMap<>();
        lines.keySet().forEach(name -> times.put(name, new long[rounds]));
        // round -1 warms the file cache and is not counted
        for (int round = -1; round < rounds; round++) {
            for (var line : lines.entrySet()) {
                // the instance allows 20 requests a second
                TimeUnit.MILLISECONDS.sleep(20);
                long start = System.nanoTime();
                run(line.getValue(), Map.of());
                if (round >= 0) {
                    times.get(line.getKey())[round] = System.nanoTime() - start;
                }
            }
        }
        return times;
    }

    private static void print(int rounds, Map<String, long[]> times) {
        double hello = median(times.get("hello-world"));
        System.out.printf(Locale.ROOT, "medians of %d interleaved runs, java %s, %d cores%n%n", rounds, System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
        System.out.printf("%-16s %8s %7s%n", "COMMAND", "MS", "RATIO");
        times.forEach((name, all) -> System.out.printf(Locale.ROOT, "%-16s %8.1f %7.2f%n", name, median(all), median(all) / hello));
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2e6;
    }

    /** Runs to the end; a command that fails ends the bench with what it said. */
    private void run(List<String> line, Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.directory(Checkout.root().toFile());
        if (line.get(0).equals(java.get(0))) {
            builder.environment().put("HOME", home.toString());
        }
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getErrorStream().readAllBytes());
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(line + " failed:\n" + said);
        }
    }
}
