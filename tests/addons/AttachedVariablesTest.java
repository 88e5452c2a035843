package tests.addons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tests.support.HostileServer.json;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tests.support.Tool;

/** Which variables come, give way, go and stay when an add-on is attached or detached, and each way back. */
class AttachedVariablesTest extends Attaching {

    @Test
    void whatAnotherAddonGaveIsToldAndComesBack() {
        var cli = operator();
        var before = States.of(instance, "shop-api");
        instance.sandbox().clearRequests();
        cli.run("addons", "attach", "reports-db", "shop-api", "--dry-run").exits(0)
            .complains("DATABASE_URL of shop-api would be replaced: it was that of shop-db\n")
            .prints("Would attach reports-db to shop-api: " + MYSQL + " (nothing was sent).\n");
        assertEquals(List.of(), posts());
        // shop-db gives more than the app had of it
        var way = "paas addons detach reports-db shop-api && paas addons attach shop-db shop-api && paas update shop-api "
            + "--unset PGDATABASE --unset PGHOST --unset PGPASSWORD --unset PGPORT --unset PGUSER";
        cli.run("addons", "attach", "reports-db", "shop-api").exits(0)
            .complains("DATABASE_URL of shop-api will be replaced: it was that of shop-db\n")
            .prints("Attached reports-db to shop-api: " + MYSQL + ".\nTakes effect with: paas redeploy shop-api\n"
                + "Undo: " + way + "\n").calm();
        var both = States.of(instance, "shop-api");
        var again = parse(cli.run("addons", "attach", "reports-db", "shop-api", "--json").exits(0)
            .complains("DATABASE_URL of shop-api will be replaced: it was that of shop-db or reports-db\n").stdout());
        assertEquals("[{\"name\":\"DATABASE_URL\",\"addons\":[\"shop-db\",\"reports-db\"]}]", again.path("replaced").toString());
        assertEquals("{\"because\":\"the instance does not show what was in DATABASE_URL, so that does not come back\"}",
            again.path("undo").toString());
        assertEquals(both, States.of(instance, "shop-api"));
        // detached, the app has no DATABASE_URL at all, although another one is attached
        var detached = parse(cli.run("addons", "detach", "reports-db", "shop-api", "--json").exits(0).stdout());
        assertEquals("[\"DATABASE_URL went, which shop-db has, too; its own comes back with: paas addons attach shop-db shop-api\"]",
            detached.path("notes").toString());
        States.undo(cli, detached);
        assertEquals(both, States.of(instance, "shop-api"));
        States.undo(cli, parse("{\"undo\":{\"command\":\"" + way + "\"}}"));
        assertEquals(before, States.of(instance, "shop-api"));
    }

    @Test
    void whatIsNotItsOwnStaysWhenItIsDetached() {
        instance.admin("POST", "/api/addons/attach", Map.of("addonId", "m3v8p5x2lg", "appId", "t81mzc5r7e"));
        var cli = operator();
        var before = States.of(instance, "shop-api");
        var detached = parse(cli.run("addons", "detach", "shop-db", "shop-api", "--json").exits(0).complains("").stdout());
        assertEquals("[{\"name\":\"DATABASE_URL\",\"addons\":[\"reports-db\"]}]", detached.path("kept").toString());
        assertEquals("[]", detached.path("removed").toString());
        assertEquals("false", detached.path("redeployNeeded").asText());
        States.undo(cli, detached);
        assertEquals(before, States.of(instance, "shop-api"));
        instance.admin("POST", "/api/addons/attach", Map.of("addonId", "q0d6k2w8zs", "appId", "t81mzc5r7e"));
        instance.admin("POST", "/api/addons/attach", Map.of("addonId", "m3v8p5x2lg", "appId", "t81mzc5r7e"));
        var whole = States.of(instance, "shop-api");
        var run = cli.run("addons", "detach", "shop-db", "shop-api").exits(0).complains("")
            .prints("Detached shop-db from shop-api, and with it PGDATABASE, PGHOST, PGPASSWORD, PGPORT, PGUSER.\n"
                + "DATABASE_URL stays: its value is not that of shop-db.\nTakes effect with: paas redeploy shop-api\n"
                + "Undo: paas addons attach shop-db shop-api && paas addons attach reports-db shop-api\n");
        States.undo(cli, parse("{\"undo\":{\"command\":\"" + run.stdout().replaceFirst("(?s).*Undo: ", "").strip() + "\"}}"));
        assertEquals(whole, States.of(instance, "shop-api"));
    }

    @Test
    void aValueOfTheAppsOwnComesBack() {
        var cli = operator();
        cli.run("update", "reports", "--env", "DATABASE_URL=sqlite:///data/app one.db").exits(0);
        var before = States.of(instance, "reports");
        var attached = parse(cli.run("addons", "attach", "reports-db", "reports", "--json").exits(0)
            .complains("DATABASE_URL of reports will be replaced: it had a value of its own\n").stdout());
        assertEquals("[{\"name\":\"DATABASE_URL\",\"addons\":[],\"value\":\"sqlite:///data/app one.db\"}]",
            attached.path("replaced").toString());
        assertEquals("paas addons detach reports-db reports && paas update reports --env 'DATABASE_URL=sqlite:///data/app one.db'",
            attached.at("/undo/command").asText());
        States.undo(cli, attached);
        assertEquals(before, States.of(instance, "reports"));
    }

    @Test
    void aSecretOfTheAppsOwnDoesNotAndThatIsSaid() {
        var cli = operator();
        cli.run("update", "reports", "--env", "DATABASE_URL=postgres://me:hunter22@db/x", "--secret", "DATABASE_URL").exits(0);
        cli.run("addons", "attach", "reports-db", "reports").exits(0)
            .complains("DATABASE_URL of reports will be replaced: it had a value of its own\n")
            .printsPart("Undo: paas addons detach reports-db reports   "
                + "(the instance does not show what was in DATABASE_URL, so that does not come back)\n");
        // shown by the instance, but nothing for an assistant's eyes
        cli.run("addons", "detach", "reports-db", "reports").exits(0);
        cli.run("update", "reports", "--env", "DATABASE_URL=postgres://me:hunter22@db/x").exits(0);
        var before = States.of(instance, "reports");
        var tool = Tool.call(cli, "paas_attach_addon", "addon", "reports-db", "app", "reports").ok();
        assertEquals("postgres://me:***@db/x", tool.at("/replaced/0/value").asText());
        assertEquals("{\"because\":\"what was before holds a secret, and that is not shown; with --reveal it is\"}",
            tool.path("undo").toString());
        cli.run("addons", "detach", "reports-db", "reports").exits(0);
        cli.run("update", "reports", "--env", "DATABASE_URL=postgres://me:hunter22@db/x").exits(0);
        var revealed = parse(cli.run("addons", "attach", "reports-db", "reports", "--json", "--reveal").exits(0).stdout());
        States.undo(cli, revealed);
        assertEquals(before, States.of(instance, "reports"));
    }

    @Test
    void variablesThatSomebodyTookOutAreGivenAgainAndTakenBack() {
        var cli = operator();
        cli.run("addons", "attach", "shop-cache", "reports").exits(0);
        cli.run("update", "reports", "--unset", "REDIS_URL", "--unset", "REDIS_PORT").exits(0);
        var before = States.of(instance, "reports");
        var again = parse(cli.run("addons", "attach", "shop-cache", "reports", "--json").exits(0).complains("").stdout());
        assertEquals("paas update reports --unset REDIS_PORT --unset REDIS_URL", again.at("/undo/command").asText());
        States.undo(cli, again);
        assertEquals(before, States.of(instance, "reports"));
    }
}
