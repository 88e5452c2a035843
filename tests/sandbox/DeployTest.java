package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/deploy, redeploy and rollback: what is refused, what is answered, and what becomes of the app. */
class DeployTest {

    private static final String DEPLOY = "/api/deploy";
    private static final String REPO = "\"gitRepo\":\"https://github.com/ada/blog.git\"";

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire wire = Wire.admin(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aDeployAnswersAtOnceAndEndsInTheBackground() {
        var answer = wire.post(DEPLOY, "{\"name\":\"blog\"," + REPO + "}").succeeds();
        assertEquals("building", answer.text("status"));
        var id = answer.text("id");
        assertFalse(answer.json().has("activeDeployId") || answer.json().has("activeCommit"), answer::toString);
        assertEquals("***", answer.text("webhookSecret"));
        assertTrue(answer.json().get("envVars").isNull() && answer.json().get("domains").isNull(), answer::toString);
        var record = Waiting.forDeployment(wire, id);
        assertEquals("success", record.path("status").asText(), record::toString);
        assertEquals("0s", record.path("duration").asText());
        assertFalse(record.has("trigger"), record::toString);
        assertTrue(record.path("commit").asText().matches("[0-9a-f]{40}"), record::toString);
        var app = wire.get("/api/apps/get?id=" + id).succeeds().json();
        assertEquals("running", app.path("status").asText());
        assertEquals(record.path("id"), app.path("activeDeployId"));
        assertEquals("blog:" + record.path("id").asText(), app.path("activeImage").asText());
        assertEquals(record.path("image"), app.path("activeImage"));
        assertEquals(record.path("commit"), app.path("activeCommit"));
        assertNotEquals(answer.json().path("port"), app.path("port"), "the host port changes at every deployment");
        var last = record.path("logs").valueStream().toList().getLast().asText();
        assertEquals("✅ Deployment complete! App live at: http://" + id + ".127.0.0.1.sslip.io", last);
        var project = wire.get("/api/projects/get?id=" + id).succeeds();
        assertEquals("blog", project.text("name"));
    }

    @Test
    void whatIsRefusedAndInWhichOrder() {
        wire.post(DEPLOY, "").refuses(400, "Bad request: EOF");
        assertTrue(wire.post(DEPLOY, "{\"cpus\":1}").has(400).error().startsWith("Bad request: json: cannot unmarshal"));
        wire.post(DEPLOY, "null").refuses(400, "name and gitRepo are required");
        wire.post(DEPLOY, "{\"name\":\"blog\"}").refuses(400, "name and gitRepo are required");
        wire.post(DEPLOY, "{" + REPO + "}").refuses(400, "name and gitRepo are required");
        for (var name : List.of("a", "Blog", " blog", "-blog", "blog-", "a".repeat(41), "b_g")) {
            refused("\"name\":\"" + name + "\",\"memory\":\"x\"",
                "invalid name: use 2-40 lowercase letters, digits, or hyphens (must start and end alphanumeric)");
        }
        var bad = "\"name\":\"blog\",\"memory\":\" 512MB\",\"cpus\":\"0\",\"domains\":[\"x\"],\"volumes\":[\"x\"],\"rootDir\":\"/\","
            + "\"buildMethod\":\"Magic\",\"dockerfilePath\":\"/etc\",\"composePath\":\"../x\"";
        refused(bad, "invalid memory limit \"512mb\": use forms like 256m, 512m, 1g");
        refused(bad = bad.replace(" 512MB", " 1G "), "invalid cpus \"0\": use a positive number like 0.5, 1, 2");
        refused(bad = bad.replace("\"cpus\":\"0\"", "\"cpus\":\"5e-1\""), "invalid domain \"x\"");
        refused(bad = bad.replace("[\"x\"],\"vol", "[\" \",\"a.example \"],\"vol"),
            "invalid volume \"x\": use source:/container/path[:ro]");
        refused(bad = bad.replace("[\"x\"]", "[\"data:/data:ro\"]"), "invalid root directory: must be a relative path inside the repo");
        refused(bad = bad.replace("\"rootDir\":\"/\"", "\"rootDir\":\" ./ \""),
            "invalid build method \"magic\" (use nixpacks, dockerfile, or compose)");
        refused(bad = bad.replace("Magic", " Dockerfile "), "invalid Dockerfile path: must be a relative path inside the repo");
        refused(bad = bad.replace("/etc", ""), "invalid compose file path: must be a relative path inside the repo");
        var app = wire.post(DEPLOY, "{" + bad.replace("../x", "") + "," + REPO + "}").succeeds();
        assertEquals(List.of("dockerfile", "Dockerfile", "", " 1G ", "5e-1", "data:/data:ro"), List.of(app.text("buildMethod"),
            app.text("dockerfilePath"), app.text("rootDir"), app.text("memory"), app.text("cpus"), app.json().at("/volumes/0").asText()));
    }

    @Test
    void everyPartOfAVolumeAndOfACpuCountIsLookedAt() {
        var volumes = List.of("a b:/x", "contains illegal characters", "a", "use source:/container/path[:ro]", "a:/x:ro:z",
            "use source:/container/path[:ro]", ":/x", "source and container path are required");
        for (int i = 0; i < volumes.size(); i += 2) {
            refused("\"name\":\"blog\",\"volumes\":[\"" + volumes.get(i) + "\"]",
                "invalid volume \"" + volumes.get(i) + "\": " + volumes.get(i + 1));
        }
        refused("\"name\":\"blog\",\"volumes\":[\"./a:/x\"]", "invalid volume source \"./a\": use a named volume or an absolute path");
        refused("\"name\":\"blog\",\"volumes\":[\"a:x\"]", "invalid volume target \"x\": must be an absolute container path");
        refused("\"name\":\"blog\",\"volumes\":[\"/a:/x:rwx\"]", "invalid volume mode \"rwx\": use ro or rw");
        for (var cpus : List.of("-1", "256.1", "1d", "inf", "one", "1 2")) {
            refused("\"name\":\"blog\",\"cpus\":\"" + cpus + "\"", "invalid cpus \"" + cpus + "\": use a positive number like 0.5, 1, 2");
        }
        refused("\"name\":\"blog\",\"rootDir\":\"a\\\\b\"", "invalid root directory: must use forward-slash relative paths");
        refused("\"name\":\"blog\",\"rootDir\":\"a/../b\"", "invalid root directory: must be a relative path inside the repo");
        wire.post(DEPLOY, "{\"name\":\"blog\",\"cpus\":\"NaN\"," + REPO + "}").succeeds();
    }

    @Test
    void aTakenNameGetsASuffix() {
        var name = "a".repeat(40);
        var names = new HashSet<String>();
        for (int i = 0; i < 3; i++) {
            var app = wire.post(DEPLOY, "{\"name\":\"" + name + "\"," + REPO + "}").succeeds();
            names.add(app.text("name"));
            assertEquals(name, app.text("serviceName"), "as it was asked for");
            var project = wire.get("/api/projects/get?id=" + app.text("id"));
            assertEquals(name + " " + name, project.text("name") + " " + project.json().at("/serviceStatuses/0/name").asText());
        }
        assertEquals(3, names.size());
        assertEquals(2, names.stream().filter(each -> each.matches("a{35}-[a-z0-9]{4}")).count(), names::toString);
    }

    @Test
    void deploysNeedBothScopes() {
        wire.asAgent("apps:write").post(DEPLOY, "{}").refuses(403, "Forbidden: missing scope deploy:trigger");
        wire.asAgent("deploy:trigger").post(DEPLOY, "{}").refuses(403, "Forbidden: missing scope apps:write");
        wire.asAgent("apps:write", "deploy:trigger").post(DEPLOY, "{\"name\":\"blog\"," + REPO + "}").succeeds();
        wire.asAgent("apps:write").post("/api/apps/redeploy", "{\"id\":\"w2hf60dpy4\"}").succeeds();
        assertEquals("running", finalStatus("w2hf60dpy4", 2), "a redeploy starts what was stopped");
    }

    @Test
    void aRedeployKeepsTheCommitAndReplacesTheImage() {
        var before = wire.get("/api/apps/get?id=k3v9x0q2ab").json();
        var answer = wire.post("/api/apps/redeploy", "{\"id\":\"k3v9x0q2ab\",\"noCache\":true}").succeeds();
        assertEquals("building", answer.text("status"));
        var record = Waiting.forDeployment(wire, "k3v9x0q2ab", 4);
        assertEquals("manual", record.path("trigger").asText());
        assertEquals(before.path("activeCommit"), record.path("commit"));
        var after = wire.get("/api/apps/get?id=k3v9x0q2ab").json();
        assertEquals(record.path("image"), after.path("activeImage"));
        assertNotEquals(before.path("activeImage"), after.path("activeImage"));
        wire.post("/api/apps/redeploy", "").refuses(400, "Bad request");
        wire.post("/api/apps/redeploy", "{}").refuses(404, "App not found");
        wire.post("/api/apps/redeploy", "{\"id\":\"k3v9x0q2ab\",\"noCache\":\"yes\"}").refuses(400, "Bad request");
    }

    @Test
    void parallelRedeploysAllRun() {
        for (int i = 0; i < 3; i++) {
            wire.post("/api/apps/redeploy", "{\"id\":\"t81mzc5r7e\"}").succeeds();
        }
        Waiting.forDeployment(wire, "t81mzc5r7e", 5);
        var statuses = Waiting.of(wire, "t81mzc5r7e").stream().map(record -> record.path("status").asText()).distinct().toList();
        assertEquals(List.of("success"), statuses);
    }

    @Test
    void aRollbackAnswersTheAppAsItWas() {
        var app = wire.get("/api/apps/get?id=k3v9x0q2ab").json();
        var answer = wire.post("/api/apps/rollback", "{\"id\":\"k3v9x0q2ab\",\"deploymentId\":\"e4q8r5y2hs\"}").succeeds();
        assertEquals("running", answer.text("status"));
        assertEquals(app.path("activeImage"), answer.json().path("activeImage"));
        var record = Waiting.forDeployment(wire, "k3v9x0q2ab", 4);
        assertEquals("rollback", record.path("trigger").asText());
        assertEquals("shop-web:e4q8r5y2hs", record.path("image").asText());
        var after = wire.get("/api/apps/get?id=k3v9x0q2ab").json();
        assertEquals("shop-web:e4q8r5y2hs", after.path("activeImage").asText());
        assertEquals(record.path("id"), after.path("activeDeployId"));
        assertEquals("e2906bd4f1837ca50d6e94b2317cf8a05de41b73", after.path("activeCommit").asText());
    }

    @Test
    void whatCannotBeRolledBackTo() {
        var path = "/api/apps/rollback";
        wire.post(path, "[]").refuses(400, "Bad request");
        wire.post(path, "{\"id\":\"nope\",\"deploymentId\":\"e4q8r5y2hs\"}").refuses(404, "App not found");
        wire.post(path, "{\"id\":\"k3v9x0q2ab\"}").refuses(404, "Deployment not found");
        wire.post(path, "{\"id\":\"t81mzc5r7e\",\"deploymentId\":\"e4q8r5y2hs\"}").refuses(400, "Deployment does not belong to this app");
        wire.post(path, "{\"id\":\"b6y2e8ts0g\",\"deploymentId\":\"m9s4d2yj7a\"}")
            .refuses(400, "This deployment has no stored image to roll back to");
        wire.post(path, "{\"id\":\"x9q4jb3m0u\",\"deploymentId\":\"a1t6w3g9zd\"}")
            .refuses(400, "This deployment has no stored image to roll back to");
    }

    @Test
    void onlyFiveImagesAreKept() {
        for (int i = 0; i < 3; i++) {
            wire.post("/api/apps/redeploy", "{\"id\":\"k3v9x0q2ab\"}").succeeds();
            Waiting.forDeployment(wire, "k3v9x0q2ab", 4 + i);
        }
        wire.post("/api/apps/rollback", "{\"id\":\"k3v9x0q2ab\",\"deploymentId\":\"v2f6n8c1te\"}").succeeds();
        var record = Waiting.forDeployment(wire, "k3v9x0q2ab", 7);
        assertEquals("failed", record.path("status").asText());
        assertTrue(record.path("logs").toString().contains("✖ Image shop-web:v2f6n8c1te no longer exists"), record::toString);
        assertEquals("running", wire.get("/api/apps/get?id=k3v9x0q2ab").text("status"));
        wire.post("/api/apps/rollback", "{\"id\":\"k3v9x0q2ab\",\"deploymentId\":\"e4q8r5y2hs\"}").succeeds();
        assertEquals("success", Waiting.forDeployment(wire, "k3v9x0q2ab", 8).path("status").asText());
    }

    private void refused(String fields, String error) {
        var reply = wire.post(DEPLOY, "{" + fields + "," + REPO + "}").has(400);
        assertEquals(error, reply.error());
    }

    private String finalStatus(String appId, int deployments) {
        Waiting.forDeployment(wire, appId, deployments);
        return wire.get("/api/apps/get?id=" + appId).text("status");
    }
}
