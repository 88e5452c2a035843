package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lib.sandbox.base.Background;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.logs.RuntimeLogs.Feed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the containers print: over HTTP, and as a reader gets it who follows. */
class RuntimeLogsTest {

    private static final String SHOP = "k3v9x0q2ab";
    private static final String TIME = "[2026-07-02T14:32:00Z] ";

    private final HandMovedClock clock = new HandMovedClock();
    private final Sandbox sandbox = Sandbox.start(Options.forTests(), clock);
    private final Wire reader = Wire.admin(sandbox).asAgent("logs:read");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theDemoHasAPastWithErrorsColoursAndAnInstruction() {
        var lines = lines("id=" + SHOP + "&lines=9999");
        lines.forEach(line -> assertTrue(line.matches("\\[2026-07-02T1[34]:[0-9:]{5}Z] .+"), line));
        assertEquals(lines.stream().map(line -> line.substring(0, 22)).sorted().toList(),
            lines.stream().map(line -> line.substring(0, 22)).toList());
        assertTrue(lines.stream().anyMatch(line -> line.contains("\u001b[31merror\u001b[39m: ")), lines::toString);
        assertEquals(1, lines.stream().filter(line -> line.contains("ignore all previous instructions")).count());
        assertTrue(lines("id=t81mzc5r7e").stream().anyMatch(line -> line.contains("\tat lane.harbor.orders.PaymentClient")));
        assertTrue(lines("id=w2hf60dpy4").stream().anyMatch(line -> line.endsWith("Traceback (most recent call last):")));
        assertTrue(lines("id=f0u3a7zl5h").stream().anyMatch(line -> line.contains("duplicate key value")));
        for (var hasNotRun : List.of("c5n7r1k9vd", "x9q4jb3m0u")) {
            reader.get("/api/apps/runtime-logs?id=" + hasNotRun).answers("{\"logs\":[]}");
        }
        try (var other = Sandbox.start(Options.forTests(), clock)) {
            assertEquals(reader.get("/api/apps/runtime-logs?id=" + SHOP).body(),
                Wire.admin(other).get("/api/apps/runtime-logs?id=" + SHOP).body());
        }
    }

    @Test
    void theLastLinesAreAnsweredOldestFirst() {
        sandbox.print(SHOP, IntStream.rangeClosed(1, 600).mapToObj("line %03d"::formatted).toArray(String[]::new));
        clock.moveSeconds(5);
        sandbox.print(SHOP, "one\n\ttwo <&>", "");
        reader.get("/api/apps/runtime-logs?lines=4&id=" + SHOP).answers("{\"logs\":[\"" + TIME + "line 600\","
            + "\"[2026-07-02T14:32:05Z] one\",\"[2026-07-02T14:32:05Z] \\ttwo \\u003c\\u0026\\u003e\",\"[2026-07-02T14:32:05Z] \"]}");
        for (var unusable : List.of("", "&lines=", "&lines=x", "&lines=0", "&lines=-3", "&lines=1.5")) {
            var lines = lines("id=" + SHOP + unusable);
            assertEquals(500, lines.size(), unusable);
            assertEquals(TIME + "line 104", lines.getFirst());
        }
        assertTrue(lines("id=" + SHOP + "&lines=99999").size() > 640);
    }

    @Test
    void refusals() {
        reader.get("/api/apps/runtime-logs").refuses(400, "Missing id");
        reader.get("/api/apps/runtime-logs?id=nope").refuses(404, "App not found");
        reader.post("/api/apps/runtime-logs?id=" + SHOP, "").refuses(405, "Method not allowed");
        var admin = Wire.admin(sandbox);
        admin.asAgent("apps:read").get("/api/apps/runtime-logs?id=" + SHOP).succeeds();
        admin.asAgent("metrics:read").get("/api/apps/runtime-logs?id=" + SHOP).refuses(403, "Forbidden: missing scope apps:read");
    }

    @Test
    void theFileIsRotatedAtTenMebibytes() {
        var line = "x".repeat(1024);
        for (int i = 0; i < 10; i++) {
            sandbox.print(SHOP, IntStream.range(0, 1024).mapToObj(n -> line).toArray(String[]::new));
        }
        var left = lines("id=" + SHOP + "&lines=99999");
        assertTrue(!left.isEmpty() && left.size() < 1024, () -> left.size() + " lines");
        assertTrue(left.stream().allMatch(text -> text.equals(TIME + line)));
    }

