package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Sockets;

/** {@code paas logs -f} across connections and containers, and {@code paas build-logs -f} to the end of a build. */
@Order(1)
class FollowTest {
    private static final String TOKEN = "bpagt_" + "4b".repeat(32);

    @TempDir
    Path folder;
    private final HostileServer server = Sockets.instance().on("GET /api/apps/get", app("running", "d1"))
        .on("GET /api/apps/runtime-logs", json("{\"logs\":[]}"));
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void tearDown() {
        over.countDown();
        server.close();
    }

    private Cli cli() {
        return new Cli(new Home(folder).connected(server.url(), TOKEN)).secret(TOKEN);
    }

    private static HostileServer.Reply app(String status, String deployment) {
        return json("{\"id\":\"a1b2c3d4e5\",\"name\":\"web\",\"status\":\"" + status + "\",\"activeDeployId\":\"" + deployment + "\"}");
    }

    private HostileServer.Talk lines(boolean stays, String... lines) {
        return Sockets.socket(peer -> {
            for (var line : lines) {
                peer.line(line);
            }
            if (stays) {
                over.await();
            }
        });
    }

    @Test
    void aBrokenConnectionRepeatsNothing() {
        server.on("GET /ws/runtime-logs", lines(false, "one", "two"), error(502, "gateway"), lines(true, "one", "two", "three",
            "\u001b[31mfour\u001b[0m\u0007"));
        try (var live = cli().start("logs", "web", "-f")) {
            live.awaitStdout("four");
            var run = live.interrupt().finish();
            run.exits(130).prints("one\ntwo\nthree\nfour\ufffd\n").complainsPart("the log of web ended; connecting again\n")
                .complainsPart("gateway; trying again\n").calm();
            assertEquals(3, server.count("POST /api/auth/ws-ticket"), "a ticket for each connection");
        }
    }

    @Test
    void aRedeployIsFollowedIntoTheNewContainer() {
        server.on("GET /ws/runtime-logs", lines(false, "start", "ready"),
            lines(true, "App is currently building. Runtime logs will start once the container is up…", "start", "ready", "hello"))
            .on("GET /api/apps/get", app("building", "d1"), app("running", "d2"));
        try (var live = cli().start("logs", "web", "--follow")) {
            live.awaitStdout("hello");
            live.interrupt().finish().exits(130).prints("""
                start
                ready
                [2026-07-01T10:00:00Z] start
                [2026-07-01T10:00:00Z] ready
                [2026-07-01T10:00:00Z] hello
                """).complains("""
                web is being deployed; the log of the new version follows
                App is currently building. Runtime logs will start once the container is up…
                a new version of web is running
                """);
        }
    }

    @Test
    void whatStoppedIsWaitedForAndWhatWasDeletedEnds() {
        server.on("GET /ws/runtime-logs", lines(false, "bye")).on("GET /api/apps/get", app("stopped", "d1"), app("stopped", "d1"),
            error(404, "App not found"));
        cli().run("logs", "web", "-f").exits(5).prints("bye\n")
            .complains("web is stopped; its log goes on when it runs again\nerror: web was deleted\nhint: see: paas apps\n");
    }

    @Test
    void onlyTheLastOldLinesAndOnlyWhatFits() {
        server.on("GET /ws/runtime-logs", lines(true, "GET /a 200", "GET /b 500", "GET /c 200", "GET /d 500", "end 500"));
        try (var live = cli().start("logs", "web", "-f", "-n", "3", "--grep", " 500")) {
            live.awaitStdout("end 500");
            live.interrupt().finish().exits(130).prints("GET /d 500\nend 500\n").complains("");
        }
    }

    /** Old lines have the times that are stored, new ones their own; the filters look at the text alone. */
    @Test
    void linesHaveTimes() {
        server.on("GET /api/apps/runtime-logs", json("""
                {"logs":["[2026-07-01T08:00:00Z] too old","[2026-07-01T09:59:58Z] one","[2026-07-01T09:59:59Z] two"]}
                """))
            .on("GET /ws/runtime-logs", Sockets.socket(peer -> {
                peer.line("one");
                peer.line("two");
                peer.line("restarted");
                peer.text("{\"message\":\"not stored\",\"timestamp\":\"2026-07-01T10:00:00Z\"}");
                Thread.sleep(1500);
                peer.line("Error: boom");
                peer.line("    at x (y.js:1)");
                peer.line("fine");
                over.await();
            }));
        try (var live = cli().start("logs", "web", "-f", "--since", "2026-07-01T09:00:00Z")) {
            live.awaitStdout("fine");
            live.interrupt().finish().exits(130).complains("").prints("""
                [2026-07-01T09:59:58Z] one
                [2026-07-01T09:59:59Z] two
                restarted
                not stored
                [2026-07-01T10:00:00Z] Error: boom
                [2026-07-01T10:00:00Z]     at x (y.js:1)
                [2026-07-01T10:00:00Z] fine
                """);
        }
        try (var live = cli().start("logs", "web", "-f", "--errors-only")) {
            live.awaitStdout("y.js");
            live.interrupt().finish().exits(130).complains("").prints("""
                [2026-07-01T10:00:00Z] Error: boom
                [2026-07-01T10:00:00Z]     at x (y.js:1)
                """);
        }
    }

