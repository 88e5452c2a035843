package tests.domains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Tool;

/** {@code paas domains}, {@code add} and {@code remove}, and the tools of the last two. */
class DomainsTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void listed() {
        var cli = instance.cli(folder, "observer");
        cli.run("domains").exits(0).complains("").prints("""
            NAME                      APP       STATUS
            shop.harbor-lane.example  shop-web  running
            www.harbor-lane.example   shop-web  running
            api.harbor-lane.example   shop-api  running
            """);
        cli.run("domains", "shop-api", "-q").exits(0).complains("").prints("api.harbor-lane.example\n");
        cli.run("domains", "notes").exits(0).prints("").complains("No custom domains: paas domains add <app> <domain>\n");
        cli.run("domains", "nope").failsWith(5, "there is no app \"nope\"");
        Failures.check(instance.sandbox(), cli, "/api/apps", "domains");
    }

    @Test
    void addedAndTakenBack() {
        var cli = instance.cli(folder, "deployer");
        var before = instance.app("shop-api");
        var added = cli.run("domains", "add", "SHOP-API", "Orders.Harbor-Lane.example.").exits(0).complains("").prints("""
            Added orders.harbor-lane.example to shop-api.
            It needs this DNS record, unless it is there: orders.harbor-lane.example  A  203.0.113.7
            To see whether it leads here: paas domains check orders.harbor-lane.example
            Undo: paas domains remove shop-api orders.harbor-lane.example
            """);
        assertEquals("[\"api.harbor-lane.example\",\"orders.harbor-lane.example\"]", instance.app("shop-api").path("domains").toString());
        cli.run("domains", "add", "shop-api", "orders.harbor-lane.example").exits(0).printsPart(
            "shop-api has orders.harbor-lane.example already.\n");
        cli.run(undo(added.stdout())).exits(0).complains("").prints("""
            Removed orders.harbor-lane.example from shop-api; its DNS record stays, wherever that lies.
            Undo: paas domains add shop-api orders.harbor-lane.example
            """);
        assertEquals(before, instance.app("shop-api"), "as before, secrets and all");
        var removed = cli.run("domains", "remove", "shop-api", "api.harbor-lane.example").exits(0);
        assertEquals("[]", instance.app("shop-api").path("domains").toString());
        cli.run(undo(removed.stdout())).exits(0);
        assertEquals(before, instance.app("shop-api"));
        cli.run("domains", "remove", "shop-api", "no.such.example").exits(0).prints(
            "Nothing to remove: shop-api has no domain no.such.example; it has api.harbor-lane.example.\n");
    }

    @Test
    void theToolsTakeEachOtherBack() {
        var cli = instance.cli(folder, "deployer");
        var before = instance.app("notes");
        var added = Tool.call(cli, "paas_add_domain", "app", "notes", "domain", "notes.example.com").ok();
        assertEquals("[{\"type\":\"A\",\"name\":\"notes.example.com\",\"value\":\"203.0.113.7\"}]", added.path("records").toString());
        assertEquals("{\"command\":\"paas domains remove notes notes.example.com\",\"tool\":\"paas_remove_domain\",\"arguments\":"
            + "{\"app\":\"notes\",\"domain\":\"notes.example.com\"}}", added.path("undo").toString());
        var again = Tool.call(cli, "paas_add_domain", "app", "notes", "domain", "notes.example.com").ok();
        assertEquals("false true", again.path("added") + " " + again.path("undo").isMissingNode());
        var removed = Tool.call(cli, added.path("undo").path("tool").asText(), Map.of("app", "notes", "domain", "notes.example.com")).ok();
        assertEquals("[] true", removed.path("domains") + " " + removed.path("removed"));
        assertEquals(before.path("domains").size(), instance.app("notes").path("domains").size());
        Tool.call(cli, "paas_add_domain", "app", "notes", "domain", "shop.harbor-lane.example").fails(
            "error: shop.harbor-lane.example is a domain of shop-web already\n"
            + "hint: take it from there first: paas_update_app {\"app\":\"shop-web\",\"removeDomains\":[\"shop.harbor-lane.example\"]}");
    }

    @Test
    void whatIsRefused() {
        var cli = instance.cli(folder, "deployer");
        cli.run("domains", "add", "notes", "SHOP.harbor-lane.example").failsWith(6, "shop.harbor-lane.example is a domain of shop-web "
            + "already\nhint: take it from there first: ");
        for (var wrong : new String[] {"https://x.example", "x", "*.x.example", "x.example:80", "10.0.0.1", "x.example/a"}) {
            cli.run("domains", "add", "notes", wrong).failsWith(2, "\"" + wrong + "\" is no domain\n");
        }
        cli.run("domains", "add", "notes").failsWith(2, "missing required parameter: '<domain>'\n");
        instance.cli(folder.resolve("o"), "observer").run("domains", "add", "notes", "n.example")
            .failsWith(4, "the profile observer may not");
        assertEquals(0, instance.app("notes").path("domains").size());
        cli.run("domains", "add", "reports", "r.example.com").exits(0).printsPart(
            "Note: reports is stopped: a domain works only while its app runs or is being built.\n");
    }

    @Test
    void lostAnswersAndAnAddressThatIsNotKnown() {
        var cli = instance.cli(folder, "deployer");
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/apps/update"));
        cli.run("domains", "add", "notes", "a.example.com").exits(0).printsPart("Added a.example.com to notes.\n");
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/apps/update"));
        cli.run("domains", "add", "notes", "b.example.com").failsWith(9, "the answer of ");
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "no network", 0)).at("/api/server/info"));
        cli.run("domains", "add", "notes", "b.example.com").exits(0).prints("""
            Added b.example.com to notes.
            Note: the instance's address is not known (no network).
            To see whether it leads here: paas domains check b.example.com
            Undo: paas domains remove notes b.example.com
            """);
        Failures.check(instance.sandbox(), cli, "/api/apps/get", "domains", "remove", "notes", "b.example.com");
    }

    /** Where apps have names of the instance's own domain, a CNAME will do. */
    @Test
    void anInstanceWithADomainOfItsOwn() {
        var app = "{\"id\":\"a1\",\"name\":\"web\",\"status\":\"running\",\"url\":\"https://a1.apps.example.org\","
            + "\"domains\":[\"w.example\"]}";
        try (var server = HostileServer.healthy().on("GET /api/apps", json("[" + app + "]")).on("GET /api/apps/get", json(app))
            .on("GET /api/server/info", json("{\"publicIp\":\"2001:db8::7\",\"localIp\":\"10.0.0.5\"}"),
                json("{\"publicIp\":\"10.0.0.5\",\"localIp\":\"10.0.0.5\"}"))) {
            var cli = new Cli(new Home(folder.resolve("h")).connected(server.url(), "bpagt_" + "ab".repeat(32)));
            cli.run("domains", "add", "web", "w.example").exits(0).prints("""
                web has w.example already.
                It needs this DNS record, unless it is there: w.example  AAAA  2001:db8::7
                  or: w.example  CNAME  a1.apps.example.org
                Note: a CNAME cannot stand at the top of a zone.
                To see whether it leads here: paas domains check w.example
                """);
            cli.run("domains", "add", "web", "w.example").exits(0)
                .printsPart("Note: the instance could not find out its public address: this "
                + "one is of its own network; a CNAME");
        }
    }

    private static String[] undo(String output) {
        return output.lines().reduce((a, b) -> b).orElseThrow().replace("Undo: paas ", "").split(" ");
    }
}
