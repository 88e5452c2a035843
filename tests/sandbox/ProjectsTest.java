package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Projects: made, renamed, deleted, their services and the build file that these share. */
class ProjectsTest {

    private static final String CREATE = "/api/projects/create";
    private static final String RENAME = "/api/projects/rename";
    private static final String SERVICE = "/api/projects/services/deploy";
    private static final String CONFIG = "/api/projects/config";
    private static final String UPDATE = "/api/projects/config/update";
    private static final String REDEPLOY = "/api/projects/redeploy";
    private static final String SHOP = "p4w8sh0p2x";
    private static final String WIKI = "b6y2e8ts0g";
    private static final String NOTES = "n1i5g8ox6r";
    private static final String NO_CONFIG = "Project does not have a shared Docker or Compose configuration";

    private final Sandbox sandbox = Sandbox.start(Options.forTests(), new HandMovedClock());
    private final Wire admin = Wire.admin(sandbox);
    private final Wire writer = admin.asAgent("apps:read", "apps:write", "deploy:trigger");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aNewProjectIsEmptyAndItsNameItsOwn() {
        var made = writer.post(CREATE, "{\"name\":\" shop \",\"description\":\" Second \",\"serverId\":\"\"}").succeeds();
        var id = made.text("id");
        made.answers("{\"id\":\"" + id + "\",\"name\":\"shop-2\",\"description\":\"Second\",\"createdAt\":\"2026-07-02T14:32:00.12Z\","
            + "\"serverId\":\"localhost\",\"serviceCount\":0,\"status\":\"stopped\",\"hasGit\":false,\"hasDocker\":false}");
        assertEquals("shop-3", writer.post(CREATE, "{\"name\":\"shop\"}").succeeds().text("name"));
        assertEquals("srv1", writer.post(CREATE, "{\"name\":\"other\",\"serverId\":\"srv1\"}").succeeds().text("serverId"));
        assertEquals("[]", writer.get("/api/projects/get?id=" + id).json().path("services").toString());
        assertEquals("other", writer.get("/api/projects").json().get(8).path("name").asText());
        for (var wrong : List.of("{}", "{\"name\":\"a\"}", "{\"name\":\"Shop\"}", "{\"name\":\"-a\"}", "{\"name\":\"" + "a".repeat(41)
            + "\"}")) {
            writer.post(CREATE, wrong).refuses(400, "invalid name: use 2-40 lowercase letters, digits, or hyphens");
        }
        writer.post(CREATE, "{\"name\":\"fine\",\"description\":\"" + "é".repeat(51) + "\"}")
            .refuses(400, "description must be 100 characters or fewer");
        writer.post(CREATE, "").refuses(400, "Bad request");
        writer.get(CREATE).refuses(405, "Method not allowed");
        admin.asAgent("apps:read").post(CREATE, "{}").refuses(403, "Forbidden: missing scope apps:write");
    }

    @Test
    void aRenameKeepsTheDescriptionUnlessItIsSent() {
        assertEquals("shop Web shop and its API", named(writer.post(RENAME, "{\"id\":\"" + SHOP + "\",\"name\":\"shop\"}").succeeds()));
        assertEquals("wiki-2 Web shop and its API", named(writer.post(RENAME, "{\"id\":\"" + SHOP + "\",\"name\":\" wiki \"}").succeeds()));
        assertEquals("store New", named(writer.post(RENAME, "{\"id\":\"" + SHOP + "\",\"name\":\"store\",\"description\":\" New \"}")
            .succeeds()));
        assertEquals("store ", named(writer.post(RENAME, "{\"id\":\"" + SHOP + "\",\"name\":\"store\",\"description\":\"\"}").succeeds()));
        assertEquals("shop-web", writer.get("/api/apps/get?id=k3v9x0q2ab").text("name"));
        assertEquals("store", writer.get("/api/projects").json().get(5).path("name").asText());
        writer.post(RENAME, "{\"id\":\"" + SHOP + "\"}").refuses(400, "invalid id or name");
        writer.post(RENAME, "{\"name\":\"store\"}").refuses(400, "invalid id or name");
        writer.post(RENAME, "{\"id\":\"nope\",\"name\":\"store\",\"description\":\"" + "x".repeat(101) + "\"}")
            .refuses(400, "description must be 100 characters or fewer");
        writer.post(RENAME, "{\"id\":\"nope\",\"name\":\"store\"}").refuses(404, "Project not found");
        writer.post(RENAME, "[]").refuses(400, "Bad request");
    }

