package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Bundle;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Instance;
import tests.support.Programs;
import tests.support.Run;
import tests.support.Tool;

/** {@code paas deploy} is one command for ever: the app the first time, its next version after that, and it says which. */
class DeployAgainTest {
    private static final String REPO = "https://github.com/ada/blog.git";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();
    private Path checkout;
    private Cli cli;

    @BeforeEach
    void setUp() throws Exception {
        Programs.need("git", "apt-get install git");
        cli = instance.cli(folder.resolve("home"), "deployer");
        checkout = Files.createDirectories(folder.resolve("checkout"));
        git("init", "-q", "-b", "main");
        git("remote", "add", "origin", "https://github.com/ada/blog.git");
        write("apps/web/package.json", "{}");
        git("add", "-A");
        git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "first");
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void aCheckoutTwice() throws Exception {
        in(checkout, "deploy", "--wait").exits(0).complainsPart("a new app: blog\n").printsPart("blog is live at");
        var app = instance.app("blog");
        assertEquals("nixpacks", app.path("buildMethod").asText());
        in(checkout, "deploy", "--wait", "--memory", "256m", "-e", "A=1", "--domain", "blog.example.com").exits(0)
            .complainsPart("the next version of the app blog\n").complainsPart("changed memory: - -> 256m\n").printsPart("blog is live at");
        var again = instance.app("blog");
        assertEquals(app.path("id"), again.path("id"));
        assertTrue(!app.path("activeDeployId").equals(again.path("activeDeployId")));
        assertEquals("256m {\"A\":\"1\"} [\"blog.example.com\"]", again.path("memory").asText() + " " + again.path("envVars") + " "
            + again.path("domains"));
        in(checkout, "deploy", "--new").exits(6).complainsPart("error: there is an app blog already");
        in(checkout, "deploy", "blog-two", "--new", "--no-wait").exits(0).complainsPart("a new app: blog-two\n");
        // two of one source and no name: by its own name it is blog
        in(checkout, "deploy", "--no-wait").exits(0).complainsPart("the next version of the app blog\n");
    }

    @Test
    void itFindsTheAppByWhatItIsBuiltFrom() throws Exception {
        in(checkout, "deploy", "shop", "--wait").exits(0).complainsPart("a new app: shop\n");
        in(checkout, "deploy", "--wait").exits(0).complainsPart("the next version of the app shop\n");
        in(checkout, "deploy", "shop-two", "--new", "--wait").exits(0);
        in(checkout, "deploy", "--wait").exits(6).complainsPart("error: several apps are built from this: shop, shop-two\n"
            + "hint: say which one: paas deploy shop; or a new one: paas deploy <name>\n");
    }

    @Test
    void anAddressTwice() {
        cli.run("deploy", "--git-repo", REPO, "--wait").exits(0).complainsPart("a new app: blog\n");
        cli.run("deploy", "--git-repo", "git@github.com:ada/blog.git", "--wait").exits(0)
            .complainsPart("the next version of the app blog\n");
        assertEquals(REPO, instance.app("blog").path("gitRepo").asText());
        cli.run("deploy", "--git-repo", REPO, "--branch", "next", "--wait").exits(0).complainsPart("changed branch: main -> next\n");
        assertEquals("next", instance.app("blog").path("branch").asText());
        var tool = Tool.call(cli, "paas_deploy", "name", "blog", "gitRepo", REPO, "wait", true).ok();
        assertTrue(tool.path("notes").toString().contains("the next version of the app blog"), tool.toString());
        assertEquals("next", instance.app("blog").path("branch").asText(), "a branch that is not named stays");
        assertTrue(Tool.call(cli, "paas_deploy", "name", "blog", "gitRepo", REPO, "new", true).text()
            .startsWith("error: there is an app blog already"));
        assertTrue(Tool.call(cli, "paas_deploy", "name", "other", "gitRepo", "nope").text()
            .startsWith("error: \"nope\" is no address of a repository"));
    }

