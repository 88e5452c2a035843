//DEPS ../../lib/sandbox/sandbox.java

package tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import tests.support.Checkout;

/** The exported fat jar and a hello-world in a temporary folder with a home of its own, started with the bundle's JVM options. */
final class Jar implements AutoCloseable {

    private final Path folder;
    private final Path jar;
    private final Path home;
    private final List<String> java = new ArrayList<>();

    Jar() throws Exception {
        folder = Files.createTempDirectory("paas-bench-");
        jar = folder.resolve("paas.jar");
        home = Files.createDirectories(folder.resolve("home"));
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(Checkout.directive("paas.java", "RUNTIME_OPTIONS"));
        run(List.of(Checkout.file("jbang").toString(), "export", "fatjar", "--force", "-O", jar.toString(),
            Checkout.file("paas.java").toString()), Map.of(), "");
    }

    Path folder() {
        return folder;
    }

    /** The JVM's own hello-world. */
    List<String> hello() throws IOException {
        Path source = Files.writeString(folder.resolve("Hello.java"),
            "public class Hello { public static void main(String[] a) { System.out.println(\"hello\"); } }");
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString()) != 0) {
            throw new IllegalStateException("hello-world does not compile");
        }
        List<String> line = new ArrayList<>(java);
        line.addAll(List.of("-cp", folder.toString(), "Hello"));
        return line;
    }

    /** @param options more of the JVM's, before the main class */
    List<String> paas(List<String> options, String... arguments) {
        List<String> line = new ArrayList<>(java);
        line.addAll(options);
        line.addAll(List.of("-cp", jar.toString(), "lib.cli.Main"));
        line.addAll(List.of(arguments));
        return line;
    }

    /** What {@code paas install} makes of the jar in the throw-away home. @return the launcher */
    String installed() throws Exception {
        run(paas(List.of(), "install", "--no-path"), Map.of(), "");
        return home.resolve(".paas/bin/paas").toString();
    }

    /** @return nanoseconds from the start of a server to its answer with this id */
    long answered(ProcessBuilder builder, String input, int id) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            var answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String answer = answers.readLine(); answer != null; answer = answers.readLine()) {
                if (answer.contains("\"id\":" + id)) {
                    return System.nanoTime() - start;
                }
            }
            throw new IllegalStateException(builder.command() + " ended without an answer");
        } finally {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** The process, not started: in the throw-away home when it is a JVM of ours. */
    ProcessBuilder process(List<String> line) {
        ProcessBuilder builder = new ProcessBuilder(line).directory(Checkout.root().toFile());
        if (!line.get(0).endsWith("jbang")) {
            builder.environment().put("HOME", home.toString());
        }
        return builder;
    }

    /** Runs to the end; a command that fails ends the bench with what it said. @return nanoseconds */
    long run(List<String> line, Map<String, String> variables, String input) throws IOException, InterruptedException {
        ProcessBuilder builder = process(line).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variables);
        long start = System.nanoTime();
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes());
        } catch (IOException e) {
            // most commands read nothing
        }
        String said = new String(process.getErrorStream().readAllBytes());
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(line + " failed:\n" + said);
        }
        return System.nanoTime() - start;
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
