package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lib.sandbox.http.Contract;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Options.Seed;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/apps, /api/projects, and what the demo seed puts there. */
class AppsTest {

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire reader = Wire.admin(sandbox).asAgent("apps:read");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theDemoAppsAreOfEveryKind() {
        var apps = reader.get("/api/apps").succeeds().json();
        assertEquals(Set.of("running", "stopped", "failed", "building"), values(apps, "status"));
        assertTrue(values(apps, "buildMethod").containsAll(Set.of("nixpacks", "dockerfile", "compose")));
        assertEquals(apps.size(), values(apps, "id").size());
        assertEquals(apps.size(), values(apps, "name").size());
        assertTrue(values(apps, "gitRepo").contains("upload://n1i5g8ox6r"));
        apps.forEach(app -> assertTrue(app.path("composeService").asText().equals("db") ? app.path("port").asInt() == 0
            : app.path("port").asInt() >= 9000 && app.path("port").asInt() <= 9999, app::toString));
    }

    @Test
    void theFieldsComeInTheOrderOfTheContract() {
        var properties = (Map<?, ?>) at(Contract.get().documents().getFirst(), "components", "schemas", "App", "properties");
        var wanted = List.copyOf(properties.keySet());
        var seen = new TreeSet<String>();
        reader.get("/api/apps").json().forEach(app -> {
            var fields = new ArrayList<String>();
            app.fieldNames().forEachRemaining(fields::add);
            assertEquals(wanted.stream().filter(fields::contains).toList(), fields);
            seen.addAll(fields);
        });
        assertTrue(seen.contains("gitToken") && seen.contains("composeProject") && seen.contains("activeCommitMsg"), seen::toString);
    }

    @Test
    void oneAppIsTheRowOfTheList() {
        var listed = reader.get("/api/apps").json();
        listed.forEach(app -> assertEquals(app, reader.get("/api/apps/get?id=" + app.path("id").asText()).succeeds().json()));
        reader.get("/api/apps/get").refuses(400, "Missing id");
        reader.get("/api/apps/get?id=").refuses(400, "Missing id");
        reader.get("/api/apps/get?id=nope").refuses(404, "App not found");
        reader.get("/api/apps/get?id=shop-web").refuses(404, "App not found");
        reader.get("/api/apps/get?id=%20k3v9x0q2ab").refuses(404, "App not found");
        reader.get("/api/apps/get?ID=k3v9x0q2ab").refuses(400, "Missing id");
        reader.get("/api/apps/get?id=a;b&id=k3v9x0q2ab&id=nope").succeeds();
    }

    @Test
    void secretsAreMasked() {
        var listed = reader.get("/api/apps");
        assertFalse(listed.body().contains("kept"), listed::toString);
        var app = reader.get("/api/apps/get?id=k3v9x0q2ab").json();
        assertEquals("***", app.path("envVars").path("STRIPE_SECRET_KEY").asText());
        assertEquals("production", app.path("envVars").path("NODE_ENV").asText());
        assertEquals("***", app.path("webhookSecret").asText());
        assertEquals("***", reader.get("/api/apps/get?id=t81mzc5r7e").json().path("gitToken").asText());
    }

    @Test
    void whatWasNeverGivenIsNullOrAbsent() {
        var app = reader.get("/api/apps/get?id=w2hf60dpy4").json();
        assertTrue(app.get("envVars").isNull() && app.get("domains").isNull() && app.get("secretKeys").isNull());
        var building = reader.get("/api/apps/get?id=c5n7r1k9vd").json();
        assertFalse(building.has("activeCommit") || building.has("activeImage") || building.has("image") || building.has("gitToken"));
        var child = reader.get("/api/apps/get?id=f0u3a7zl5h").json();
        assertEquals("{}", child.get("envVars").toString());
        assertEquals("", child.get("url").asText());
        assertFalse(child.has("webhookSecret"));
    }

    @Test
    void everyStartHoldsTheSame() {
        try (var other = Sandbox.start(Options.forTests())) {
            var wire = Wire.admin(other);
            assertEquals(reader.get("/api/apps").body(), wire.get("/api/apps").body());
            assertEquals(reader.get("/api/projects").body(), wire.get("/api/projects").body());
        }
    }

    @Test
    void anEmptySeedHoldsNothing() {
        try (var empty = Sandbox.start(Options.forTests().withSeed(Seed.EMPTY))) {
            var wire = Wire.admin(empty);
            wire.get("/api/apps").answers("[]");
            wire.get("/api/projects").answers("[]");
            wire.get("/api/agents").answers("null");
        }
    }

    @Test
    void projectsAreNewestFirstAndSumUpTheirServices() {
        var projects = reader.get("/api/projects").succeeds().json();
        assertEquals(List.of("search-worker", "landing", "notes", "wiki", "reports", "shop"), texts(projects, "name"));
        assertEquals(List.of("building", "failed", "running", "running", "stopped", "running"), texts(projects, "status"));
        assertEquals("{\"id\":\"p4w8sh0p2x\",\"name\":\"shop\",\"description\":\"Web shop and its API\","
            + "\"createdAt\":\"2026-03-02T08:12:40.118204Z\","
            + "\"serverId\":\"localhost\",\"serviceCount\":2,\"status\":\"running\",\"hasGit\":true,\"hasDocker\":true,"
            + "\"lastServiceAt\":\"2026-03-02T08:21:47.330981Z\",\"focusServiceId\":\"k3v9x0q2ab\",\"serviceStatuses\":["
            + "{\"id\":\"k3v9x0q2ab\",\"name\":\"web\",\"status\":\"running\"},"
            + "{\"id\":\"t81mzc5r7e\",\"name\":\"api\",\"status\":\"running\"}]}",
            projects.get(5).toString());
        assertEquals(List.of("dockerfile", "compose"), texts(projects, "deployType").stream().filter(type -> !type.isEmpty()).toList());
        assertEquals(List.of("n1i5g8ox6r", "b6y2e8ts0g"), projects.findValuesAsText("primaryServiceId"));
        assertFalse(projects.get(0).path("hasDocker").asBoolean());
    }

    @Test
    void oneProjectHasItsServices() {
        var project = reader.get("/api/projects/get?id=%20p4w8sh0p2x%20").succeeds().json();
        assertEquals(List.of("shop-web", "shop-api"), texts(project.path("services"), "name"));
        assertEquals(reader.get("/api/apps/get?id=k3v9x0q2ab").json(), project.path("services").get(0));
        reader.get("/api/projects").json().forEach(summary -> {
            var id = summary.path("id").asText();
            var own = reader.get("/api/projects/get?id=" + id).succeeds().json();
            own.path("services").forEach(service -> assertEquals(id, service.path("projectId").asText()));
        });
        reader.get("/api/projects/get").refuses(400, "id is required");
        reader.get("/api/projects/get?id=+%09").refuses(400, "id is required");
        reader.get("/api/projects/get?id=nope").refuses(404, "Project not found");
        Wire.admin(sandbox).asAgent("logs:read").get("/api/projects").refuses(403, "Forbidden: missing scope apps:read");
    }

    private static Set<String> values(JsonNode list, String field) {
        return new TreeSet<>(texts(list, field));
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(item -> item.path(field).asText()).toList();
    }

    private static Object at(Object tree, String... path) {
        for (var key : path) {
            tree = ((Map<?, ?>) tree).get(key);
        }
        return tree;
    }
}
