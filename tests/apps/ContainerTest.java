package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.Tty;

/** Commands, shells and logs of the sandbox's containers: the whole way over its WebSockets. */
class ContainerTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void aCommandsOutputAndStatusAreOurs() {
        var cli = instance.cli(folder, "deployer");
        cli.run("exec", "shop-web", "--", "sh", "-c", "echo \"a  b\"; echo on stderr >&2; exit 3").exits(3).prints("a  b\n")
            .complains("on stderr\n");
        cli.run("exec", "SHOP-WEB", "--", "printf", "%s\\n", "it's", "$HOME", "; rm -rf x", "ü 🚀", "-Dx=y", "-Xmx1g", "--yes")
            .exits(0).prints("it's\n$HOME\n; rm -rf x\nü 🚀\n-Dx=y\n-Xmx1g\n--yes\n").complains("");
        instance.sandbox().clearRequests();
        cli.run("exec", "shop-web", "--", "true").exits(0).prints("");
        assertEquals(List.of("GET /api/apps", "POST /api/auth/ws-ticket", "GET /ws/terminal", "POST /api/auth/ws-ticket",
            "GET /ws/terminal"),
            instance.sandbox().requests().stream().map(each -> each.method() + " " + each.path().replaceFirst("\\?.*", "")).toList());
    }

    @Test
    void whatCannotRunSaysWhy() {
        var cli = instance.cli(folder, "deployer");
        cli.run("exec", "reports", "--", "true").exits(1).prints("").complainsPart("reports").complainsPart("paas start reports").calm();
        cli.run("exec", "shop-web", "--timeout-seconds", "1", "--", "sleep", "20").exits(7).prints("").calm();
        Failures.check(instance.sandbox(), cli, "/api/auth/ws-ticket", "exec", "shop-web", "--", "true");
        instance.cli(folder.resolve("o"), "observer").run("exec", "shop-web", "--", "true")
            .failsWith(4, "the profile observer may not do this: it lacks the scope apps:write\n");
    }

    @Test
    void aShellAtATerminal() {
        try (var tty = instance.cli(folder, "deployer").terminal("shell", "shop-web")) {
            tty.await("[#$] ");
            tty.type("echo $((40+2)); exit" + Tty.ENTER);
            tty.await("\n42\r?\n");
            tty.finish().exits(0).leavesTheTerminalUsable();
        }
    }

    @Test
    void theLogIsFollowedUntilCtrlC() {
        try (var live = instance.cli(folder, "observer").start("logs", "shop-web", "-f", "-n", "1")) {
            live.awaitStdout("\n");
            instance.sandbox().print("k3v9x0q2ab", "a line of the moment");
            live.awaitStdout("a line of the moment\n");
            live.interrupt();
            live.finish().exits(130).calm();
        }
        for (var command : List.of("logs", "build-logs")) {
            instance.cli(folder, "observer").run(command, "shop-web", "-f", "--quiet").exits(2).prints("")
                .complains("error: --quiet prints the ids of one result, and --follow and --watch go on and on\n"
                    + "hint: leave out one of them; --json prints an object on each line\n");
        }
    }

    @Test
    void metricsAreDrawnAgainAndAgain() {
        try (var tty = instance.cli(folder, "observer").terminal("metrics", "--watch")) {
            tty.await("(?s)shop-web.*notes.*shop-web");
            tty.type(Tty.CTRL_C);
            tty.finish().exits(130).leavesTheTerminalUsable();
        }
    }

    @Test
    void everyFailureOfTheLogsRouteIsToldInItsOwnWords() {
        Failures.check(instance.sandbox(), instance.cli(folder, "observer"), "/api/apps/runtime-logs", "logs", "shop-web");
        Failures.check(instance.sandbox(), instance.cli(folder, "observer"), "/api/deployments/history", "build-logs", "landing");
    }
}
