package tests.projects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.McpClient;
import tests.support.Run;
import tests.support.ShellWords;

/** {@code paas projects redeploy} and {@code deploy}: a project's services, one by one and as a whole. */
class BuildProjectTest {
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
    void redeploysEveryServiceAndGoesBack() {
        var web = instance.app("shop-web").path("activeImage").asText();
        var api = instance.app("shop-api").path("activeImage").asText();
        cli.run("projects", "redeploy", "shop", "--wait").exits(0).printsMatch("""
            shop-web is live at http://k3v9x0q2ab\\.127\\.0\\.0\\.1\\.sslip\\.io \\(deployment [a-z0-9]{10}, \\d+s\\)
            shop-api is live at http://t81mzc5r7e\\.127\\.0\\.0\\.1\\.sslip\\.io \\(deployment [a-z0-9]{10}, \\d+s\\)
            Undo: paas rollback shop-web d7m2q9xk4t && paas rollback shop-api h3x8v0r5nc
            """);
        assertNotEquals(web, instance.app("shop-web").path("activeImage").asText());
        ShellWords.run(cli, "paas rollback shop-web d7m2q9xk4t && paas rollback shop-api h3x8v0r5nc", "--wait");
        assertEquals(web + " " + api, instance.app("shop-web").path("activeImage").asText() + " "
            + instance.app("shop-api").path("activeImage").asText());
        cli.run("projects", "redeploy", "shop", "-q").exits(0).printsMatch("[a-z0-9]{10}\n[a-z0-9]{10}\n");
    }

    @Test
    void aComposeGroupIsBuiltOnce() {
        instance.sandbox().clearRequests();
        var wiki = json(cli.run("projects", "redeploy", "wiki", "--wait", "--json"));
        assertEquals(1, wiki.path("services").size());
        assertEquals("{\"because\":\"there is no image of the former version of wiki to go back to\"}", wiki.path("undo").toString());
        assertEquals(List.of("/api/apps/redeploy"), posts());
        cli.run("projects", "redeploy", "wiki", "--no-cache")
            .failsWith(2, "wiki is a compose app: there --no-cache fails and takes the running group down\n");
    }