    @Test
    void aDeleteTakesTheServicesButNotTheirHistory() {
        var deleter = admin.asAgent("apps:delete", "apps:read");
        int shop = Waiting.of(admin, "k3v9x0q2ab").size();
        assertTrue(shop > 0);
        deleter.post("/api/projects/delete", "{\"id\":\"" + SHOP + "\"}").answers("{\"status\":\"deleted\"}");
        deleter.get("/api/projects/get?id=" + SHOP).refuses(404, "Project not found");
        deleter.get("/api/apps/get?id=k3v9x0q2ab").refuses(404, "App not found");
        deleter.get("/api/apps/get?id=t81mzc5r7e").refuses(404, "App not found");
        assertEquals(shop, Waiting.of(admin, "k3v9x0q2ab").size());
        deleter.post("/api/projects/delete", "{\"id\":\"" + WIKI + "\"}").succeeds();
        assertEquals(0, Waiting.of(admin, WIKI).size());
        deleter.get("/api/apps/get?id=f0u3a7zl5h").refuses(404, "App not found");
        deleter.post("/api/projects/delete", "{\"id\":\"" + SHOP + "\"}").refuses(404, "Project not found");
        deleter.post("/api/projects/delete", "").refuses(400, "Bad request");
        writer.post("/api/projects/delete", "{}").refuses(403, "Forbidden: missing scope apps:delete");
    }

    @Test
    void aServiceIsNamedByItsProject() {
        var body = "{\"projectId\":\"" + SHOP + "\",\"name\":\"mailer\",\"gitRepo\":\"https://github.com/harbor-lane/mailer.git\"}";
        var answer = writer.post(SERVICE, body).succeeds();
        assertEquals("shop-mailer mailer " + SHOP + " building", answer.text("name") + " " + answer.text("serviceName") + " "
            + answer.text("projectId") + " " + answer.text("status"));
        assertEquals("success", Waiting.forDeployment(admin, answer.text("id")).path("status").asText());
        assertEquals(3, writer.get("/api/projects/get?id=" + SHOP).json().path("serviceCount").asInt());
        assertTrue(writer.post(SERVICE, body).succeeds().text("name").matches("shop-mailer-[a-z0-9]{4}"));
        var on = writer.post(CREATE, "{\"name\":\"" + "p".repeat(38) + "\",\"serverId\":\"localhost\"}").text("id");
        assertEquals("p".repeat(38) + "-m", writer.post(SERVICE, body.replace(SHOP, on)).succeeds().text("name"));

        assertTrue(writer.post(SERVICE, "").has(400).error().startsWith("Bad request: "));
        writer.post(SERVICE, "{}").refuses(400, "projectId is required");
        writer.post(SERVICE, "{\"projectId\":\"nope\"}").refuses(404, "Project not found");
        writer.post(SERVICE, "{\"projectId\":\"" + SHOP + "\",\"name\":\"x1\"}").refuses(400, "name and gitRepo are required");
        writer.post(SERVICE, body.replace("\"mailer\"", "\"Mailer\"")).refuses(400, "invalid service name");
        refusesField(body, "\"memory\":\"512mb\"", "invalid memory limit \\\"512mb\\\": use forms like 256m, 512m, 1g");
        refusesField(body, "\"cpus\":\"-1\"", "invalid cpus \\\"-1\\\": use a positive number like 0.5, 1, 2");
        refusesField(body, "\"domains\":[\"x\"]", "invalid domain \\\"x\\\"");
        refusesField(body, "\"volumes\":[\"x\"]", "invalid volume \\\"x\\\": use source:/container/path[:ro]");
        refusesField(body, "\"rootDir\":\"/x\"", "invalid root directory: must be a relative path inside the repo");
        refusesField(body, "\"buildMethod\":\"make\"", "invalid build method \\\"make\\\" (use nixpacks, dockerfile, or compose)");
        refusesField(body, "\"composePath\":\"../x\"", "invalid compose file path: must be a relative path inside the repo");
        admin.asAgent("apps:write").post(SERVICE, body).refuses(403, "Forbidden: missing scope deploy:trigger");
    }

    @Test
    void theBuildFileOfAComposeProject() {
        var config = writer.get(CONFIG + "?id=" + WIKI).succeeds().json();
        assertEquals("compose " + WIKI + " compose.yaml paas-" + WIKI + " 2", config.path("deployType").asText() + " "
            + config.path("primaryServiceId").asText() + " " + config.path("composePath").asText() + " "
            + config.path("composeProject").asText() + " " + config.path("serviceCount").asInt());
        assertEquals("{\"WIKI_DB_PASSWORD\":\"***\"}", config.path("envVars").toString());
        assertFalse(config.has("dockerfilePath"), config::toString);

        var changed = writer.post(UPDATE, "{\"projectId\":\"" + WIKI + "\",\"branch\":\"main\",\"composeContent\":\"services: {}\","
            + "\"envVars\":{\"WIKI_DB_PASSWORD\":\"***\",\"A\":\"1\"},\"secretKeys\":[\"WIKI_DB_PASSWORD\"],\"autoDeploy\":true,"
            + "\"dockerfileContent\":\"FROM x\"}").succeeds();
        assertEquals(WIKI, changed.text("id"));
        assertEquals("{\"A\":\"1\",\"WIKI_DB_PASSWORD\":\"***\"}", changed.json().path("envVars").toString());
        assertTrue(changed.text("autoDeploy").equals("true") && !changed.json().has("dockerfileContent"), changed::toString);
        config = writer.get(CONFIG + "?id=" + WIKI).succeeds().json();
        assertEquals("services: {}", config.path("composeContent").asText());
        assertFalse(config.has("composePath"), "absent clears it");
        var kept = writer.post(UPDATE, "{\"projectId\":\"" + WIKI + "\"}").succeeds();
        assertEquals("services: {}", kept.text("composeContent"));
        assertEquals(2, kept.json().path("envVars").size());
        assertEquals("", kept.text("branch"));
        assertEquals("https://github.com/harbor-lane/wiki.git", kept.text("gitRepo"));
    }

