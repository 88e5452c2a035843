package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lib.sandbox.http.Contract;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/agents and below, and who an agent's token lets in. */
class AgentsTest {

    private static final String NEVER = "0001-01-01T00:00:00Z";

    private final HandMovedClock clock = new HandMovedClock();
    private final Sandbox sandbox = Sandbox.start(Options.forTests(), clock);
    private final Wire admin = Wire.admin(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theListIsNullWhenThereIsNone() {
        admin.get("/api/agents").answers("null");
        var id = admin.newAgent().text("id");
        admin.post("/api/agents/delete", idOf(id)).answers("{\"status\":\"deleted\"}");
        admin.get("/api/agents").answers("null");
    }

    @Test
    void oneIsCreatedAndWorksAtOnce() {
        var made = admin.post("/api/agents/create", "{\"name\":\" CI \",\"scopes\":[\"apps:read\",\"logs:read\"]}").succeeds();
        assertTrue(made.body().matches("\\{\"id\":\"[a-z0-9]{10}\",\"name\":\"CI\",\"scopes\":\\[\"apps:read\",\"logs:read\"],"
            + "\"createdAt\":\"2026-07-02T14:32:00.12Z\",\"token\":\"bpagt_[0-9a-f]{64}\"}\n"), made::toString);
        admin.as(made.text("token")).get("/api/apps").succeeds();
        admin.as(made.text("token")).get("/api/agents").refuses(403, "Forbidden: admin token required");
    }

    @Test
    void namesNeedNotBeUniqueAndTheNewestIsFirst() {
        var first = admin.newAgent("apps:read").text("id");
        var second = admin.newAgent().text("id");
        assertNotEquals(first, second);
        var listed = admin.get("/api/agents").succeeds();
        assertEquals(List.of(second, first), listed.json().findValuesAsText("id"));
        var times = "\"createdAt\":\"2026-07-02T14:32:00.12Z\",\"lastUsedAt\":\"" + NEVER + "\"";
        listed.answers("[{\"id\":\"" + second + "\",\"name\":\"an agent\",\"scopes\":[]," + times + "},"
            + "{\"id\":\"" + first + "\",\"name\":\"an agent\",\"scopes\":[\"apps:read\"]," + times + "}]");
    }

    @Test
    void scopesThatWereNeverGivenAreListedAsNone() {
        admin.post("/api/agents/create", "{\"name\":\"a\"}").succeeds();
        assertEquals("[]", admin.get("/api/agents").json().get(0).get("scopes").toString());
    }

    @Test
    void everyScopeOfTheContractIsTaken() {
        admin.newAgent(Contract.get().scopes().toArray(String[]::new));
    }

    @Test
    void whatIsWrongIsSaid() {
        var create = "/api/agents/create";
        admin.post(create, "{\"name\":\"  \",\"scopes\":[\"nope\"]}").refuses(400, "name is required");
        admin.post(create, "{\"name\":\"a\",\"scopes\":[\"apps:read\",\"nope\",\"nada\"]}").refuses(400, "invalid scope: nope");
        admin.post(create, "{\"name\":\"a\",\"scopes\":[\"APPS:READ\"]}").refuses(400, "invalid scope: APPS:READ");
        for (var path : List.of("/api/agents/delete", "/api/agents/rotate")) {
            admin.post(path, "").refuses(400, "Bad request");
            admin.post(path, "{\"id\":7}").refuses(400, "Bad request");
            admin.post(path, "{}").refuses(404, "Agent not found");
            admin.post(path, idOf("nope")).refuses(404, "Agent not found");
        }
    }

    @Test
    void aUseIsNotedAlsoWhenItIsRefused() {
        var token = admin.newAgent().text("token");
        clock.moveSeconds(90);
        admin.as(token).get("/api/apps").refuses(403, "Forbidden: missing scope apps:read");
        assertEquals("2026-07-02T14:33:30.12Z", admin.get("/api/agents").json().get(0).get("lastUsedAt").asText());
    }

    @Test
    void aRotatedTokenReplacesTheOldOneAndKeepsTheScopes() {
        var made = admin.newAgent("apps:read");
        admin.as(made.text("token")).get("/api/apps").succeeds();
        var rotated = admin.post("/api/agents/rotate", idOf(made.text("id"))).succeeds();
        var wanted = "\\{\"id\":\"" + made.text("id") + "\",\"name\":\"an agent\",\"token\":\"bpagt_[0-9a-f]{64}\"}\n";
        assertTrue(rotated.body().matches(wanted), rotated::toString);
        assertEquals(NEVER, admin.get("/api/agents").json().get(0).get("lastUsedAt").asText());
        admin.as(made.text("token")).get("/api/apps").refuses(401, "Unauthorized");
        admin.as(rotated.text("token")).get("/api/apps").succeeds();
        admin.as(rotated.text("token")).get("/api/agents").refuses(403, "Forbidden: admin token required");
    }

    @Test
    void aDeletedAgentIsLockedOutAtOnce() {
        var made = admin.newAgent("apps:read");
        admin.post("/api/agents/delete", idOf(made.text("id"))).succeeds();
        admin.as(made.text("token")).get("/api/apps").refuses(401, "Unauthorized");
        admin.post("/api/agents/rotate", idOf(made.text("id"))).refuses(404, "Agent not found");
    }

    private static String idOf(String id) {
        return "{\"id\":\"" + id + "\"}";
    }
}
