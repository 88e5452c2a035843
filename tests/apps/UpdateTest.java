package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.Tool;

/** {@code paas update}: changes what was named and nothing else, although the route replaces everything. */
class UpdateTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void changesWhatWasNamedAndKeepsTheRest() {
        var cli = instance.cli(folder, "deployer");
        var before = instance.app("shop-api");
        cli.run("update", "shop-api", "--env", "SPRING_PROFILES_ACTIVE=staging", "--env", "NEW=a b=c", "--unset", "JAVA_TOOL_OPTIONS",
            "--memory", "2g")
            .exits(0).complains("").prints("""
                Changed shop-api:
                SETTING                     BEFORE                   AFTER
                env SPRING_PROFILES_ACTIVE  prod                     staging
                env NEW                     -                        a b=c
                env JAVA_TOOL_OPTIONS       -XX:MaxRAMPercentage=70  -
                memory                      1g                       2g
                It counts after: paas redeploy shop-api
                """);
        var after = instance.app("shop-api");
        assertEquals("{\"DATABASE_URL\":\"***\",\"NEW\":\"a b=c\",\"SPRING_PROFILES_ACTIVE\":\"staging\"}", after.path("envVars")
            .toString());
        before.fieldNames().forEachRemaining(field -> {
            if (!List.of("envVars", "memory").contains(field)) {
                assertEquals(before.path(field), after.path(field), field);
            }
        });
        assertEquals("postgres://appuser:5e1f0c9d7ab2436880e1c3f4@paas-addon-postgres-q0d6k2w8zs:5432/appdb",
            stored("shop-api", "DATABASE_URL"), "*** never overwrites a secret");
    }

    @Test
    void anUploadedAppKeepsItsSource() {
        instance.cli(folder, "deployer").run("update", "notes", "--cpus", "1", "-q").exits(0).prints("n1i5g8ox6r\n").complains("");
        assertEquals("upload://n1i5g8ox6r deploy/Dockerfile 1", instance.app("notes").path("gitRepo").asText() + " "
            + instance.app("notes").path("dockerfilePath").asText() + " " + instance.app("notes").path("cpus").asText());
    }

    @Test
    void aDryRunSendsNothing() {
        var cli = instance.cli(folder, "deployer");
        instance.sandbox().clearRequests();
        cli.run("update", "shop-web", "--domain", "a.example", "--domain", "b.example", "--dry-run").exits(0).complains("")
            .printsPart("Would change shop-web (nothing was sent):\n").printsPart("a.example, b.example\n");
        assertEquals(List.of(), sent().stream().filter(each -> each.startsWith("POST")).toList());
        cli.run("update", "shop-api", "--memory", "1g").exits(0).prints("Nothing to change: shop-api has these settings.\n");
        assertEquals(List.of(), sent().stream().filter(each -> each.startsWith("POST")).toList());
    }

    @Test
    void secretsAreNotShown() throws IOException {
        var cli = instance.cli(folder, "deployer");
        Files.writeString(folder.resolve(".env"), "# database\nexport DB_PASSWORD='s3cret value'\nPLAIN=1\n");
        cli.run("update", "shop-web", "--env-file", ".env", "--secret", "PLAIN").exits(0)
            .printsPart("env DB_PASSWORD  -       ***\n").printsPart("env PLAIN        -       ***\n");
        assertEquals("s3cret value", stored("shop-web", "DB_PASSWORD"));
        assertEquals("***", instance.app("shop-web").path("envVars").path("PLAIN").asText());
        cli.run("update", "shop-web", "--env", "DB_PASSWORD=***")
            .failsWith(2, "the value of DB_PASSWORD is ***, which only stands for one that is not shown\n");
        cli.run("update", "shop-web", "--env", "A=1", "--unset", "A").failsWith(2, "A cannot be set and removed at once\n");
    }

    @Test
    void theToolShowsTheDifferenceAndRedeploys() {
        var cli = instance.cli(folder, "deployer");
        var answer = Tool.call(cli, "paas_update_app", "app", "shop-web", "envVars", Map.of("GREETING", "hällo\n\"2\""), "redeploy", true)
            .ok();
        assertEquals("[{\"setting\":\"env GREETING\",\"after\":\"hällo\\n\\\"2\\\"\"}]", answer.path("changes").toString());
        assertEquals(true, answer.path("applied").asBoolean());
        assertEquals(false, answer.path("redeployNeeded").asBoolean());
        assertEquals(10, answer.path("deployment").path("deploymentId").asText().length());
        assertEquals("hällo\n\"2\"", instance.app("shop-web").path("envVars").path("GREETING").asText());
        Tool.call(cli, "paas_update_app", "app", "search-worker", "cpus", "1", "redeploy", true).fails(
            "error: a deployment of search-worker is running (y5j2m8f4kq, since 2026-06-30T09:48:11.550128Z)\n"
                + "hint: wait for it: paas_wait_deployment {\"deployment\":\"y5j2m8f4kq\"}; or start a second one beside it: "
                + "paas redeploy search-worker --force");
        assertEquals("", instance.app("search-worker").path("cpus").asText(), "refused before anything was changed");
    }

    @Test
    void everyFailureOfTheRouteIsToldInItsOwnWords() {
        var cli = instance.cli(folder, "deployer");
        Failures.check(instance.sandbox(), cli, "/api/apps/update", "update", "shop-web", "--memory", "{n}g");
        cli.run("update", "shop-web", "--memory", "lots").exits(1).prints("").calm();
        cli.run("update", "nope", "--memory", "1g").failsWith(5, "there is no app \"nope\"");
        instance.cli(folder.resolve("o"), "observer").run("update", "shop-web", "--memory", "1g")
            .failsWith(4, "the profile observer may not do this: it lacks the scope apps:write\n");
    }

    /** What the container would get: the instance itself shows secrets nowhere. */
    private String stored(String app, String name) {
        return instance.sandbox().environment(app).get(name);
    }

    private List<String> sent() {
        return instance.sandbox().requests().stream().map(each -> each.method() + " " + each.path()).toList();
    }
}
