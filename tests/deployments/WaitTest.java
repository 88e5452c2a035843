package tests.deployments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.sandbox.instance.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Instance;
import tests.support.Tool;

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
                .printsPart("Deployment a1t6w3g9zd of landing failed after 27s.\nLikely cause: ")
                .complainsPart("error: the deployment of landing failed\nhint: all of its log: paas build-logs landing a1t6w3g9zd\n");
            var tool = Tool.call(cli, "paas_wait_deployment", "deployment", "a1t6w3g9zd");
            assertEquals(true, tool.error());
            assertEquals("failed", tool.structured().path("status").asText());
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
            assertEquals("paas_wait_deployment, or: paas_wait_deployment {\"deployment\":\"" + RUNNING + "\"}", tool.path("next").asText());
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
            cli.run("deployments", "wait", RUNNING, "--timeout-seconds", "0").failsWith(2, "timeoutSeconds is between 1 and 86400");
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
}
