package tests.addons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.sandbox.instance.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.Tty;

/** {@code paas addons delete}: what goes and what stays is told, the name is typed, and a look tells whether it went. No tool does it. */
class DeleteAddonTest {

    @TempDir
    Path folder;
    private Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void asksByNameAtATerminal() {
        try (var tty = operator().terminal("addons", "delete", "SHOP-DB").size(200, 40)) {
            tty.await("Type shop-db to go on");
            tty.type("shop-db" + Tty.ENTER);
            var screen = tty.finish().exits(0).leavesTheTerminalUsable().screen();
            for (var part : List.of("This cannot be undone: addons delete shop-db", "add-on: shop-db (postgres, q0d6k2w8zs), running",
                "data: the volume paas-addon-postgres-q0d6k2w8zs-data stays on the server; no add-on can ever have it again",
                "backups of the instance may hold a dump of it, which restoring one does not load",
                "used by: shop-api, whose variables stay and lead nowhere then (DATABASE_URL); first: paas addons detach shop-db shop-api",
                "shop-api keeps DATABASE_URL; they go with: paas update shop-api --unset DATABASE_URL",
                "Deleted shop-db; its volume paas-addon-postgres-q0d6k2w8zs-data stays.",
                "No way back: its data lies in the volume paas-addon-postgres-q0d6k2w8zs-data still, but no add-on can have that again.")) {
                assertTrue(screen.contains(part), part + " is missing on\n" + screen);
            }
        }
        assertEquals(List.of("wiki-db", "reports-db", "shop-cache"), names());
    }

    @Test
    void anotherNameChangesNothing() {
        try (var tty = operator().terminal("addons", "delete", "reports-db", "--delete-data").size(200, 40)) {
            tty.await("data: the volume paas-addon-mysql-m3v8p5x2lg-data goes, too");
            tty.await("Type reports-db to go on");
            tty.type("shop-db" + Tty.ENTER);
            var screen = tty.finish().exits(3).screen();
            assertTrue(screen.contains("that is not \"reports-db\"; nothing was changed"), screen);
        }
        assertEquals(4, names().size());
    }

    @Test
    void withoutATerminalItNeedsTheFlag() {
        var cli = operator();
        instance.sandbox().clearRequests();
        cli.run("addons", "delete", "reports-db").failsWith(3, "paas addons delete cannot be undone, and nobody can be asked here; nothing "
            + "was changed\nhint: if you are sure: paas addons delete reports-db --yes\n");
        assertEquals(List.of(), posts());
        cli.run("addons", "delete", "reports-db", "--delete-data", "--yes", "--json").exits(0).complains("").prints("""
            {
              "id": "m3v8p5x2lg",
              "name": "reports-db",
              "notes": [],
              "undo": {
                "because": "its data is gone with it"
              }
            }
            """);
        cli.run("addons", "delete", "shop-cache", "--yes", "-q").exits(0).complains("").prints("y7c4n1e9ut\n");
        assertEquals(List.of("wiki-db", "shop-db"), names());
        cli.run("addons", "delete", "shop-cache", "--yes").failsWith(5, "there is no add-on \"shop-cache\"\n");
        cli.run("addons", "delete", "--yes").failsWith(2, "missing required parameter: '<addon>'\n");
    }

    @Test
    void theVariablesOfOthersAreNotCalledItsOwn() {
        instance.admin("POST", "/api/addons/attach", Map.of("addonId", "m3v8p5x2lg", "appId", "t81mzc5r7e"));
        operator().run("addons", "delete", "shop-db", "--delete-data", "--yes").exits(0).complains("")
            .prints("Deleted shop-db and its data.\nNo way back: its data is gone with it.\n");
    }

    @Test
    void whatAComposeFileBroughtAlongGoesWithItsApp() {
        var cli = operator();
        instance.sandbox().clearRequests();
        cli.run("addons", "delete", "wiki-db", "--yes").failsWith(6, "wiki-db comes from the compose file of wiki and goes only with it\n"
            + "hint: delete the whole app: paas delete wiki\n");
        assertEquals(List.of(), posts());
    }

