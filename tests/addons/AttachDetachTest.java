package tests.addons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.sandbox.instance.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.McpClient;
import tests.support.Tool;

/** {@code paas addons attach} and {@code detach}, and their tools: which variables come, give way, go and stay, and each way back. */
class AttachDetachTest {

    private static final String REDIS = "REDIS_HOST, REDIS_PASSWORD, REDIS_PORT, REDIS_URL";
    private static final String MYSQL = "DATABASE_URL, MYSQL_DATABASE, MYSQL_HOST, MYSQL_PASSWORD, MYSQL_PORT, MYSQL_USER";

    @TempDir
    Path folder;
    private Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void anAppGetsItAndLosesItAgain() {
        var cli = operator();
        var before = States.of(instance, "reports");
        cli.run("addons", "attach", "Shop-Cache", "reports").exits(0).complains("")
            .prints("Attached shop-cache to reports: " + REDIS + ".\nTakes effect with: paas redeploy reports\n"
                + "Undo: paas addons detach shop-cache reports\n");
        assertEquals("redis://:94b6d07f2c1e8a35f60d1b27@paas-addon-redis-y7c4n1e9ut:6379",
            instance.sandbox().environment("reports").get("REDIS_URL"));
        var attached = States.of(instance, "reports");
        assertNotEquals(before, attached);
        cli.run("addons", "attach", "shop-cache", "reports").exits(0).complains("")
            .prints("Attached shop-cache to reports: " + REDIS + ".\n"
                + "No way back: shop-cache was attached to reports before, so there is nothing to take back.\n");
        assertEquals(attached, States.of(instance, "reports"));
        var detached = parse(cli.run("addons", "detach", "y7c4n1e9ut", "w2hf60dpy4", "--json").exits(0).complains("").prints("""
            {
              "addonId": "y7c4n1e9ut",
              "addon": "shop-cache",
              "appId": "w2hf60dpy4",
              "app": "reports",
              "removed": [
                "REDIS_HOST",
                "REDIS_PASSWORD",
                "REDIS_PORT",
                "REDIS_URL"
              ],
              "kept": [],
              "redeployNeeded": true,
              "notes": [],
              "next": "paas redeploy reports",
              "undo": {
                "command": "paas addons attach shop-cache reports",
                "tool": "paas_attach_addon",
                "arguments": {
                  "addon": "shop-cache",
                  "app": "reports"
                }
              }
            }
            """).stdout());
        assertEquals(before, States.of(instance, "reports"));
        States.undo(cli, detached);
        assertEquals(attached, States.of(instance, "reports"));
        cli.run("addons", "detach", "shop-cache", "reports", "-q").exits(0).complains("").prints("w2hf60dpy4\n");
        cli.run("addons", "detach", "shop-cache", "reports").exits(0).complains("")
            .prints("Detached shop-cache from reports: none of its variables was there.\n"
                + "No way back: shop-cache was not attached to reports, so there is nothing to take back.\n");
        assertEquals(before, States.of(instance, "reports"));
    }

    @Test
    void theToolsDoTheSameAndEachOtherUndo() {
        var cli = operator();
        var before = States.of(instance, "shop-web");
        var attached = Tool.call(cli, "paas_attach_addon", "addon", "shop-cache", "app", "shop-web", "redeploy", false).ok();
        assertEquals("{\"addonId\":\"y7c4n1e9ut\",\"addon\":\"shop-cache\",\"appId\":\"k3v9x0q2ab\",\"app\":\"shop-web\",\"variables\":"
            + "[\"REDIS_HOST\",\"REDIS_PASSWORD\",\"REDIS_PORT\",\"REDIS_URL\"],\"replaced\":[],\"applied\":true,\"redeployNeeded\":true,"
            + "\"notes\":[],\"next\":\"paas_redeploy {\\\"app\\\":\\\"shop-web\\\"}\",\"undo\":{\"command\":"
            + "\"paas addons detach shop-cache shop-web\",\"tool\":\"paas_detach_addon\",\"arguments\":{\"addon\":\"shop-cache\","
            + "\"app\":\"shop-web\"}}}", attached.toString());
        var between = States.of(instance, "shop-web");
        var detached = call(cli, attached);
        assertEquals(before, States.of(instance, "shop-web"));
        call(cli, detached);
        assertEquals(between, States.of(instance, "shop-web"));
        var again = Tool.call(cli, "paas_detach_addon", "addon", "shop-cache", "app", "shop-web", "redeploy", "true").ok();
        assertEquals("true", again.at("/undo/arguments/redeploy").asText());
        assertTrue(!again.at("/deployment/deploymentId").asText().isEmpty(), again.toString());
        Tool.call(cli, "paas_attach_addon", "addon", "shop-cach", "app", "shop-web")
            .fails("error: there is no add-on \"shop-cach\"\nhint: did you mean shop-cache?");
        Tool.call(cli, "paas_detach_addon", "addon", "shop-cache", "app", "shop-we")
            .fails("error: there is no app \"shop-we\"\nhint: did you mean shop-web?");
    }

