package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/deploy, redeploy, rollback, and what becomes of the app and the history. */
class DeployTest {

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire wire = Wire.admin(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aDeployAnswersAtOnceAndEndsInTheBackground() {
        var answer = wire.post("/api/deploy", "{\"name\":\"blog\",\"gitRepo\":\"https://github.com/ada/blog.git\"}").succeeds();
        assertEquals("building", answer.text("status"));
        var id = answer.text("id");
        assertFalse(answer.json().has("activeDeployId") || answer.json().has("activeCommit"), answer::toString);
        var record = Waiting.forDeployment(wire, id);
        assertEquals("success", record.path("status").asText(), record::toString);
        assertEquals("0s", record.path("duration").asText());
        assertFalse(record.has("trigger"), record::toString);
        var app = wire.get("/api/apps/get?id=" + id).succeeds().json();
        assertEquals("running", app.path("status").asText());
        assertEquals(record.path("id"), app.path("activeDeployId"));
        assertEquals(record.path("image"), app.path("activeImage"));
        assertEquals(record.path("commit"), app.path("activeCommit"));
        assertTrue(record.path("logs").toString().contains("✅ Deployment complete! App live at: " + app.path("url").asText()), record::toString);
        assertEquals(id, wire.get("/api/projects/get?id=" + id).succeeds().text("id"));
    }
}
