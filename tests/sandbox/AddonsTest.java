package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import lib.sandbox.fault.Effect;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Options.Seed;
import lib.sandbox.instance.Sandbox;
import lib.sandbox.state.State;
import lib.sandbox.state.addons.Addon;
import lib.sandbox.state.addons.Addon.Engine;
import lib.sandbox.state.addons.Addons;
import lib.sandbox.state.apps.App;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/addons, get, create and delete: what a managed database or cache is before anybody uses it. */
class AddonsTest {

    private static final String CREATE = "/api/addons/create";
    private static final String DELETE = "/api/addons/delete";
    private static final String WIKI_DB = "compose-paas-b6y2e8ts0g-db";

    private final Sandbox sandbox = Sandbox.start(Options.forTests(), new HandMovedClock());
    private final Wire admin = Wire.admin(sandbox);
    private final Wire manager = admin.asAgent("addons:manage");
    private final Wire reader = admin.asAgent("apps:read");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theListIsNewestFirstAndMasked() {
        var list = reader.get("/api/addons").succeeds();
        assertEquals(List.of("wiki-db", "reports-db", "shop-cache", "shop-db"), list.json().findValuesAsText("name"));
        assertEquals(List.of("postgres", "mysql", "redis", "postgres"), list.json().findValuesAsText("type"));
        assertEquals("{\"id\":\"q0d6k2w8zs\",\"type\":\"postgres\",\"name\":\"shop-db\","
            + "\"containerName\":\"paas-addon-postgres-q0d6k2w8zs\","
            + "\"status\":\"running\",\"volume\":\"paas-addon-postgres-q0d6k2w8zs-data\",\"port\":5432,"
            + "\"connEnv\":{\"DATABASE_URL\":\"***\","
            + "\"PGDATABASE\":\"appdb\",\"PGHOST\":\"paas-addon-postgres-q0d6k2w8zs\",\"PGPASSWORD\":\"***\",\"PGPORT\":\"5432\","
            + "\"PGUSER\":\"appuser\"},\"attachedApps\":[\"t81mzc5r7e\"],\"createdAt\":\"2026-03-02T08:18:20.770412Z\","
            + "\"serverId\":\"localhost\"}", list.json().get(3).toString());
        assertEquals("{\"MYSQL_DATABASE\":\"appdb\",\"MYSQL_HOST\":\"paas-addon-mysql-m3v8p5x2lg\",\"MYSQL_PASSWORD\":\"***\","
            + "\"MYSQL_PORT\":\"3306\",\"MYSQL_USER\":\"appuser\"}", without(list, 1, "DATABASE_URL"));
        assertEquals("{\"REDIS_HOST\":\"paas-addon-redis-y7c4n1e9ut\",\"REDIS_PASSWORD\":\"***\",\"REDIS_PORT\":\"6379\"}",
            without(list, 2, "REDIS_URL"));
        assertTrue(list.json().at("/2/attachedApps").isNull(), "never attached");
        assertEquals("[]", list.json().at("/1/attachedApps").toString(), "attached once");
        manager.get("/api/addons").refuses(403, "Forbidden: missing scope apps:read");
    }

    private static String without(Reply list, int index, String url) {
        var environment = (ObjectNode) list.json().get(index).get("connEnv");
        assertEquals("***", environment.remove(url).asText());
        return environment.toString();
    }

    @Test
    void oneAddonIsTheRowOfTheList() {
        reader.get("/api/addons").json()
            .forEach(row -> assertEquals(row, reader.get("/api/addons/get?id=" + row.path("id").asText()).succeeds().json()));
        reader.get("/api/addons/get").refuses(400, "Missing id");
        reader.get("/api/addons/get?id=").refuses(400, "Missing id");
        reader.get("/api/addons/get?id=%20q0d6k2w8zs").refuses(404, "Add-on not found");
        manager.get("/api/addons/get?id=q0d6k2w8zs").refuses(403, "Forbidden: missing scope apps:read");
    }

