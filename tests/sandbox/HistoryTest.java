package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lib.sandbox.base.Background;
import lib.sandbox.builds.Builds;
import lib.sandbox.builds.Builds.Trigger;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Options.Seed;
import lib.sandbox.instance.Sandbox;
import lib.sandbox.state.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/deployments/history, what the demo has behind it, and how a log and the containers are followed. */
class HistoryTest {

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire wire = Wire.admin(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theDemoHasBeenThroughSomething() {
        var records = wire.asAgent("apps:read").get("/api/deployments/history").succeeds().json().valueStream().toList();
        var times = records.stream().map(record -> OffsetDateTime.parse(record.path("createdAt").asText()).toInstant()).toList();
        assertEquals(times.stream().sorted(Comparator.reverseOrder()).toList(), times, "newest first");
        assertEquals(List.of("building", "success", "failed", "success", "success", "success", "success", "success", "success", "success"),
            records.stream().map(record -> record.path("status").asText()).toList());
        records.forEach(record -> assertFalse(record.path("logs").isEmpty(), record::toString));
        wire.get("/api/apps").json().forEach(app -> {
            if (app.has("activeDeployId")) {
                var record = records.stream().filter(each -> each.path("id").equals(app.path("activeDeployId"))).findFirst().orElseThrow();
                assertEquals(app.path("activeImage"), record.path("image"), app::toString);
                assertEquals("success", record.path("status").asText());
            }
        });
        assertEquals("✖ Build failed: exit status 1", Waiting.of(wire, "x9q4jb3m0u").getFirst().path("logs").valueStream().toList()
            .getLast().asText());
        assertEquals(3, Waiting.of(wire, "k3v9x0q2ab").stream().filter(record -> record.has("image")).count());
        wire.asAgent("logs:read").get("/api/deployments/history").refuses(403, "Forbidden: missing scope apps:read");
    }

    @Test
    void everyStartHasTheSamePast() {
        try (var other = Sandbox.start(Options.forTests())) {
            assertEquals(wire.get("/api/deployments/history").body(), Wire.admin(other).get("/api/deployments/history").body());
        }
    }

    @Test
    void anEmptyHistoryIsNull() {
        try (var empty = Sandbox.start(Options.forTests().withSeed(Seed.EMPTY))) {
            Wire.admin(empty).get("/api/deployments/history").answers("null");
        }
    }

    @Test
    void theHundredNewestAreKept() {
        for (int i = 0; i < 95; i++) {
            wire.post("/api/apps/redeploy", "{\"id\":\"t81mzc5r7e\"}").succeeds();
        }
        Waiting.forDeployment(wire, "t81mzc5r7e", 95);
        assertEquals(100, wire.get("/api/deployments/history").json().size());
        assertTrue(Waiting.of(wire, "k3v9x0q2ab").stream().noneMatch(record -> record.path("id").asText().equals("v2f6n8c1te")),
            "the oldest goes");
    }

    @Test
    void anAppTakesItsHistoryWithIt() {
        wire.post("/api/apps/delete", "{\"id\":\"k3v9x0q2ab\"}").answers("{\"status\":\"deleted\"}");
        assertEquals(List.of(), Waiting.of(wire, "k3v9x0q2ab"));
    }

    @Test
    void aLogIsFollowedWithoutAGap() throws InterruptedException {
        var state = demo();
        try (var background = new Background(0)) {
            var builds = new Builds(state, background);
            var ended = new ArrayList<Builds.Finished>();
            builds.onFinish(ended::add);
            var lines = new ArrayList<String>();
            try (var following = state.apps().deployments().follow("k3v9x0q2ab", lines::add)) {
                assertEquals("✅ Deployment complete! App live at: http://k3v9x0q2ab.127.0.0.1.sslip.io", following.before().getLast());
                builds.start("k3v9x0q2ab", Trigger.WEBHOOK, false);
                await(ended, 1);
            }
            assertEquals(state.apps().deployments().newestOf("k3v9x0q2ab").logs(), lines);
            assertEquals("webhook", ended.getFirst().trigger());
            assertEquals("success", ended.getFirst().deployment().status());
            builds.start("k3v9x0q2ab", Trigger.MANUAL, false);
            await(ended, 2);
            assertEquals(1, lines.stream().filter(line -> line.startsWith("✨ Initializing")).count(), "closed is closed");
        }
    }

    @Test
    void containersAreSeenToComeAndGo() throws InterruptedException {
        var state = demo();
        try (var background = new Background(0)) {
            var builds = new Builds(state, background);
            var ended = new ArrayList<Builds.Finished>();
            builds.onFinish(ended::add);
            var seen = new ArrayList<String>();
            state.apps().containers().watch((change, container) -> seen.add(change + " " + container.name()));
            var old = state.apps().containers().of("k3v9x0q2ab").name();
            assertEquals("shop-web-d7m2q9xk4t", old);
            var id = builds.start("k3v9x0q2ab", Trigger.MANUAL, false).id;
            await(ended, 1);
            var fresh = state.apps().containers().of(id).name();
            assertEquals(List.of("STARTED " + fresh, "REMOVED " + old), seen);
        }
    }

    private static State demo() {
        var state = new State("token", new HandMovedClock());
        Sandbox.addDemo(state);
        return state;
    }

    private static void await(List<?> list, int size) throws InterruptedException {
        for (int i = 0; i < 400 && list.size() < size; i++) {
            Thread.sleep(25);
        }
        assertEquals(size, list.size(), list::toString);
    }
}
