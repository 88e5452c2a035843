package tests.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;

/** {@code paas system} and {@code paas system update}, through the instance's restart. */
class SystemTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = instance.cli(folder, "deployer");
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void whatRuns() {
        install(Map.of("version", "v1.4.0", "gitCheckout", true, "updateRepo", "ada/paas", "latest", "v1.5.0"));
        cli.run("system").exits(0).complains("what only the admin may see is not here (updates, domain): paas system --admin\n").prints("""
            Instance        %s
            Version         v1.4.0
            Updates itself  yes
            Releases of     ada/paas
            """.formatted(instance.url()));
        cli.env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken());
        cli.run("system", "--admin").exits(0).complains("").prints("""
            Instance        %s
            Version         v1.4.0
            Update          v1.5.0 (paas system update --apply)
            Domain          none
            Updates itself  yes
            Releases of     ada/paas
            """.formatted(instance.url()));
        instance.admin("POST", "/api/system/domain", Map.of("domain", "paas.example.com"));
        install(Map.of("version", "v1.5.0"));
        cli.run("system", "--admin", "--json").exits(0).complains("").prints("""
            {
              "url": "%s",
              "version": "v1.5.0",
              "selfUpdate": true,
              "updateRepo": "ada/paas",
              "latest": "v1.5.0",
              "updateAvailable": false,
              "domain": "paas.example.com",
              "domainFixed": false,
              "notes": []
            }
            """.formatted(instance.url()));
        install(Map.of("latest", "", "paasDomain", "fixed.example.com"));
        instance.admin("POST", "/__sandbox/system", Map.of("updateRepo", "ada/other"));
        cli.run("system", "-q").exits(0).prints("v1.5.0\n");
        cli.env("PAAS_ADMIN_TOKEN", null);
        Failures.check(instance.sandbox(), cli, "/api/system/version", "system");
    }

    @Test
    void nothingToUpdate() {
        admin();
        cli.run("system", "update").failsWith(1, "the instance does not know where its releases come from\nhint: set UPDATE_REPO=");
        install(Map.of("version", "v1.5.0", "gitCheckout", true, "updateRepo", "ada/paas", "latest", "v1.5.0"));
        cli.run("system", "update", "--apply").exits(0).complains("")
            .prints("Up to date: v1.5.0 runs, and v1.5.0 is the newest release.\n");
        cli.run("system", "update", "-q").exits(0).prints("v1.5.0\n");
        cli.env("PAAS_ADMIN_TOKEN", null).run("system", "update").failsWith(4, "Forbidden: missing scope system:manage\n"
            + "hint: no profile has it: do it in the dashboard, or on the command line with the admin token, for this once in "
            + "PAAS_ADMIN_TOKEN");
    }

    @Test
    void anUpdateIsFollowedThroughTheRestart() throws Exception {
        admin();
        install(Map.of("version", "v1.4.0", "gitCheckout", true, "updateRepo", "ada/paas", "latest", "v1.5.0"));
        cli.run("system", "update").exits(0).complains("")
            .printsMatch("(?s)v1\\.4\\.0 runs, and there is v1\\.5\\.0: paas system update --apply\n"
            + "\n\\* Deployments start faster\n\\* Fixes\n\nhttps://github.com/ada/paas/releases/tag/v1\\.5\\.0\n");
        var run = cli.run("system", "update", "--apply", "--wait").exits(0);
        assertTrue(run.stdout().endsWith("Updated from v1.4.0 to v1.5.0: it runs.\nNo way back: an instance knows no way back to an older "
            + "release; the backup that it made first is in paas backups.\n"), run.toString());
        run.complainsPart("Starting the update to v1.5.0").calm();
        assertEquals("v1.5.0", instance.admin("GET", "/api/health", null).path("version").asText());
        install(Map.of("version", "v1.5.0", "latest", "v1.6.0"));
        instance.admin("GET", "/api/system/update/check?force=1", null);
        var json = new ObjectMapper().readTree(cli.run("system", "update", "--apply", "--json").exits(0).stdout());
        assertEquals("started", json.path("state").asText());
        assertEquals("v1.6.0", json.path("latest").asText());
        assertEquals("an instance knows no way back to an older release; the backup that it made first is in paas backups",
            json.path("undo").path("because").asText());
    }

    @Test
    void whatTheInstanceRefuses() {
        admin();
        install(Map.of("version", "v1.4.0", "gitCheckout", false, "updateRepo", "ada/paas", "latest", "v1.5.0"));
        cli.run("system", "update", "--apply").exits(1).prints("")
            .complainsPart("error: Automatic update requires a git checkout install.");
        install(Map.of("gitCheckout", true));
        instance.sandbox().fault(Fault.of(new Effect.Status(409, "An update is already in progress", 0)).at("/api/system/update/apply")
            .times(1));
        cli.run("system", "update", "--apply").exits(6).prints("").complainsPart("error: An update is already in progress");
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/system/update/apply").times(1));
        cli.run("system", "update", "--apply").exits(9).prints("").complainsPart("error: the answer of ");
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/system/update/apply").times(1));
        cli.run("system", "update", "--apply").exits(0).printsPart("The update from v1.4.0 to v1.5.0 has begun");
    }

    @Test
    void anUpdateThatFailsAndOneThatTakesTooLong() {
        var status = "{\"state\":\"%s\",\"inProgress\":%s,\"log\":\"Fetching v2\\nbuild: exit status 1\\n\"}";
        try (var server = HostileServer.healthy()
            .on("GET /api/system/update/check",
            HostileServer.json("{\"current\":\"v1\",\"latest\":\"v2\",\"hasUpdate\":true,\"configured\":true}"))
            .on("POST /api/system/update/apply", HostileServer.json("{\"status\":\"started\",\"target\":\"v2\",\"message\":\"\"}"))
            .on("GET /api/health", HostileServer.json("{\"version\":\"v1\"}"))
            .on("GET /api/system/update/status", HostileServer.json(status.formatted("failed", "false")))) {
            var other = new Cli(new Home(folder.resolve("other")).writeConfig("{\"version\":1,\"url\":\"" + server.url()
                + "\",\"token\":\"bpagt_" + "ab".repeat(32) + "\"}"));
            other.run("system", "update", "--apply", "--wait").exits(1).printsPart("The update from v1 to v2 did not come to its end.\n")
                .complainsPart("error: the update to v2 failed: v1 runs; the last it said: build: exit status 1\n"
                + "hint: its whole log: paas api system/update/status --admin\n").calm();
            // an updater that dies without a restart leaves it at running for ever
            server.on("GET /api/system/update/status", HostileServer.json(status.formatted("running", "true")));
            other.run("system", "update", "--apply", "--wait", "--timeout-seconds", "3").exits(7)
                .complainsPart("error: the update to v2 is not over after 3 s\n").calm();
            // after a restart the state says completed, also when the script went back to what was before
            server.on("GET /api/system/update/status", HostileServer.json(status.formatted("completed", "false")));
            other.run("system", "update", "--apply", "--wait", "--json").exits(1).printsPart("\"state\": \"failed\"");
            // away and back with the new version
            server.on("GET /api/system/update/status", HostileServer.json(status.formatted("running", "true")));
            server.on("GET /api/health", HostileServer.json("{\"version\":\"v1\"}"), HostileServer.status(502, "text/html", "<h1>"),
                HostileServer.status(502, "text/html", "<h1>"), HostileServer.status(502, "text/html", "<h1>"),
                HostileServer.json("{\"version\":\"2\"}"));
            other.run("system", "update", "--apply", "--wait").exits(0).printsPart("Updated from v1 to v2: it runs.\n")
                .complainsPart("The instance restarts (");
        }
    }

    private void install(Map<String, Object> installation) {
        instance.admin("POST", "/__sandbox/system", installation);
    }

    private void admin() {
        cli.env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken());
    }
}
