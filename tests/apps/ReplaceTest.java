package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.Cli;
import tests.support.Instance;

/** {@code paas deploy --upload} again: the new version takes the place of the one before, or everything stays as it was. */
@Order(1)
class ReplaceTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();
    private Cli cli;

    @BeforeEach
    void setUp() throws IOException {
        cli = instance.cli(folder, "deployer");
        Files.writeString(Files.createDirectories(folder.resolve("site")).resolve("index.html"), "x");
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void theSameCommandIsTheNextVersion() {
        cli.run("deploy", "--upload", "site", "--wait", "--env", "A=1", "--env", "API_KEY=abcdef", "--memory", "256m", "--port", "8000",
            "--volume", "data:/data", "--domain", "site.example.com").exits(0).complainsPart("a new app: site\n");
        var before = instance.app("site");
        cli.run("deploy", "--upload", "site").exits(6).complainsPart(
            "error: the instance shows the secrets of site to nobody, so they cannot be taken over: API_KEY\n"
            + "hint: give them again: --env NAME=value");
        cli.run("deploy", "--upload", "site", "--no-wait", "--env", "API_KEY=x").exits(2).complainsPart("hint: leave out --no-wait\n");
        cli.run("deploy", "--upload", "site", "--new").exits(6).complainsPart("error: there is an app site already ("
            + before.path("id").asText() + ")\nhint: a new one needs another name: paas deploy <name> --new …\n");
        var run = cli.run("deploy", "--upload", "site", "--env", "API_KEY=ghijkl", "--env", "B=2", "--domain", "www.example.com").exits(0);
        var after = instance.app("site");
        var former = instance.app("site-old");
        run.printsMatch("site is live at " + after.path("url").asText() + " \\(deployment [a-z0-9]{10}, \\d+s\\)\n"
            + "Undo: paas start site-old   \\(the version before runs beside it then; name and domains stay with the new one\\)\n")
            .complainsPart("the next version of the app site, built beside it: site stays as it is until that serves\n")
            .complainsPart("the version before is kept as site-old, stopped; it runs again with: paas start site-old\n")
            .complainsPart("the default address is new: " + after.path("url").asText() + " (it was " + before.path("url").asText() + ")\n");
        assertNotEquals(before.path("id"), after.path("id"));
        assertEquals(before.path("id"), former.path("id"));
        assertEquals("[\"site.example.com\",\"www.example.com\"] [\"data:/data\"] 256m 8000 running", after.path("domains") + " "
            + after.path("volumes") + " " + after.path("memory").asText() + " " + after.path("portOverride") + " " + after.path("status")
            .asText());
        assertEquals(before.path("projectId"), after.path("projectId"), "the same project");
        assertEquals("0 stopped", former.path("domains").size() + " " + former.path("status").asText());
        assertEquals(Map.of("A", "1", "API_KEY", "ghijkl", "B", "2"), instance.sandbox().environment("site"));
        assertEquals("***", after.path("envVars").path("API_KEY").asText());
        cli.run("start", "site-old").exits(0);
    }

    @Test
    void oneFormerVersionIsKeptWhereTheConnectionMayDelete() {
        instance.admin("POST", "/api/projects/create", Map.of("name", "web"));
        var images = new HashSet<String>();
        var may = instance.cliWithScopes(folder.resolve("may"), "apps:read", "apps:write", "apps:delete", "deploy:trigger");
        var there = folder.resolve("site").toString();
        may.run("deploy", "site", "--project", "web", "--upload", there, "--wait").exits(0);
        for (int i = 0; i < 3; i++) {
            may.run("deploy", "web-site", "--upload", there).exits(0);
            assertTrue(images.add(instance.app("web-site").path("activeImage").asText().replaceFirst(":.*", "")),
                "a temporary name was used twice");
            assertEquals(2, names("web-site").size(), names("web-site").toString());
        }
    }

    @Test
    void whereItMayNotTheOlderOnesAreStoppedAndNamed() {
        instance.admin("POST", "/api/projects/create", Map.of("name", "web"));
        cli.run("deploy", "site", "--project", "web", "--upload", "site", "--wait").exits(0);
        cli.run("deploy", "web-site", "--upload", "site").exits(0);
        cli.run("deploy", "web-site", "--upload", "site").exits(0).complainsPart(
            "older versions are left, stopped: web-site-old; this connection may not delete apps; to remove it, with the admin token: paas "
            + "delete web-site-old\n");
        assertEquals("{web-site=running, web-site-old=stopped, web-site-old-2=stopped}", names("web-site").toString());
    }

    @Test
    void anAppOfAnotherThatIsCalledLikeAFormerOneStays() {
        instance.admin("POST", "/api/projects/create", Map.of("name", "web"));
        var may = instance.cliWithScopes(folder.resolve("may"), "apps:read", "apps:write", "apps:delete", "deploy:trigger");
        var there = folder.resolve("site").toString();
        may.run("deploy", "web-site-old", "--upload", there, "--wait").exits(0);
        may.run("stop", "web-site-old").exits(0);
        may.run("deploy", "site", "--project", "web", "--upload", there, "--wait").exits(0);
        may.run("deploy", "web-site", "--upload", there).exits(0).complainsPart("kept as web-site-old-2, stopped");
        may.run("deploy", "web-site", "--upload", there).exits(0);
        assertEquals("{web-site=running, web-site-old=stopped, web-site-old-3=stopped}", names("web-site").toString());
    }

    /**
     * Each step of the exchange fails once: the old app has its name and domains again, by its id, and the message says where the new one
     * is.
     */
    @ParameterizedTest
    @CsvSource({"/api/apps/update, 0", "/api/apps/update, 1", "/api/apps/rename, 0", "/api/apps/rename, 1"})
    void aStepThatFailsIsUndone(String route, int before) {
        var old = upload();
        if (before > 0) {
            instance.sandbox().fault(Fault.of(new Effect.Delay(Duration.ofMillis(1))).at(route).times(before));
        }
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "disk full", 0)).at(route).times(1));
        cli.run("deploy", "site", "--upload", "site").exits(1).prints("")
            .complainsMatch(".*error: disk full\nhint: site is as it was; the new version runs as site-v[a-z0-9]{6} \\([a-z0-9]{10}\\)\n");
        assertEquals(old, instance.app("site"));
        cli.run("deploy", "site", "--upload", "site").exits(0);
        assertEquals("[\"site.example.com\"]", instance.app("site").path("domains").toString());
    }

    @ParameterizedTest
    @CsvSource({"/api/apps/update, 0", "/api/apps/update, 1", "/api/apps/rename, 0", "/api/apps/rename, 1"})
    void anAnswerThatIsLostChangesNothing(String route, int before) {
        upload();
        if (before > 0) {
            instance.sandbox().fault(Fault.of(new Effect.Delay(Duration.ofMillis(1))).at(route).times(before));
        }
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at(route).times(1));
        cli.run("deploy", "site", "--upload", "site").exits(0).printsPart("site is live at");
        assertEquals("[\"site.example.com\"] running", instance.app("site").path("domains") + " " + instance.app("site").path("status")
            .asText());
    }

    @Test
    void whatCannotBePutBackIsSaid() {
        upload();
        instance.sandbox().fault(Fault.of(new Effect.Delay(Duration.ofMillis(1))).at("/api/apps/update").times(1));
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "disk full", 0)).at("/api/apps/update").times(9));
        cli.run("deploy", "site", "--upload", "site").exits(1).prints("").complainsPart("error: disk full\n"
            + "hint: not everything could be put back, what is left to do: paas update site --domains site.example.com; the new version "
            + "runs as");
        instance.sandbox().clearFaults();
        cli.run("update", "site", "--domains", "site.example.com").exits(0);
    }

    @Test
    void aBuildThatFailsLeavesEverythingAsItIs() throws IOException {
        var old = upload();
        Files.writeString(folder.resolve("site/package.json"), "{\"scripts\": {\"build\": \"exit 1\"}}");
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "disk full", 0)).at("/api/projects/services/deploy/upload").times(1));
        cli.run("deploy", "site", "--upload", "site").exits(1).prints("").complainsPart("error: disk full\n");
        assertEquals(old, instance.app("site"));
        cli.run("deploy", "wiki", "--upload", "site", "--replace").exits(2).complainsPart("error: wiki is a compose app");
        cli.run("deploy", "site", "--git-repo", "https://example.com/a.git", "--replace").exits(2).complainsPart(
            "error: --replace belongs to --upload, --image and --dockerfile\n");
        cli.run("deploy", "wiki", "--image", "nginx", "--replace").exits(2).complainsPart("error: wiki is a compose app");
        cli.run("deploy", "shop-web", "--upload", "site").exits(6)
            .complainsPart("error: there is an app shop-web already (k3v9x0q2ab), which comes from https://");
        cli.run("deploy", "shop-web", "--upload", "site", "--replace", "--env", "SESSION_SECRET=x",
            "--env", "STRIPE_SECRET_KEY=y").exits(0).printsPart("shop-web is live");
        assertEquals("stopped", instance.app("shop-web-old").path("status").asText());
    }

    /** Another version of an image, with what the app before had; its project, which was made for it alone, is called like it again. */
    @Test
    void anotherVersionOfTheImage() {
        cli.run("deploy", "web", "--image", "nginx:1.27", "--wait", "--env", "A=1", "--env", "API_KEY=abcdef", "--memory", "256m",
            "--volume", "data:/data", "--domain", "web.example.com", "--port", "80").exits(0).complainsPart("a new app: web\n");
        var before = instance.app("web");
        cli.run("deploy", "web", "--image", "docker.io/library/nginx:1.28").exits(6).complainsPart(
            "error: the instance shows the secrets of web to nobody, so they cannot be taken over: API_KEY\n");
        cli.run("deploy", "web", "--image", "nginx:1.28", "--env", "API_KEY=ghijkl", "--no-wait").exits(2)
            .complainsPart("error: web is there already: it is replaced when the new version serves, and that takes waiting for it\n");
        assertEquals(before, instance.app("web"));
        cli.run("deploy", "--image", "nginx:1.28", "web", "--env", "API_KEY=ghijkl").exits(0).printsPart("web is live at ")
            .printsPart("\nUndo: paas start web-old   (the version before runs beside it then; name and domains stay with the new one)\n")
            .complainsPart("the next version of the app web, built beside it: web stays as it is until that serves\n")
            .complainsPart("the version before is kept as web-old, stopped; it runs again with: paas start web-old\n");
        var after = instance.app("web");
        assertEquals("nginx:1.28 [\"web.example.com\"] [\"data:/data\"] 256m 80 running", after.path("image").asText() + " "
            + after.path("domains") + " " + after.path("volumes") + " " + after.path("memory").asText() + " " + after.path("portOverride")
            + " " + after.path("status").asText());
        assertEquals(before.path("id").asText() + " nginx:1.27 stopped 0", instance.app("web-old").path("id").asText() + " "
            + instance.app("web-old").path("image").asText() + " " + instance.app("web-old").path("status").asText() + " "
            + instance.app("web-old").path("domains").size());
        assertEquals(Map.of("A", "1", "API_KEY", "ghijkl"), instance.sandbox().environment("web"));
        assertEquals(after.path("id").asText(), project("web"));
        assertEquals(before.path("id").asText(), project("web-old"));
        // the same image again is the app itself, built again
        cli.run("deploy", "web", "--image", "nginx:1.28", "--wait").exits(0).complainsPart("the next version of the app web\n");
        assertEquals(after.path("id"), instance.app("web").path("id"));
        // a third version: of two former ones both stay, since this connection may delete none
        cli.run("deploy", "web", "--image", "nginx:1.29", "--env", "API_KEY=x").exits(0).complainsPart("kept as web-old-2, stopped")
            .complainsPart("older versions are left, stopped: web-old; this connection may not delete apps; to remove it, with the admin "
            + "token: paas delete web-old\n");
        cli.env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken()).run("delete", "web-old", "--yes").exits(0);
        assertEquals("{web=running, web-old-2=stopped}", names("web").toString());
    }

    @Test
    void anotherImageOrKindIsNoNextVersionUnlessItIsSaid() {
        cli.run("deploy", "web", "--image", "nginx:missing", "--wait", "--domain", "web.example.com").exits(1);
        cli.run("deploy", "web", "--image", "nginx:1.27").exits(0)
            .complainsPart("the version before, which never served, is left as web-old: paas delete web-old\n")
            .printsPart("\nNo way back: the version before never served.\n");
        var before = instance.app("web");
        cli.run("deploy", "web", "--image", "nginx:missing").exits(1).complainsMatch("(?s).*hint: web is as it was; see its build log for "
            + "the reason, or name another image\\. What did not come up is called web-v[a-z0-9]{6}: paas delete web-v[a-z0-9]{6}\n");
        assertEquals(before, instance.app("web"));
        cli.run("deploy", "web", "--image", "ghcr.io/ada/nginx:1.28").exits(6).complains("error: there is an app web already ("
            + before.path("id").asText()
            + "), which comes from the image nginx:1.27\nhint: take another name: paas deploy <name> …; or put "
            + "the image in its place: --replace\n");
        cli.run("update", "web", "--start-command", "nginx -g x").exits(0);
        cli.run("deploy", "web", "--image", "nginx:1.28").exits(6)
            .complainsPart("error: web has a start command, and the instance accepts none for a new app from an image or a Dockerfile: "
            + "nginx -g x\nhint: if it starts without: paas update web --clear "
            + "start-command, then this again; else make it under another name, and then: paas update <name> --start-command … "
            + "--redeploy\n");
        cli.run("update", "web", "--clear", "start-command").exits(0);
        // what does not come up leaves everything as it is, and goes or is named
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "disk full", 0)).at("/api/catalog/deploy-image").times(1));
        cli.run("deploy", "web", "--image", "nginx:1.28").exits(1).complainsPart("error: disk full\n");
        assertEquals(before, instance.app("web"));
        cli.run("deploy", "web", "--image", "ghcr.io/ada/nginx:1.28", "--replace").exits(0).printsPart("web is live");
        assertEquals("ghcr.io/ada/nginx:1.28 [\"web.example.com\"]", instance.app("web").path("image").asText() + " "
            + instance.app("web").path("domains"));
    }

    /** A Dockerfile that is all there is can be changed in place: the app stays the same, with its history and addresses. */
    @Test
    void anotherDockerfileIsTheSameApp() throws IOException {
        var file = folder.resolve("Dockerfile");
        Files.writeString(file, "FROM nginx:1.27\n");
        cli.run("deploy", "tool", "--dockerfile", "Dockerfile", "--wait", "--env", "API_KEY=abcdef").exits(0);
        var before = instance.app("tool");
        Files.writeString(file, "FROM nginx:1.28\n");
        cli.run("deploy", "tool", "--dockerfile", "Dockerfile", "--wait").exits(0).complainsPart("the next version of the app tool\n"
            + "its Dockerfile is another one from now on\n").printsPart("Undo: paas rollback tool " + before.path("activeDeployId").asText()
            + "   (the Dockerfile and the settings that it changed stay as they are now)\n");
        var after = instance.app("tool");
        assertEquals(before.path("id").asText() + " FROM nginx:1.28 " + before.path("url").asText(), after.path("id").asText() + " "
            + after.path("dockerfileContent").asText().strip() + " " + after.path("url").asText());
        assertEquals("abcdef", instance.sandbox().environment("tool").get("API_KEY"));
        // in a project with others the instance has no such file: it is put beside
        cli.run("deploy", "more", "--project", "tool", "--git-repo", "https://github.com/ada/blog.git", "--wait").exits(0);
        Files.writeString(file, "FROM nginx:1.29\n");
        cli.run("deploy", "tool", "--dockerfile", "Dockerfile", "--env", "API_KEY=x").exits(0)
            .complainsPart("the version before is kept as tool-old, stopped")
            .complainsMatch("(?s).*\ntool is in a project of its own, called tool-v[a-z0-9]{6}: paas projects rename tool-v[a-z0-9]{6} "
            + "<name>\n.*");
        assertEquals("FROM nginx:1.29", instance.app("tool").path("dockerfileContent").asText().strip());
    }

    /** The id of the project of this name; it is that of the app that it was made for. */
    private String project(String name) {
        for (var each : instance.admin("GET", "/api/projects", null)) {
            if (each.path("name").asText().equals(name)) {
                return each.path("id").asText();
            }
        }
        throw new AssertionError("no project " + name);
    }

    private JsonNode upload() {
        cli.run("deploy", "site", "--upload", "site", "--wait", "--domain", "site.example.com").exits(0);
        return instance.app("site");
    }

    private Map<String, String> names(String begin) {
        var names = new TreeMap<String, String>();
        instance.admin("GET", "/api/apps", null).forEach(each -> {
            if (each.path("name").asText().startsWith(begin)) {
                names.put(each.path("name").asText(), each.path("status").asText());
            }
        });
        return names;
    }
}
