package tests.deployments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.sandbox.instance.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Sockets;
import tests.support.Tool;
import tests.support.Tty;

/** {@code paas deployments wait} and its tool: by the history alone, patient with an instance that is away for a moment. */
class WaitTest {
    private static final String RUNNING = "y5j2m8f4kq";

    @TempDir
    Path folder;

    @Test
    void waitsForTheEndThroughAnOutage() {
        try (var instance = Instance.start(Options.forTests().withSpeed(0.1))) {
            var cli = instance.cli(folder, "observer");
            var id = deploy(instance, "https://github.com/ada/blog.git");
            instance.sandbox().fault(Fault.of(new Effect.Status(502, "bad gateway", 0)).at("/api/deployments/history").times(2));
            cli.run("deployments", "wait", id, "--json").exits(0).complainsPart("Deployment complete")
                .printsMatch(".*\"deploymentId\": \"" + id + "\",\n  \"status\": \"success\",.*");
            cli.run("deployments", "wait", "blog", "-q").exits(0).prints(id + "\n");
        }
    }

    @Test
    void aFailureIsToldWithItsCauseAndCode() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            cli.run("deployments", "wait", "landing").exits(1)
                .complainsPart("nothing of landing is being deployed; its newest deployment was asked for at 2026-")
                .printsPart("Deployment a1t6w3g9zd of landing failed after 27s.\nLikely cause: ")
                .complainsPart("error: the deployment of landing failed\nhint: all of its log: paas build-logs landing a1t6w3g9zd\n");
            var tool = Tool.call(cli, "paas_wait_deployment", "deployment", "a1t6w3g9zd");
            assertEquals(true, tool.error());
            assertEquals("failed", tool.structured().path("status").asText());
            assertEquals(0, tool.structured().path("notes").size(), tool.text());
            assertTrue(tool.structured().path("log").size() <= 20 && tool.structured().path("log").size() > 5, tool.text());
        }
    }

    @Test
    void timeIsUpForACommandAndATurnForATool() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            cli.run("deployments", "wait", RUNNING, "--timeout-seconds", "1").exits(7)
                .printsPart("search-worker is building (deployment " + RUNNING + ").\n")
                .complainsPart("error: the deployment of search-worker is not over after 1 s\nhint: it goes on; look again: paas "
                + "deployments wait " + RUNNING + "\n");
            var tool = Tool.call(cli, "paas_wait_deployment", "deployment", "search-worker", "timeoutSeconds", 1).ok();
            assertEquals("building", tool.path("status").asText());
            assertEquals("paas_wait_deployment {\"deployment\":\"" + RUNNING + "\"}", tool.path("next").asText());
        }
    }

    @Test
    void ctrlCLeavesTheDeploymentRunningAndSaysHowToLookAgain() {
        try (var instance = Instance.demo(); var live = instance.cli(folder, "observer").start("deployments", "wait", RUNNING)) {
            live.awaitStderr("RUN|DONE");
            live.interrupt();
            live.finish().exits(130).prints("").complainsPart("The deployment goes on without you; look again: paas deployments wait "
                + RUNNING + "\n");
        }
    }

    @Test
    void aRestartInTheMiddleIsSaid() {
        try (var instance = Instance.start(Options.forTests().withSpeed(5))) {
            var cli = instance.cli(folder, "observer");
            var id = deploy(instance, "https://github.com/ada/blog.git");
            try (var live = cli.start("deployments", "wait", id)) {
                live.awaitStderr("Cloning");
                instance.sandbox().fault(Fault.of(new Effect.Restart()).at("/api/deployments/history").times(1));
                live.finish().exits(1)
                    .complainsPart("error: the deployment of blog failed: the instance restarted in the middle\nhint: start it again: "
                    + "paas redeploy blog\n");
            }
        }
    }

    @Test
    void unknownOnesAreNotFoundAndRefusalsAreToldAtOnce() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            cli.run("deployments", "wait", "nope").failsWith(5, "there is no app \"nope\"");
            cli.run("deployments", "wait", RUNNING, "--timeout-seconds", "0").failsWith(2, "--timeout-seconds is between 1 and 86400");
            instance.cliWithScopes(folder.resolve("x"), "logs:read").run("deployments", "wait", RUNNING)
                .failsWith(4, "Forbidden: missing scope apps:read\n");
        }
    }

    private static String deploy(Instance instance, String repository) {
        instance.admin("POST", "/api/deploy", java.util.Map.of("name", "blog", "gitRepo", repository));
        var app = instance.app("blog").path("id").asText();
        for (var each : instance.admin("GET", "/api/deployments/history", null)) {
            if (each.path("appId").asText().equals(app)) {
                return each.path("id").asText();
            }
        }
        throw new AssertionError("no deployment");
    }

    private static HostileServer history(String... states) {
        var server = Sockets.instance();
        server.on("GET /api/deployments/history", Arrays.stream(states).map(state -> json("""
            [{"id":"d2","appId":"a1b2c3d4e5","appName":"web","createdAt":"2026-05-01T08:00:00Z",%s}]
            """.formatted(state))).toArray(HostileServer.Reply[]::new));
        return server.on("GET /api/apps/get", json("{\"id\":\"a1b2c3d4e5\",\"name\":\"web\",\"status\":\"running\",\"url\":\"\"}"));
    }

    private Cli cli(HostileServer server) {
        return new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32)));
    }

    /** An answer of months ago is none to who waits for what runs now. */
    @Test
    void byNameAnOldAnswerIsCalledOld() {
        try (var server = history("\"status\":\"success\",\"duration\":\"45s\",\"logs\":[]")) {
            var note = "nothing of web is being deployed; its newest deployment was asked for at 2026-05-01T08:00:00Z and is over";
            cli(server).run("deployments", "wait", "web").exits(0).complains(note + "\n").prints("web is live (deployment d2, 45s)\n");
            var tool = Tool.call(cli(server), "paas_wait_deployment", "deployment", "web").ok();
            assertEquals(note, tool.path("notes").path(0).asText());
            assertEquals(0, Tool.call(cli(server), "paas_wait_deployment", "deployment", "d2").ok().path("notes").size());
        }
    }

    @Test
    void whatWasInterruptedHasNoCauseInItsLog() {
        try (var server = history("\"status\":\"failed\",\"duration\":\"interrupted\",\"logs\":[\"error: of before\"]")) {
            cli(server).run("deployments", "wait", "d2").exits(1)
                .prints("Deployment d2 of web was interrupted: the instance restarted in the middle.\n").complains("""
                    error: of before
                    error: the deployment of web failed: the instance restarted in the middle
                    hint: start it again: paas redeploy web
                    """);
            cli(server).run("build-logs", "web").exits(0).prints("error: of before\n\nDeployment d2 of web: failed, interrupted\n");
        }
    }

    /** On a terminal the stage, the time and the last line; elsewhere every line below its stage; the end does not repeat the log. */
    @Test
    void theStagesOfADeployment() {
        var log = new ArrayList<String>();
        var states = new ArrayList<String>();
        for (var line : List.of("✨ Initializing environment for app: web", "📦 Cloning https://x [branch: main]...",
            "✔ Repository cloned (commit 0d4e899).", "Step 1/2 : RUN npm ci", "\\u001b[91mnpm warn old\\u001b[0m",
            "🚀 Starting new container \\\"web-d2\\\"...", "📦 [web-d2] FATAL: no DATABASE_URL", "🩺 Waiting for the new container",
            "✖ Health check failed: container did not become healthy within 5m0s")) {
            log.add("\"" + line + "\"");
            states.add("\"status\":\"building\",\"duration\":\"\",\"logs\":[" + String.join(",", log) + "]");
        }
        states.add("\"status\":\"failed\",\"duration\":\"5m3s\",\"logs\":[" + String.join(",", log) + "]");
        try (var server = history(states.toArray(String[]::new))) {
            var run = cli(server).run("deployments", "wait", "d2").exits(1)
                .prints("Deployment d2 of web failed after 5m3s.\nLikely cause: FATAL: no DATABASE_URL\n");
            assertEquals("""
                web: cloning (0s)
                ✨ Initializing environment for app: web
                📦 Cloning https://x [branch: main]...
                web: building (0s)
                ✔ Repository cloned (commit 0d4e899).
                Step 1/2 : RUN npm ci
                npm warn old
                web: starting (0s)
                🚀 Starting new container "web-d2"...
                📦 [web-d2] FATAL: no DATABASE_URL
                web: waiting until it is healthy (0s)
                🩺 Waiting for the new container
                ✖ Health check failed: container did not become healthy within 5m0s
                error: the deployment of web failed
                hint: all of its log: paas build-logs web d2
                """, run.stderr().replaceAll("\\((\\d+m)?\\d+s\\)", "(0s)"));
            var tool = Tool.call(cli(server), "paas_wait_deployment", "deployment", "d2");
            assertEquals("FATAL: no DATABASE_URL", tool.structured().path("cause").asText(), tool.text());
            assertEquals("npm warn old", tool.structured().path("log").path(4).asText());
        }
    }

    /** A person sees one line with the stage, the time gone and what came last; the time goes on while nothing comes. */
    @Test
    void aTerminalHasOneLineForIt() {
        var building = "\"status\":\"building\",\"duration\":\"\",\"logs\":[\"✨ Initializing\",\"Step 1/2 : RUN npm ci\"]";
        try (var server = history(building); var terminal = cli(server).terminal("deployments", "wait", "d2", "--timeout-seconds", "600")) {
            terminal.await("web: building, [1-9]s  Step 1/2 : RUN npm ci");
            terminal.await("web: building, [4-9]s  Step 1/2 : RUN npm ci");
            terminal.type(Tty.CTRL_C);
            terminal.finish().exits(130);
        }
    }

    /** The instance waits five minutes for a container that dies at once: who waits hears of it after the third time. */
    @Test
    void aContainerThatDoesNotStayUpIsToldEarly() {
        var round = "\"📦 [web-d2] starting on 3000\",\"📦 [web-d2] FATAL: no DATABASE_URL\",\"🩺 Health check TCP connection error:"
                + " refused\"";
        var begin = "\"status\":\"building\",\"duration\":\"\",\"logs\":[\"🚀 Starting new container\",";
        var note = "the new container of web does not stay up: restarted 4 times; last words: FATAL: no DATABASE_URL";
        try (var server = history(begin + String.join(",", List.of(round, round)) + "]",
            begin + String.join(",", List.of(round, round, round, round, round)) + "]")) {
            var tool = Tool.call(cli(server), "paas_wait_deployment", "deployment", "d2", "timeoutSeconds", 2).ok();
            assertEquals("building", tool.path("status").asText());
            assertEquals(note, tool.path("notes").path(0).asText());
            cli(server).run("deployments", "wait", "d2", "--wait-timeout", "2").exits(7).complainsPart(note + "\n");
            try (var live = cli(server).start("build-logs", "web", "-f", "-n", "1")) {
                live.awaitStderr("last words: FATAL: no DATABASE_URL\n");
            }
        }
    }

    /** Docker's proxy takes connections for an app that listens nowhere. */
    @Test
    void anAppThatListensNowhereIsSaid() throws IOException {
        var building = "\"status\":\"building\",\"duration\":\"\",\"logs\":[\"a\"]";
        try (var proxy = new HostileServer(); var server = history(building, building, "\"status\":\"success\",\"duration\":\"4s\",\"log"
                + "s\":[\"a\"]")) {
            server.on("GET /api/apps/get", json("{\"id\":\"a1b2c3d4e5\",\"name\":\"web\",\"status\":\"running\",\"url\":\"" + proxy.url()
                + "\"}"));
            proxy.on("GET /", HostileServer.drop());
            cli(server).run("deployments", "wait", "d2").exits(0).prints("web is live at " + proxy.url() + " (deployment d2, 4s)\n")
                .complainsPart("it is live, but its address accepts connections and closes them without an answer: an app has to listen on "
                + "0.0.0.0 at the port in PORT; an instance keeps the former version when nothing answers at a health path: paas update "
                + "web --health-path /\n");
        }
    }
}
