package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import lib.sandbox.base.Background;
import lib.sandbox.http.Contract;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.cron.CronJobs.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/cron and below, the grammar of schedules, and what a run writes back. */
class CronTest {

    private static final String CREATE = "/api/cron/create";
    private static final String UPDATE = "/api/cron/update";
    private static final String SHOP_API = "t81mzc5r7e";

    private final HandMovedClock clock = new HandMovedClock();
    private final Sandbox sandbox = Sandbox.start(Options.forTests(), clock);
    private final Wire admin = Wire.admin(sandbox);
    private final Wire manager = admin.asAgent("cron:manage");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theListIsNewestFirst() {
        var list = manager.get("/api/cron").succeeds().json();
        assertEquals(List.of("shop-web", "reports", "shop-api"), list.findValuesAsText("appName"));
        assertEquals("{\"id\":\"f6b4z7m1qs\",\"appId\":\"k3v9x0q2ab\",\"appName\":\"shop-web\",\"schedule\":\"*/30 8-18 * * 1-5\","
            + "\"command\":\"npm run warm-cache\",\"enabled\":false,\"lastRun\":\"0001-01-01T00:00:00Z\",\"lastStatus\":\"\","
            + "\"createdAt\":\"2026-05-02T14:45:12Z\"}", list.get(0).toString());
        admin.asAgent("apps:read").get("/api/cron").refuses(403, "Forbidden: missing scope cron:manage");
    }

    @Test
    void aJobIsCreatedChangedAndDeleted() {
        var made = manager.post(CREATE, job(SHOP_API, " 0  */2 * * * ", " npm run x "));
        var id = made.text("id");
        var rest = "\"lastRun\":\"0001-01-01T00:00:00Z\",\"lastStatus\":\"\",\"createdAt\":\"2026-07-02T14:32:00.12Z\"}";
        made.answers("{\"id\":\"" + id + "\",\"appId\":\"t81mzc5r7e\",\"appName\":\"shop-api\",\"schedule\":\" 0  */2 * * * \","
            + "\"command\":\" npm run x \",\"enabled\":true," + rest);
        assertEquals(id, manager.get("/api/cron").json().at("/0/id").asText());
        assertFalse(manager.post(UPDATE, "{\"id\":\"" + id + "\",\"enabled\":false,\"schedule\":\"\"}").succeeds().json().path("enabled")
            .asBoolean());
        var changed = manager.post(UPDATE, "{\"id\":\"" + id + "\",\"schedule\":\"5 4 * * *\",\"command\":\" \",\"enabled\":null}");
        changed.answers("{\"id\":\"" + id + "\",\"appId\":\"t81mzc5r7e\",\"appName\":\"shop-api\",\"schedule\":\"5 4 * * *\","
            + "\"command\":\" \",\"enabled\":false," + rest);
        manager.post("/api/cron/delete", "{\"id\":\"" + id + "\"}").answers("{\"status\":\"deleted\"}");
        manager.post("/api/cron/delete", "{}").answers("{\"status\":\"deleted\"}");
        assertEquals(3, manager.get("/api/cron").json().size());
    }

    @Test
    void whatIsRefused() {
        for (var path : List.of(CREATE, UPDATE, "/api/cron/delete", "/api/cron/run")) {
            manager.post(path, "").refuses(400, "Bad request");
            manager.get(path).refuses(405, "Method not allowed");
        }
        manager.post(CREATE, job("nope", "nope", "")).refuses(404, "App not found");
        manager.post(CREATE, job(SHOP_API, "nope", "")).refuses(400, "Invalid cron schedule (expected 5 fields, e.g. '0 * * * *')");
        manager.post(CREATE, job(SHOP_API, "* * * * *", " ")).refuses(400, "Command is required");
        manager.post(UPDATE, "{\"id\":\"nope\",\"schedule\":\"nope\"}").refuses(404, "Job not found");
        manager.post(UPDATE, "{\"id\":\"c3r8n1a6vd\",\"schedule\":\"nope\"}").refuses(400, "Invalid cron schedule");
        manager.post(UPDATE, "{\"id\":\"c3r8n1a6vd\",\"enabled\":\"no\"}").refuses(400, "Bad request");
        manager.post("/api/cron/run", "{}").refuses(404, "Job not found");
    }

    @Test
    void theGrammarIsTheContracts() {
        var rules = (Map<?, ?>) Contract.get().documents().get(1).get("x-cron");
        ((List<?>) rules.get("accepted")).forEach(text -> assertTrue(Schedule.parse((String) text) != null, text::toString));
        ((List<?>) rules.get("rejectedExamples")).forEach(text -> assertTrue(Schedule.parse((String) text) == null, text::toString));
        for (var text : List.of("+5 04 \t* * *", "*/99 * * * *", "0-59/5,7 * * * *", "*/99999999999 * * * *")) {
            assertTrue(Schedule.parse(text) != null, text);
        }
        for (var text : List.of("", "@daily", "5/10 * * * *", "* * * JAN *", "* * * * MON", "* * L * *", "-5 * * * *", "* * * * * *",
            "? * * * *",
            "99999999999999999999 * * * *", "1-2-3 * * * *", "*/+ * * * *")) {
            assertTrue(Schedule.parse(text) == null, text);
        }
    }