    @Test
    void anotherRepositoryOrBranchIsNotTheNextVersion() throws Exception {
        in(checkout, "deploy", "--wait").exits(0);
        cli.run("deploy", "blog", "--git-repo", "https://github.com/bob/blog.git").exits(6)
            .complainsPart("error: there is an app blog already (" + instance.app("blog").path("id").asText() + "), which comes from "
            + REPO
                + "\nhint: take another name: paas deploy <name> …; or move that app: paas update blog --git-repo "
                + "https://github.com/bob/blog.git "
                + "--branch main --redeploy\n");
        git("checkout", "-q", "-b", "feature");
        in(checkout, "deploy").exits(6).complainsPart("error: blog is built from the branch main, and this checkout is at feature\n"
            + "hint: build it as it is: paas redeploy blog; from this branch from now on: --branch feature; as another app: paas deploy "
            + "<name>\n");
        in(checkout, "deploy", "--branch", "feature", "--wait").exits(0).complainsPart("changed branch: main -> feature\n");
    }

    @Test
    void theFolderOfAMonorepoIsUsedAndSaid() throws Exception {
        write("apps/web/Dockerfile", "FROM nginx\n");
        git("add", "-A");
        in(checkout.resolve("apps/web"), "deploy", "--wait").exits(0)
            .complainsPart("branch main, its folder apps/web (the whole repository: --root-dir .)\n")
            .complainsPart("a new app: blog-web\n");
        var app = instance.app("blog-web");
        assertEquals("apps/web dockerfile", app.path("rootDir").asText() + " " + app.path("buildMethod").asText());
        in(checkout.resolve("apps/web"), "deploy", "--wait").exits(0).complainsPart("the next version of the app blog-web\n");
        in(checkout, "deploy", "blog", "--wait").exits(0);
        in(checkout.resolve("apps/web"), "deploy", "blog", "--wait").exits(6)
            .complainsPart("error: blog is built from the top of the repository, and this is apps/web\n");
        in(checkout.resolve("apps/web"), "deploy", "blog", "--root-dir", ".", "--wait").exits(0)
            .complainsPart("the next version of the app blog\n");
        assertEquals("", instance.app("blog").path("rootDir").asText());
    }

    @Test
    void howItIsBuiltIsNoticed() throws Exception {
        write("compose.yaml", "services:\n  web:\n    image: nginx\n");
        in(checkout, "deploy", "untracked", "--no-wait").exits(0);
        assertEquals("nixpacks", instance.app("untracked").path("buildMethod").asText(), "the instance builds what was pushed");
        git("add", "-A");
        in(checkout, "deploy", "stack", "--new", "--no-wait").exits(0);
        assertEquals("compose", instance.app("stack").path("buildMethod").asText());
        write("Dockerfile", "FROM nginx\n");
        git("add", "-A");
        in(checkout, "deploy", "image", "--new", "--no-wait").exits(0);
        assertEquals("dockerfile", instance.app("image").path("buildMethod").asText());
        in(checkout, "deploy", "packs", "--new", "--build-method", "nixpacks", "--install-command", "npm i", "--no-wait").exits(0);
        assertEquals("nixpacks npm i", instance.app("packs").path("buildMethod").asText() + " "
            + instance.app("packs").path("installCommand").asText());
        in(checkout, "deploy", "own", "--new", "--dockerfile-path", "docker/Dockerfile", "--port", "80", "--auto-deploy", "--no-wait")
            .exits(0);
        assertEquals("dockerfile docker/Dockerfile 80 true", instance.app("own").path("buildMethod").asText() + " "
            + instance.app("own").path("dockerfilePath").asText() + " " + instance.app("own").path("portOverride") + " "
            + instance.app("own").path("autoDeploy"));
        cli.run("deploy", "up", "--upload", checkout.toString(), "--wait").exits(0);
        assertEquals("dockerfile", instance.app("up").path("buildMethod").asText());
    }

    @Test
    void aServiceOfAProject() {
        var project = instance.admin("POST", "/api/projects/create", java.util.Map.of("name", "shopping")).path("id").asText();
        cli.run("deploy", "web", "--git-repo", REPO, "--project", "Shopping", "--wait").exits(0).complainsPart("a new app: shopping-web\n");
        assertEquals(project, instance.app("shopping-web").path("projectId").asText());
        cli.run("deploy", "web", "--git-repo", REPO, "--project", "shopping", "--wait").exits(0)
            .complainsPart("the next version of the app shopping-web\n");
        cli.run("deploy", "web", "--git-repo", REPO, "--project", "shoppin").exits(5)
            .complainsPart("error: there is no project \"shoppin\"");
    }

