package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** {@code paas deploy}: from an address, from the checkout it stands in, an image, a Dockerfile; and paas_deploy. */
class DeployTest {
    private static final String REPO = "https://github.com/ada/blog.git";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void deploysAndWaits() {
        var cli = instance.cli(folder, "deployer");
        var run = cli.run("deploy", "blog", "--git-repo", REPO, "--wait", "-e", "PORT_HINT=1", "-e", "API_KEY=abcdef", "--memory", "256m",
            "--domain", "blog.example.com", "--health-path", "/up").exits(0);
        var app = instance.app("blog");
        run.printsMatch("blog is live at " + app.path("url").asText() + " \\(deployment [a-z0-9]{10}, \\d+s\\)\nUndo: paas delete blog\n")
            .complainsPart("Deployment complete");
        assertEquals("running", app.path("status").asText());
        assertEquals("{\"API_KEY\":\"***\",\"PORT_HINT\":\"1\"}", app.path("envVars").toString());
        assertEquals("[\"API_KEY\"]", app.path("secretKeys").toString(), "a credential-like name is stored as a secret");
        assertEquals("256m blog.example.com /up main", app.path("memory").asText() + " " + app.path("domains").path(0).asText() + " "
            + app.path("healthPath").asText() + " " + app.path("branch").asText());
    }

    @Test
    void withoutWaitingItSaysWhichDeploymentItIs() {
        var cli = instance.cli(folder, "deployer");
        cli.run("deploy", "blog", "--git-repo", REPO).exits(0)
            .printsMatch("blog is (building \\(deployment [a-z0-9]{10}\\)\\.\nWait for it: paas deployments wait [a-z0-9]{10}\nUndo: "
            + "paas delete blog\n|live at "
            + ".*)");
        var deployment = Tool.call(cli, "paas_deploy", "name", "blog2", "gitRepo", REPO, "envVars", Map.of("A", "b=c d"), "wait", true)
            .ok();
        assertEquals("success", deployment.path("status").asText());
        assertEquals("b=c d", instance.app("blog2").path("envVars").path("A").asText());
        assertEquals(deployment.path("deploymentId").asText(), instance.app("blog2").path("activeDeployId").asText());
    }

    @Test
    void aFailedBuildShowsItsEndAndTheLikelyCause() {
        var cli = instance.cli(folder, "deployer");
        cli.run("deploy", "blog", "--git-repo", "https://github.com/ada/blog-broken.git", "--wait").exits(1)
            .printsPart("Likely cause: src/main.ts:14:7 - error TS2322: Type 'string' is not assignable to type 'number'.\n")
            .complainsMatch("(?s).*error: the deployment of blog failed\nhint: all of its log: paas build-logs blog [a-z0-9]{10}\n");
        var answer = Tool.call(cli, "paas_deploy", "name", "blog2", "gitRepo", "https://github.com/ada/blog-missing.git", "wait", true);
        assertEquals(true, answer.error());
        assertEquals("failed", answer.structured().path("status").asText());
        assertTrue(answer.text().startsWith("error: the deployment of blog2 failed\n"), answer.text());
    }

    @Test
    void aTakenNameIsRefusedBeforeAnythingIsMade() {
        var cli = instance.cli(folder, "deployer");
        instance.sandbox().clearRequests();
        cli.run("deploy", "notes", "--git-repo", REPO).failsWith(6, "there is an app notes already (n1i5g8ox6r), which comes from a "
            + "folder that was sent\nhint: take another name: paas deploy <name> …; or build that app again as it is: paas redeploy "
            + "notes\n");
        assertEquals(List.of("GET /api/apps"), sent());
    }

    @Test
    void badInputIsRefusedWithoutACall() {
        var cli = instance.cli(folder, "deployer");
        instance.sandbox().clearRequests();
        for (var name : List.of("A", "x", "Blog", "a b", "-x", "x".repeat(41), "../up", "ü")) {
            cli.run("deploy", "--git-repo", REPO, "--", name).exits(2).prints("").calm();
        }
        cli.run("deploy", "blog", "--git-repo", REPO, "--image", "nginx").failsWith(2, "an app comes from one place");
        cli.run("deploy", "blog", "--image", "nginx", "--branch", "x").failsWith(2, "--branch belongs to a repository");
        cli.run("deploy", "blog", "--git-repo", REPO, "-e", "A=***").failsWith(2, "the value of A is ***");
        cli.run("deploy", "blog", "--git-repo", REPO, "--secret", "B").failsWith(2, "--secret B is none of the variables given");
        cli.run("deploy", "blog", "--git-repo", REPO, "--env-file", "/nowhere/.env").exits(2).prints("").calm();
        assertEquals(List.of(), sent());
    }

    @Test
    void inACheckoutNameRepositoryAndBranchAreItsOwn() throws Exception {
        var cli = instance.cli(folder, "deployer");
        git("init", "-q", "-b", "trunk");
        git("remote", "add", "origin", "https://oauth2:ghp_" + "a1B2".repeat(9) + "@github.com/ada/My_Blog.git");
        Files.writeString(folder.resolve(".gitignore"), "*\n");
        git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "--allow-empty", "-m", "first");
        var run = cli.run("deploy", "--no-wait").exits(0);
        run.complainsPart("https://github.com/ada/My_Blog.git").complainsPart("trunk").complainsPart("a new app: my-blog");
        var app = instance.app("my-blog");
        assertEquals("https://github.com/ada/My_Blog.git trunk", app.path("gitRepo").asText() + " " + app.path("branch").asText());
    }

    @Test
    void outsideACheckoutItSaysWhatIsMissing() {
        instance.cli(folder, "deployer").run("deploy", "blog").exits(2).prints("").complainsPart("--git-repo").calm();
    }

    @Test
    void anImageAndADockerfile() throws IOException {
        var cli = instance.cli(folder, "deployer");
        cli.run("deploy", "web", "--image", "nginx:1.27", "--wait", "-q").exits(0).printsMatch("[a-z0-9]{10}\n");
        assertEquals("image nginx:1.27", instance.app("web").path("buildMethod").asText() + " " + instance.app("web").path("image")
            .asText());
        Files.writeString(folder.resolve("Dockerfile"), "FROM nginx:1.27\n");
        cli.run("deploy", "inline", "--dockerfile", "Dockerfile", "--wait").exits(0).printsPart("inline is live");
        assertEquals("dockerfile-inline", instance.app("inline").path("buildMethod").asText());
        cli.run("deploy", "inline2", "--dockerfile", "missing").exits(2).prints("").calm();
    }

    @Test
    void everyFailureOfTheRouteIsToldInItsOwnWords() {
        Failures.check(instance.sandbox(), instance.cli(folder, "deployer"), "/api/deploy", "deploy", "blog{n}", "--git-repo", REPO);
        instance.cli(folder, "observer").run("deploy", "blog", "--git-repo", REPO)
            .failsWith(4, "the profile observer may not do this: it lacks the scope deploy:trigger\n");
    }

    private List<String> sent() {
        return instance.sandbox().requests().stream().map(each -> each.method() + " " + each.path()).toList();
    }

    private void git(String... arguments) throws Exception {
        var line = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
        line.addAll(List.of(arguments));
        assertEquals(0, new ProcessBuilder(line).inheritIO().start().waitFor(), line::toString);
    }
}
