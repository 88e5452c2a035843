package tests.sandbox;

import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Discovery, health, and whether a token is valid. */
class SystemTest {

    private final HandMovedClock clock = new HandMovedClock();
    private final Sandbox sandbox = Sandbox.start(Options.forTests(), clock);
    private final Wire admin = Wire.admin(sandbox);
    private final Wire anonymous = Wire.anonymous(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theManifestNamesTheAddressThatWasAsked() {
        var own = sandbox.url().toString();
        anonymous.get("/.well-known/better-paas.json").answers(manifest(own, own));
        anonymous.get("/.well-known/better-paas.json", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "paas.example.com")
            .answers(manifest("https://paas.example.com", own));
        anonymous.post("/.well-known/better-paas.json", "").refuses(405, "Method not allowed");
        anonymous.as("wrong").get("/.well-known/better-paas.json").succeeds();
    }

    @Test
    void theDashboardCanBeElsewhere() {
        try (var other = Sandbox.start(Options.forTests().withUiUrl("https://paas.example.com//"))) {
            Wire.anonymous(other).get("/.well-known/better-paas.json")
                .answers(manifest(other.url().toString(), "https://paas.example.com"));
        }
    }

    @Test
    void healthTellsTimeAndUptime() {
        anonymous.get("/api/health").answers(health("14:32:00", "0s"));
        clock.moveSeconds(59);
        anonymous.get("/api/health").answers(health("14:32:59", "59s"));
        clock.moveSeconds(1);
        anonymous.get("/api/health").answers(health("14:33:00", "1m0s"));
        clock.moveSeconds(3600 + 12);
        anonymous.get("/api/health").answers(health("15:33:12", "1h1m12s"));
        for (var method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            anonymous.send(method, "/api/health", "x").succeeds();
        }
    }

    @Test
    void verifyTakesTheTokenFromTheHeaderElseFromTheBody() {
        var verify = "/api/auth/verify";
        var valid = "{\"valid\":true}";
        var token = "{\"token\":\"" + sandbox.adminToken() + "\"}";
        admin.post(verify, "").answers(valid);
        admin.post(verify, "{\"token\":\"wrong\"}").answers(valid);
        anonymous.post(verify, token).answers(valid);
        anonymous.post(verify, token, "Authorization", "Basic xyz").answers(valid);
        admin.asAgent().post(verify, null).answers(valid);
        anonymous.as("wrong").post(verify, token).refuses(401, "Unauthorized");
        for (var body : List.of("", "{}", "null", "no JSON", "{\"token\":1}", "{\"token\":\"\"}", "{\"token\":\"wrong\"}", "[]")) {
            anonymous.post(verify, body).refuses(401, "Unauthorized");
        }
        anonymous.get(verify).refuses(405, "Method not allowed");
    }

    private static String manifest(String api, String ui) {
        return "{\"apiUrl\":\"" + api + "\",\"uiUrl\":\"" + ui + "\"}";
    }

    private static String health(String time, String uptime) {
        return "{\"status\":\"healthy\",\"timestamp\":\"2026-07-02T" + time + "Z\",\"uptime\":\"" + uptime + "\",\"version\":\"dev\"}";
    }
}
