package tests.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Tty;

/** {@code paas prune}: who loses a container is said before, and how it comes back. There is no tool for it yet. */
class PruneTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void saysWhoLosesAContainerAndHowItComesBack() {
        var cli = allowed();
        try (var tty = cli.terminal("prune")) {
            tty.await("Type 127.0.0.1 to go on");
            var screen = tty.screen().replaceAll("\\s+", " ");
            for (var part : List.of("This cannot be undone: prune 127.0.0.1",
                "these stopped apps lose their containers, and a start needs a redeploy then: reports",
                "so do these failed ones, where their containers do not run: landing", "volumes stay")) {
                assertTrue(screen.contains(part), part + " is missing in\n" + tty.screen());
            }
            tty.type("127.0.0.1" + Tty.ENTER);
            tty.finish().exits(0).leavesTheTerminalUsable();
        }
        instance.cli(folder.resolve("d"), "deployer").run("start", "reports").exits(1).complainsPart("No such container: reports");
        // what its page says brings it back
        cli.run("prune", "--yes").exits(0).prints("Freed 0B; containers removed: 0.\n"
            + "No way back: what docker removed is gone; to start them again: paas redeploy reports.\n");
        instance.cli(folder.resolve("d2"), "deployer").run("redeploy", "reports", "--wait").exits(0);
        assertEquals("running", instance.app("reports").path("status").asText());
    }

    @Test
    void theCountsAndTheJson() {
        allowed().run("prune", "--yes", "--json").exits(0).printsMatch("""
            \\{
              "freed": "[\\d.]+MB",
              "containers": [1-9],
              "stopped": \\[
                "reports"
              ],
              "output": "Deleted Containers:.*Total reclaimed space: .*",
              "undo": \\{
                "because": "what docker removed is gone; to start them again: paas redeploy reports"
              }
            }
            """);
    }

    @Test
    void nothingIsDoneUnasked() {
        var cli = allowed();
        instance.sandbox().clearRequests();
        cli.run("prune").failsWith(3, "paas prune cannot be undone, and nobody can be asked here; nothing was changed\n"
            + "hint: if you are sure: paas prune --yes\n");
        assertEquals(List.of(), instance.sandbox().requests().stream().filter(each -> each.method().equals("POST")).toList());
        instance.cli(folder.resolve("d"), "deployer").run("start", "reports").exits(0);
    }

    @Test
    void noProfileMayAndTheAdminTokenDoesItOnce() {
        var cli = instance.cli(folder, "operator");
        cli.run("prune", "--yes").failsWith(4, "Forbidden: missing scope system:manage\n"
            + "hint: no profile has it: do it in the dashboard, or on the command line with the admin token, for this "
            + "once in PAAS_ADMIN_TOKEN\n");
        cli.env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken()).run("prune", "--yes").exits(0).printsPart("Freed ");
        Failures.check(instance.sandbox(), allowed(), "/api/docker/prune", "prune", "--yes");
    }

    @Test
    void wordsThatAreNotDockersUsual() {
        try (var server = HostileServer.healthy().on("POST /api/docker/prune", json("{\"status\":\"pruned\",\"output\":\"ok\\u001b[2J\"}"),
            json("{\"status\":\"pruned\",\"output\":\"Deleted Containers:\\nab12\\ncd34\\n\\nDeleted Images:\\nuntagged: x\\n\\n"
                + "Total reclaimed space: 1.2GB\\n\"}"))) {
            var cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32)));
            cli.run("prune", "--yes").exits(0).calm()
                .prints("Docker has cleaned up; containers removed: 0.\nNo way back: what docker removed is gone.\n");
            cli.run("prune", "--yes").exits(0).prints("Freed 1.2GB; containers removed: 2.\nNo way back: what docker removed is gone.\n");
        }
    }

    private Cli allowed() {
        return instance.cliWithScopes(folder.resolve("allowed"), "system:manage", "apps:read");
    }
}
