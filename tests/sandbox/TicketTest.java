package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** POST /api/auth/ws-ticket, and what is checked before a connection becomes a WebSocket. */
class TicketTest {

    private static final String TERMINAL = "/ws/terminal";

    private final HandMovedClock clock = new HandMovedClock();
    private final Sandbox sandbox = Sandbox.start(Options.forTests(), clock);
    private final Wire admin = Wire.admin(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void anyValidTokenGetsATicket() {
        var first = admin.asAgent().post("/api/auth/ws-ticket", null).succeeds();
        assertTrue(first.text("ticket").matches("[0-9a-f]{64}"), first::toString);
        assertEquals(60, first.json().path("expiresIn").asInt());
        assertNotEquals(first.text("ticket"), admin.post("/api/auth/ws-ticket", "no JSON").succeeds().text("ticket"));
        admin.get("/api/auth/ws-ticket").refuses(405, "Method not allowed");
        Wire.anonymous(sandbox).post("/api/auth/ws-ticket", null).refuses(401, "Unauthorized");
    }

    @Test
    void aTicketWorksOnceAndForSixtySeconds() {
        var ticket = RawSocket.ticket(admin);
        clock.move(Duration.ofMillis(59_999));
        assertEquals(101, ask(ticket, Map.of()).status());
        ask(ticket, Map.of()).refuses(401, "Unauthorized");
        var late = RawSocket.ticket(admin);
        clock.move(Duration.ofSeconds(60));
        ask(late, Map.of()).refuses(401, "Unauthorized");
    }

    @Test
    void nothingButATicketCounts() {
        var bearer = Map.of("Authorization", "Bearer " + sandbox.adminToken());
        refused("GET", TERMINAL, bearer, 401, "Unauthorized");
        refused("GET", TERMINAL + "?token=" + sandbox.adminToken(), bearer, 401, "Unauthorized");
        refused("GET", TERMINAL + "?ticket=" + sandbox.adminToken(), Map.of(), 401, "Unauthorized");
        refused("GET", TERMINAL + "?ticket=", Map.of(), 401, "Unauthorized");
        refused("GET", TERMINAL, Map.of("Upgrade", ""), 401, "Unauthorized");
        refused("POST", TERMINAL, Map.of(), 401, "Unauthorized");
        refused("GET", "/ws/none", Map.of(), 404, "404 page not found");
    }

    @Test
    void theFirstScopeOfTheListIsNamed() {
        var nobody = admin.asAgent();
        var texts = Map.of("/ws/logs", "logs:read", "/ws/runtime-logs", "logs:read", "/ws/stats", "metrics:read", TERMINAL, "apps:write",
            "/ws/host-terminal", "system:manage");
        texts.forEach((path, scope) -> refused("GET", path + "?ticket=" + RawSocket.ticket(nobody), Map.of(), 403,
            "Forbidden: missing scope " + scope));
        // The scope comes before all that the library checks, the method included.
        refused("POST", TERMINAL + "?ticket=" + RawSocket.ticket(nobody), Map.of("Upgrade", "", "Origin", "http://evil.example"), 403,
            "Forbidden: missing scope apps:write");
        for (var path : new String[] {"/ws/logs", "/ws/runtime-logs", "/ws/stats"}) {
            RawSocket.open(sandbox, admin.asAgent("apps:read"), path, "").close();
            RawSocket.open(sandbox, admin.asAgent(texts.get(path)), path, "").close();
        }
        RawSocket.open(sandbox, admin.asAgent("apps:write"), TERMINAL, "").close();
        RawSocket.open(sandbox, admin.asAgent("system:manage"), "/ws/host-terminal", "").close();
    }

    @Test
    void aTicketKeepsTheRightsOfItsMaking() {
        var agent = admin.newAgent("apps:write");
        var ticket = RawSocket.ticket(admin.as(agent.text("token")));
        admin.post("/api/agents/delete", "{\"id\":\"" + agent.text("id") + "\"}").succeeds();
        assertEquals(101, ask(ticket, Map.of()).status());
    }

    @Test
    void aRefusedRequestBurnsItsTicket() {
        var forScope = RawSocket.ticket(admin.asAgent());
        ask(forScope, Map.of()).refuses(403, "Forbidden: missing scope apps:write");
        ask(forScope, Map.of()).refuses(401, "Unauthorized");
        var forOrigin = RawSocket.ticket(admin);
        ask(forOrigin, Map.of("Origin", "http://evil.example")).refuses(403, "Forbidden");
        ask(forOrigin, Map.of()).refuses(401, "Unauthorized");
        var forNothing = RawSocket.ticket(admin);
        ask(forNothing, Map.of("Upgrade", "")).refuses(400, "Bad Request");
        ask(forNothing, Map.of()).refuses(401, "Unauthorized");
    }

    @Test
    void theLibraryWantsARightHandshake() {
        for (var wrong : new String[][] {{"Connection", "keep-alive"}, {"Upgrade", "h2c"}, {"Sec-WebSocket-Version", "8"},
            {"Sec-WebSocket-Key", ""}, {"Sec-WebSocket-Key", "c2hvcnQ="}, {"Sec-WebSocket-Key", "no base 64"}}) {
            ask(RawSocket.ticket(admin), Map.of(wrong[0], wrong[1])).refuses(400, "Bad Request");
        }
        refused("POST", TERMINAL + "?ticket=" + RawSocket.ticket(admin), Map.of(), 405, "Method Not Allowed");
        var options = RawSocket.ask(sandbox, "OPTIONS", TERMINAL, Map.of()).answer();
        assertEquals(204, options.status(), options::toString);
        var opened = ask(RawSocket.ticket(admin), Map.of("Connection", "keep-alive, upgrade", "Upgrade", "WebSocket",
            "Sec-WebSocket-Protocol", "chat", "Sec-WebSocket-Extensions", "permessage-deflate"));
        assertEquals(101, opened.status(), opened::toString);
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", opened.headers().get("sec-websocket-accept"));
        assertFalse(opened.headers().containsKey("sec-websocket-protocol"), opened::toString);
        assertFalse(opened.headers().containsKey("sec-websocket-extensions"), opened::toString);
    }

    @Test
    void anOriginMustHaveTheHostNameOfTheRequest() {
        for (var origin : new String[] {"http://127.0.0.1", "https://127.0.0.1:3000"}) {
            assertEquals(101, ask(RawSocket.ticket(admin), Map.of("Origin", origin)).status(), origin);
        }
        for (var origin : new String[] {"http://localhost", "http://127.0.0.1.evil.example", "null", "127.0.0.1"}) {
            ask(RawSocket.ticket(admin), Map.of("Origin", origin)).refuses(403, "Forbidden");
        }
    }

    @Test
    void theRateLimitComesFirstAndWrongTicketsAreNotCounted() {
        try (var limited = Sandbox.start(Options.forTests().withLimits(true), clock)) {
            for (int i = 0; i < 40; i++) {
                RawSocket.ask(limited, "GET", TERMINAL + "?ticket=wrong", Map.of()).answer().refuses(401, "Unauthorized");
            }
            var refused = RawSocket.ask(limited, "GET", TERMINAL + "?ticket=wrong", Map.of()).answer();
            assertEquals(429, refused.status(), refused::toString);
            assertEquals("{\"error\":\"Too many requests\"}\n", refused.body());
            clock.move(Duration.ofSeconds(10));
            Wire.admin(limited).get("/api/apps").succeeds();
        }
    }

    @Test
    void theListOfRequestsHasNoTicket() {
        var ticket = RawSocket.ticket(admin);
        sandbox.clearRequests();
        ask(ticket, Map.of());
        assertEquals("[GET /ws/terminal?ticket=*** 101]", sandbox.requests().stream()
            .map(entry -> entry.method() + " " + entry.path() + " " + entry.status()).toList().toString());
    }

    @Test
    void faultsHitWebSocketsToo() {
        sandbox.fault(new Effect.Cut(), TERMINAL);
        try (var cut = RawSocket.open(sandbox, admin, TERMINAL, "&appId=k3v9x0q2ab")) {
            cut.drops();
        }
        sandbox.fault(new Effect.Status(503, "Service Unavailable", 0), TERMINAL);
        assertEquals(503, ask(RawSocket.ticket(admin), Map.of()).status());
    }

    private RawSocket.Answer ask(String ticket, Map<String, String> headers) {
        try (var asked = RawSocket.ask(sandbox, "GET", TERMINAL + "?ticket=" + ticket, headers)) {
            return asked.answer();
        }
    }

    private void refused(String method, String target, Map<String, String> headers, int status, String line) {
        try (var asked = RawSocket.ask(sandbox, method, target, headers)) {
            asked.answer().refuses(status, line);
        }
    }
}
