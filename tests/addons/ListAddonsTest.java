package tests.addons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Options.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Tool;

/** {@code paas addons}: an add-on a line, with the apps that have it. */
class ListAddonsTest {
    @TempDir
    Path folder;

    @Test
    void aTableJsonIdsAndTheTool() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            instance.sandbox().clearRequests();
            cli.run("addons").exits(0).complains("").prints("""
                NAME        STATUS   TYPE      ID                          APPS      CREATED
                wiki-db     running  postgres  compose-paas-b6y2e8ts0g-db  wiki      2026-05-19T06:57:02.31Z
                reports-db  running  mysql     m3v8p5x2lg                            2026-04-11T16:51:45.382007Z
                shop-cache  running  redis     y7c4n1e9ut                            2026-03-09T15:02:11.04Z
                shop-db     running  postgres  q0d6k2w8zs                  shop-api  2026-03-02T08:18:20.770412Z
                """);
            var asked = new TreeSet<String>();
            instance.sandbox().requests().forEach(each -> asked.add(each.method() + " " + each.path()));
            assertEquals(Set.of("GET /api/addons", "GET /api/apps"), asked);
            var text = cli.run("addons", "--json").exits(0).complains("").printsPart("""
                    {
                      "id": "q0d6k2w8zs",
                      "name": "shop-db",
                      "type": "postgres",
                      "status": "running",
                      "apps": [
                        "shop-api"
                      ],
                      "host": "paas-addon-postgres-q0d6k2w8zs",
                      "port": 5432,
                      "createdAt": "2026-03-02T08:18:20.770412Z"
                    }
                """).stdout();
            Tool.call(cli, "paas_list_addons").answers(text);
            cli.run("addons", "list", "-q").exits(0).complains("")
                .prints("compose-paas-b6y2e8ts0g-db\nm3v8p5x2lg\ny7c4n1e9ut\nq0d6k2w8zs\n");
            Failures.check(instance.sandbox(), cli, "/api/addons", "addons");
            instance.cliWithScopes(folder.resolve("manager"), "addons:manage").run("addons")
                .failsWith(4, "Forbidden: missing scope apps:read\nhint: the profile observer has it");
        }
    }

    @Test
    void withoutTheAppsTheirIdsStandThere() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            instance.sandbox().fault(Fault.of(new Effect.Status(500, "disk full", 0)).at("/api/apps").times(1));
            cli.run("addons").exits(0).printsPart("q0d6k2w8zs                  t81mzc5r7e")
                .complains("the names of the apps cannot be read (disk full), so these are their ids\n");
        }
    }

    @Test
    void whereThereAreNone() {
        try (var instance = Instance.start(Options.forTests().withSeed(Seed.EMPTY))) {
            var cli = instance.cli(folder, "observer");
            cli.run("addons").exits(0).complains("No databases or caches yet.\n").prints("");
            cli.run("addons", "--json").exits(0).complains("").prints("{\n  \"addons\": []\n}\n");
            cli.run("addons", "-q").exits(0).complains("").prints("");
            assertEquals("{\"addons\":[]}", Tool.call(cli, "paas_list_addons").ok().toString());
        }
    }

    @Test
    void nullAndWhatIsMissing() {
        try (var server = HostileServer.healthy().on("GET /api/addons", json("null"), json("[{\"id\":\"a1\",\"attachedApps\":null},5]"))) {
            var cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32)));
            cli.run("addons").exits(0).complains("No databases or caches yet.\n").prints("");
            cli.run("addons", "-q").exits(0).complains("").prints("a1\n");
            cli.run("addons", "show", "a1").exits(0).complains("").printsPart("Id");
        }
    }
}
