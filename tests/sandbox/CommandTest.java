package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;

/** The script as a person starts it: what it prints, how it ends, and the tour. */
class CommandTest {

    @TempDir
    Path folder;

    @Test
    void saysHowToConnectAndEndsByItself() throws Exception {
        var run = run("--port", "0", "--admin-token", "letmein", "--stop-after", "1");
        assertEquals("", run.stderr);
        assertEquals(0, run.code);
        var lines = run.stdout.lines().toList();
        assertTrue(lines.getFirst().matches("Better-PaaS sandbox at http://127\\.0\\.0\\.1:[0-9]+"), run.stdout);
        assertTrue(lines.contains("Admin token: letmein"), run.stdout);
        assertTrue(lines.contains("paas connect " + lines.getFirst().replaceFirst(".* ", "")), run.stdout);
        assertTrue(run.stdout.contains("Ctrl-C"), run.stdout);
    }

    @Test
    void stopsAtOnceWhenToldTo() throws Exception {
        var process = start("--port", "0");
        try (BufferedReader out = process.inputReader()) {
            var line = out.readLine();
            while (!line.startsWith("Everything")) {
                line = out.readLine();
            }
            process.destroy();
            assertTrue(process.waitFor(3, TimeUnit.SECONDS), "still running three seconds after SIGTERM");
            assertEquals(143, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aTakenPortIsAClearError() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var run = run("--port", "" + taken.getLocalPort(), "--stop-after", "5");
            assertEquals(1, run.code);
            assertEquals("", run.stdout);
            assertEquals("error: cannot listen on 127.0.0.1:" + taken.getLocalPort() + " (Address already in use)\n"
                + "hint: choose another port, or let the system choose: --port 0\n", run.stderr);
        }
    }

    @Test
    void itsStateOutlivesItAndADamagedOneIsAClearError() throws Exception {
        var file = folder.resolve("state.json");
        var process = start("--port", "0", "--admin-token", "letmein", "--state", file.toString());
        try (BufferedReader out = process.inputReader()) {
            var line = out.readLine();
            while (!line.startsWith("Its state")) {
                line = out.readLine();
            }
            assertEquals("Its state is kept in " + file + ". Stop it with Ctrl-C.", line);
            Files.delete(file);     // what is there afterwards was written at the end
            process.destroy();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS), "still running ten seconds after SIGTERM");
        } finally {
            process.destroyForcibly();
        }
        assertTrue(run("--port", "0", "--state", file.toString(), "--stop-after", "1").stdout.contains("Admin token: letmein\n"));
        Files.writeString(file, Files.readString(file).substring(0, 100));
        var refused = run("--port", "0", "--state", file.toString(), "--stop-after", "1");
        assertEquals(1, refused.code);
        assertEquals("", refused.stdout);
        assertTrue(refused.stderr.matches("error: the state in " + file + " is damaged \\(.*\\)\n"
            + "hint: nothing was changed in it; move it away to start anew, or choose another file\n"), refused.stderr);
    }

    @Test
    void wrongOptionsAreUsageErrors() throws Exception {
        for (var wrong : List.of("--port 70000", "--port x", "--seed many", "--speed fast", "--speed -1", "--stop-after 0", "--ui ftp://x",
            "--fault flood", "--fault big,mib=0", "--nope")) {
            var run = run(wrong.split(" "));
            assertEquals(2, run.code, run.stderr);
            assertEquals("", run.stdout);
            assertTrue(run.stderr.contains(wrong.split(" ")[0]), run.stderr);
            assertFalse(run.stderr.contains("\tat "), run.stderr);
        }
    }

    @Test
    void helpNamesEveryOption() throws Exception {
        var run = run("-h");
        assertEquals(0, run.code);
        for (var option : List.of("--port", "--seed", "--admin-token", "--no-limits", "--ui", "--speed", "--fault", "--state",
            "--stop-after",
            "--tour")) {
            assertTrue(run.stdout.contains(option), run.stdout);
        }
    }

    @Test
    void theTourDoesEveryStepAndLeavesNothingBehind() throws Exception {
        var run = run("--tour");
        assertEquals(0, run.code, run.stdout + run.stderr);
        assertEquals("", run.stderr);
        for (var step : List.of("started an instance", "POST /api/connect/agent/approve", "Connected successfully.", "shop-web",
                "export PAAS_TOKEN='bpagt_***'", "hello-db is running", "42", "Made backup-",
                "Added hello.example.com to hello.", "✓ Cursor", "Disconnected. Local config removed.", "stopped the instance",
                "every step did what it should")) {
            assertTrue(run.stdout.contains(step), run.stdout);
        }
        assertFalse(run.stdout.matches("(?s).*bpagt_[0-9a-f]{8}.*"), "a token is in the output");
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.filter(path -> path.getFileName().toString().startsWith("paas-tour-")).toList());
        }
    }

    @Test
    void aTourThatIsInterruptedLeavesNothingBehindEither() throws Exception {
        var process = start("--tour");
        try (BufferedReader out = process.inputReader()) {
            var line = out.readLine();
            while (line != null && !line.contains("waits for the browser")) {
                line = out.readLine();
            }
            process.toHandle().destroy();       // Process.destroy would close its streams, too
            assertTrue(process.waitFor(10, TimeUnit.SECONDS), "still running ten seconds after SIGTERM");
            assertEquals("", String.join("\n", process.errorReader().lines().toList()));
        } finally {
            process.destroyForcibly();
        }
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.filter(path -> path.getFileName().toString().startsWith("paas-tour-")).toList());
        }
    }

    private Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var line = new ArrayList<>(List.of(java, "-Djava.io.tmpdir=" + folder));
        line.addAll(Checkout.directive("lib/sandbox/sandbox.java", "RUNTIME_OPTIONS"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), "lib.sandbox.sandbox"));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).directory(Checkout.root().toFile());
        builder.environment().remove("PAAS_ADMIN_TOKEN");
        builder.environment().putAll(environment);
        return builder.start();
    }

    @Test
    void theEnvironmentNamesTheAdminToken() throws Exception {
        var run = ended(start(Map.of("PAAS_ADMIN_TOKEN", "not-in-ps"), "--port", "0", "--stop-after", "1"));
        assertTrue(run.stdout.contains("\nAdmin token: not-in-ps\n"), run.stdout);
        var given = ended(start(Map.of("PAAS_ADMIN_TOKEN", "not-in-ps"), "--port", "0", "--stop-after", "1", "--admin-token", "given"));
        assertTrue(given.stdout.contains("\nAdmin token: given\n"), given.stdout);
        var help = ended(start(Map.of("PAAS_ADMIN_TOKEN", "not-in-ps"), "--help"));
        assertTrue(help.stdout.contains("PAAS_ADMIN_TOKEN") && !help.stdout.contains("not-in-ps"), help.stdout);
    }

    private Ended run(String... arguments) throws Exception {
        return ended(start(arguments));
    }

    private static Ended ended(Process process) throws Exception {
        process.getOutputStream().close();
        var stdout = new StringBuilder();
        var reading = Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(line -> stdout.append(line).append('\n')));
        var stderr = String.join("\n", process.errorReader().lines().toList());
        assertTrue(process.waitFor(90, TimeUnit.SECONDS), "did not end");
        reading.join();
        return new Ended(process.exitValue(), stdout.toString(), stderr.isEmpty() ? "" : stderr + "\n");
    }

    private record Ended(int code, String stdout, String stderr) { }
}