    /** An object a line, each as soon as it is there; what is said beside them stays on standard error. */
    @Test
    void asJsonLines() {
        server.on("GET /api/apps/runtime-logs", json("{\"logs\":[\"[2026-07-01T09:59:58Z] one\\ttab\"]}"))
            .on("GET /ws/runtime-logs", lines(false, "one\ttab", "TOKEN=s3cr3tvalue9"), lines(true, "one\ttab", "TOKEN=s3cr3tvalue9",
            "two"));
        try (var live = cli().start("logs", "web", "-f", "--json")) {
            live.awaitStdout("two");
            live.interrupt().finish().exits(130).complains("the log of web ended; connecting again\n").prints("""
                {"time":"2026-07-01T09:59:58Z","text":"one\\ttab"}
                {"text":"TOKEN=***"}
                {"text":"two"}
                """);
        }
        server.on("GET /ws/runtime-logs", lines(true, "TOKEN=s3cr3tvalue9"));
        try (var live = cli().start("logs", "web", "-f", "--reveal", "--json")) {
            live.awaitStdout("s3cr3tvalue9\"}\n");
            live.interrupt();
        }
        // in words too: revealed is revealed
        try (var live = cli().start("logs", "web", "-f", "--reveal")) {
            live.awaitStdout("TOKEN=s3cr3tvalue9\n");
            live.interrupt();
        }
    }

    @Test
    void aBuildAsJsonLines() {
        server.on("GET /api/apps", json("[{\"id\":\"a1b2c3d4e5\",\"name\":\"web\",\"status\":\"failed\"}]"))
            .on("GET /api/deployments/history", json("""
                [{"id":"d1","appId":"a1b2c3d4e5","status":"failed","createdAt":"2026-06-02T08:00:00Z","duration":"3s",
                  "logs":["\\u001b[31mStep 1\\u001b[0m","npm ERR! missing script: build"]}]
                """));
        cli().run("build-logs", "web", "-f", "--json").exits(1).prints("""
            {"text":"Step 1"}
            {"text":"npm ERR! missing script: build"}
            """).complains("error: the deployment d1 of web failed: npm ERR! missing script: build\n"
            + "hint: build it again: paas redeploy web\n");
    }

    /** What fails in turns is said once, and docker's words about a container are none of the app's. */
    @Test
    void aFailingServerIsSaidOnce() {
        server.on("GET /ws/runtime-logs", error(502, "gateway"), error(503, "restarting"), error(502, "gateway"), error(503, "restarting"),
            Sockets.socket(peer -> peer.line("Error response from daemon: No such container: web-d1")), error(502, "gateway"),
            Sockets.socket(peer -> {
                peer.line("back");
                over.await();
            }));
        try (var live = cli().start("logs", "web", "-f")) {
            live.awaitStdout("back");
            live.interrupt().finish().exits(130).prints("back\n").complains("""
                gateway; trying again
                the log of web ended; connecting again
                restarting; trying again
                Error response from daemon: No such container: web-d1
                """);
        }
    }

    @Test
    void aRefusalEndsIt() {
        server.on("GET /ws/runtime-logs", HostileServer.status(403, "text/plain; charset=utf-8", "Forbidden: missing scope logs:read\n"));
        cli().run("logs", "web", "-f").failsWith(4, "Forbidden: missing scope logs:read\nhint: the profile observer has it");
    }

    @Test
    void aBuildIsFollowedToItsEnd() {
        var begin = "[{\"id\":\"d2\",\"appId\":\"a1b2c3d4e5\",\"appName\":\"web\",\"status\":\"";
        server.on("GET /api/deployments/history",
            json(begin + "building\",\"logs\":[\"cloning\"]}]"), error(503, "restarting"), error(503, "restarting"),
            error(503, "restarting"),
            json(begin + "building\",\"logs\":[\"cloning\",\"building\"]}]"),
            json(begin + "success\",\"duration\":\"4s\",\"logs\":[\"cloning\",\"building\",\"done\"]}]"));
        cli().run("build-logs", "web", "-f").exits(0).prints("cloning\nbuilding\ndone\n")
            .complains("restarting; trying again\nDeployment d2 of web: success, 4s\n");
        server.on("GET /api/deployments/history", json(begin + "failed\",\"logs\":[\"a\",\"b\",\"✖ no space left\"]}]"));
        server.on("GET /api/deployments/history", json(begin + "failed\",\"duration\":\"interrupted\",\"logs\":[\"a\"]}]"));
        cli().run("build-logs", "web", "-f").exits(1).prints("a\n").complains("error: the deployment d2 of web was interrupted: the"
                + " instance "
            + "restarted in the middle\nhint: start it again: paas redeploy web\n");
        server.on("GET /api/deployments/history", json(begin + "failed\",\"logs\":[\"a\",\"b\",\"✖ no space left\"]}]"));
        cli().run("build-logs", "web", "-f", "-n", "2").exits(1).prints("b\n✖ no space left\n")
            .complainsMatch("(?s)1 older lines are not shown\nerror: the deployment d2 of web failed.*\nhint: .*");
        server.on("GET /api/deployments/history", json(begin + "building\",\"logs\":[]}]"), json("null"));
        cli().run("build-logs", "web", "-f").failsWith(5, "the deployment d2 of web is not in the history any more");
    }

    @Test
    void theSandboxsLogGoesOnThroughARedeploy() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder.resolve("deployer"), "deployer");
            var name = instance.admin("GET", "/api/apps", null).path(0).path("name").asText();
            try (var live = cli.start("logs", name, "-f")) {
                live.awaitStdout("\\n");
                instance.admin("POST", "/api/apps/redeploy", Map.of("id", instance.app(name).path("id").asText()));
                live.awaitStderr("a new version of " + name + " is running|connecting again|being deployed");
                var run = live.interrupt().finish().exits(130).calm();
                assertTrue(run.stdout().lines().count() > 0, run.toString());
            }
        }
    }
}
