package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/audit-logs: what is recorded, under which name, and how much of it is answered. */
class AuditTest {

    private final Sandbox sandbox = Sandbox.start(Options.forTests(), new HandMovedClock());
    private final Wire admin = Wire.admin(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void nothingRecordedIsNull() {
        admin.get("/api/apps").succeeds();
        admin.send("HEAD", "/api/health", null);
        Wire.anonymous(sandbox).post("/api/agents/create", "{}").refuses(401, "Unauthorized");
        Wire.anonymous(sandbox).post("/api/connect/agent/exchange", "{}").refuses(400, "Invalid request");
        admin.get("/api/audit-logs").answers("null");
    }

    @Test
    void anEntryNamesTheCallerTheActionAndTheAddress() {
        var agent = admin.newAgent("apps:read");
        admin.as(agent.text("token")).post("/api/addons/create", "{}").refuses(403, "Forbidden: missing scope addons:manage");
        var entries = admin.get("/api/audit-logs").succeeds();
        var ends = "\"outcome\":\"success\",\"ipAddress\":\"127.0.0.1\",\"createdAt\":\"2026-07-02T14:32:00.12Z\"}";
        entries.answers("[{\"id\":\"" + entries.json().at("/0/id").asText() + "\",\"actorType\":\"agent\",\"actorId\":\"" + agent.text("id")
            + "\",\"action\":\"addon:create\",\"resourceType\":\"addon\"," + ends
            + ",{\"id\":\"" + entries.json().at("/1/id").asText() + "\",\"actorType\":\"admin\",\"actorId\":\"admin\","
            + "\"action\":\"agent:create\",\"resourceType\":\"agent\"," + ends + "]");
    }

    @Test
    void whatIsRefusedAfterTheTokenIsRecordedToo() {
        admin.post("/api/apps", "").refuses(405, "Method not allowed");
        admin.send("PUT", "/api/nope", "").has(404);
        admin.send("PATCH", "/api//apps", "").has(301);
        admin.post("/api/agents/create", "").refuses(400, "Bad request");
        admin.post("/api/agents/delete", "{\"id\":\"nope\"}").refuses(404, "Agent not found");
        assertEquals(List.of("agent:delete", "agent:create", "PATCH /api//apps", "PUT /api/nope", "POST /api/apps"), actions(""));
    }

    @Test
    void actionsHaveTheirNames() {
        var names = List.of("POST /api/apps/domains/add", "POST /api/addons/db/query", "POST /api/addons/db/row/insert",
            "DELETE /api/git/token/delete", "POST /api/git/token/delete", "POST /api/docker/prune", "POST /api/cloudflare/dns",
            "POST /api/deploy", "POST /api/auth/verify");
        names.forEach(name -> admin.send(name.split(" ")[0], name.split(" ")[1], ""));
        assertEquals(List.of("POST /api/auth/verify", "app:deploy", "POST /api/cloudflare/dns", "system:prune",
            "POST /api/git/token/delete", "git:token_delete", "addon:db", "addon:db", "app:domain"), actions(""));
        var types = admin.get("/api/audit-logs").json().findValuesAsText("resourceType");
        assertEquals(List.of("", "app", "", "system", "git", "git", "addon", "addon", "app"), types);
    }

    @Test
    void aVerifiedTokenIsRecordedAWrongOneIsNot() {
        Wire.anonymous(sandbox).post("/api/auth/verify", "{\"token\":\"" + sandbox.adminToken() + "\"}").succeeds();
        Wire.anonymous(sandbox).post("/api/auth/verify", "{\"token\":\"wrong\"}").refuses(401, "Unauthorized");
        assertEquals(List.of("POST /api/auth/verify"), actions(""));
    }

    @Test
    void theLimitIsReadAsTheServerReadsIt() {
        for (int i = 0; i < 60; i++) {
            admin.post("/api/apps", "");
        }
        for (var all : List.of("?limit=500", "?limit=60", "?limit=60x", "?limit=%20+60")) {
            assertEquals(60, actions(all).size(), all);
        }
        for (var usual : List.of("", "?limit=0", "?limit=501", "?limit=-1", "?limit=x9", "?limit=99999999999")) {
            assertEquals(50, actions(usual).size(), usual);
        }
        assertEquals(1, actions("?limit=1.9").size());
    }

    @Test
    void onlyTheAdminReadsIt() {
        admin.asAgent("agent:admin").get("/api/audit-logs").refuses(403, "Forbidden: admin token required");
        assertTrue(actions("").contains("agent:create"));
    }

    private List<String> actions(String query) {
        return admin.get("/api/audit-logs" + query).succeeds().json().findValuesAsText("action");
    }
}
