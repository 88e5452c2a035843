package tests.addons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.instance.Options;
import org.junit.jupiter.api.Test;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Tool;

/** Add-ons and apps that are not ready for it, what leads nowhere, and answers that do not tell whether it was done. */
class AttachRefusedTest extends Attaching {

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
        var waited = operator().run("addons", "attach", "orders-db", "notes", "--wait").exits(0)
            .printsPart("Attached orders-db to notes: ");
        // on a busy machine it runs before the command looks
        assertTrue(List.of("orders-db: starting postgres\n", "").contains(waited.stderr()), waited.toString());
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
}
