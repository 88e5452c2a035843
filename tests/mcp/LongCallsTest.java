package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.McpClient.parse;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Instance;

/** Calls that take long: they say how far they are where somebody wants to hear it, and stop when they are cancelled. */
class LongCallsTest {
    private static final String WAIT =
        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"tools/call\",\"params\":{\"name\":\"paas_wait_deployment\","
        + "\"arguments\":{\"deployment\":\"y5j2m8f4kq\"}%s}}\n";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}\n";
    private static final String PONG = "{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}}";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void saysHowFarItIsUntilItIsCancelled() {
        try (var live = instance.cli(folder, "deployer").start("mcp")) {
            live.type(WAIT.formatted("\"a\"", ",\"_meta\":{\"progressToken\":\"t\"}"));
            live.awaitStdout("\\A(?:\\{[^\n]*\n){1}");
            live.type("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"a\"}}\n");
            live.type(PING);
            live.awaitStdout(Pattern.quote(PONG) + "\n");
            live.closeInput();
            var lines = live.finish().exits(0).complains("").stdout().lines().toList();
            double last = -1;
            for (var each : lines.stream().filter(line -> !line.equals(PONG)).toList()) {
                var message = parse(each);
                assertEquals("notifications/progress", message.path("method").asText(), each);
                assertEquals("t", message.path("params").path("progressToken").asText());
                assertTrue(message.path("params").path("progress").asDouble() > last, each);
                assertTrue(message.path("params").path("message").asText().contains("search-worker"), each);
                last = message.path("params").path("progress").asDouble();
            }
            assertTrue(last >= 0, "no word of progress in " + lines);
        }
    }

    @Test
    void whatIsCancelledAnswersNothingAndOthersGoOn() {
        try (var live = instance.cli(folder, "deployer").start("mcp")) {
            live.type(WAIT.formatted("7", "")).type(WAIT.formatted("8", ""));
            live.type("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}\n");
            live.type("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":77}}\n");
            live.type("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"paas_get_app\",\"arguments\":"
                + "{\"app\":\"shop-web\"}}}\n");
            live.awaitStdout("\"id\":1,");
            live.type("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":8}}\n").type(PING);
            live.awaitStdout(Pattern.quote(PONG) + "\n");
            live.closeInput();
            assertEquals(List.of(1, 9), live.finish().exits(0).complains("").stdout().lines().map(line -> parse(line).path("id").asInt())
                .sorted().toList());
        }
    }
}
