package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.Instance;
import tests.support.Tty;

/** {@code paas delete}: what goes is shown, the name is typed, and nobody is deleted by accident. There is no tool for it yet. */
class DeleteTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void asksByNameAtATerminal() {
        try (var tty = allowed().terminal("delete", "SHOP-API")) {
            tty.await("Type shop-api to go on");
            tty.type("shop-api" + Tty.ENTER);
            var screen = tty.finish().exits(0).leavesTheTerminalUsable().screen();
            for (var part : List.of("This cannot be undone: delete shop-api",
                "app: shop-api (t81mzc5r7e), running, http://t81mzc5r7e.127.0.0.1.sslip.io",
                    "domains: api.harbor-lane.example", "add-ons attached, which stay: ",
                    "last deployment: success, 2026-06-20T07:31:55.18Z", "Deleted shop-api.")) {
                assertTrue(screen.contains(part), part + " is missing on\n" + screen);
            }
        }
        assertThrows(AssertionError.class, () -> instance.app("shop-api"));
    }

    @Test
    void anotherNameChangesNothing() {
        try (var tty = allowed().terminal("delete", "wiki-db")) {
            tty.await("with it goes its whole compose group: wiki");
            tty.await("Type wiki-db to go on");
            tty.type("wiki" + Tty.ENTER);
            var screen = tty.finish().exits(3).screen();
            assertTrue(screen.contains("that is not \"wiki-db\"; nothing was changed"), screen);
        }
        assertEquals("running", instance.app("wiki").path("status").asText());
    }

    @Test
    void withoutATerminalItNeedsTheFlag() {
        var cli = allowed();
        instance.sandbox().clearRequests();
        cli.run("delete", "notes").failsWith(3, "paas delete cannot be undone, and nobody can be asked here; nothing was changed\n"
            + "hint: if you are sure: paas delete notes --yes\n");
        assertEquals(List.of(), instance.sandbox().requests().stream().filter(each -> each.method().equals("POST")).toList());
        cli.run("delete", "notes", "--yes").exits(0).complains("")
            .prints("Deleted notes.\nNo way back: its settings, images, logs and history are gone; volumes and add-ons are not.\n");
        assertThrows(AssertionError.class, () -> instance.app("notes"));
        cli.run("delete", "notes", "--yes").failsWith(5, "there is no app \"notes\"");
    }

    @Test
    void noProfileMayDelete() {
        var cli = instance.cli(folder, "operator");
        cli.run("delete", "notes", "--yes").failsWith(4, "Forbidden: missing scope apps:delete\n"
            + "hint: no profile has it: do it in the dashboard, or on the command line with the admin token, for this once in "
            + "PAAS_ADMIN_TOKEN\n");
        assertEquals("running", instance.app("notes").path("status").asText());
    }

    @Test
    void theAdminTokenDoesItForThisOnce() {
        var cli = instance.cli(folder, "deployer").env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken());
        var saved = new Home(folder).readConfig();
        cli.run("delete", "notes").failsWith(3, "paas delete cannot be undone, and nobody can be asked here; nothing was changed\n");
        cli.run("delete", "notes", "--yes").exits(0).complains("")
            .prints("Deleted notes.\nNo way back: its settings, images, logs and history are gone; volumes and add-ons are not.\n");
        assertThrows(AssertionError.class, () -> instance.app("notes"));
        assertEquals(saved, new Home(folder).readConfig());
        cli.env("PAAS_ADMIN_TOKEN", "f".repeat(64)).run("delete", "wiki", "--yes")
            .failsWith(4, "the instance does not accept this admin token\nhint: nothing was changed");
        assertEquals("running", instance.app("wiki").path("status").asText());
    }

    @Test
    void aTokenThatHasTheScopeNeedsNoOther() {
        // the saved profile says less than the token may
        var token = instance.admin("POST", "/api/agents/create", Map.of("name", "own", "scopes", List.of("apps:delete", "apps:read")))
            .path("token").asText();
        var cli = new Cli(new Home(folder).writeConfig("{\"version\": 1, \"url\": \"" + instance.url() + "\", \"token\": \"" + token
            + "\", \"profile\": \"operator\", \"name\": \"own\"}")).secret(token);
        cli.run("delete", "notes", "--yes").exits(0).printsPart("Deleted notes.\nNo way back: ");
    }

    @Test
    void atATerminalTheAdminTokenIsAskedForUnseen() {
        try (var tty = instance.cli(folder, "deployer").terminal("delete", "notes")) {
            tty.await("Type notes to go on");
            tty.type("notes" + Tty.ENTER);
            tty.await("The admin token can, for this once; it is not saved");
            tty.await("Admin token");
            tty.type(instance.sandbox().adminToken() + Tty.ENTER);
            var screen = tty.finish().exits(0).leavesTheTerminalUsable().screen();
            assertTrue(screen.contains("Deleted notes."), screen);
        }
        assertThrows(AssertionError.class, () -> instance.app("notes"));
    }

    @Test
    void itSaysWhoseImageGoesAlong() {
        instance.admin("POST", "/api/apps/rename", Map.of("id", instance.app("shop-web").path("id").asText(), "name", "shop-front"));
        instance.admin("POST", "/api/apps/rename", Map.of("id", instance.app("notes").path("id").asText(), "name", "shop-web"));
        try (var tty = allowed().terminal("delete", "shop-web")) {
            tty.await("the images that these run on go, too, since they were built under its name: shop-front");
            tty.await("Type shop-web to go on");
            tty.type("no" + Tty.ENTER);
            tty.finish().exits(3);
        }
    }

    @Test
    void everyFailureOfTheRouteIsToldInItsOwnWords() {
        // an answer that is lost on its way has deleted all the same: one of several apps each time
        for (int i = 0; i < Failures.COUNT; i++) {
            instance.admin("POST", "/api/deploy", Map.of("name", "doomed-" + i, "gitRepo", "https://github.com/ada/blog.git"));
        }
        Failures.check(instance.sandbox(), allowed(), "/api/apps/delete", "delete", "doomed-{n}", "--yes");
    }

    private Cli allowed() {
        return instance.cliWithScopes(folder, "apps:delete", "apps:read");
    }
}
