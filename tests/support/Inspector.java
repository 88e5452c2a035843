package tests.support;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The MCP Inspector's command line: a real client with the official SDK's checks. Starts {@code paas mcp} anew for each request. */
public final class Inspector {
    private static final String PACKAGE = "@modelcontextprotocol/inspector@2.12.0";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Home home;

    /** @param home whose connection the server uses */
    public Inspector(Home home) {
        this.home = home;
    }

    /** The tools, as the client read them. */
    public JsonNode list() {
        return run("--method", "tools/list").path("tools");
    }

    /**
     * Calls a tool.
     *
     * @param arguments each {@code name=value}; the client reads the value as JSON where it is some
     * @return the result as the client accepted it: content, structuredContent, isError
     */
    public JsonNode call(String tool, String... arguments) {
        var options = new ArrayList<>(List.of("--method", "tools/call", "--tool-name", tool));
        for (var argument : arguments) {
            options.add("--tool-arg");
            options.add(argument);
        }
        return run(options.toArray(String[]::new));
    }

    /** Any other request: the options of the client's command line. */
    public JsonNode ask(String... options) {
        return run(options);
    }

    private JsonNode run(String... options) {
        var line = new ArrayList<>(List.of(Npm.programs(PACKAGE).resolve("mcp-inspector").toString(), "--cli"));
        line.addAll(Bundle.command(List.of(), List.of("mcp")));
        line.addAll(List.of(options));
        try {
            var out = Files.createTempFile("paas-inspector-", ".out");
            var err = Files.createTempFile("paas-inspector-", ".err");
            try {
                var builder = new ProcessBuilder(line).directory(home.path().toFile()).redirectOutput(out.toFile())
                    .redirectError(err.toFile());
                builder.environment().clear();
                builder.environment().put("PATH", System.getenv("PATH"));
                builder.environment().put("HOME", home.path().toString());
                var process = builder.start();
                process.getOutputStream().close();
                boolean ended = process.waitFor(60, TimeUnit.SECONDS);
                process.destroyForcibly();
                var said = Files.readString(out, StandardCharsets.UTF_8);
                if (!ended || said.isBlank()) {
                    fail("the Inspector " + (ended ? "ended with " + process.exitValue() : "did not end") + ": " + List.of(options)
                        + "\n--- stdout\n" + said + "--- stderr\n" + Files.readString(err));
                }
                return JSON.readTree(said);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the Inspector's answer to " + List.of(options) + " cannot be read", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