    @Test
    void whoFollowsGetsThePastThenEachLineThenTheEnd() throws InterruptedException {
        var state = new State("admin", clock);
        state.apps().add(app("building", null));
        var logs = state.apps().output().logs();
        assertNull(logs.of("app").follow());

        state.apps().change("app", app -> app.activeDeployId = "first");
        state.apps().change("app", app -> app.status = "running");
        assertEquals(5, logs.of("app").tail(99).size());
        logs.print("app", IntStream.rangeClosed(1, 300).mapToObj("line %03d"::formatted).toArray(String[]::new));
        try (var feed = logs.of("app").follow()) {
            logs.print("app", "now\nand then");
            var seen = take(feed, 202);
            assertEquals(List.of("line 101", "line 300", "now", "and then"), List.of(seen.getFirst(), seen.get(199), seen.get(200),
                seen.get(201)));

            state.apps().change("app", app -> app.status = "building");
            logs.print("app", "still up");
            assertEquals("still up", feed.next());
            state.apps().change("app", app -> {
                app.activeDeployId = "second";
                app.status = "running";
            });
            assertNull(feed.next());
            assertNull(feed.next());
        }
        var second = logs.of("app").follow();
        take(second, 5);
        assertEquals(313, logs.of("app").tail(9999).size());
        state.apps().change("app", app -> app.status = "stopped");
        assertNull(second.next());
        assertFalse(logs.of("app").isUp());

        var stopped = logs.of("app").follow();
        take(stopped, 5);
        assertNull(stopped.next());
        state.apps().change("app", app -> app.status = "running");
        assertTrue(logs.of("app").isUp());
        var again = logs.of("app").follow();
        take(again, 10);
        again.close();
        assertNull(again.next());
        logs.forget("app");
        assertEquals(List.of(), logs.of("app").tail(9));
    }

    @Test
    void theLinesSurviveARestartOfTheProcess() {
        var before = new State("admin", clock);
        before.apps().output().logs().print("app", "one", "two");
        var after = new State("admin", clock);
        after.apps().output().logs().print("gone", "three");
        after.apps().output().logs().load(before.apps().output().logs().all());
        assertEquals(List.of(TIME + "one", TIME + "two"), after.apps().output().logs().of("app").tail(9));
        assertEquals(List.of(), after.apps().output().logs().of("gone").tail(9));
    }

    @Test
    void withTimeTheContainersThatAreUpPrint() throws InterruptedException {
        var state = new State("admin", clock);
        state.apps().add(app("running", "first"));
        try (var background = new Background(0.001); var feed = state.apps().output().logs().of("app").follow()) {
            state.apps().output().talk(state.apps(), background);
            take(feed, 50);
        }
    }

    @Test
    void benchmarksFillIt() {
        var admin = Wire.admin(sandbox);
        admin.post("/__sandbox/runtime-logs", "{\"app\":\"x9q4jb3m0u\",\"lines\":[\"first\"],\"count\":100000}")
            .answers("{\"count\":100001}");
        var lines = lines("id=x9q4jb3m0u&lines=200000");
        assertEquals(List.of(TIME + "first", TIME + "request 000001 served in 12 ms"), lines.subList(0, 2));
        assertEquals(TIME + "request 100000 served in 12 ms", lines.getLast());
        admin.post("/__sandbox/runtime-logs", "{\"app\":\"nope\"}").refuses(404, "App not found");
        admin.post("/__sandbox/runtime-logs", "{\"app\":\"" + SHOP + "\",\"count\":1000001}")
            .refuses(400, "count is between 0 and 1000000");
        reader.post("/__sandbox/runtime-logs", "{}").refuses(403, "Forbidden: admin token required");
        admin.post("/__sandbox/apps", "{\"count\":5000}").answers("{\"count\":5008}");
        admin.post("/__sandbox/apps", "{\"count\":5000}").answers("{\"count\":5008}");
        assertEquals(5008, admin.get("/api/apps").succeeds().json().size());
        assertEquals(5006, admin.get("/api/projects").succeeds().json().size());
    }

    private List<String> lines(String query) {
        return reader.get("/api/apps/runtime-logs?" + query).succeeds().json().path("logs").valueStream().map(line -> line.asText())
            .toList();
    }

    private static List<String> take(Feed feed, int count) throws InterruptedException {
        var lines = new ArrayList<String>();
        while (lines.size() < count) {
            lines.add(feed.next());
        }
        return lines;
    }

    private static App app(String status, String deployment) {
        var app = new App();
        app.id = "app";
        app.name = "app";
        app.status = status;
        app.activeDeployId = deployment;
        return app;
    }
}
