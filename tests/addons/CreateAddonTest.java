package tests.addons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import tests.support.Failures;
import tests.support.Instance;
import tests.support.McpClient;
import tests.support.Tool;
import tests.support.Tty;

/** {@code paas addons create} and its tool: refused before it is sent, waited for to its end, taken back. */
class CreateAddonTest {

    /** Makes that nobody lives to see the end of. */
    private static final double FOR_EVER = 900;

    @TempDir
    Path folder;
    private Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void makesOneWaitsForItAndTakesItBack() {
        var cli = instance.cli(folder, "operator");
        var before = States.of(instance);
        cli.run("addons", "create", "orders-db", "--type", "postgres", "--wait").exits(0).complains("orders-db: starting postgres\n")
            .printsMatch("orders-db is running \\(postgres, ([a-z0-9]{10})\\): paas-addon-postgres-\\1:5432\n"
                + "Give it to an app: paas addons attach orders-db <app> --redeploy\n"
                + "Undo: paas addons delete orders-db --delete-data\n");
        assertEquals("running", addon("orders-db").path("status").asText());
        var made = parse(cli.run("addons", "create", "sessions", "--type", "REDIS", "--wait", "--json").exits(0).stdout());
        assertEquals("redis", addon("sessions").path("type").asText());
        assertEquals("redis://:***@paas-addon-redis-" + made.path("id").asText() + ":6379", made.at("/address/url").asText());
        States.undo(cli, made, "--yes");
        cli.run("addons", "delete", "orders-db", "--delete-data", "--yes").exits(0);
        assertEquals(before, States.of(instance));
        var id = cli.run("addons", "create", "q-db", "--type", "mysql", "-q").exits(0).complains("").stdout();
        assertEquals(addon("q-db").path("id").asText() + "\n", id);
    }

    @Test
    void withoutWaitingItIsBuilding() {
        again(Options.forTests().withSpeed(FOR_EVER));
        var cli = instance.cli(folder, "operator");
        cli.run("addons", "create", "orders-db", "--type", "postgres").exits(0).complains("")
            .printsMatch("orders-db is being made \\(postgres, [a-z0-9]{10}\\)\\.\nWait until it runs: paas addons wait orders-db\n"
                + "Undo: paas addons delete orders-db --delete-data\n");
        cli.run("addons", "show", "orders-db").exits(0).printsPart("Status     building\n");
        var tool = Tool.call(cli, "paas_create_addon", "name", "sessions", "type", "redis", "wait", "").ok();
        assertEquals("building", tool.path("status").asText());
        assertEquals("paas_list_addons shows when it runs", tool.path("next").asText());
        assertEquals("{\"command\":\"paas addons delete sessions --delete-data\"}", tool.path("undo").toString());
    }

    @Test
    void theToolWaits() {
        var cli = instance.cli(folder, "operator");
        var tool = Tool.call(cli, "paas_create_addon", "name", "orders-db", "type", "postgres", "wait", true).ok();
        var id = addon("orders-db").path("id").asText();
        assertEquals("{\"id\":\"" + id + "\",\"name\":\"orders-db\",\"type\":\"postgres\",\"status\":\"running\",\"address\":{\"host\":"
            + "\"paas-addon-postgres-" + id + "\",\"port\":5432,\"user\":\"appuser\",\"database\":\"appdb\",\"url\":"
            + "\"postgres://appuser:***@paas-addon-postgres-" + id + ":5432/appdb\"},\"next\":"
            + "\"paas_attach_addon {\\\"addon\\\":\\\"orders-db\\\",\\\"app\\\":\\\"<app>\\\",\\\"redeploy\\\":true}\","
            + "\"undo\":{\"command\":\"paas addons delete orders-db --delete-data\"}}", tool.toString());
        Tool.call(cli, "paas_create_addon", "name", "orders-db", "type", "redis").fails("error: there is an add-on orders-db already "
            + "(postgres, " + id + ", running)\nhint: take another name, or attach that one: paas_attach_addon "
            + "{\"addon\":\"orders-db\",\"app\":\"<app>\"}");
        var missing = Tool.call(cli, "paas_create_addon", "name", "x-db");
        assertTrue(missing.error() && missing.text().contains("type"), missing.text());
    }