    @Test
    void whatFailsIsToldEach() {
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "disk full", 0)).at("/api/apps/redeploy"));
        var run = cli.run("projects", "redeploy", "shop", "--wait").exits(1)
            .complainsPart("error: 1 of 2 services of shop are not as they were meant to be: shop-web\nhint: look at the instance's own "
            + "log\n");
        assertTrue(run.stdout().startsWith("shop-web was not deployed: disk full (look at the instance's own log)\nshop-api is live at "),
            run.toString());
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "disk full", 0)).at("/api/apps/redeploy"));
        var json = McpClient.parse(cli.run("projects", "redeploy", "shop", "--wait", "--json").exits(1).stdout());
        assertEquals("\"disk full\" true \"success\"", json.path("services").path(0).path("error") + " "
            + json.path("services").path(0).path("deployment").isMissingNode() + " "
            + json.path("services").path(1).path("deployment").path("status"));
        cli.run("projects", "redeploy", "search-worker").failsWith(6, "a deployment of search-worker is running (");
        cli.run("projects", "redeploy", "search-worker", "--force").exits(0).printsPart("search-worker is ");
        instance.admin("POST", "/api/projects/create", java.util.Map.of("name", "bare"));
        cli.run("projects", "redeploy", "bare").failsWith(1, "bare has no services\nhint: put something into it: ");
        cli.run("projects", "redeploy", "nope").failsWith(5, "there is no project \"nope\"");
        instance.cli(folder.resolve("o"), "observer").run("projects", "redeploy", "shop")
            .failsWith(4, "the profile observer may not do this: it lacks the scope apps:write\n");
    }

    @Test
    void aBuildThatFailsFailsTheWhole() {
        cli.run("update", "shop-api", "--git-repo", "https://github.com/ada/api-broken.git").exits(0);
        cli.run("projects", "redeploy", "shop", "--wait").exits(1).printsPart("shop-web is live at ").printsPart("Likely cause: ")
            .complainsPart("error: 1 of 2 services of shop are not as they were meant to be: shop-api\n"
            + "hint: all of its log: paas build-logs shop-api ");
        cli.run("update", "notes", "--git-repo", "https://github.com/ada/notes-broken.git").exits(0);
        cli.run("projects", "redeploy", "notes", "--wait").exits(1)
            .complainsPart("error: the deployment of notes failed\nhint: all of its log: paas build-logs notes ");
    }

    @Test
    void deploysTheWholeFromAFileOfThisMachineAndGoesBack() throws IOException {
        var before = instance.app("wiki");
        Files.writeString(folder.resolve("compose.yaml"), "services:\n  wiki:\n    image: wiki:2\n    ports: ['3000']\n");
        var deployed = json(cli.run("projects", "deploy", "wiki", "--file", "compose.yaml", "--wait", "--json"));
        assertEquals("\"success\" {\"command\":\"paas projects deploy wiki --repository-file\"}",
            deployed.path("services").path(0).path("deployment").path("status") + " " + deployed.path("undo"));
        var now = instance.app("wiki");
        assertEquals("services:\n  wiki:\n    image: wiki:2\n    ports: ['3000']\n", now.path("composeContent").asText());
        for (var kept : List.of("gitRepo", "branch", "rootDir", "composePath", "envVars", "secretKeys", "autoDeploy")) {
            assertEquals(before.path(kept), now.path(kept), kept);
        }
        cli.run("projects", "deploy", "wiki", "--file", "compose.yaml", "--wait").exits(0).printsPart("wiki is live")
            .printsPart("No way back: a compose deployment leaves no image to go back to.\n");
        ShellWords.run(cli, deployed.path("undo").path("command").asText(), "--wait");
        assertEquals(true, instance.app("wiki").path("composeContent").isMissingNode());
    }

    @Test
    void aDockerfileTakesTheRepositorysPlace() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM alpine\nCMD [\"true\"]\n");
        cli.run("projects", "deploy", "notes", "--file", "Dockerfile", "--no-cache", "--wait").exits(0).printsPart("notes is live at ")
            .printsPart("Undo: paas projects deploy notes --repository-file\n");
        assertEquals("FROM alpine\nCMD [\"true\"]\n deploy/Dockerfile", instance.app("notes").path("dockerfileContent").asText() + " "
            + instance.app("notes").path("dockerfilePath").asText());
        var image = instance.app("notes").path("activeImage").asText();
        cli.run("projects", "deploy", "notes", "--wait").exits(0).printsPart("Undo: paas rollback notes " + image.replaceFirst(".*:", ""));
    }

    @Test
    void whatCannotBeBuiltAsAWholeSaysHow() throws IOException {
        instance.sandbox().clearRequests();
        Files.writeString(folder.resolve("none.yaml"), "name: x\n");
        Files.writeString(folder.resolve("empty"), " \n");
        cli.run("projects", "deploy", "shop").failsWith(1, "shop has no compose file or Dockerfile that its services share\n"
            + "hint: build its services one by one: paas projects redeploy shop\n");
        cli.run("projects", "deploy", "wiki", "--file", "none.yaml").failsWith(2, "none.yaml is no compose file: it has no services\n");
        cli.run("projects", "deploy", "notes", "--file", "none.yaml").failsWith(2, "none.yaml is no Dockerfile: it has no FROM\n");
        cli.run("projects", "deploy", "wiki", "--file", "empty").failsWith(2, "empty is empty\n");
        cli.run("projects", "deploy", "wiki", "--file", "nope").failsWith(2,
            "there is no file nope\nhint: name a compose file or a Dockerfile in UTF-8\n");
        cli.run("projects", "deploy", "wiki", "--file", "x", "--repository-file").failsWith(2, "either --file or --repository-file, ");
        cli.run("projects", "deploy", "wiki", "--no-cache").failsWith(2, "wiki is a compose project, and there --no-cache fails ");
        assertEquals(List.of(), posts());
    }

    @Test
    void everyFailureOfTheRoutesIsToldInItsOwnWords() throws IOException {
        Failures.check(instance.sandbox(), cli, "/api/projects/redeploy", "projects", "deploy", "wiki");
        Failures.check(instance.sandbox(), cli, "/api/apps/redeploy", "projects", "redeploy", "notes");
        for (int i = 0; i < Failures.COUNT; i++) {
            Files.writeString(folder.resolve("f" + i), "FROM alpine:" + i + "\n");
        }
        Failures.check(instance.sandbox(), cli, "/api/projects/config/update", "projects", "deploy", "notes", "--file", "f{n}");
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/projects/redeploy"));
        cli.run("projects", "deploy", "notes", "--wait").exits(0).printsPart("notes is live at ");
    }

    private List<String> posts() {
        return instance.sandbox().requests().stream().filter(each -> each.method().equals("POST")).map(each -> each.path()).toList();
    }

    private static JsonNode json(Run run) {
        return McpClient.parse(run.exits(0).stdout());
    }
}