    @Test
    void aNewAddonIsBuildingAndRunsLater() throws InterruptedException {
        var made = manager.post(CREATE, "{\"type\":\"redis\",\"name\":\"a1\",\"serverId\":\" \"}").succeeds();
        var id = made.text("id");
        assertTrue(id.matches("[a-z0-9]{10}"), id);
        made.answers("{\"id\":\"" + id + "\",\"type\":\"redis\",\"name\":\"a1\",\"containerName\":\"paas-addon-redis-" + id + "\","
            + "\"status\":\"building\",\"volume\":\"paas-addon-redis-" + id + "-data\",\"port\":6379,\"connEnv\":{\"REDIS_HOST\":"
            + "\"paas-addon-redis-" + id + "\",\"REDIS_PASSWORD\":\"***\",\"REDIS_PORT\":\"6379\",\"REDIS_URL\":\"***\"},"
            + "\"attachedApps\":null,\"createdAt\":\"2026-07-02T14:32:00.12Z\",\"serverId\":\"localhost\"}");
        assertEquals("running", settled(id));
        assertEquals(id, reader.get("/api/addons").json().at("/0/id").asText(), "the newest is first");
        var twin = manager.post(CREATE, "{\"TYPE\":\"redis\",\"Name\":\"a1\"}").succeeds().text("id");
        assertFalse(twin.equals(id), "the name need not be unique");
        assertEquals("failed", settled(manager.post(CREATE, "{\"type\":\"mysql\",\"name\":\"fails\"}").succeeds().text("id")));
    }

    @Test
    void whatANewAddonIsRefusedFor() {
        manager.post(CREATE, "").refuses(400, "Bad request");
        manager.post(CREATE, "{\"type\":1}").refuses(400, "Bad request");
        manager.post(CREATE, "{}").refuses(400, "Unsupported add-on type (use postgres, redis, or mysql)");
        for (var type : List.of("mongo", "Postgres", "postgres ", "mariadb")) {
            manager.post(CREATE, "{\"type\":\"" + type + "\",\"name\":\"!\"}")
                .refuses(400, "Unsupported add-on type (use postgres, redis, or mysql)");
        }
        for (var name : List.of("", "a", "-a", "a-", "Ab", "a_b", " ab", "a".repeat(41))) {
            manager.post(CREATE, "{\"type\":\"mysql\",\"name\":\"" + name + "\",\"serverId\":\"nope\"}")
                .refuses(400, "invalid name: 2-40 lowercase letters, digits, or hyphens");
        }
        manager.post(CREATE, "{\"type\":\"mysql\",\"name\":\"ab\",\"serverId\":\" nope \"}")
            .refuses(400, "target server unavailable: server nope not found");
        reader.post(CREATE, "{}").refuses(403, "Forbidden: missing scope addons:manage");
        manager.get(CREATE).refuses(405, "Method not allowed");
        assertEquals(4, reader.get("/api/addons").json().size(), "nothing was made");
    }

    @Test
    void aServerThatCannotBeReachedIsRefusedAndOneWithoutDockerFailsLater() throws InterruptedException {
        manager.post(CREATE, "{\"type\":\"mysql\",\"name\":\"ab\",\"serverId\":\"" + server("203.0.113.14") + "\"}").refuses(400,
            "target server unavailable: SSH dial 203.0.113.14:22: dial tcp 203.0.113.14:22: connect: connection refused");
        manager.post(CREATE, "{\"type\":\"mysql\",\"name\":\"ab\",\"serverId\":\"" + server("198.51.100.1") + "\"}").refuses(400,
            "target server unavailable: SSH dial 198.51.100.1:22: dial tcp 198.51.100.1:22: i/o timeout");
        assertEquals("failed", settled(onServer(server("203.0.113.12"))));
        var remote = onServer("e5q0d8wz1m");
        assertEquals("running", settled(remote));
        assertEquals("e5q0d8wz1m", reader.get("/api/addons/get?id=" + remote).text("serverId"));
        assertTrue(admin.get("/api/servers").json().at("/1/sshHostKey").asText().startsWith("SHA256:"), "the first contact pins the key");
        admin.post("/__sandbox/machines", "{\"ip\":\"127.0.0.1\",\"state\":\"no-docker\"}").succeeds();
        assertEquals("failed", settled(onServer("localhost")));
    }