    @Test
    void oneThatDoesNotStartIsAFailure() {
        var cli = instance.cli(folder, "operator");
        var run = cli.run("addons", "create", "failing-db", "--type", "mysql", "--wait").exits(1).calm();
        run.printsMatch("failing-db is failed \\(mysql, [a-z0-9]{10}\\)\\.\nUndo: paas addons delete failing-db --delete-data\n")
            .complains("failing-db: starting mysql\nerror: failing-db did not start; the instance does not say why\n"
                + "hint: look at the log of the instance and at docker on its host; to try again: paas addons delete failing-db "
                + "--delete-data\n");
        var tool = Tool.call(cli, "paas_create_addon", "name", "failing-cache", "type", "redis", "wait", true);
        assertTrue(tool.error() && tool.text().contains("failing-cache did not start"), tool.text());
    }

    @Test
    void whatCannotBeIsNotSent() {
        var cli = instance.cli(folder, "operator");
        instance.sandbox().clearRequests();
        for (var name : List.of("Orders", "a", "-db", "db-", "my_db", "x".repeat(41), "päron", "a b", "../x")) {
            cli.run("addons", "create", "--type", "redis", "--", name).failsWith(2, "\"" + name + "\" is no name for an add-on\n"
                + "hint: 2 to 40 lower-case letters, digits and hyphens, a letter or digit first and last\n");
        }
        cli.run("addons", "create", "docs", "--type", "mongo").failsWith(2, "--type takes one of these: postgres, mysql, redis\n");
        cli.run("addons", "create", "docs").failsWith(2, "missing required option: '--type=<type>'\n");
        cli.run("addons", "create", "--type", "redis").failsWith(2, "missing required parameter: '<name>'\n");
        assertEquals(List.of(), instance.sandbox().requests());
        cli.run("addons", "create", "shop-db", "--type", "redis").failsWith(6, "there is an add-on shop-db already (postgres, q0d6k2w8zs, "
            + "running)\nhint: take another name, or attach that one: paas addons attach shop-db <app>\n");
        assertEquals(List.of("GET /api/addons"), sent());
    }

    @Test
    void onAnotherServer() {
        var cli = instance.cli(folder, "operator");
        cli.run("addons", "create", "far-cache", "--type", "redis", "--server", "Edge-1", "--wait").exits(0);
        assertEquals("e5q0d8wz1m", addon("far-cache").path("serverId").asText());
        cli.run("addons", "show", "far-cache").exits(0).printsPart("Server     e5q0d8wz1m\n");
        cli.run("addons", "create", "lost-cache", "--type", "redis", "--server", "edge")
            .failsWith(5, "there is no server \"edge\"\nhint: did you mean edge-1?\n");
        // who may not list servers names one by the id of a server that an app is on
        var blind = instance.cliWithScopes(folder.resolve("blind"), "addons:manage", "apps:read");
        instance.sandbox().clearRequests();
        blind.run("addons", "create", "lost-cache", "--type", "redis", "--server", "e5q0d8wz1m").failsWith(4,
            "Forbidden: missing scope servers:manage\nhint: the profile operator has it");
        assertEquals(List.of("GET /api/addons", "GET /api/servers", "GET /api/apps"), sent());
        instance.admin("POST", "/api/deploy", Map.of("name", "there", "gitRepo", "https://example.com/a.git", "serverId", "e5q0d8wz1m"));
        blind.run("addons", "create", "near-cache", "--type", "redis", "--server", "e5q0d8wz1m").exits(0);
        assertEquals("e5q0d8wz1m", addon("near-cache").path("serverId").asText());
    }

