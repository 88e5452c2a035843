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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.Cli;
import tests.support.Instance;

/** {@code paas deploy --upload} again: the new version takes the place of the one before, or everything stays as it was. */
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
            "versions before that are left, stopped, since this connection may not delete apps: web-site-old; paas delete web-site-old\n");
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
        cli.run("deploy", "site", "--image", "nginx", "--replace").exits(2).complainsPart("error: --replace belongs to --upload");
        cli.run("deploy", "shop-web", "--upload", "site").exits(6)
            .complainsPart("error: there is an app shop-web already (k3v9x0q2ab), which comes from https://");
        cli.run("deploy", "shop-web", "--upload", "site", "--replace", "--env", "SESSION_SECRET=x",
            "--env", "STRIPE_SECRET_KEY=y").exits(0).printsPart("shop-web is live");
        assertEquals("stopped", instance.app("shop-web-old").path("status").asText());
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
