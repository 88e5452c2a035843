package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/addons/attach and detach: which variables go where, and what stays behind. */
class AttachTest {

    private static final String POSTGRES = "q0d6k2w8zs";
    private static final String MYSQL = "m3v8p5x2lg";
    private static final String REDIS = "y7c4n1e9ut";
    private static final String SHOP_API = "t81mzc5r7e";
    private static final String REPORTS = "w2hf60dpy4";

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire admin = Wire.admin(sandbox);
    private final Wire manager = admin.asAgent("addons:manage");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void everyVariableIsAddedAndBecomesSecret() {
        var app = attach(MYSQL, REPORTS).succeeds().json();
        assertEquals("{\"DATABASE_URL\":\"***\",\"MYSQL_DATABASE\":\"***\",\"MYSQL_HOST\":\"***\",\"MYSQL_PASSWORD\":\"***\","
            + "\"MYSQL_PORT\":\"***\",\"MYSQL_USER\":\"***\"}", app.path("envVars").toString());
        assertEquals(List.of("DATABASE_URL", "MYSQL_DATABASE", "MYSQL_HOST", "MYSQL_PASSWORD", "MYSQL_PORT", "MYSQL_USER"),
            secretKeys(app).stream().sorted().toList(), "in no order, as a Go map has none");
        assertEquals("[\"" + REPORTS + "\"]", attachedApps(MYSQL));
        assertEquals("paas-addon-mysql-m3v8p5x2lg", addon(MYSQL).at("/connEnv/MYSQL_HOST").asText(), "the add-on itself still shows it");
        assertEquals("stopped", app.path("status").asText(), "nothing is started");
        assertFalse(app.has("activeCommit") || app.has("activeCommitMsg"), app::toString);
        assertTrue(admin.get("/api/apps/get?id=" + REPORTS).json().has("activeCommit"), "only this answer is without it");
        var again = attach(MYSQL, REPORTS).succeeds().json();
        assertEquals(app, again, "repeating is harmless");
        assertEquals("[\"" + REPORTS + "\"]", attachedApps(MYSQL));
    }

    @Test
    void detachTakesOnlyWhatIsStillTheAddonsOwn() {
        attach(REDIS, SHOP_API).succeeds();
        attach(POSTGRES, SHOP_API).succeeds();
        assertEquals(12, variables(SHOP_API).size());
        attach(MYSQL, SHOP_API).succeeds();     // the later DATABASE_URL wins
        var app = detach(POSTGRES, SHOP_API).succeeds().json();
        assertEquals(List.of("DATABASE_URL", "JAVA_TOOL_OPTIONS", "MYSQL_DATABASE", "MYSQL_HOST", "MYSQL_PASSWORD", "MYSQL_PORT",
            "MYSQL_USER", "REDIS_HOST", "REDIS_PASSWORD", "REDIS_PORT", "REDIS_URL", "SPRING_PROFILES_ACTIVE"), names(app.path("envVars")));
        assertEquals(List.of("DATABASE_URL", "MYSQL_DATABASE", "MYSQL_HOST", "MYSQL_PASSWORD", "MYSQL_PORT", "MYSQL_USER", "REDIS_HOST",
            "REDIS_PASSWORD", "REDIS_PORT", "REDIS_URL"), secretKeys(app).stream().sorted().toList());
        assertEquals("[]", attachedApps(POSTGRES));
        detach(MYSQL, SHOP_API).succeeds();
        detach(REDIS, SHOP_API).succeeds();
        assertEquals(List.of("JAVA_TOOL_OPTIONS", "SPRING_PROFILES_ACTIVE"), names(variables(SHOP_API)));
        assertEquals("[]", admin.get("/api/apps/get?id=" + SHOP_API).json().path("secretKeys").toString());
    }

    @Test
    void theDemoAppsUrlIsTheDemoAddonsOwn() {
        assertEquals(List.of("JAVA_TOOL_OPTIONS", "SPRING_PROFILES_ACTIVE"), names(detach(POSTGRES,
            SHOP_API).succeeds().json().path("envVars")));
    }

    @Test
    void detachingWhatWasNeverAttachedSucceeds() {
        assertTrue(detach(REDIS, REPORTS).succeeds().json().path("envVars").isNull());
        assertEquals("null", attachedApps(REDIS));
    }

    @Test
    void aDeletedAppIsNoLongerAttached() {
        admin.post("/api/apps/delete", "{\"id\":\"" + SHOP_API + "\"}").succeeds();
        assertEquals("[]", attachedApps(POSTGRES));
        admin.post("/api/apps/delete", "{\"id\":\"b6y2e8ts0g\"}").succeeds();
        admin.get("/api/addons/get?id=compose-paas-b6y2e8ts0g-db").refuses(404, "Add-on not found");
    }

    @Test
    void whatIsRefused() {
        for (var path : List.of("/api/addons/attach", "/api/addons/detach")) {
            manager.post(path, "").refuses(400, "Bad request");
            manager.post(path, "{\"addonId\":[]}").refuses(400, "Bad request");
            manager.post(path, "{}").refuses(404, "Add-on not found");
            manager.post(path, "{\"addonId\":\"nope\",\"appId\":\"nope\"}").refuses(404, "Add-on not found");
            manager.get(path).refuses(405, "Method not allowed");
            admin.asAgent("apps:write").post(path, "{}").refuses(403, "Forbidden: missing scope addons:manage");
        }
        attach(POSTGRES, "nope").refuses(404, "App not found");
        assertEquals("[\"" + SHOP_API + "\"]", attachedApps(POSTGRES));
        detach(POSTGRES, "nope").refuses(404, "App not found");
    }

    @Test
    void anAddonOnAnotherServerCanOnlyBeDetached() {
        var remote = manager.post("/api/addons/create", "{\"type\":\"redis\",\"name\":\"far\",\"serverId\":\"e5q0d8wz1m\"}").succeeds()
            .text("id");
        attach(remote, REPORTS).refuses(400, "Add-on and app must be on the same server");
        detach(remote, REPORTS).succeeds();
    }

    private Reply attach(String addon, String app) {
        return manager.post("/api/addons/attach", link(addon, app));
    }

    private Reply detach(String addon, String app) {
        return manager.post("/api/addons/detach", link(addon, app));
    }

    private static String link(String addon, String app) {
        return "{\"addonId\":\"" + addon + "\",\"appId\":\"" + app + "\"}";
    }

    private JsonNode addon(String id) {
        return admin.get("/api/addons/get?id=" + id).succeeds().json();
    }

    private String attachedApps(String id) {
        return addon(id).path("attachedApps").toString();
    }

    private JsonNode variables(String app) {
        return admin.get("/api/apps/get?id=" + app).succeeds().json().path("envVars");
    }

    private static List<String> secretKeys(JsonNode app) {
        return app.path("secretKeys").valueStream().map(JsonNode::asText).toList();
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
