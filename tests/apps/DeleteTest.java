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
        cli.run("delete", "notes", "--yes").exits(0).prints("Deleted notes.\n").complains("");
        assertThrows(AssertionError.class, () -> instance.app("notes"));
        cli.run("delete", "notes", "--yes").failsWith(5, "there is no app \"notes\"");
    }

    @Test
    void noProfileMayDelete() {
        var cli = instance.cli(folder, "operator");
        instance.sandbox().clearRequests();
        cli.run("delete", "notes", "--yes").failsWith(4, "the profile operator may not do this: it lacks the scope apps:delete\n"
            + "hint: no profile has it: do it in the dashboard, or use a token that was made with the scope apps:delete (Agent Access "
            + "API)\n");
        assertEquals(List.of(), instance.sandbox().requests());
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