    @Test
    void whatIsLaunchedWhileTheInstanceRestartsBuildsForEver() throws InterruptedException {
        try (var slow = Sandbox.start(Options.forTests().withSeed(Seed.EMPTY).withSpeed(1000))) {
            var wire = Wire.admin(slow);
            wire.get("/api/addons").answers("[]");
            var id = wire.post(CREATE, "{\"type\":\"postgres\",\"name\":\"db\"}").succeeds().text("id");
            slow.fault(new Effect.Restart(), "/api/health");
            assertThrows(UncheckedIOException.class, () -> wire.post("/api/health", ""), "not a GET, which the client would send again");
            awaitHealth(slow);
            assertEquals("building", wire.get("/api/addons/get?id=" + id).text("status"));
        }
    }

    private static void awaitHealth(Sandbox sandbox) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            try {
                Wire.anonymous(sandbox).get("/api/health").succeeds();
                return;
            } catch (UncheckedIOException notYet) {
                Thread.sleep(20);
            }
        }
    }

    @Test
    void theEndOfALaunchUndoesWhatHappenedMeanwhile() {
        var state = new State("t", new HandMovedClock());
        var addons = state.addons();
        var made = addons.create(Engine.MYSQL, "ab", Addon.LOCAL);
        assertTrue(made.password().matches("[0-9a-f]{24}") && !made.toString().contains(made.password()));
        addons.delete(made.id());
        assertEquals(List.of(), addons.all());
        addons.launched(made, true);
        assertEquals("running", addons.find(made.id()).status());
        var app = new App();
        app.id = "app";
        app.name = "app";
        app.status = "stopped";
        state.apps().add(app);
        assertEquals(List.of("app"), attach(addons, made.id(), "app"));
        addons.launched(made, false);
        assertEquals(null, addons.find(made.id()).attachedApps());
        assertEquals(6, state.apps().find("app").envVars.size(), "the app keeps the variables");
    }

    private static List<String> attach(Addons addons, String id, String app) {
        addons.attach(addons.find(id), app);
        return addons.find(id).attachedApps();
    }

    @Test
    void aDeletedAddonIsGoneAndItsVariablesStay() {
        var before = reader.get("/api/apps/get?id=t81mzc5r7e").body();
        manager.post(DELETE, "{\"id\":\"q0d6k2w8zs\",\"deleteData\":true}").answers("{\"status\":\"deleted\"}");
        reader.get("/api/addons/get?id=q0d6k2w8zs").refuses(404, "Add-on not found");
        reader.get("/api/apps/get?id=t81mzc5r7e").answers(before.stripTrailing());
        manager.post(DELETE, "{\"id\":\"q0d6k2w8zs\"}").refuses(404, "Add-on not found");
        manager.post(DELETE, "{}").refuses(404, "Add-on not found");
        manager.post(DELETE, "{\"deleteData\":\"yes\"}").refuses(400, "Bad request");
        manager.post(DELETE, "{\"id\":\"" + WIKI_DB + "\"}").refuses(400, "Compose-backed databases are managed by their Compose project. "
            + "Delete the project to remove this add-on entry.");
        reader.post(DELETE, "{}").refuses(403, "Forbidden: missing scope addons:manage");
    }

    private String server(String ip) {
        return admin.post("/api/servers/create", "{\"name\":\"a\",\"ip\":\"" + ip + "\"}").succeeds().text("id");
    }

    private String onServer(String server) {
        return manager.post(CREATE, "{\"type\":\"mysql\",\"name\":\"ab\",\"serverId\":\"" + server + "\"}").succeeds().text("id");
    }

    private String settled(String id) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            var status = reader.get("/api/addons/get?id=" + id).succeeds().text("status");
            if (!status.equals("building")) {
                return status;
            }
            Thread.sleep(Duration.ofMillis(10));
        }
        return "building for ever";
    }
}