    /** Carries out the tool that an answer names. @return its answer */
    private static JsonNode call(Cli cli, JsonNode result) {
        var arguments = result.at("/undo/arguments");
        return Tool.call(cli, result.at("/undo/tool").asText(), "addon", arguments.path("addon").asText(), "app",
            arguments.path("app").asText()).ok();
    }

    @Test
    void withARedeployItReachesTheContainerAndBack() {
        var cli = operator();
        var before = States.of(instance, "shop-web");
        var first = instance.app("shop-web").path("activeDeployId").asText();
        var attached = parse(cli.run("addons", "attach", "shop-cache", "shop-web", "--redeploy", "--wait", "--json").exits(0).stdout());
        assertEquals("success", attached.at("/deployment/status").asText());
        assertEquals("false", attached.path("redeployNeeded").asText());
        assertTrue(attached.path("next").isMissingNode());
        var second = instance.app("shop-web").path("activeDeployId").asText();
        assertEquals(attached.at("/deployment/deploymentId").asText(), second);
        assertNotEquals(first, second);
        assertEquals("paas addons detach shop-cache shop-web --redeploy", attached.at("/undo/command").asText());
        States.undo(cli, attached, "--wait");
        assertEquals(before, States.of(instance, "shop-web"));
        assertNotEquals(second, instance.app("shop-web").path("activeDeployId").asText());
        cli.run("addons", "attach", "shop-cache", "shop-web", "--redeploy", "--wait").exits(0)
            .printsMatch("Attached shop-cache to shop-web: " + REDIS + "\\.\nshop-web is live at http://\\S+ \\(deployment [a-z0-9]{10}, "
                + "\\d+s\\)\nUndo: paas addons detach shop-cache shop-web --redeploy\n");
        var tool = Tool.call(cli, "paas_detach_addon", "addon", "shop-cache", "app", "shop-web", "redeploy", true).ok();
        assertEquals(before, States.of(instance, "shop-web"));
        assertEquals("shop-web", tool.at("/deployment/name").asText());
    }

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

    @Test
    void oneThatIsBeingMadeIsRefusedOrWaitedFor() {
        again(Options.forTests().withSpeed(900));
        instance.admin("POST", "/api/addons/create", Map.of("type", "postgres", "name", "orders-db"));
        var cli = operator();
        instance.sandbox().clearRequests();
        cli.run("addons", "attach", "orders-db", "notes")
            .failsWith(6, "orders-db is still being made; what is attached now is forgotten once it is ready\n"
                + "hint: paas addons shows when it runs; then: paas addons attach orders-db notes; or wait for it now: "
                + "paas addons attach orders-db notes --wait\n");
        Tool.call(cli, "paas_attach_addon", "addon", "orders-db", "app", "notes")
            .fails("error: orders-db is still being made; what is attached now is forgotten once it is ready\n"
                + "hint: paas_list_addons shows when it runs; then: paas_attach_addon {\"addon\":\"orders-db\",\"app\":\"notes\"}; or wait "
                + "for it now (a person runs: paas addons attach orders-db notes --wait)");
        assertEquals(List.of(), posts());
        cli.run("addons", "attach", "orders-db", "notes", "--force").exits(0)
            .printsPart("Note: orders-db is still being made, and at the end of that the instance forgets what it is attached to; "
                + "the variables stay in notes.\n");
        again(Options.forTests().withSpeed(0.5));
        instance.admin("POST", "/api/addons/create", Map.of("type", "postgres", "name", "orders-db"));
        operator().run("addons", "attach", "orders-db", "notes", "--wait").exits(0).complains("orders-db: starting postgres\n")
            .printsPart("Attached orders-db to notes: ");
        assertEquals("running [" + instance.app("notes").path("id").asText() + "]",
            States.of(instance).lines().filter(each -> each.contains(" orders-db ")).findFirst().orElseThrow()
                .replaceFirst(".*orders-db ", ""));
    }

