package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lib.sandbox.fault.Effect;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Options.Seed;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /ws/runtime-logs, /ws/logs and /ws/stats. */
class StreamsTest {

    private static final String SHOP = "k3v9x0q2ab";
    private static final String BUILDING = "c5n7r1k9vd";

    private final HandMovedClock clock = new HandMovedClock();
    private final Sandbox sandbox = Sandbox.start(Options.forTests(), clock);
    private final Wire admin = Wire.admin(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void runtimeLogsAreTheLast200LinesAndThenWhatComes() {
        sandbox.print(SHOP, IntStream.range(0, 250).mapToObj(i -> "line " + i).toArray(String[]::new));
        try (var stream = runtime(SHOP)) {
            assertEquals("{\"message\":\"line 50\",\"timestamp\":\"2026-07-02T14:32:00Z\"}", stream.text());
            IntStream.range(51, 250).forEach(i -> assertEquals("line " + i, message(stream)));
            clock.moveSeconds(5);
            sandbox.print(SHOP, "<b> \u001b[31mé\r");
            assertEquals("{\"message\":\"\\u003cb\\u003e \\u001b[31mé\\r\",\"timestamp\":\"2026-07-02T14:32:05Z\"}", stream.text());
            stream.send(RawSocket.TEXT, "passed over".getBytes());
            stream.send(RawSocket.PING, "p".getBytes());
            assertEquals(RawSocket.PONG, stream.next().kind());
            sandbox.print("t81mzc5r7e", "of another app");
            sandbox.print(SHOP, "last");
            assertEquals("last", message(stream));
        }
    }

    @Test
    void runtimeLogsEndWithTheContainer() {
        try (var stream = runtime(SHOP); var other = runtime("t81mzc5r7e")) {
            admin.post("/api/apps/stop", id(SHOP)).succeeds();
            messagesToTheEnd(stream);
            sandbox.print("t81mzc5r7e", "still here");
            while (!message(other).equals("still here")) {
                continue;
            }
        }
        sandbox.print(SHOP, "printed before it went down");
        try (var stream = runtime(SHOP)) {
            var all = messagesToTheEnd(stream);
            assertEquals("printed before it went down", all.getLast(), all::toString);
        }
    }

    @Test
    void runtimeLogsOfAnAppThatIsNotThere() {
        assertEquals(List.of("App \"nope\" not found."), messagesToTheEnd(runtime("nope")));
        assertEquals(List.of("App \"\" not found."), messagesToTheEnd(RawSocket.open(sandbox, admin, "/ws/runtime-logs", "")));
        assertEquals(List.of("App \"<\" not found."), messagesToTheEnd(runtime("%3c")));
    }

    @Test
    void runtimeLogsWaitForABuild() {
        try (var stream = runtime(BUILDING)) {
            assertEquals("App is currently building. Runtime logs will start once the container is up…", message(stream));
            // The server does not read while it waits: a ping has its answer only after the build.
            stream.send(RawSocket.PING, "p".getBytes());
            assertTrue(stream.isSilent(), "nothing comes before the build is over");
            admin.post("/api/apps/redeploy", id(BUILDING)).succeeds();
            sandbox.print(BUILDING, "up");
            var kinds = new TreeSet<Integer>();
            while (kinds.size() < 2) {
                kinds.add(stream.next().kind());
            }
            assertEquals(Set.of(RawSocket.TEXT, RawSocket.PONG), kinds);
        }
    }

    @Test
    void buildLogsAreReplayedAndThenComeLiveForEveryDeployment() {
        var before = logsOfNewest(SHOP);
        try (var stream = builds("&appId=" + SHOP)) {
            assertTrue(stream.text().matches("\\{\"message\":\".*\",\"timestamp\":\"2026-07-02T14:32:00Z\"}"));
            before.stream().skip(1).forEach(line -> assertEquals(line, message(stream)));
            for (int i = 0; i < 2; i++) {
                clock.moveSeconds(1);
                admin.post("/api/apps/redeploy", id(SHOP)).succeeds();
                var live = new ArrayList<String>();
                while (live.isEmpty() || !live.getLast().startsWith("✅ Deployment complete! App live at: ")) {
                    live.add(message(stream));
                }
                Waiting.forDeployment(admin, SHOP);
                assertEquals(logsOfNewest(SHOP), live.stream().flatMap(text -> Stream.of(text.split("\n", -1))).toList());
            }
            stream.send(RawSocket.PING, "p".getBytes());
            assertEquals(RawSocket.PONG, stream.next().kind());
        }
    }

    @Test
    void buildLogsOfNoAppInParticularAreThoseOfTheNewest() {
        var newest = admin.get("/api/apps").json().valueStream().toList().getLast().path("id").asText();
        try (var stream = builds("")) {
            logsOfNewest(newest).forEach(line -> assertEquals(line, message(stream)));
        }
        try (var stream = builds("&appId=nope")) {
            stream.send(RawSocket.PING, "p".getBytes());
            assertEquals(RawSocket.PONG, stream.next().kind());
        }
        try (var empty = Sandbox.start(Options.forTests().withSeed(Seed.EMPTY), clock);
                var stream = RawSocket.open(empty, Wire.admin(empty), "/ws/logs", "")) {
            assertEquals("{\"message\":\"No apps deployed yet.\",\"timestamp\":\"2026-07-02T14:32:00Z\"}", stream.text());
            stream.drops();
        }
    }

    @Test
    void aFaultInTheMiddleOfABuildEndsTheStream() {
        try (var stream = runtime(BUILDING)) {
            message(stream);
            sandbox.fault(new Effect.Refuse(Duration.ofMillis(1)), "/api/health");
            try {
                admin.get("/api/health");
            } catch (UncheckedIOException dropped) {
                stream.drops();
            }
        }
    }

    @Test
    void statsComeEveryTwoSeconds() throws IOException {
        try (var local = RawSocket.open(sandbox, admin, "/ws/stats", ""); var unknown = RawSocket.open(sandbox, admin, "/ws/stats",
            "&serverId=nope"); var silent = RawSocket.open(sandbox, admin, "/ws/stats", "&serverId=" + server("203.0.113.99"))) {
            var running = admin.get("/api/apps").json().valueStream().filter(app -> app.path("status").asText().equals("running")
                && app.path("serverId").asText().equals("localhost")).count();
            var stats = new ObjectMapper().readTree(local.text());
            assertEquals(running, stats.path("activeApps").asLong());
            for (var percent : List.of("cpuUsage", "memoryUsage", "diskUsage")) {
                assertTrue(stats.path(percent).asDouble() > 0 && stats.path(percent).asDouble() < 100, stats::toString);
            }
            var zeros = "{\"cpuUsage\":0,\"memoryUsage\":0,\"diskUsage\":0,\"activeApps\":0,\"timestamp\":\"2026-07-02T14:32:00.12Z\"}";
            assertEquals(zeros, unknown.text());
            assertEquals(zeros, silent.text());
            assertEquals(stats, new ObjectMapper().readTree(local.text()));
        }
    }

    private RawSocket runtime(String app) {
        return RawSocket.open(sandbox, admin, "/ws/runtime-logs", "&appId=" + app);
    }

    private RawSocket builds(String query) {
        return RawSocket.open(sandbox, admin, "/ws/logs", query);
    }

    private List<String> logsOfNewest(String app) {
        return Waiting.of(admin, app).getFirst().path("logs").valueStream().map(JsonNode::asText).toList();
    }

    private String server(String ip) {
        return admin.post("/api/servers/create", "{\"name\":\"a server\",\"ip\":\"" + ip + "\"}").succeeds().text("id");
    }

    private static String id(String app) {
        return "{\"id\":\"" + app + "\"}";
    }

    private static String message(RawSocket stream) {
        return message(stream.text());
    }

    private static String message(String frame) {
        try {
            JsonNode json = new ObjectMapper().readTree(frame);
            assertEquals(2, json.size(), frame);
            return json.path("message").asText();
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + frame, e);
        }
    }

    /** What comes up to the drop, which has no close frame. */
    private static List<String> messagesToTheEnd(RawSocket stream) {
        var all = new ArrayList<String>();
        for (var frame = stream.next(); frame != null; frame = stream.next()) {
            assertEquals(RawSocket.TEXT, frame.kind(), frame::toString);
            all.add(message(frame.text()));
        }
        return all;
    }
}
