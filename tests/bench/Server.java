package tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code paas mcp} as a process, shaken hands with, and called. */
final class Server implements AutoCloseable {

    private static final String HANDSHAKE = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}
        {"jsonrpc":"2.0","method":"notifications/initialized"}
        """;
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"paas_list_apps\","
        + "\"arguments\":{}}}\n";

    private final Process process;
    private final BufferedReader answers;
    private int last = 1;

    Server(Jar jar, String program, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = jar.process(List.of(program, "mcp")).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variables);
        process = builder.start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        send(HANDSHAKE);
        answer(1);
    }

    /** @return nanoseconds from the start of a server to its first answer, or, sent in one go with it, to that of the first call */
    static long first(Jar jar, String program, Map<String, String> variables, boolean call) throws IOException, InterruptedException {
        ProcessBuilder builder = jar.process(List.of(program, "mcp")).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variables);
        return jar.answered(builder, HANDSHAKE + (call ? CALL.formatted(2) : ""), call ? 2 : 1);
    }

    /** One after the other. @return how long each took, in milliseconds */
    double[] calls(int count) throws IOException {
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            send(CALL.formatted(++last));
            String answer = answer(last);
            times[i] = (System.nanoTime() - start) / 1e6;
            if (!answer.contains("\"isError\":false")) {
                throw new IllegalStateException("a call failed: " + answer);
            }
        }
        return times;
    }

    /** What it holds in memory. */
    double megabytes() throws IOException {
        return kilobytes(process.pid()) / 1024.0;
    }

    /** Resident, of a process of this machine. */
    static long kilobytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }

    private void send(String lines) throws IOException {
        process.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    private String answer(int id) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.contains("\"id\":" + id + ",")) {
                return line;
            }
        }
        throw new IllegalStateException("paas mcp ended without an answer");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
