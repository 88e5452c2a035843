package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.List;
import lib.sandbox.fault.Effect;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server's version, its update, and its domain. */
class UpgradeTest {

    private static final String CHECK = "/api/system/update/check";
    private static final String APPLY = "/api/system/update/apply";
    private static final String DOMAIN = "/api/system/domain";
    private static final String IDLE = "{\"state\":\"idle\",\"inProgress\":false,\"log\":\"\"}";

    private final HandMovedClock clock = new HandMovedClock();
    private final Sandbox sandbox = Sandbox.start(Options.forTests(), clock);
    private final Wire admin = Wire.admin(sandbox);
    private final Wire manager = admin.asAgent("system:manage");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aServerBuiltAtHomeHasNowhereToUpdateFrom() {
        admin.get("/api/system/version").answers("{\"version\":\"dev\",\"gitCheckout\":false,\"updateRepo\":\"\"}");
        manager.get(CHECK).answers("{\"current\":\"dev\",\"latest\":\"\",\"hasUpdate\":false,\"configured\":false,"
            + "\"checkedAt\":\"2026-07-02T14:32:00.12Z\"}");
        manager.get("/api/system/update/status").answers(IDLE);
        manager.post(APPLY, null).refuses(400,
            "Automatic update requires a git checkout install. Update manually or re-run the installer.");
    }

    @Test
    void theCheckIsRememberedForHalfAnHour() {
        installed("{\"version\":\"v1.9.3\",\"updateRepo\":\"acme/paas\",\"latest\":\"v1.10.0\"}");
        admin.asAgent("apps:read").get("/api/system/version")
            .answers("{\"version\":\"v1.9.3\",\"gitCheckout\":false,\"updateRepo\":\"acme/paas\"}");
        var first = manager.get(CHECK).succeeds();
        assertEquals("{\"current\":\"v1.9.3\",\"latest\":\"v1.10.0\",\"hasUpdate\":true,\"configured\":true,"
            + "\"release\":{\"tagName\":\"v1.10.0\","
            + "\"name\":\"Better-PaaS v1.10.0\",\"notes\":\"* Deployments start faster\\n* Fixes\","
            + "\"url\":\"https://github.com/acme/paas/releases/tag/v1.10.0\",\"publishedAt\":\"2026-06-29T14:32:00Z\"},"
            + "\"checkedAt\":\"2026-07-02T14:32:00.12Z\"}\n", first.body());
        clock.moveSeconds(1799);
        manager.get(CHECK + "?force=0").succeeds();
        assertEquals(first.body(), manager.get(CHECK).body());
        assertEquals("2026-07-02T15:01:59.12Z", manager.get(CHECK + "?force=1").text("checkedAt"));
        clock.moveSeconds(1800);
        assertEquals("2026-07-02T15:31:59.12Z", manager.get(CHECK).text("checkedAt"));
        installed("{\"version\":\"dev\",\"latest\":\"v0.0.1\"}");
        assertEquals("true", manager.get(CHECK).text("hasUpdate"));
        installed("{\"version\":\"v1.10.0\",\"latest\":\"v1.10.0\"}");
        assertEquals("false", manager.get(CHECK).text("hasUpdate"));
        installed("{\"latest\":\"\"}");
        manager.get(CHECK).refuses(502, "no published releases found for acme/paas");
    }

    @Test
    void anUpdateBacksUpRestartsAndIsTheNewVersion() throws InterruptedException {
        installed("{\"version\":\"v1.9.3\",\"gitCheckout\":true,\"updateRepo\":\"acme/paas\",\"latest\":\"v1.10.0\"}");
        manager.post(APPLY, null).answers("{\"status\":\"started\",\"target\":\"v1.10.0\","
            + "\"message\":\"Update started. The server will restart shortly.\"}");
        assertEquals("v1.10.0", versionOnce(admin, "v1.10.0"));
        var status = manager.get("/api/system/update/status").succeeds();
        assertEquals("completed false", status.text("state") + " " + status.text("inProgress"));
        assertTrue(status.text("log").startsWith("Fetching v1.10.0\n") && status.text("log").endsWith("\n"), status::toString);
        assertEquals(1, admin.get("/api/backups").json().size());
        manager.post(APPLY, null).refuses(400, "Already up to date.");
    }

