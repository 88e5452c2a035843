package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Webhooks in both directions, and the dependency audit, whose fix is a deployment too. */
class WebhookTest {

    private static final String WEB = "k3v9x0q2ab";

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire wire = Wire.admin(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theSecretIsClearForWhoMayRead() {
        var url = sandbox.url() + "/api/webhooks/github/" + WEB;
        wire.asAgent("apps:read").get("/api/apps/webhook?id=" + WEB)
            .answers("{\"url\":\"" + url + "\",\"secret\":\"kept-by-the-sandbox\",\"event\":\"push\"}");
        wire.get("/api/apps/webhook?id=" + WEB, "X-Forwarded-Proto", "https").answers(
            "{\"url\":\"" + url + "\",\"secret\":\"kept-by-the-sandbox\",\"event\":\"push\"}");
        assertEquals("", wire.get("/api/apps/webhook?id=f0u3a7zl5h").succeeds().text("secret"));
        wire.get("/api/apps/webhook").refuses(404, "App not found");
        wire.post("/api/system/domain", "{\"domain\":\"paas.example.com\"}").succeeds();
        assertEquals("https://paas.example.com/api/webhooks/github/" + WEB, wire.get("/api/apps/webhook?id=" + WEB).text("url"));
    }

    @Test
    void aNewSecretReplacesTheOld() {
        var secret = wire.post("/api/apps/webhook/regenerate", "{\"id\":\"" + WEB + "\"}").succeeds().text("secret");
        assertTrue(secret.matches("[a-z0-9]{20}"), secret);
        assertEquals(secret, wire.get("/api/apps/webhook?id=" + WEB).text("secret"));
        wire.post("/api/apps/webhook/regenerate", "{}").refuses(404, "App not found");
        wire.post("/api/apps/webhook/regenerate", "").refuses(400, "Bad request");
    }

    @Test
    void aPushDeploysANewCommit() {
        var before = wire.get("/api/apps/get?id=" + WEB).text("activeCommit");
        push("push", "{\"ref\":\"refs/heads/main\"}").answers("{\"status\":\"deploying\"}");
        var record = Waiting.forDeployment(wire, WEB, 4);
        assertEquals("webhook", record.path("trigger").asText());
        assertNotEquals(before, record.path("commit").asText());
        push("ping", "{}").answers("{\"status\":\"pong\"}");
        push("issues", "{}").answers("{\"status\":\"ignored\",\"reason\":\"not a push event\"}");
        push("push", "{\"ref\":\"refs/tags/v1\"}").answers("{\"status\":\"ignored\",\"reason\":\"branch refs/tags/v1 != main\"}");
        push("push", "no JSON").answers("{\"status\":\"deploying\"}");
        Waiting.forDeployment(wire, WEB, 5);
    }

    @Test
    void whatIsNoPushOfOurs() {
        var anyone = Wire.anonymous(sandbox);
        anyone.post("/api/webhooks/github/" + WEB, "{}").refuses(401, "Invalid signature");
        anyone.post("/api/webhooks/github/" + WEB, "{}", "X-Hub-Signature-256", "sha256=00").refuses(401, "Invalid signature");
        anyone.post("/api/webhooks/github/nope", "{}").refuses(404, "App not found");
        anyone.post("/api/webhooks/github/f0u3a7zl5h", "{}").refuses(403, "Webhook not configured for this app");
        anyone.get("/api/webhooks/github/" + WEB).refuses(405, "Method not allowed");
        var id = "t81mzc5r7e";
        send(id, "push", "{\"ref\":\"refs/heads/main\"}").answers("{\"status\":\"ignored\",\"reason\":\"auto-deploy disabled\"}");
    }

    @Test
    void aHookOnGitHub() {
        var path = "/api/apps/webhook/github/create";
        wire.post(path, "").refuses(400, "Bad request");
        wire.post(path, "{}").refuses(404, "App not found");
        wire.post(path, "{\"id\":\"n1i5g8ox6r\"}").refuses(400, "This app is not linked to a Git repository");
        wire.post(path, "{\"id\":\"f0u3a7zl5h\"}").refuses(400, "Webhook secret is missing; regenerate it first");
        wire.post(path, "{\"id\":\"x9q4jb3m0u\"}").refuses(401, "No GitHub token configured");
        wire.post("/api/apps/update", "{\"id\":\"x9q4jb3m0u\",\"gitRepo\":\"https://gitlab.com/ada/blog\"}").succeeds();
        wire.post(path, "{\"id\":\"x9q4jb3m0u\"}").refuses(400, "Could not derive a GitHub owner/repo from this Git URL");
    }

    @Test
    void anAuditFindsAndAFixUpdates() {
        var scan = "/api/apps/vulnerabilities/scan?id=";
        var found = wire.asAgent("apps:read").get(scan + WEB).succeeds();
        assertEquals("npm", found.text("packageManager"));
        assertEquals("vite", found.json().at("/vulnerabilities/0/package").asText());
        assertEquals(2, wire.get("/api/apps/get?id=" + WEB).json().path("vulnerabilitiesCount").asInt());
        wire.get(scan + "t81mzc5r7e").answers("{\"vulnerabilities\":[],\"packageManager\":\"\"}");
        wire.get(scan).refuses(404, "App not found");
        var fix = "/api/apps/vulnerabilities/fix";
        var one = wire.post(fix, "{\"id\":\"" + WEB + "\",\"option\":\"local\",\"package\":\"vite\"}").succeeds();
        assertEquals("deploying", one.text("status"));
        var record = Waiting.forDeployment(wire, WEB, 4);
        assertEquals(one.text("deployId") + " local Local build with package updates", record.path("id").asText() + " "
            + record.path("trigger").asText() + " " + record.path("commitMsg").asText());
        assertEquals(1, wire.get(scan + WEB).json().path("vulnerabilities").size());
        wire.post(fix, "{\"id\":\"" + WEB + "\"}").succeeds();
        Waiting.forDeployment(wire, WEB, 5);
        wire.get(scan + WEB).answers("{\"vulnerabilities\":null,\"packageManager\":\"npm\"}");
        wire.post("/api/apps/redeploy", "{\"id\":\"" + WEB + "\"}").succeeds();
        Waiting.forDeployment(wire, WEB, 6);
        assertEquals(2, wire.get(scan + WEB).json().path("vulnerabilities").size(), "a clone drops a local fix");
    }

    @Test
    void whatCannotBeFixed() {
        var fix = "/api/apps/vulnerabilities/fix";
        wire.post(fix, "{").refuses(400, "Bad request");
        wire.post(fix, "{}").refuses(404, "App not found");
        wire.post(fix, "{\"id\":\"c5n7r1k9vd\"}").refuses(400, "Application build directory not found. Please deploy the app first.");
        wire.post(fix, "{\"id\":\"t81mzc5r7e\"}")
            .refuses(500, "Failed to update package: exit status 254\\nOutput: npm error code ENOENT");
        wire.post(fix, "{\"id\":\"n1i5g8ox6r\",\"option\":\"git\"}").refuses(500, "Git status check failed: exit status 128");
        wire.post(fix, "{\"id\":\"" + WEB + "\",\"option\":\"git\"}").refuses(500, "Git push failed: exit status 128\\n"
            + "Output: fatal: could not read Username for 'https://github.com': terminal prompts disabled");
        var app = wire.post("/api/deploy", "{\"name\":\"old\",\"gitRepo\":\"git@github.com:ada/outdated.git\"}").text("id");
        Waiting.forDeployment(wire, app);
        wire.post(fix, "{\"id\":\"" + app + "\",\"option\":\"git\"}").succeeds();
        var record = Waiting.forDeployment(wire, app, 2);
        assertEquals("manual fix: update vulnerable packages", record.path("trigger").asText() + " " + record.path("commitMsg").asText());
        assertEquals(0, wire.get("/api/apps/get?id=" + app).json().path("vulnerabilitiesCount").asInt());
    }

    private Reply push(String event, String body) {
        return send(WEB, event, body);
    }

    private Reply send(String app, String event, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("kept-by-the-sandbox".getBytes(), "HmacSHA256"));
            return Wire.anonymous(sandbox).post("/api/webhooks/github/" + app, body, "X-GitHub-Event", event, "X-Hub-Signature-256",
                "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