    @Test
    void oneThatIsBeingMadeForEverIsNotWaitedFor() {
        var stuck = "{\"id\":\"a1b2c3d4e5\",\"type\":\"redis\",\"name\":\"stuck\",\"containerName\":\"paas-addon-redis-a1b2c3d4e5\","
            + "\"status\":\"building\",\"volume\":\"v\",\"port\":6379,\"attachedApps\":null,\"createdAt\":\"2026-01-02T03:04:05Z\","
            + "\"serverId\":\"localhost\"}";
        try (var server = HostileServer.healthy().on("GET /api/addons", json("[" + stuck + "]"))
            .on("GET /api/apps", json("[{\"id\":\"k3v9x0q2ab\",\"name\":\"web\",\"status\":\"running\",\"serverId\":\"localhost\"}]"))) {
            var cli = new Cli(new Home(folder).writeConfig("{\"version\": 1, \"url\": \"" + server.url() + "\", \"token\": \"bpagt_"
                + "ab".repeat(32) + "\", \"profile\": \"operator\", \"name\": \"test CLI\"}"));
            cli.run("addons", "attach", "stuck", "web", "--wait")
                .failsWith(6, "stuck has been in the making since 2026-01-02T03:04:05Z; if the instance restarted since, that never ends\n"
                + "hint: if you are sure that it did: paas addons attach stuck web --force\n");
            cli.run("addons", "delete", "stuck", "--wait", "--yes").failsWith(6, "stuck has been in the making since 2026-01-02T03:04:05Z");
        }
    }

    @Test
    void whatLeadsNowhereIsNotSent() {
        instance.admin("POST", "/api/addons/create", Map.of("type", "redis", "name", "failing-cache"));
        instance.admin("POST", "/api/addons/create", Map.of("type", "redis", "name", "far-cache", "serverId", "e5q0d8wz1m"));
        var cli = operator();
        cli.run("addons", "create", "waited", "--type", "redis", "--wait").exits(0);
        instance.sandbox().clearRequests();
        cli.run("addons", "attach", "failing-cache", "notes").failsWith(6, "failing-cache did not start: nothing answers there\n"
            + "hint: make another one, and remove this: paas addons delete failing-cache --delete-data; all the same: "
            + "paas addons attach failing-cache notes --force\n");
        cli.run("addons", "attach", "far-cache", "notes").failsWith(6, "far-cache is on the server e5q0d8wz1m and notes on localhost: an "
            + "app reaches only what is on its own\nhint: make one there: paas addons create <name> --type redis --server localhost\n");
        cli.run("addons", "attach", "nope", "notes").failsWith(5, "there is no add-on \"nope\"\n");
        cli.run("addons", "detach", "shop-cache", "nope").failsWith(5, "there is no app \"nope\"\n");
        cli.run("addons", "attach", "shop-cache").failsWith(2, "missing required parameter: '<app>'\n");
        cli.run("addons", "attach", "shop-cache", "search-worker", "--redeploy")
            .failsWith(6, "a deployment of search-worker is running (y5j2m8f4kq, since 2026-06-30T09:48:11.550128Z)\n"
                + "hint: wait for it: paas deployments wait y5j2m8f4kq; or start a second one beside it: paas addons attach shop-cache "
                + "search-worker --redeploy --force\n");
        cli.run("addons", "detach", "shop-cache", "search-worker", "--redeploy").failsWith(6, "a deployment of search-worker is running");
        assertEquals(List.of(), posts());
        cli.run("addons", "attach", "failing-cache", "notes", "--force").exits(0);
    }

    @Test
    void aComposeAppHasItsVariablesInItsPrimary() {
        var cli = operator();
        var before = States.of(instance, "wiki", "wiki-db");
        var attached = parse(cli.run("addons", "attach", "shop-cache", "wiki-db", "--json").exits(0).stdout());
        assertEquals("wiki", attached.path("app").asText());
        assertEquals("[\"wiki-db belongs to the compose group of wiki, which has the variables of all\","
            + "\"wiki is a compose app: variables only fill in ${NAME} in its compose file\"]", attached.path("notes").toString());
        States.undo(cli, attached);
        assertEquals(before, States.of(instance, "wiki", "wiki-db"));
    }

    @Test
    void anAppThatIsGoneCanBeDetachedByItsId() {
        instance.admin("POST", "/api/projects/delete", Map.of("id", "p4w8sh0p2x"));
        var cli = operator();
        cli.run("addons", "show", "shop-db").exits(0).printsPart("Apps       t81mzc5r7e\n");
        cli.run("addons", "detach", "shop-db", "t81mzc5r7e").exits(0).complains("")
            .prints("Detached shop-db from t81mzc5r7e: none of its variables was there.\nNote: there is no app with this id any more.\n"
                + "No way back: the app is gone.\n");
        cli.run("addons", "show", "shop-db", "--json").exits(0).printsPart("\"apps\": []");
        cli.run("addons", "detach", "shop-db", "t81mzc5r7e").failsWith(5, "there is no app \"t81mzc5r7e\"\n");
    }