    @Test
    void theBuildFileOfADockerfileProject() {
        assertEquals("deploy/Dockerfile", writer.get(CONFIG + "?id=" + NOTES).succeeds().text("dockerfilePath"));
        var changed = writer.post(UPDATE, "{\"projectId\":\"" + NOTES
            + "\",\"dockerfilePath\":\"../x\",\"dockerfileContent\":\"FROM scratch\","
            + "\"composePath\":\"x.yaml\",\"rootDir\":\"./\"}").succeeds();
        assertEquals("deploy/Dockerfile FROM scratch ", changed.text("dockerfilePath") + " " + changed.text("dockerfileContent") + " "
            + changed.text("composePath"));
        assertEquals("docker/Dockerfile", writer.post(UPDATE, "{\"projectId\":\"" + NOTES + "\",\"dockerfilePath\":\"docker/Dockerfile\"}")
            .succeeds().text("dockerfilePath"));
        assertEquals("FROM scratch", writer.get(CONFIG + "?id=" + NOTES).succeeds().text("dockerfileContent"));
        var inline = writer.post("/api/catalog/deploy-dockerfile", "{\"dockerfile\":\"FROM busybox\"}").succeeds().text("id");
        assertEquals("dockerfile-inline FROM busybox", writer.get(CONFIG + "?id=" + inline).text("deployType") + " "
            + writer.get(CONFIG + "?id=" + inline).text("dockerfileContent"));
    }

    @Test
    void whatHasNoBuildFileIsRefused() {
        writer.get(CONFIG).refuses(400, "id is required");
        writer.get(CONFIG + "?id=nope").refuses(404, "Project not found");
        writer.get(CONFIG + "?id=" + SHOP).refuses(400, NO_CONFIG);
        assertTrue(writer.post(UPDATE, "").has(400).error().startsWith("Bad request: "));
        writer.post(UPDATE, "{}").refuses(400, "projectId is required");
        writer.post(UPDATE, "{\"projectId\":\"nope\"}").refuses(404, "Project not found");
        writer.post(UPDATE, "{\"projectId\":\"" + SHOP + "\",\"rootDir\":\"/x\"}").refuses(400, NO_CONFIG);
        writer.post(UPDATE, "{\"projectId\":\"" + WIKI + "\",\"rootDir\":\"a\\\\b\"}")
            .refuses(400, "invalid root directory: must use forward-slash relative paths");
        writer.post(UPDATE, "{\"projectId\":\"" + WIKI + "\",\"composePath\":\"~/x\"}")
            .refuses(400, "invalid compose file path: must be a relative path inside the repo");
        writer.post(REDEPLOY, "").refuses(400, "Bad request");
        writer.post(REDEPLOY, "{}").refuses(400, "projectId is required");
        writer.post(REDEPLOY, "{\"projectId\":\"nope\"}").refuses(404, "Project not found");
        writer.post(REDEPLOY, "{\"projectId\":\"" + SHOP + "\"}").refuses(400, NO_CONFIG);
    }

    @Test
    void aRedeployBuildsThePrimaryService() {
        int before = Waiting.of(admin, WIKI).size();
        var answer = writer.post(REDEPLOY, "{\"projectId\":\"" + WIKI + "\"}").succeeds();
        assertEquals(WIKI + " building", answer.text("id") + " " + answer.text("status"));
        var record = Waiting.forDeployment(admin, WIKI, before + 1);
        assertEquals("success manual", record.path("status").asText() + " " + record.path("trigger").asText(), record::toString);
        admin.asAgent("apps:write").post(REDEPLOY, "{}").refuses(403, "Forbidden: missing scope deploy:trigger");
    }

    private void refusesField(String body, String field, String error) {
        writer.post(SERVICE, body.replace("}", "," + field + "}")).refuses(400, error);
    }

    private static String named(Reply project) {
        return project.text("name") + " " + project.text("description");
    }
}
