package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/apps/update, rename, stop, start, delete, domains, /api/docker/prune. */
class UpdateTest {

    private static final String WEB = "k3v9x0q2ab";

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire wire = Wire.admin(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void anUpdateReplacesWhatItDoesNotName() {
        var app = update("\"branch\":\"next\",\"secretKeys\":[\"SESSION_SECRET\"]").succeeds();
        assertEquals("next", app.text("branch"));
        for (var cleared : List.of("gitRepo", "installCommand", "buildCommand", "startCommand", "memory", "cpus", "healthPath")) {
            assertEquals("", app.text(cleared), cleared);
        }
        assertTrue(app.json().get("volumes").isNull());
        assertEquals(2, app.json().path("domains").size(), "absent keeps");
        assertTrue(app.json().path("autoDeploy").asBoolean(), "absent keeps");
        assertEquals("kept-by-the-sandbox", app.json().at("/envVars/STRIPE_SECRET_KEY").asText(), "no longer called secret");
        assertEquals("***", app.json().at("/envVars/SESSION_SECRET").asText());
        assertEquals("running", app.text("status"), "nothing is redeployed");
        assertTrue(!app.json().has("activeCommit"), app::toString);
    }

    @Test
    void aMaskKeepsOnlyWhatIsSecretAndThere() {
        update("\"envVars\":{\"SESSION_SECRET\":\"***\",\"NODE_ENV\":\"***\",\"NEW\":\"***\"},\"secretKeys\":[\"SESSION_SECRET\",\"NEW\"]");
        var open = update("\"secretKeys\":null").succeeds().json().path("envVars");
        assertEquals("{\"NEW\":\"***\",\"NODE_ENV\":\"***\",\"SESSION_SECRET\":\"kept-by-the-sandbox\"}", open.toString());
        assertEquals("{}", update("\"envVars\":{}").json().path("envVars").toString());
        assertEquals("{}", update("\"envVars\":null").json().path("envVars").toString());
    }

    @Test
    void theBuildMethodComesWithItsDockerfile() {
        var api = "t81mzc5r7e";
        assertEquals("dockerfile Dockerfile", method(api, "\"dockerfilePath\":\"docker/x\""));
        assertEquals("dockerfile docker/x", method(api, "\"buildMethod\":\"dockerfile\",\"dockerfilePath\":\"docker/x\""));
        assertEquals("nixpacks ", method(api, "\"buildMethod\":\"\",\"dockerfilePath\":\"docker/x\""));
        assertEquals("nixpacks ", method(api, "\"autoDeploy\":false"));
    }

    @Test
    void validationComesBeforeTheApp() {
        wire.post("/api/apps/update", "").refuses(400, "Bad request: EOF");
        wire.post("/api/apps/update", "{\"memory\":\"x\"}").has(400);
        wire.post("/api/apps/update", "{\"domains\":[\"*.example.com\"]}").refuses(400, "invalid domain \\\"*.example.com\\\"");
        wire.post("/api/apps/update", "{\"volumes\":[\"x\"]}").has(400);
        wire.post("/api/apps/update", "{\"rootDir\":\"..\"}")
            .refuses(400, "invalid root directory: must be a relative path inside the repo");
        wire.post("/api/apps/update", "{\"buildMethod\":\"x\"}")
            .refuses(400, "invalid build method \\\"x\\\" (use nixpacks, dockerfile, or compose)");
        wire.post("/api/apps/update", "{}").refuses(404, "App not found");
        wire.asAgent("apps:read").post("/api/apps/update", "{}").refuses(403, "Forbidden: missing scope apps:write");
    }

    @Test
    void stopAndStart() {
        wire.post("/api/apps/stop", "{\"id\":\"" + WEB + "\"}").answers("{\"status\":\"stopped\"}");
        assertEquals("stopped", status(WEB));
        wire.post("/api/apps/start", "{\"id\":\"" + WEB + "\"}").answers("{\"status\":\"running\"}");
        assertEquals("running", status(WEB));
        wire.post("/api/apps/stop", "{\"id\":\"f0u3a7zl5h\"}").succeeds();
        assertEquals("stopped", status("b6y2e8ts0g"), "a row of a group stops the group");
        wire.post("/api/apps/start", "{\"id\":\"f0u3a7zl5h\"}").answers("{\"status\":\"running\"}");
        assertEquals("running", status("b6y2e8ts0g"));
        for (var path : List.of("/api/apps/stop", "/api/apps/start")) {
            wire.post(path, "{").refuses(400, "Bad request");
            wire.post(path, "{\"id\":\"nope\"}").refuses(404, "App not found");
        }
        wire.post("/api/apps/start", "{\"id\":\"x9q4jb3m0u\"}").refuses(500,
            "Failed to start container: exit status 1 - Error response from daemon: No such container: landing\\n"
                + "Error: failed to start containers: landing\\n");
    }

    @Test
    void aPruneTakesTheContainersOfStoppedApps() {
        wire.post("/api/docker/prune", "").answers("{\"output\":\"Deleted Containers:\\nreports-z6b1f8wq3e\\n\\n"
            + "Total reclaimed space: 38.5MB\\n\",\"status\":\"pruned\"}");
        wire.post("/api/docker/prune", "").answers("{\"output\":\"Total reclaimed space: 0B\\n\",\"status\":\"pruned\"}");
        wire.post("/api/apps/start", "{\"id\":\"w2hf60dpy4\"}").refuses(500,
            "Failed to start container: exit status 1 - Error response from daemon: No such container: reports-z6b1f8wq3e\\n"
                + "Error: failed to start containers: reports-z6b1f8wq3e\\n");
        wire.post("/api/apps/redeploy", "{\"id\":\"w2hf60dpy4\"}").succeeds();
        Waiting.forDeployment(wire, "w2hf60dpy4", 2);
        wire.post("/api/apps/stop", "{\"id\":\"w2hf60dpy4\"}").succeeds();
        wire.post("/api/apps/start", "{\"id\":\"w2hf60dpy4\"}").succeeds();
        wire.asAgent("apps:write").post("/api/docker/prune", "").refuses(403, "Forbidden: missing scope system:manage");
    }

    @Test
    void aDeletedAppLeavesItsProject() {
        wire.asAgent("apps:write").post("/api/apps/delete", "{}").refuses(403, "Forbidden: missing scope apps:delete");
        wire.post("/api/apps/delete", "{\"id\":\"x9q4jb3m0u\"}").answers("{\"status\":\"deleted\"}");
        wire.post("/api/apps/delete", "{\"id\":\"x9q4jb3m0u\"}").refuses(404, "App not found");
        wire.get("/api/apps/get?id=x9q4jb3m0u").refuses(404, "App not found");
        var project = wire.get("/api/projects/get?id=x9q4jb3m0u").succeeds();
        assertEquals("stopped []", project.text("status") + " " + project.json().path("services"));
        wire.post("/api/apps/delete", "{\"id\":\"f0u3a7zl5h\"}").succeeds();
        wire.get("/api/apps/get?id=b6y2e8ts0g").refuses(404, "App not found");
    }

    @Test
    void aRenameChangesTheNameOnly() {
        var renamed = wire.post("/api/apps/rename", "{\"id\":\"" + WEB + "\",\"name\":\" store \"}").succeeds();
        assertEquals("store shop-web:d7m2q9xk4t", renamed.text("name") + " " + renamed.text("activeImage"));
        assertEquals("store", wire.post("/api/apps/rename", "{\"id\":\"" + WEB + "\",\"name\":\"store\"}").text("name"), "its own is free");
        assertTrue(wire.post("/api/apps/rename", "{\"id\":\"" + WEB + "\",\"name\":\"wiki\"}").text("name").matches("wiki-[a-z0-9]{4}"));
        wire.post("/api/apps/rename", "{\"id\":\"nope\",\"name\":\"A\"}").refuses(400,
            "invalid name: use 2-40 lowercase letters, digits, or hyphens (must start and end alphanumeric)");
        wire.post("/api/apps/rename", "{\"id\":\"nope\",\"name\":\"ab\"}").refuses(404, "App not found");
        wire.post("/api/apps/rename", "").refuses(400, "Bad request: EOF");
    }

    @Test
    void domains() {
        var added = domain("add", WEB, " NEW.Example.COM. ").succeeds();
        assertEquals("new.example.com", added.json().at("/domains/2").asText());
        domain("add", "nope", "new.example.com").refuses(409, "Domain already attached to \\\"shop-web\\\"");
        domain("add", WEB, "SHOP.harbor-lane.example").refuses(409, "Domain already attached to \\\"shop-web\\\"");
        domain("add", "nope", "free.example.com").refuses(404, "App not found");
        domain("add", WEB, " ").refuses(400, "Domain is required");
        domain("add", WEB, "10.0.0.1").refuses(400, "invalid domain \\\"10.0.0.1\\\"");
        wire.post("/api/apps/domains/add", "").refuses(400, "Bad request");
        assertEquals(2, domain("remove", WEB, "New.example.com.").succeeds().json().path("domains").size());
        assertEquals(2, domain("remove", WEB, "never.example.com").succeeds().json().path("domains").size());
        assertTrue(domain("remove", "x9q4jb3m0u", "a.example").succeeds().json().get("domains").isNull());
        domain("remove", "nope", "").refuses(404, "App not found");
        wire.post("/api/apps/domains/remove", "1").refuses(400, "Bad request");
        assertNotEquals("", domain("add", "x9q4jb3m0u", "first.example").succeeds().json().at("/domains/0").asText());
    }

    private Reply domain(String what, String id, String domain) {
        return wire.post("/api/apps/domains/" + what, "{\"id\":\"" + id + "\",\"domain\":\"" + domain + "\"}");
    }

    private Reply update(String fields) {
        return wire.post("/api/apps/update", "{\"id\":\"" + WEB + "\"," + fields + "}");
    }

    private String method(String id, String fields) {
        var app = wire.post("/api/apps/update", "{\"id\":\"" + id + "\"," + fields + "}").succeeds();
        return app.text("buildMethod") + " " + app.text("dockerfilePath");
    }

    private String status(String id) {
        return wire.get("/api/apps/get?id=" + id).text("status");
    }
}
