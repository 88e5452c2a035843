package lib.setup;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lib.json.Json;
import lib.json.JsonWriter;

/**
 * Starts a server as a client would (its variables and no others, its folder, its patience), says hello, and asks for the tools. What is
 * true for the person who ran setup is not yet true for an editor; this is.
 */
public final class Proof {

    private static final int MOST_LINE = 32 * 1024 * 1024;
    private static final int MOST_NOISE = 4096;
    private static final int MOST_WORDS = 400;
    private static final String ENDED = "the server ended";
    private static final String PROTOCOL = "2025-11-25";

    /**
     * @param milliseconds from the start to the list of tools
     * @param problem      what went wrong, as the rest of a sentence that begins with the client's name; null when nothing did
     */
    public record Outcome(long milliseconds, int tools, String problem) {
    }

    private final Process process;
    private final InputStream answers;
    private final ByteArrayOutputStream noise = new ByteArrayOutputStream();
    private final Thread listener;
    private int id;

    private Proof(Process process) {
        this.process = process;
        this.answers = new BufferedInputStream(process.getInputStream());
        this.listener = Thread.ofVirtual().start(this::listen);
    }

    /**
     * @param passed the variables that the client hands on
     * @param folder where it starts the server
     * @param limit  how long it waits
     */
    public static Outcome of(Launch launch, Map<String, String> passed, String folder, Duration limit) {
        ProcessBuilder builder = new ProcessBuilder(launch.command());
        builder.command().addAll(launch.arguments());
        builder.directory(Path.of(folder).toFile());
        builder.environment().clear();
        builder.environment().putAll(passed);
        builder.environment().putAll(launch.environment());
        long start = System.nanoTime();
        Proof proof;
        try {
            proof = new Proof(builder.start());
        } catch (IOException e) {
            return new Outcome(0, 0, "cannot start " + launch.command() + ", or not in " + folder);
        }
        Thread patience = Thread.ofVirtual().start(() -> proof.endAfter(limit));
        try {
            int tools = proof.handshake();
            return new Outcome(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), tools, null);
        } catch (IOException e) {
            boolean late = System.nanoTime() - start >= limit.toNanos();
            return new Outcome(0, 0, late ? "waits " + limit.toSeconds() + " s for the server, and that was not enough" : proof.why(e));
        } finally {
            patience.interrupt();
            proof.end();
        }
    }

    private int handshake() throws IOException {
        ask("initialize", Map.of("protocolVersion", PROTOCOL, "capabilities", Map.of(), "clientInfo", Map.of("name", "paas setup",
                "version", "1")));
        send(message("notifications/initialized", null, Map.of()));
        int tools = 0;
        Object cursor = null;
        do {
            Map<String, Object> page = ask("tools/list", cursor == null ? Map.of() : Map.of("cursor", cursor));
            tools += page.get("tools") instanceof List<?> list ? list.size() : 0;
            cursor = page.get("nextCursor");
        } while (cursor != null);
        if (tools == 0) {
            throw new IOException("the server offers no tools");
        }
        return tools;
    }

    private Map<String, Object> ask(String method, Map<String, Object> parameters) throws IOException {
        int wanted = ++id;
        send(message(method, wanted, parameters));
        while (true) {
            Map<String, Object> answer = next();
            if (answer.get("id") instanceof Number number && number.intValue() == wanted && !answer.containsKey("method")) {
                if (answer.get("result") instanceof Map<?, ?> result) {
                    Map<String, Object> typed = new LinkedHashMap<>();
                    result.forEach((name, value) -> typed.put((String) name, value));
                    return typed;
                }
                throw new IOException("the server refused " + method);
            }
        }
    }

    private static Map<String, Object> message(String method, Integer id, Map<String, Object> parameters) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        if (id != null) {
            message.put("id", id);
        }
        message.put("method", method);
        message.put("params", parameters);
        return message;
    }

    private void send(Map<String, Object> message) throws IOException {
        try {
            process.getOutputStream().write((JsonWriter.line(message) + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new IOException(ENDED);
        }
    }

    private Map<String, Object> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = answers.read(); c != '\n'; c = answers.read()) {
            if (c < 0) {
                throw new IOException(ENDED);
            }
            if (line.size() > MOST_LINE) {
                throw new IOException("the server sent a line without an end");
            }
            line.write(c);
        }
        try {
            return Json.readObject(line.toByteArray());
        } catch (IOException e) {
            throw new IOException("the server wrote something that is no message");
        }
    }

    /** What the server complained about says more than that it ended. */
    private String why(IOException e) {
        end();
        List<String> said = noise.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
        String how = ENDED.equals(e.getMessage()) && !process.isAlive() ? ENDED + " with code " + process.exitValue() : e.getMessage();
        String words = String.join("; ", said);
        return "was not served: " + how + (said.isEmpty() ? "" : "; it said: " + words.substring(0, Math.min(words.length(), MOST_WORDS)));
    }

    private void listen() {
        try (InputStream stream = process.getErrorStream()) {
            byte[] buffer = new byte[1024];
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                noise.write(buffer, 0, Math.min(n, Math.max(0, MOST_NOISE - noise.size())));
            }
        } catch (IOException gone) {
            // what it said so far counts
        }
    }

    private void endAfter(Duration limit) {
        try {
            Thread.sleep(limit);
            process.destroyForcibly();
        } catch (InterruptedException done) {
            // it answered in time
        }
    }

    /** A server ends with its input. One that does not is ended. */
    private void end() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // then there is nothing to close
        }
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
            }
            listener.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