    @Test
    void allFiveFieldsMustFit() {
        // A Friday, the 13th.
        var friday = ZonedDateTime.of(2026, 11, 13, 9, 30, 0, 0, ZoneId.of("UTC"));
        for (var text : List.of("30 9 13 11 5", "*/15 8-10 * * *", "0-40/10 9 * * 1-5", "* * 13 * 5")) {
            assertTrue(Schedule.parse(text).matches(friday), text);
        }
        for (var text : List.of("* * 13 * 0", "* * 14 * 5", "*/20 * * * *", "*/99 * * * *", "30 9 13 10 5")) {
            assertFalse(Schedule.parse(text).matches(friday), text);
        }
        var sunday = friday.plusDays(2);
        assertTrue(Schedule.parse("* * * * 0").matches(sunday));
        assertTrue(Schedule.parse("*/60 * * * *").matches(sunday.withMinute(0)));
    }

    @Test
    void aRunEndsWithItsResult() throws InterruptedException {
        assertEquals("success", run("c3r8n1a6vd"), "shop-api runs");
        assertEquals("failed", run("j9w2k5t0xe"), "reports is stopped");
        manager.post(UPDATE, "{\"id\":\"c3r8n1a6vd\",\"command\":\"make && exit 3\"}").succeeds();
        assertEquals("failed", run("c3r8n1a6vd"));
        manager.post(UPDATE, "{\"id\":\"c3r8n1a6vd\",\"command\":\"exit 0\",\"enabled\":false}").succeeds();
        assertEquals("success", run("c3r8n1a6vd"), "also when it is switched off");
    }

    private String run(String id) throws InterruptedException {
        clock.moveSeconds(1);
        var before = find(id).path("lastRun");
        manager.post("/api/cron/run", "{\"id\":\"" + id + "\"}").answers("{\"status\":\"started\"}");
        for (int i = 0; i < 1000; i++) {
            var job = find(id);
            if (!job.path("lastRun").equals(before)) {
                return job.path("lastStatus").asText();
            }
            Thread.sleep(10);
        }
        return "never recorded";
    }

    @Test
    void theEndOfARunUndoesWhatHappenedMeanwhile() {
        var state = new State("t", clock);
        state.apps().add(app("one"));
        var job = state.cron().create(state.apps().find("one"), "* * * * *", "true");
        state.cron().update(job.id(), "1 1 1 1 1", "other", false);
        state.cron().finish(job);
        var after = state.cron().find(job.id());
        assertEquals(List.of("* * * * *", "true", true, "failed"), List.of(after.schedule(), after.command(), after.enabled(),
            after.lastStatus()));
        state.cron().remove(job.id());
        state.cron().finish(job);
        assertTrue(state.cron().find(job.id()) != null, "it is written back");
        state.apps().delete(state.apps().find("one"));
        assertEquals(List.of(), state.cron().all(), "an app takes its jobs along");
        state.cron().finish(job);
        assertEquals(List.of(), state.cron().all(), "nothing is recorded without the app");
    }

    @Test
    void whatIsDueRunsOnceAMinute() throws InterruptedException {
        var state = new State("t", clock);
        state.apps().add(app("one"));
        var one = state.apps().find("one");
        var due = state.cron().create(one, "* * * * *", "true");
        var off = state.cron().create(one, "* * * * *", "true");
        var never = state.cron().create(one, "0 0 31 2 *", "true");
        state.cron().update(off.id(), "", "", false);
        try (var background = new Background(0)) {
            state.cron().tick(clock.instant(), background);
            for (int i = 0; i < 1000 && state.cron().find(due.id()).lastStatus().isEmpty(); i++) {
                Thread.sleep(10);
            }
        }
        assertEquals("failed", state.cron().find(due.id()).lastStatus(), "the app has no container");
        assertEquals("", state.cron().find(off.id()).lastStatus() + state.cron().find(never.id()).lastStatus());
    }

    private static App app(String name) {
        var app = new App();
        app.id = name;
        app.name = name;
        app.status = "stopped";
        return app;
    }

    private JsonNode find(String id) {
        return manager.get("/api/cron").json().valueStream().filter(job -> job.path("id").asText().equals(id)).findFirst().orElseThrow();
    }

    private static String job(String app, String schedule, String command) {
        return "{\"appId\":\"" + app + "\",\"schedule\":\"" + schedule + "\",\"command\":\"" + command + "\"}";
    }
}