    @Test
    void whatStandsInTheWayOfAnUpdate() {
        installed("{\"gitCheckout\":true}");
        manager.post(APPLY, null).refuses(400, "Update source not configured (set UPDATE_REPO).");
        installed("{\"updateRepo\":\"acme/paas\"}");
        manager.post(APPLY, null).refuses(502, "Could not check for updates: no published releases found for acme/paas");
        manager.get("/api/system/update/status").answers(IDLE);
        manager.get(APPLY).refuses(405, "Method not allowed");
        for (var path : List.of(CHECK, APPLY, "/api/system/update/status")) {
            admin.asAgent("apps:read").get(path).refuses(403, "Forbidden: missing scope system:manage");
        }
    }

    @Test
    void oneUpdateAtATimeAndARestartCountsAsItsEnd() throws InterruptedException {
        try (var slow = Sandbox.start(Options.forTests().withSpeed(1000), clock)) {
            var wire = Wire.admin(slow);
            wire.post("/__sandbox/system", "{\"gitCheckout\":true,\"updateRepo\":\"acme/paas\",\"latest\":\"v1.10.0\"}").succeeds();
            wire.post(APPLY, null).succeeds();
            wire.post(APPLY, null).refuses(409, "An update is already in progress");
            slow.fault(new Effect.Restart(), "/api/health");
            try {
                wire.get("/api/health");
            } catch (UncheckedIOException dropped) {
                assertTrue(dropped.getMessage().contains("/api/health"));
            }
            assertEquals("dev", versionOnce(wire, "dev"));
            assertEquals("completed", wire.get("/api/system/update/status").text("state"));
        }
    }

    @Test
    void theDomainOfTheServer() {
        admin.get(DOMAIN).answers("{\"domain\":\"\",\"envOverridden\":false}");
        admin.post(DOMAIN, "{\"domain\":\" Paas.Example.com \"}").answers("{\"status\":\"success\",\"domain\":\"Paas.Example.com\"}");
        admin.get(DOMAIN).answers("{\"domain\":\"Paas.Example.com\",\"envOverridden\":false}");
        for (var wrong : List.of("localhost", "a b.com", "-a.com", "1.2.3.4", "*.example.com", "a.com:80", "a".repeat(250) + ".com")) {
            admin.post(DOMAIN, "{\"domain\":\"" + wrong + "\"}").refuses(400, "Invalid domain name");
        }
        assertTrue(admin.post(DOMAIN, "").has(400).error().startsWith("Bad request: "));
        admin.post(DOMAIN, "{}").answers("{\"status\":\"success\",\"domain\":\"\"}");
        admin.get(DOMAIN).answers("{\"domain\":\"\",\"envOverridden\":false}");
        installed("{\"paasDomain\":\"env.example.com\"}");
        admin.get(DOMAIN).answers("{\"domain\":\"env.example.com\",\"envOverridden\":true}");
        admin.post(DOMAIN, "").refuses(403, "Domain configuration is overridden by PAAS_DOMAIN environment variable");
        admin.send("DELETE", DOMAIN, null).refuses(405, "Method not allowed");
        manager.get(DOMAIN).refuses(403, "Forbidden: admin token required");
    }

    private void installed(String installation) {
        admin.post("/__sandbox/system", installation).succeeds();
    }

    /** Asks until the server says this version or ten seconds have passed: it is away for a moment. */
    private static String versionOnce(Wire wire, String wanted) throws InterruptedException {
        var version = "";
        for (int i = 0; i < 200 && !version.equals(wanted); i++) {
            Thread.sleep(50);
            try {
                version = wire.get("/api/health").text("version");
            } catch (UncheckedIOException away) {
                version = "away";
            }
        }
        return version;
    }
}
