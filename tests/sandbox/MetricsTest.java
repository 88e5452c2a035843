package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Options.Seed;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the running containers use. */
class MetricsTest {

    private final HandMovedClock clock = new HandMovedClock();
    private final Sandbox sandbox = Sandbox.start(Options.forTests(), clock);
    private final Wire reader = Wire.admin(sandbox).asAgent("metrics:read");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aRowForEachRunningContainer() {
        var rows = reader.get("/api/metrics/apps").succeeds().json();
        assertEquals(List.of("shop-web", "shop-api", "wiki", "wiki-db", "notes"), rows.findValuesAsText("name"));
        rows.forEach(row -> {
            double used = row.path("memUsageMb").asDouble();
            double limit = row.path("memLimitMb").asDouble();
            assertTrue(used > 0 && used < limit, row::toString);
            assertEquals(100 * used / limit, row.path("memPercent").asDouble(), 0.02, row::toString);
            assertTrue(row.path("cpuPercent").asDouble() > 0 && row.path("netRxMb").asDouble() > 0, row::toString);
        });
        assertEquals(List.of("512", "1024", "3915.8", "3915.8", "3915.8"), rows.findValuesAsText("memLimitMb"));
    }

    @Test
    void theNumbersMoveWithTheTime() {
        var first = reader.get("/api/metrics/apps").body();
        assertEquals(first, reader.get("/api/metrics/apps").body());
        clock.moveSeconds(10);
        assertNotEquals(first, reader.get("/api/metrics/apps").body());
    }

    @Test
    void refusals() {
        reader.post("/api/metrics/apps", "").refuses(405, "Method not allowed");
        Wire.admin(sandbox).asAgent("apps:read").get("/api/metrics/apps").refuses(403, "Forbidden: missing scope metrics:read");
        Wire.anonymous(sandbox).get("/api/metrics/apps").refuses(401, "Unauthorized");
        try (var empty = Sandbox.start(Options.forTests().withSeed(Seed.EMPTY))) {
            Wire.admin(empty).get("/api/metrics/apps").answers("[]");
        }
    }
}
