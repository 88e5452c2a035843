package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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
import tests.support.McpClient;
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
                Takes effect with: paas redeploy shop-api
                Undo: paas update shop-api --env SPRING_PROFILES_ACTIVE=prod --unset NEW --env JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=70 \
                --memory 1g
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
        cli.run("update", "shop-web", "--domains", "a.example", "--domains", "b.example", "--dry-run").exits(0).complains("")
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
            .failsWith(2, "the value of DB_PASSWORD is ***, which only stands for a value that is not shown\n");
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
                + "hint: wait for it: paas_wait_deployment {\"deployment\":\"y5j2m8f4kq\"}; or start a second one beside it "
                + "(a person runs: paas redeploy search-worker --force)");
        assertEquals("", instance.app("search-worker").path("cpus").asText(), "refused before anything was changed");
    }

    @Test
    void whatWasNotGivenIsNotErased() {
        var cli = instance.cli(folder, "deployer");
        cli.run("update", "shop-api", "--cpus", "0.5", "--health-path", "/up", "--start-command", "java -jar x.jar", "--build-command",
            "make",
            "--root-dir", "api", "--install-command", "npm ci", "--add-volume", "data:/data").exits(0);
        var before = instance.app("shop-api");
        var answer = Tool.call(cli, "paas_update_app", Map.ofEntries(Map.entry("app", "shop-api"), Map.entry("memory", ""),
            Map.entry("cpus", ""),
            Map.entry("healthPath", ""), Map.entry("buildCommand", ""), Map.entry("startCommand", ""), Map.entry("installCommand", ""),
            Map.entry("rootDir", ""), Map.entry("branch", ""), Map.entry("gitRepo", ""), Map.entry("buildMethod", ""),
            Map.entry("dockerfilePath", ""), Map.entry("composePath", ""), Map.entry("domains", List.of()), Map.entry("volumes", List.of()),
            Map.entry("unsetEnvVars", List.of("")), Map.entry("addDomains", List.of("")), Map.entry("clear", List.of()))).ok();
        assertEquals("[] false false", answer.path("changes") + " " + answer.path("applied") + " " + answer.path("redeployNeeded"));
        assertEquals("[\"given without a value, which changes nothing: memory, cpus, healthPath, rootDir, buildMethod, dockerfilePath, "
            + "composePath, "
            + "installCommand, buildCommand, startCommand, domains, volumes; to take a setting away: clear\"]", answer.path("notes")
            .toString());
        assertEquals(before, instance.app("shop-api"));
        assertEquals("[\"given without a value, which changes nothing: domains; to take a setting away: clear\"]",
            Tool.call(cli, "paas_update_app", "app", "shop-api", "domains", List.of("")).ok().path("notes").toString());
        cli.run("update", "shop-api", "--memory", "", "--domains", "").exits(0).prints("""
            Nothing to change: shop-api has these settings.
            Note: given without a value, which changes nothing: memory, domains; to take a setting away: clear.
            """);
        assertEquals(before, instance.app("shop-api"));
    }

    @Test
    void whatIsTakenAwayIsNamed() {
        var cli = instance.cli(folder, "deployer");
        cli.run("update", "shop-api", "--clear", "memory", "--clear", "domains").exits(0).prints("""
            Changed shop-api:
            SETTING  BEFORE                   AFTER
            memory   1g                       -
            domains  api.harbor-lane.example  -
            Takes effect with: paas redeploy shop-api
            Undo: paas update shop-api --memory 1g --domains api.harbor-lane.example
            """);
        assertEquals(" 0", instance.app("shop-api").path("memory").asText() + " " + instance.app("shop-api").path("domains").size());
        Tool.call(cli, "paas_update_app", "app", "shop-api", "healthPath", "/up", "cpus", "1").ok();
        var cleared = Tool.call(cli, "paas_update_app", "app", "shop-api", "clear", List.of("healthPath", "cpus", "port")).ok();
        assertEquals("[{\"setting\":\"healthPath\",\"before\":\"/up\"},{\"setting\":\"cpus\",\"before\":\"1\"},"
            + "{\"setting\":\"port\",\"before\":\"8080\"}]", cleared.path("changes").toString());
        cli.run("update", "shop-api", "--clear", "name").failsWith(2, "\"name\" cannot be taken away\nhint: what can be: memory, cpus, ");
        cli.run("update", "shop-api", "--memory", "1g", "--clear", "memory").failsWith(2, "memory cannot be set and taken away at once\n");
    }

    @Test
    void domainsAreAddedAndNoneIsDroppedUnasked() {
        var cli = instance.cli(folder, "deployer");
        cli.run("update", "shop-api", "--domain", "New.Example.com.").exits(0).prints("""
            Changed shop-api:
            SETTING  BEFORE                   AFTER
            domains  api.harbor-lane.example  api.harbor-lane.example, new.example.com
            Undo: paas update shop-api --domains api.harbor-lane.example
            """);
        cli.run("update", "shop-api", "--add-domain", "x.example", "--remove-domain", "NEW.example.com", "--remove-domain", "no.example")
            .exits(0).prints("""
                Changed shop-api:
                SETTING  BEFORE                                    AFTER
                domains  api.harbor-lane.example, new.example.com  api.harbor-lane.example, x.example
                Note: there is no domain no.example.
                Note: domain taken away: new.example.com.
                Undo: paas update shop-api --domains api.harbor-lane.example --domains new.example.com
                """);
        var answer = Tool.call(cli, "paas_update_app", "app", "shop-api", "domains", List.of("x.example", "y.example")).ok();
        assertEquals("[\"domain taken away: api.harbor-lane.example\"] false", answer.path("notes") + " " + answer.path("redeployNeeded"));
        assertEquals("[\"x.example\",\"y.example\"]", instance.app("shop-api").path("domains").toString());
        cli.run("update", "shop-web", "--add-domain", "Y.example").failsWith(6, "y.example is a domain of shop-api already\n"
            + "hint: take it from there first: paas update shop-api --remove-domain y.example\n");
    }

    @Test
    void volumesAreAttachedAndDetached() {
        var cli = instance.cli(folder, "deployer");
        cli.run("update", "search-worker", "--add-volume", "data:/data", "--add-volume", "/srv/x:/x:ro").exits(0);
        cli.run("update", "search-worker", "--add-volume", "other:/data", "--remove-volume", "/x").exits(0)
            .printsPart("data:/data, /srv/x:/x:ro  other:/data\n");
        assertEquals("[\"other:/data\"]", instance.app("search-worker").path("volumes").toString());
        cli.run("update", "search-worker", "--volumes", "a:/a", "--volumes", "b:/b:rw").exits(0)
            .printsPart("Note: volume taken away: other:/data.\n");
    }

    @Test
    void sourceAndBuildAreSettings() {
        var cli = instance.cli(folder, "deployer");
        cli.run("update", "shop-web", "--branch", "next", "--root-dir", "apps/web", "--build-method", "dockerfile", "--dockerfile-path",
            "docker/web", "--port", "3000", "--auto-deploy").exits(0);
        var app = instance.app("shop-web");
        assertEquals("next apps/web dockerfile docker/web 3000 true", app.path("branch").asText() + " " + app.path("rootDir").asText() + " "
            + app.path("buildMethod").asText() + " " + app.path("dockerfilePath").asText() + " " + app.path("portOverride") + " "
            + app.path("autoDeploy"));
        cli.run("update", "shop-web", "--no-auto-deploy").exits(0).prints("""
            Changed shop-web:
            SETTING     BEFORE  AFTER
            autoDeploy  true    false
            Undo: paas update shop-web --auto-deploy
            """);
        cli.run("update", "shop-web", "--memory", "300m", "-q").exits(0);
        assertEquals("dockerfile docker/web", instance.app("shop-web").path("buildMethod").asText() + " "
            + instance.app("shop-web").path("dockerfilePath").asText());
        cli.run("update", "shop-web", "--git-repo", "https://github.com/ada/other", "--branch", "main").exits(0)
            .printsPart("gitRepo").printsPart("https://github.com/ada/other\n");
        cli.run("update", "wiki", "--compose-path", "deploy/compose.yaml").exits(0).printsPart("composePath")
            .printsPart("deploy/compose.yaml\n");
        assertEquals("deploy/compose.yaml", instance.app("wiki").path("composePath").asText());
        cli.run("update", "notes", "--branch", "x").failsWith(2, "notes is not built from a repository, so it has no branch\n");
        cli.run("update", "shop-web", "--git-repo", "nope").failsWith(2, "\"nope\" is no address of a repository\n");
        cli.run("update", "shop-web", "--git-repo", "https://u:p4ssw0rd@github.com/ada/other").failsWith(2,
            "the credentials of an app that is there cannot be changed\n");
    }

    @Test
    void aDryRunPromisesWhatTheInstanceTakes() {
        var cli = instance.cli(folder, "deployer");
        instance.sandbox().clearRequests();
        for (var each : List.of("--memory=512mb", "--cpus=257", "--cpus=1e3", "--health-path=up", "--port=0", "--port=70000",
            "--domain=a b",
            "--domain=*.example.com", "--domains=https://x.example", "--add-volume=data", "--add-volume=data:rel", "--volumes=a:/b:rx",
            "--root-dir=/x", "--root-dir=a/../..", "--build-method=image", "--dockerfile-path=../x", "--branch=a..b",
            "--git-repo=ext::x")) {
            cli.run("update", "shop-web", "--dry-run", each).exits(2).prints("").calm();
        }
        assertEquals(List.of(), sent().stream().filter(each -> each.startsWith("POST")).toList());
        var dry = Tool.call(cli, "paas_update_app", "app", "shop-web", "memory", "300m").ok();
        assertEquals("true true", dry.path("applied") + " " + dry.path("redeployNeeded"));
        var json = McpClient.parse(cli.run("update", "shop-web", "--dry-run", "--memory", "301m", "--json").exits(0).stdout());
        assertEquals("false true", json.path("applied") + " " + json.path("redeployNeeded"));
        json = McpClient.parse(cli.run("update", "shop-web", "--dry-run", "--domain", "z.example", "--json").exits(0).stdout());
        assertEquals("false false", json.path("applied") + " " + json.path("redeployNeeded"));
    }

    @Test
    void aRedeployThatIsAskedForIsMade() {
        var cli = instance.cli(folder, "deployer");
        var before = instance.app("shop-api").path("activeDeployId").asText();
        cli.run("update", "shop-api", "--memory", "1g", "--redeploy", "--wait").exits(0)
            .printsMatch("Nothing to change: shop-api has these settings\\.\nshop-api is live at .*");
        var after = instance.app("shop-api").path("activeDeployId").asText();
        assertNotEquals(before, after);
        cli.run("update", "shop-api", "--env", "A=1").exits(0);
        var answer = Tool.call(cli, "paas_update_app", "app", "shop-api", "envVars", Map.of("A", "1"), "memory", "1g", "redeploy", true)
            .ok();
        assertEquals("[] false", answer.path("changes") + " " + answer.path("applied"));
        assertEquals(10, answer.path("deployment").path("deploymentId").asText().length());
    }

    @Test
    void everyFailureOfTheRouteIsToldInItsOwnWords() {
        var cli = instance.cli(folder, "deployer");
        Failures.check(instance.sandbox(), cli, "/api/apps/update", "update", "shop-web", "--memory", "{n}g");
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
