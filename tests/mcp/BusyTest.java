package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tests.support.McpClient.parse;
import static tests.support.McpClient.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import lib.mcp.Server;
import lib.mcp.ToolCalls;
import org.junit.jupiter.api.Test;

/** More calls than a server can have at work: what is too much is refused in words, and everything else is answered. */
class BusyTest {
    private static final String REFUSED = "error: too many calls at once: 64 are at work and 64 wait; nothing was done, call again when "
        + "some have been answered";

    /** Tools that answer when they are let. */
    private static final class Held implements ToolCalls {
        private final CountDownLatch go = new CountDownLatch(1);
        private final AtomicInteger atWork = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public String version() {
            return "1";
        }

        @Override
        public String list(Abilities client) {
            return "[]";
        }

        @Override
        public String instance() {
            return "";
        }

        @Override
        public Outcome call(String tool, Map<String, Object> arguments, Caller caller) {
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            try {
                go.await();
            } catch (InterruptedException e) {
                return new Outcome("", "error: interrupted", true);
            } finally {
                atWork.decrementAndGet();
            }
            return new Outcome("", "done", false);
        }

        @Override
        public byte[] key() {
            return new byte[32];
        }

        @Override
        public void close() {
        }
    }

    private static List<JsonNode> lines(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8).lines().map(line -> parse(line)).toList();
    }

    private static void await(ByteArrayOutputStream out, int lines) throws InterruptedException {
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (lines(out).size() < lines && Instant.now().isBefore(deadline)) {
            Thread.sleep(10);
        }
        assertEquals(lines, lines(out).size());
    }

    @Test
    void whatIsTooMuchIsRefusedAndTheRestAnswered() throws Exception {
        var tools = new Held();
        var out = new ByteArrayOutputStream();
        try (var client = new PipedOutputStream(); var in = new PipedInputStream(client, 1 << 20)) {
            var server = Thread.ofVirtual().start(() -> new Server(in, out, tools).run());
            for (int i = 1; i <= 130; i++) {
                client.write(request(i, "paas_status", Map.of()).getBytes(StandardCharsets.UTF_8));
            }
            client.flush();
            await(out, 2);
            for (int i = 0; i < 2; i++) {
                assertEquals(129 + i, lines(out).get(i).path("id").asInt());
                assertEquals(REFUSED, lines(out).get(i).path("result").path("content").path(0).path("text").asText());
                assertEquals(true, lines(out).get(i).path("result").path("isError").asBoolean());
            }
            // on a busy machine a thread may take its time to begin
            for (var deadline = Instant.now().plus(Duration.ofSeconds(60)); tools.atWork.get() < 64 && Instant.now().isBefore(deadline); ) {
                Thread.sleep(10);
            }
            tools.go.countDown();
            await(out, 130);
            // and as many again at once, now that all are done
            for (int i = 201; i <= 328; i++) {
                client.write(request(i, "paas_status", Map.of()).getBytes(StandardCharsets.UTF_8));
            }
            client.flush();
            await(out, 258);
            client.close();
            server.join();
        }
        assertEquals(256, lines(out).stream().filter(each -> each.toString().contains("\"done\"")).count());
        assertEquals(64, tools.most.get());
    }

    /** It has 100 ms for that; on a busy machine that is now and then too little, and then nothing is said. */
    @Test
    void aCallThatIsGivenUpAtTheEndSaysSo() throws Exception {
        var said = new HashSet<String>();
        for (int i = 0; i < 50 && said.isEmpty(); i++) {
            var out = new ByteArrayOutputStream();
            new Server(new ByteArrayInputStream(request(1, "paas_status", Map.of()).getBytes(StandardCharsets.UTF_8)), out, new Held())
                .run();
            lines(out).forEach(each -> said.add(each.path("result").path("content").path(0).path("text").asText()));
        }
        assertEquals(Set.of("error: interrupted"), said);
    }
}