    @Test
    void twoOfOneNameAreToldApartById() {
        var id = instance.admin("POST", "/api/addons/create", Map.of("type", "redis", "name", "shop-db")).path("id").asText();
        var cli = operator();
        cli.run("addons", "delete", "shop-db", "--yes").failsWith(5, "\"shop-db\" is more than one add-on\n");
        cli.run("addons", "delete", id).failsWith(3, "paas addons delete cannot be undone, and nobody can be asked here; nothing "
            + "was changed\nhint: if you are sure: paas addons delete " + id + " --yes\n");
        cli.run("addons", "delete", id, "--yes").exits(0);
        assertEquals(List.of("wiki-db", "reports-db", "shop-cache", "shop-db"), names());
        cli.run("addons", "show", "shop-db", "-q").exits(0).prints("q0d6k2w8zs\n");
    }

    @Test
    void oneThatIsBeingMadeIsRefusedOrWaitedFor() {
        again(Options.forTests().withSpeed(900));
        instance.admin("POST", "/api/addons/create", Map.of("type", "postgres", "name", "orders-db"));
        var cli = operator();
        instance.sandbox().clearRequests();
        cli.run("addons", "delete", "orders-db", "--yes")
            .failsWith(6, "orders-db is still being made; deleted now, it would reappear once it is ready\nhint: paas addons shows when "
            + "it runs; then: paas addons delete orders-db; or wait for it now: "
            + "paas addons delete orders-db --wait\n");
        cli.run("addons", "delete", "orders-db").failsWith(6, "orders-db is still being made; deleted now, it would reappear");
        assertEquals(List.of(), posts());
        cli.run("addons", "delete", "orders-db", "--force", "--yes").exits(0)
            .complains("it was still being made: if that goes on, it reappears at the end\n").printsPart("Deleted orders-db");
        again(Options.forTests().withSpeed(0.5));
        instance.admin("POST", "/api/addons/create", Map.of("type", "postgres", "name", "orders-db"));
        var waited = operator().run("addons", "delete", "orders-db", "--wait", "--yes").exits(0).printsPart("Deleted orders-db");
        // on a busy machine it runs before the command looks
        assertTrue(List.of("orders-db: starting postgres\n", "").contains(waited.stderr()), waited.toString());
        assertEquals(4, names().size());
    }

    @Test
    void onlyALookTellsWhetherItWent() {
        var cli = operator();
        fault(new Effect.Status(200, "", 0));
        cli.run("addons", "delete", "reports-db", "--yes").failsWith(1, "reports-db was told to go, but it is still there\n"
            + "hint: look at the log of the instance\n");
        fault(new Effect.Drop());
        cli.run("addons", "delete", "reports-db", "--yes").failsWith(9, "the answer of ");
        assertEquals(4, names().size());
        fault(new Effect.Lose());
        cli.run("addons", "delete", "reports-db", "--yes").exits(0).printsPart("Deleted reports-db");
        assertEquals(3, names().size());
    }

    @Test
    void whoMayNot() {
        instance.cli(folder, "deployer").run("addons", "delete", "reports-db", "--yes")
            .failsWith(4, "the profile deployer may not do this: it lacks the scope addons:manage\n");
        instance.cliWithScopes(folder.resolve("r"), "apps:read").run("addons", "delete", "reports-db", "--yes")
            .failsWith(4, "Forbidden: missing scope addons:manage\n");
        assertEquals(4, names().size());
    }

    @Test
    void noToolDoesIt() {
        assertTrue(!Checkout.read("lib/derived/tools.json").contains("paas_delete_addon"));
    }

    @Test
    void everyFailureOfTheRouteIsToldInItsOwnWords() {
        // an answer that is damaged on its way has deleted all the same: another one each time
        for (int i = 0; i < Failures.COUNT; i++) {
            instance.admin("POST", "/api/addons/create", Map.of("type", "redis", "name", "doomed-" + i));
        }
        Failures.check(instance.sandbox(), operator(), "/api/addons/delete", "addons", "delete", "doomed-{n}", "--yes");
    }

    private Cli operator() {
        return instance.cli(folder, "operator");
    }

    private void fault(Effect effect) {
        instance.sandbox().fault(Fault.of(effect).at("/api/addons/delete").times(1));
    }

    private void again(Options options) {
        instance.close();
        instance = Instance.start(options);
    }

    private List<String> names() {
        return instance.admin("GET", "/api/addons", null).findValuesAsText("name");
    }

    private List<String> posts() {
        return instance.sandbox().requests().stream().filter(each -> each.method().equals("POST"))
            .map(each -> each.method() + " " + each.path()).toList();
    }
}