    @Test
    void aLostAnswerIsMadeUpForByALook() {
        var cli = instance.cli(folder, "operator");
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/addons/create").times(1));
        cli.run("addons", "create", "orders-db", "--type", "postgres", "--wait").exits(0).printsPart("orders-db is running");
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/addons/create").times(1));
        cli.run("addons", "create", "other-db", "--type", "postgres").failsWith(9, "the answer of ")
            .complainsPart("hint: there is no add-on other-db so far: paas addons\n");
        // an answer that says nothing is none
        instance.sandbox().fault(Fault.of(new Effect.Status(200, "", 0)).at("/api/addons/create").times(1));
        cli.run("addons", "create", "third-db", "--type", "postgres")
            .failsWith(1, "the instance took it, but there is no add-on third-db\n");
        assertEquals(1, instance.admin("GET", "/api/addons", null).findValuesAsText("name").stream()
            .filter(each -> List.of("orders-db", "other-db", "third-db").contains(each)).count());
    }

    @Test
    void anInstanceThatIsAwayForAMomentIsWaitedFor() {
        again(Options.forTests().withSpeed(0.2));
        var cli = instance.cli(folder, "operator");
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "busy", 0)).at("/api/addons/get").times(2));
        cli.run("addons", "create", "orders-db", "--type", "postgres", "--wait").exits(0).printsPart("orders-db is running")
            .complainsPart("busy; trying again\n");
        instance.sandbox().fault(Fault.of(new Effect.Status(404, "Add-on not found", 0)).at("/api/addons/get").times(1));
        cli.run("addons", "create", "late-db", "--type", "postgres", "--wait").exits(0).printsPart("late-db is running");
    }

    @Test
    void oneThatIsDeletedMeanwhileIsGone() {
        again(Options.forTests().withSpeed(FOR_EVER));
        var cli = instance.cli(folder, "operator");
        try (var live = cli.start("addons", "create", "orders-db", "--type", "postgres", "--wait")) {
            live.awaitStderr("orders-db: starting postgres");
            await(() -> instance.sandbox().requests().stream().anyMatch(each -> each.path().startsWith("/api/addons/get")));
            instance.admin("POST", "/api/addons/delete", Map.of("id", addon("orders-db").path("id").asText()));
            live.finish().exits(5).prints("").calm()
                .complainsPart("error: orders-db is gone: somebody deleted it while it was being made\nhint: see: paas addons\n");
        }
    }

    @Test
    void aPersonWatchesAndMayLeave() {
        again(Options.forTests().withSpeed(FOR_EVER));
        try (var tty = instance.cli(folder, "operator").terminal("addons", "create", "orders-db", "--type", "postgres")) {
            tty.await("orders-db: starting postgres, [1-9][0-9]*s");
            tty.type(Tty.CTRL_C);
            var screen = tty.finish().exits(130).leavesTheTerminalUsable().screen();
            assertTrue(screen.contains("It goes on without you; wait again: paas addons wait orders-db"), screen);
        }
        assertEquals("building", addon("orders-db").path("status").asText());
    }

    @Test
    void whoMayNot() {
        instance.cli(folder, "deployer").run("addons", "create", "orders-db", "--type", "redis")
            .failsWith(4, "the profile deployer may not do this: it lacks the scope addons:manage\n"
                + "hint: the profile operator has it; run: paas connect " + instance.url() + " and choose operator\n");
        instance.cliWithScopes(folder.resolve("r"), "apps:read").run("addons", "create", "orders-db", "--type", "redis")
            .failsWith(4, "Forbidden: missing scope addons:manage\n");
    }

    @Test
    void everyFailureOfTheRouteIsToldInItsOwnWords() {
        Failures.check(instance.sandbox(), instance.cli(folder, "operator"), "/api/addons/create", "addons", "create", "db-{n}", "--type",
            "redis");
    }

    private void again(Options options) {
        instance.close();
        instance = Instance.start(options);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        for (int i = 0; i < 3000 && !condition.getAsBoolean(); i++) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertTrue(condition.getAsBoolean());
    }

    private JsonNode addon(String name) {
        for (var addon : instance.admin("GET", "/api/addons", null)) {
            if (addon.path("name").asText().equals(name)) {
                return addon;
            }
        }
        throw new AssertionError("no add-on " + name);
    }

    private List<String> sent() {
        return instance.sandbox().requests().stream().map(each -> each.method() + " " + each.path()).toList();
    }

    private static JsonNode parse(String text) {
        return McpClient.parse(text);
    }
}
