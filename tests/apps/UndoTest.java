package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Instance;
import tests.support.Tool;
import tests.support.Undoing;

/** What a change of an app says takes it back: carried out as it stands there, by command and by tool, and the app compared. */
class UndoTest {
    /** What another container brings with it. */
    private static final Set<String> PASSING = Set.of("activeDeployId", "activeImage", "activeCommit", "containerId", "updatedAt",
        "createdAt", "port", "hostPort", "vulnerabilities", "lastDeployedAt");

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    private JsonNode settings(String app) {
        var settings = (ObjectNode) instance.app(app).deepCopy();
        settings.remove(PASSING);
        return settings;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "stop shop-web",
        "start reports",
        "update shop-api --memory 3g --cpus 1.5 --health-path /up",
        "update shop-api --env SPRING_PROFILES_ACTIVE=it's --env NEW=$HOME --unset JAVA_TOOL_OPTIONS",
        "update shop-api --clear memory --clear domains",
        "update shop-web --domain a.example.com --domain b.example.com --no-auto-deploy",
        "update shop-api --add-volume data:/data --port 4711 --start-command run --build-command make",
        "update shop-web --branch next --root-dir web",
        "update shop-web --build-method dockerfile --dockerfile-path ops/Dockerfile"})
    void bothWaysBackBringBackWhatWas(String line) {
        var cli = instance.cli(folder, "deployer");
        var app = line.split(" ")[1];
        var before = settings(app);
        var words = new ArrayList<>(List.of(line.split(" ")));
        words.add("--json");
        var changed = cli.run(words.toArray(String[]::new)).exits(0);
        assertNotEquals(before, settings(app), changed.toString());
        Undoing.command(cli, Undoing.of(changed)).exits(0);
        assertEquals(before, settings(app), changed.toString());
        var again = cli.run(words.toArray(String[]::new)).exits(0);
        assertNotEquals(before, settings(app));
        Undoing.tool(cli, Undoing.of(again)).ok();
        assertEquals(before, settings(app), again.toString());
    }

    @Test
    void aReleaseIsTakenBackByTheOneBefore() {
        var cli = instance.cli(folder, "deployer");
        var image = instance.app("shop-web").path("activeImage").asText();
        for (var command : List.of(List.of("redeploy", "shop-web", "--wait", "--json"), List.of("rollback", "shop-web", "--wait",
            "--json"))) {
            var run = cli.run(command.toArray(String[]::new)).exits(0);
            assertNotEquals(image, instance.app("shop-web").path("activeImage").asText());
            Undoing.command(cli, Undoing.of(run), "--wait").exits(0);
            assertEquals(image, instance.app("shop-web").path("activeImage").asText(), run.toString());
        }
        var tool = Tool.call(cli, "paas_redeploy", "app", "shop-web", "wait", true).ok();
        assertEquals("paas_rollback", tool.path("undo").path("tool").asText());
        assertEquals(image, Undoing.tool(cli, tool.path("undo")).ok().path("undo").isObject() ? image : "");
    }

    @Test
    void whatWasMadeIsDeleted() {
        var admin = instance.sandbox().adminToken();
        var cli = instance.cli(folder, "deployer");
        var run = cli.run("deploy", "fresh", "--image", "nginx:1.27", "--wait", "--json").exits(0);
        Undoing.command(cli.env("PAAS_ADMIN_TOKEN", admin).secret(admin), Undoing.of(run), "--yes").exits(0);
        cli.run("app", "fresh").failsWith(5, "there is no app \"fresh\"");
    }

    @Test
    void whereNothingWasChangedNothingIsTakenBack() {
        var cli = instance.cli(folder, "deployer");
        assertFalse(cli.run("start", "shop-web", "--json").exits(0).complains("").stdout().contains("undo"));
        assertFalse(cli.run("update", "shop-web", "--memory", "9g", "--dry-run", "--json").exits(0).stdout().contains("undo"));
        assertFalse(Tool.call(cli, "paas_get_app", "app", "shop-web").ok().has("undo"));
    }

    @Test
    void whatTheInstanceDoesNotShowCannotComeBack() {
        var cli = instance.cli(folder, "deployer");
        cli.run("update", "shop-api", "--env", "DATABASE_URL=postgres://ada:abcdefgh@db/x").exits(0)
            .printsPart("\nNo way back: the instance does not show what was there before: DATABASE_URL.\n");
        cli.run("update", "shop-api", "--env", "DATABASE_URL=x", "--memory", "5g").exits(0)
            .printsPart("\nUndo: paas update shop-api --memory 1g   (not with it: DATABASE_URL)\n");
        // a secret in a variable whose name says nothing is not put on a line either
        cli.run("update", "shop-web", "--env", "PEER=https://ada:s3cr3t-pass@peer.example.com").exits(0);
        cli.run("update", "shop-web", "--env", "PEER=none").exits(0)
            .printsPart("\nNo way back: what was before holds a secret, and that is not shown; with --reveal it is.\n");
        cli.run("redeploy", "wiki", "--wait").exits(0).printsPart("\nNo way back: a compose app leaves no image to roll back to; "
            + "revert the commit, then paas redeploy wiki.\n");
    }
}