    @Test
    void onlyALookTellsWhetherItWasDone() {
        var cli = operator();
        fault(new Effect.Status(200, "", 0), "/api/addons/attach");
        cli.run("addons", "attach", "shop-cache", "reports").failsWith(1, "the instance took it, but reports has not got all variables of "
            + "shop-cache\nhint: look at the log of the instance; see: paas app reports\n");
        fault(new Effect.Status(200, "", 0), "/api/addons/detach");
        cli.run("addons", "detach", "shop-db", "shop-api")
            .failsWith(1, "the instance took it, but shop-db is still attached to shop-api\n");
        fault(new Effect.Drop(), "/api/addons/attach");
        cli.run("addons", "attach", "shop-cache", "reports").failsWith(9, "the answer of ");
        fault(new Effect.Lose(), "/api/addons/attach");
        cli.run("addons", "attach", "shop-cache", "reports").exits(0).printsPart("Attached shop-cache to reports");
        fault(new Effect.Lose(), "/api/addons/detach");
        cli.run("addons", "detach", "shop-cache", "reports").exits(0).printsPart("Detached shop-cache from reports, and with it " + REDIS);
    }

    @Test
    void aRedeployThatDoesNotBeginLeavesNoDoubtAboutTheRest() {
        var cli = operator();
        fault(new Effect.Status(500, "disk full", 0), "/api/apps/redeploy");
        cli.run("addons", "attach", "shop-cache", "shop-web", "--redeploy").failsWith(1, "shop-cache is attached to shop-web, but shop-web "
            + "was not redeployed: disk full\nhint: once more: paas redeploy shop-web\n");
        fault(new Effect.Status(500, "disk full", 0), "/api/apps/redeploy");
        cli.run("addons", "detach", "shop-cache", "shop-web", "--redeploy").failsWith(1, "shop-cache is detached from shop-web, but "
            + "shop-web was not redeployed: disk full\n");
        instance.admin("POST", "/api/deploy", Map.of("name", "fail-api", "gitRepo", "https://github.com/ada/api-broken.git"));
        cli.run("addons", "attach", "shop-cache", "fail-api", "--redeploy", "--wait").exits(1)
            .printsPart("Attached shop-cache to fail-api: ").printsPart("Undo: paas addons detach shop-cache fail-api --redeploy\n")
            .complainsPart("error: the deployment of fail-api failed\n");
    }

    @Test
    void whoMayNot() {
        var cli = instance.cli(folder, "deployer");
        for (var verb : List.of("attach", "detach")) {
            cli.run("addons", verb, "shop-cache", "reports").failsWith(4, "the profile deployer may not do this: it lacks the scope "
                + "addons:manage\nhint: the profile operator has it; run: paas connect " + instance.url() + " and choose operator\n");
            instance.cliWithScopes(folder.resolve(verb), "apps:read").run("addons", verb, "shop-cache", "reports")
                .failsWith(4, "Forbidden: missing scope addons:manage\n");
        }
    }

    @Test
    void everyFailureOfTheRoutesIsToldInItsOwnWords() {
        var cli = operator();
        // an answer that is damaged on its way has done it all the same: another app each time
        for (int i = 0; i < Failures.COUNT; i++) {
            var app = instance.admin("POST", "/api/deploy", Map.of("name", "app-" + i, "gitRepo", "https://github.com/ada/blog.git"));
            instance.admin("POST", "/api/addons/attach", Map.of("addonId", "q0d6k2w8zs", "appId", app.path("id").asText()));
        }
        Failures.check(instance.sandbox(), cli, "/api/addons/attach", "addons", "attach", "shop-cache", "app-{n}");
        Failures.check(instance.sandbox(), cli, "/api/addons/detach", "addons", "detach", "shop-db", "app-{n}");
    }

    private Cli operator() {
        return instance.cli(folder, "operator");
    }

    private void fault(Effect effect, String path) {
        instance.sandbox().fault(Fault.of(effect).at(path).times(1));
    }

    private void again(Options options) {
        instance.close();
        instance = Instance.start(options);
    }

    private List<String> posts() {
        return instance.sandbox().requests().stream().filter(each -> each.method().equals("POST"))
            .map(each -> each.method() + " " + each.path()).toList();
    }

    private static JsonNode parse(String text) {
        return McpClient.parse(text);
    }
}
