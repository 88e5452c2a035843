package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static tests.support.McpClient.request;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Bundle;
import tests.support.Cli;
import tests.support.Home;

/**
 * A server ends when its client has gone, whatever it is doing: no orphan stays behind. How fast is measured by the bench; here is only
 * that it does, where otherwise it would wait for the 30 seconds of a request that nobody answers.
 */
class EndsTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}\n";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"tools/list\"}\n";

    @TempDir
    Path folder;

    private Process start(List<String> command) throws Exception {
        var builder = new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", folder.toString(), "PATH", System.getenv("PATH"), "LANG", "C.UTF-8"));
        return builder.start();
    }

    private static void type(Process process, String text) throws Exception {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    private void ends(Process process) throws Exception {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("still running");
        }
        assertEquals("", Files.readString(folder.resolve("stderr")));
    }

    @Test
    void withACallAtWork() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var cli = new Cli(new Home(folder).connected("http://127.0.0.1:" + silent.getLocalPort(), "bpagt_x"));
            var live = cli.start("mcp");
            live.type(request(1, "paas_status", Map.of()) + PING);
            live.awaitStdout("\"id\":9");
            // asked, and never answered
            try (var asked = silent.accept()) {
                live.closeInput();
                live.finish().exits(0).complains("");
            }
        }
    }

    @Test
    void whenNobodyReadsWhatItWrites() throws Exception {
        var process = start(Bundle.command(List.of(), List.of("mcp")));
        // far more than a pipe holds
        type(process, LIST.repeat(40));
        process.getOutputStream().close();
        ends(process);
    }

    @Test
    void onTheSignalThatEditorsSend() throws Exception {
        var process = start(Bundle.command(List.of(), List.of("mcp")));
        type(process, PING);
        process.getInputStream().read();
        process.toHandle().destroy();
        ends(process);
        assertEquals(143, process.exitValue());
    }

    /** A JVM waits 300 ms for a thread that is in a system call, as one that reads a stream is: never less, however idle a machine is. */
    @Test
    void theSignalFindsNobodyWhoIsStillReading() throws Exception {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20 && least >= 300; i++) {
            var process = start(Bundle.command(List.of(), List.of("mcp")));
            type(process, PING);
            process.getInputStream().read();
            long told = System.nanoTime();
            process.toHandle().destroy();
            ends(process);
            least = Math.min(least, (System.nanoTime() - told) / 1_000_000);
        }
        assertTrue(least < 300, "ends after " + least + " ms at best");
    }

    /** The shell starts the server in the background and dies; this test holds both ends of its pipes all the while. */
    @Test
    void whenItsParentHasDiedAndSomebodyElseHoldsThePipes() throws Exception {
        var command = new ArrayList<>(List.of("bash", "-c", "exec 3<&0; \"$@\" <&3 & echo $!; read -r -t 20 line < \"$HOME/die\"; exit 0",
            "bash"));
        command.addAll(Bundle.command(List.of(), List.of("mcp")));
        assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve("die").toString()).start().waitFor());
        var shell = start(command);
        var out = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
        var server = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
        type(shell, PING);
        assertEquals(PING.replace(",\"method\":\"ping\"", ",\"result\":{}").strip(), out.readLine());
        // it has looked who its parent is
        Thread.sleep(500);
        Files.writeString(folder.resolve("die"), "now\n");
        shell.waitFor();
        var deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (server.isAlive() && Instant.now().isBefore(deadline)) {
            Thread.sleep(20);
        }
        boolean stayed = server.isAlive();
        server.destroyForcibly();
        assertTrue(!stayed, "the server outlives its parent");
    }
}
