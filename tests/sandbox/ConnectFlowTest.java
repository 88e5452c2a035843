package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import lib.sandbox.http.Contract;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/connect/agent/approve and exchange: the browser's side and the CLI's. */
class ConnectFlowTest {

    private static final String STATE = "0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String INVALID = "Invalid or expired connect code";

    private final HandMovedClock clock = new HandMovedClock();
    private final Sandbox sandbox = Sandbox.start(Options.forTests(), clock);
    private final Wire admin = Wire.admin(sandbox);
    private final Wire anonymous = Wire.anonymous(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theCodeBringsATokenThatWorks() {
        var approved = approve(STATE, "Deployer ", " My laptop ");
        assertTrue(approved.body().matches("\\{\"callbackUrl\":\"http://127\\.0\\.0\\.1:45999/callback"
            + "\\?code=[0-9a-f]{64}\\\\u0026state=" + STATE + "\",\"agentId\":\"[a-z0-9]{10}\"}\n"), approved::toString);
        var exchanged = exchange(STATE, codeOf(approved)).succeeds();
        assertTrue(exchanged.body().matches("\\{\"url\":\"" + sandbox.url() + "\",\"token\":\"bpagt_[0-9a-f]{64}\","
            + "\"profile\":\"deployer\",\"name\":\"My laptop\",\"agentId\":\"" + approved.text("agentId") + "\"}\n"), exchanged::toString);
        admin.as(exchanged.text("token")).get("/api/apps").succeeds();
    }

    @Test
    void eachProfileHasItsScopes() {
        assertEquals(List.of("observer", "deployer", "operator"), List.copyOf(Contract.get().profiles().keySet()));
        Contract.get().profiles().forEach((profile, scopes) -> {
            approve(STATE, profile, "a");
            assertEquals(scopes, admin.get("/api/agents").json().get(0).get("scopes").valueStream().map(scope -> scope.asText()).toList());
        });
        var observer = exchange(STATE, codeOf(approve(STATE, "observer", "a"))).text("token");
        admin.as(observer).post("/api/deploy", "{}").refuses(403, "Forbidden: missing scope deploy:trigger");
    }

    @Test
    void aCodeIsGoodOnce() {
        var code = codeOf(approve(STATE, "observer", "a"));
        exchange(STATE, code).succeeds();
        exchange(STATE, code).refuses(401, INVALID);
    }

    @Test
    void aWrongCodeBurnsTheSession() {
        var code = codeOf(approve(STATE, "observer", "a"));
        exchange(STATE, code.replace(code.charAt(0), code.charAt(0) == 'a' ? 'b' : 'a')).refuses(401, INVALID);
        exchange(STATE, code).refuses(401, INVALID);
    }

    @Test
    void aWrongStateBurnsNothing() {
        var code = codeOf(approve(STATE, "observer", "a"));
        exchange("another" + STATE, code).refuses(401, INVALID);
        exchange(STATE, "").refuses(400, "Invalid request");
        exchange(STATE, code).succeeds();
    }

    @Test
    void approvingTwiceMakesTwoAgentsAndTheSecondCodeCounts() {
        var first = approve(STATE, "observer", "a");
        var second = approve(STATE, "operator", "b");
        assertNotEquals(first.text("agentId"), second.text("agentId"));
        assertEquals(2, admin.get("/api/agents").json().size());
        assertEquals("operator", exchange(STATE, codeOf(second)).succeeds().text("profile"));

        var third = approve(STATE, "observer", "c");
        approve(STATE, "observer", "d");
        exchange(STATE, codeOf(third)).refuses(401, INVALID);
    }

    @Test
    void aCodeLivesFiveMinutes() {
        var code = codeOf(approve(STATE, "observer", "a"));
        clock.move(Duration.ofMinutes(5).minusMillis(1));
        exchange(STATE, code).succeeds();

        code = codeOf(approve(STATE, "observer", "a"));
        clock.move(Duration.ofMinutes(5));
        exchange(STATE, code).refuses(401, INVALID);
        assertEquals(2, admin.get("/api/agents").json().size());
    }

    @Test
    void whatIsWrongWithAnApprovalIsSaidInOrder() {
        var path = "/api/connect/agent/approve";
        admin.post(path, "").refuses(400, "Bad request");
        for (var state : List.of("", "short", "with blank 0123456", "a".repeat(129), "0123456789abcdeé")) {
            admin.post(path, body(state, 1, "nobody", "")).refuses(400, "Invalid state");
        }
        admin.post(path, body(STATE, 1023, "nobody", "")).refuses(400, "Invalid callback port");
        admin.post(path, body(STATE, 65536, "nobody", "")).refuses(400, "Invalid callback port");
        admin.post(path, body(STATE, 1024, "nobody", "")).refuses(400, "Invalid profile");
        admin.post(path, body(STATE, 1024, "observer", "  ")).refuses(400, "name is required");
        admin.get("/api/agents").answers("null");
        admin.post(path, body("  " + "a".repeat(16) + " ", 1024, "OBSERVER", "a")).succeeds();
        admin.post(path, body("_-".repeat(64), 65535, "observer", "a")).succeeds();
        anonymous.post(path, body(STATE, 1024, "observer", "a")).refuses(401, "Unauthorized");
        admin.asAgent("agent:admin").post(path, body(STATE, 1024, "observer", "a")).refuses(403, "Forbidden: admin token required");
    }

    @Test
    void whatIsWrongWithAnExchangeIsSaid() {
        var path = "/api/connect/agent/exchange";
        anonymous.post(path, "").refuses(400, "Bad request");
        anonymous.post(path, "{\"state\":1}").refuses(400, "Bad request");
        anonymous.post(path, "{}").refuses(400, "Invalid request");
        exchange("short", "code").refuses(400, "Invalid request");
        exchange(" " + STATE, "code").refuses(400, "Invalid request");
        exchange(STATE, "").refuses(400, "Invalid request");
        exchange(STATE, "code").refuses(401, INVALID);
    }

    @Test
    void wrongCodesDoNotLockOut() {
        try (var limited = Sandbox.start(Options.forTests().withLimits(true), clock)) {
            for (int i = 0; i < 10; i++) {
                Wire.anonymous(limited).post("/api/connect/agent/exchange", "{\"state\":\"" + STATE + "\",\"code\":\"x\"}")
                    .refuses(401, INVALID);
            }
            Wire.admin(limited).get("/api/apps").succeeds();
        }
    }

    @Test
    void theUrlIsThatOfTheRequest() {
        var code = codeOf(approve(STATE, "observer", "a"));
        var body = "{\"state\":\"" + STATE + "\",\"code\":\"" + code + "\"}";
        assertEquals("https://paas.example.com", anonymous.post("/api/connect/agent/exchange", body,
            "X-Forwarded-Proto", "https", "X-Forwarded-Host", "paas.example.com").succeeds().text("url"));
    }

    private Reply approve(String state, String profile, String name) {
        return admin.post("/api/connect/agent/approve", body(state, 45999, profile, name)).succeeds();
    }

    private Reply exchange(String state, String code) {
        return anonymous.post("/api/connect/agent/exchange", "{\"state\":\"" + state + "\",\"code\":\"" + code + "\"}");
    }

    private static String body(String state, int port, String profile, String name) {
        return "{\"state\":\"" + state + "\",\"port\":" + port + ",\"profile\":\"" + profile + "\",\"name\":\"" + name + "\"}";
    }

    private static String codeOf(Reply approved) {
        return approved.text("callbackUrl").replaceFirst(".*code=([0-9a-f]+)&.*", "$1");
    }
}