    @Test
    void whatTheInstanceWouldRefuseIsRefusedBeforeAnythingIsMade() {
        instance.sandbox().clearRequests();
        for (var each : List.of(List.of("--memory", "512mb"), List.of("--cpus", "0"), List.of("--cpus", "NaN"), List.of("--port", "70000"),
            List.of("--health-path", "up"), List.of("--root-dir", "../x"), List.of("--build-method", "image"),
            List.of("--compose-path", "/x"), List.of("--branch", "--upload-pack=x"))) {
            var line = new ArrayList<>(List.of("deploy", "blog2", "--git-repo", REPO));
            line.add(each.getFirst() + "=" + each.getLast());
            cli.run(line.toArray(String[]::new)).exits(2).prints("").calm();
        }
        for (var address : List.of("nope", "ada/blog", "ext::sh -c x", "--upload-pack=x", "ssh://-oProxyCommand=x/y",
            "https://github.com/ada/blog/tree/main/apps/web")) {
            cli.run("deploy", "blog2", "--git-repo=" + address).exits(2).prints("").calm();
        }
        assertEquals(0, instance.sandbox().requests().size());
        for (var each : List.of(List.of("--domain", "*.example.com"), List.of("--volume", "data"))) {
            cli.run("deploy", "blog2", "--git-repo", REPO, each.getFirst(), each.getLast()).exits(2).prints("").calm();
        }
        cli.run("deploy", "blog2", "--git-repo", REPO, "--domain", "API.harbor-lane.example").exits(6)
            .complainsPart("error: api.harbor-lane.example is a domain of shop-api already\n");
        assertEquals(0, instance.sandbox().requests().stream().filter(each -> each.method().equals("POST")).count());
    }

    @Test
    void aNameOfSshsOwnConfigurationIsResolved() throws Exception {
        Programs.need("ssh", "apt-get install openssh-client");
        var config = Files.writeString(folder.resolve("config"), """
            Host github-work
                HostName github.com
                IdentityFile ~/.ssh/work
            Host port443
                HostName ssh.github.com
                Port 443
            """);
        var bin = Files.createDirectories(folder.resolve("bin"));
        var ssh = Files.writeString(bin.resolve("ssh"), "#!/bin/sh\nexec /usr/bin/ssh -F " + config + " \"$@\"\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var remote : List.of("git@github-work:ada/blog.git", "ssh://git@port443:443/ada/blog.git", "git@github.com:ada/blog.git")) {
            git("remote", "set-url", "origin", remote);
            in(checkout, "deploy", "--no-wait").exits(0)
                .complainsPart("from this checkout: https://github.com/ada/blog.git, branch main\n");
        }
        cli.pathBefore(bin).run("deploy", "typed", "--git-repo", "git@github-work:ada/typed.git", "--no-wait").exits(0)
            .complainsPart("taken as https://github.com/ada/typed.git\n");
    }

    @Test
    void aCheckoutOfAnotherIsNoCheckoutThatIsGuessedAt() throws Exception {
        var run = in(checkout, List.of("GIT_TEST_ASSUME_DIFFERENT_OWNER=1"), "deploy");
        run.exits(1).complainsPart("error: git does not answer for " + checkout + ": detected dubious ownership in repository at ")
            .complainsPart("hint: if you trust it: git config --global --add safe.directory " + checkout + "\n");
    }

    private Run in(Path where, String... words) throws Exception {
        return in(where, List.of(), words);
    }

    /** The program started in a folder. */
    private Run in(Path where, List<String> variables, String... words) throws Exception {
        var builder = new ProcessBuilder(Bundle.command(List.of(), List.of(words))).directory(where.toFile());
        builder.environment().put("HOME", new Home(folder.resolve("home")).path().toString());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + builder.environment().get("PATH"));
        variables.forEach(each -> builder.environment().put(each.replaceFirst("=.*", ""), each.replaceFirst("^[^=]*=", "")));
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        int code = process.waitFor();
        return new Run(List.of(words), code, Files.readString(out), Files.readString(err));
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(checkout.resolve(path).getParent());
        Files.writeString(checkout.resolve(path), text);
    }

    private void git(String... arguments) throws Exception {
        var line = new ArrayList<>(List.of("git", "-C", checkout.toString()));
        line.addAll(List.of(arguments));
        assertEquals(0, new ProcessBuilder(line).inheritIO().start().waitFor(), line::toString);
    }
}
