package tests.addons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.Run;

/** {@code paas addons show}: how an add-on is reached, its password masked, and whole for who wants to see it. */
class ShowAddonTest {

    private static final String HIDDEN = "postgres://appuser:***@paas-addon-postgres-q0d6k2w8zs:5432/appdb";
    private static final String WHOLE = "postgres://appuser:5e1f0c9d7ab2436880e1c3f4@paas-addon-postgres-q0d6k2w8zs:5432/appdb";
    private static final String NOBODY = "the instance shows the password to nobody, and ";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void everythingButThePassword() {
        var cli = instance.cli(folder, "observer");
        cli.run("addons", "show", "Shop-DB").exits(0).complains("").prints("""
            Name       shop-db
            Type       postgres
            Status     running
            Id         q0d6k2w8zs
            Address    postgres://appuser:***@paas-addon-postgres-q0d6k2w8zs:5432/appdb
            Host       paas-addon-postgres-q0d6k2w8zs
            Port       5432
            User       appuser
            Database   appdb
            Apps       shop-api
            Variables  DATABASE_URL, PGDATABASE, PGHOST, PGPASSWORD, PGPORT, PGUSER
            Volume     paas-addon-postgres-q0d6k2w8zs-data
            Created    2026-03-02T08:18:20.770412Z
            """);
        cli.run("addons", "show", "y7c4n1e9ut", "--json").exits(0).complains("").prints("""
            {
              "id": "y7c4n1e9ut",
              "name": "shop-cache",
              "type": "redis",
              "status": "running",
              "address": {
                "host": "paas-addon-redis-y7c4n1e9ut",
                "port": 6379,
                "url": "redis://:***@paas-addon-redis-y7c4n1e9ut:6379"
              },
              "variables": {
                "REDIS_HOST": "paas-addon-redis-y7c4n1e9ut",
                "REDIS_PASSWORD": "***",
                "REDIS_PORT": "6379",
                "REDIS_URL": "***"
              },
              "apps": [],
              "volume": "paas-addon-redis-y7c4n1e9ut-data",
              "server": "localhost",
              "createdAt": "2026-03-09T15:02:11.04Z"
            }
            """);
        address(cli.run("addons", "show", "reports-db"), "mysql://appuser:***@paas-addon-mysql-m3v8p5x2lg:3306/appdb");
        address(cli.run("addons", "show", "wiki-db").printsPart("Compose app  wiki\n"),
            "postgres://wiki:***@paas-b6y2e8ts0g-db-1:5432/wiki");
        cli.run("addons", "show", "shop-db", "-q").exits(0).complains("").prints("q0d6k2w8zs\n");
    }

    @Test
    void theWholeAddressComesFromAnAppThatRunsWithIt() {
        var cli = instance.cli(folder, "operator");
        address(cli.run("addons", "show", "shop-db", "--reveal").complains(""), WHOLE);
        cli.run("addons", "show", "shop-db", "--reveal", "--json").exits(0).complains("").printsPart("\"url\": \"" + WHOLE + "\"");
        address(cli.run("addons", "show", "shop-db").complains(""), HIDDEN);
        address(cli.run("addons", "show", "shop-cache", "--reveal")
            .complains(NOBODY + "no app that runs with shop-cache can be asked\n"), "redis://:***@paas-addon-redis-y7c4n1e9ut:6379");
    }

    @Test
    void whereItCannotBeHadThatIsSaid() {
        address(instance.cli(folder, "observer").run("addons", "show", "shop-db", "--reveal")
            .complains(NOBODY + "shop-api cannot be asked: Forbidden: missing scope apps:write\n"), HIDDEN);
        // its variable leads to another one by now
        var cli = instance.cli(folder.resolve("o"), "operator");
        instance.admin("POST", "/api/addons/attach", Map.of("addonId", "m3v8p5x2lg", "appId", "t81mzc5r7e"));
        address(cli.run("addons", "show", "shop-db", "--reveal")
            .complains(NOBODY + "shop-api does not run with this add-on yet: paas redeploy shop-api\n"), HIDDEN);
        cli.run("stop", "shop-api").exits(0);
        cli.run("addons", "show", "shop-db", "--reveal", "--json").exits(0).complains("")
            .printsPart("\"note\": \"" + NOBODY + "no app that runs with shop-db can be asked\"");
    }

    @Test
    void aVariableThatIsNoSecretTells() {
        // an update without secretKeys clears them: the instance shows the values from then on (contract, apps/update)
        var app = (ObjectNode) instance.app("shop-api");
        instance.admin("POST", "/api/apps/update", Map.of("id", "t81mzc5r7e", "gitRepo", app.path("gitRepo").asText(), "branch", "main",
            "rootDir", "", "buildCommand", "", "startCommand", "", "installCommand", ""));
        var cli = instance.cli(folder, "observer");
        address(cli.run("addons", "show", "shop-db").complains(""), HIDDEN);
        address(cli.run("addons", "show", "shop-db", "--reveal").complains(""), WHOLE);
    }

    @Test
    void whatIsNotThere() {
        var cli = instance.cli(folder, "observer");
        cli.run("addons", "show", "shop-cash").failsWith(5, "there is no add-on \"shop-cash\"\nhint: did you mean shop-cache?\n");
        cli.run("addons", "show").failsWith(2, "missing required parameter: '<addon>'\nhint: run: paas addons show --help\n");
        instance.admin("POST", "/api/addons/create", Map.of("type", "redis", "name", "shop-db"));
        cli.run("addons", "show", "shop-db").failsWith(5, "\"shop-db\" is more than one add-on\nhint: use the id: ");
        cli.run("addons", "show", "q0d6k2w8zs").exits(0);
        Failures.check(instance.sandbox(), cli, "/api/addons", "addons", "show", "shop-cache");
    }

    private static void address(Run run, String wanted) {
        var line = run.exits(0).stdout().lines().filter(each -> each.startsWith("Address")).findFirst().orElse("");
        assertEquals(wanted, line.replaceFirst("Address *", ""), run.toString());
    }
}
