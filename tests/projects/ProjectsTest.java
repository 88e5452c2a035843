package tests.projects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.McpClient;
import tests.support.Run;
import tests.support.ShellWords;
import tests.support.Tty;

/** {@code paas projects show}, {@code create}, {@code rename} and {@code delete}. */
@Order(1)
class ProjectsTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = instance.cli(folder, "deployer");
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void showsServicesAndTheirVariables() {
        var observer = instance.cli(folder.resolve("o"), "observer");
        observer.run("projects", "show", "SHOP").exits(0).complains("").prints("""
            Name         shop
            Status       running
            Id           p4w8sh0p2x
            Description  Web shop and its API
            Server       localhost
            Created      2026-03-02T08:12:40.118204Z

            SERVICE  APP       STATUS   ID          URL                                   DOMAINS
            web      shop-web  running  k3v9x0q2ab  http://k3v9x0q2ab.127.0.0.1.sslip.io  shop.harbor-lane.example, www.harbor-lane.example
            api      shop-api  running  t81mzc5r7e  http://t81mzc5r7e.127.0.0.1.sslip.io  api.harbor-lane.example

            APP       VARIABLE                VALUE
            shop-web  API_URL                 https://api.harbor-lane.example
            shop-web  NODE_ENV                production
            shop-web  SESSION_SECRET          ***
            shop-web  STRIPE_SECRET_KEY       ***
            shop-api  DATABASE_URL            ***
            shop-api  JAVA_TOOL_OPTIONS       -XX:MaxRAMPercentage=70
            shop-api  SPRING_PROFILES_ACTIVE  prod
            """);
        observer.run("projects", "show", "wiki").exits(0).printsPart("Build    compose, as one\n");
        var shown = json(observer.run("projects", "show", "p4w8sh0p2x", "--json"));
        assertEquals("{\"id\":\"k3v9x0q2ab\",\"app\":\"shop-web\",\"name\":\"web\",\"status\":\"running\",\"url\":"
            + "\"http://k3v9x0q2ab.127.0.0.1.sslip.io\",\"domains\":[\"shop.harbor-lane.example\",\"www.harbor-lane.example\"],"
            + "\"buildMethod\":\"nixpacks\",\"variables\":{\"API_URL\":\"https://api.harbor-lane.example\",\"NODE_ENV\":\"production\","
            + "\"SESSION_SECRET\":\"***\",\"STRIPE_SECRET_KEY\":\"***\"},\"secretKeys\":[\"SESSION_SECRET\",\"STRIPE_SECRET_KEY\"]}",
            shown.path("services").path(0).toString());
        observer.run("projects", "show", "shop", "-q").exits(0).prints("p4w8sh0p2x\n");
        observer.run("projects", "show", "shap").failsWith(5, "there is no project \"shap\"\nhint: did you mean shop?\n");
        Failures.check(instance.sandbox(), observer, "/api/projects/get", "projects", "show", "shop");
    }

    @Test
    void createsAndTakesBack() {
        var before = projects();
        cli.run("projects", "create", "fresh", "--description", " A fresh start ").exits(0).complains("").printsMatch("""
            Made the project fresh \\([a-z0-9]{10}\\)\\.
            Put something into it: paas deploy <name> --project fresh
            Undo: paas projects delete fresh
            """);
        cli.run("projects", "show", "fresh").exits(0).printsPart("Status       empty\n").printsPart("Description  A fresh start\n")
            .printsPart("No services yet: paas deploy <name> --project fresh\n");
        var undo = json(cli.run("projects", "create", "second", "--json")).path("undo").path("command").asText();
        ShellWords.run(admin(), undo, "--yes");
        ShellWords.run(admin(), "paas projects delete fresh", "--yes");
        assertEquals(before, projects());
    }

    @Test
    void aNameIsTakenOnlyOnce() {
        instance.sandbox().clearRequests();
        cli.run("projects", "create", "shop").failsWith(6, "there is a project shop already (p4w8sh0p2x)\nhint: take another name\n");
        cli.run("projects", "create", "Web Shop")
            .failsWith(2, "\"Web Shop\" is no name for a project: 2 to 40 lower-case letters, digits or "
            + "hyphens, a letter or digit at both ends\nhint: for example: web-shop\n");
        cli.run("projects", "create", "ok", "--description", "é".repeat(51)).failsWith(2, "the description is longer than 100 bytes\n");
        cli.run("projects", "rename", "notes", "shop").failsWith(6, "there is a project shop already (p4w8sh0p2x)\n");
        cli.run("projects", "rename", "notes", "x").failsWith(2, "\"x\" is no name for a project: ");
        cli.run("projects", "rename", "notes").failsWith(2, "there is nothing to change\nhint: give a new name, or --description <text>\n");
        assertEquals(List.of(), posts());
        cli.run("projects", "create", "empty-one").exits(0);
        cli.run("projects", "create", "empty-one").failsWith(6, "there is a project empty-one already (").complainsPart(
            "hint: it is empty: use it, or remove it: paas projects delete empty-one\n");
        instance.cli(folder.resolve("o"), "observer").run("projects", "create", "x-y")
            .failsWith(4, "the profile observer may not do this: it lacks the scope apps:write\n");
    }

    @Test
    void renamesAndTakesBack() {
        var before = projects();
        cli.run("projects", "rename", "Shop", "store").exits(0)
            .complains("its apps keep their names; a new service is called store-<name>\n").prints("""
                Renamed the project shop to store.
                Undo: paas projects rename store shop
                """);
        assertEquals("store Web shop and its API", project("p4w8sh0p2x", "name") + " " + project("p4w8sh0p2x", "description"));
        cli.run("projects", "rename", "store", "store").exits(0).prints("Nothing to change: the project store is like that.\n");
        ShellWords.run(cli, "paas projects rename store shop");
        assertEquals(before, projects());
        var undo = json(cli.run("projects", "rename", "shop", "--description", "It's \"new\"", "--json")).path("undo");
        assertEquals("It's \"new\"", project("p4w8sh0p2x", "description"));
        ShellWords.run(cli, undo.path("command").asText());
        assertEquals(before, projects());
        undo = json(cli.run("projects", "rename", "notes", "memo", "--description", "x", "--json")).path("undo");
        ShellWords.run(cli, undo.path("command").asText());
        assertEquals(before, projects());
    }

    @Test
    void deletesAnEmptyOneAndTakesBack() {
        instance.admin("POST", "/api/projects/create", Map.of("name", "old", "description", "It's old"));
        var cli = admin();
        cli.run("projects", "delete", "old").failsWith(3, "paas projects delete cannot be undone, and nobody can be asked here; "
            + "nothing was changed\nhint: if you are sure: paas projects delete old --yes\n");
        var deleted = json(cli.run("projects", "delete", "old", "--yes", "--json"));
        assertEquals("[] with another id", deleted.path("apps") + " " + deleted.path("undo").path("because").asText());
        ShellWords.run(cli, deleted.path("undo").path("command").asText());
        assertEquals("It's old", json(cli.run("projects", "show", "old", "--json")).path("description").asText());
    }

    @Test
    void whatDeletedAppsLeaveBehindGoesAtOnce() {
        var cli = admin();
        cli.run("projects", "delete", "--empty", "--yes").failsWith(5, "no project is empty\nhint: nothing was changed\n");
        cli.run("delete", "notes", "--yes").exits(0);
        cli.run("delete", "landing", "--yes").exits(0);
        try (var tty = cli.terminal("projects", "delete", "--empty")) {
            tty.await("project: landing \\(x9q4jb3m0u\\), empty");
            tty.await("project: notes \\(n1i5g8ox6r\\), empty");
            tty.await("Type --empty to go on");
            tty.type("--empty" + Tty.ENTER);
            var screen = tty.finish().exits(0).leavesTheTerminalUsable().screen();
            assertTrue(screen.contains("Deleted the projects landing, notes."), screen);
            assertTrue(screen.contains("Undo: paas projects create landing && paas projects create notes   (with another id)"), screen);
        }
        assertEquals("[search-worker, wiki, reports, shop]", names().toString());
        cli.run("projects", "delete").failsWith(2, "which project?\nhint: one: paas projects delete <project>; ");
        cli.run("projects", "delete", "shop", "--empty").failsWith(2, "either a project or --empty, not both\n");
    }

    @Test
    void whatIsInItIsNamedAndGoesThoroughly() {
        var cli = admin();
        try (var tty = cli.terminal("projects", "delete", "shop").size(200, 24)) {
            tty.await("Type shop to go on");
            for (var part : List.of("This cannot be undone: projects delete shop", "project: shop (p4w8sh0p2x), Web shop and its API",
                "app: shop-web (k3v9x0q2ab), running, http://k3v9x0q2ab.127.0.0.1.sslip.io",
                "domains: shop.harbor-lane.example, www.harbor-lane.example", "app: shop-api (t81mzc5r7e)",
                "add-ons attached, which stay: ",
                "images, build folders, logs, history and cron jobs of these apps are removed")) {
                assertTrue(tty.screen().contains(part), part + " is missing on\n" + tty.screen());
            }
            tty.type("shop-web" + Tty.ENTER);
            tty.finish().exits(3);
        }
        assertEquals("running", instance.app("shop-web").path("status").asText());
        cli.run("projects", "delete", "shop", "--yes").exits(0).complains("").prints("""
            Deleted the apps shop-web, shop-api.
            Deleted the project shop.
            No way back: its apps are gone for good.
            """);
        assertThrows(AssertionError.class, () -> instance.app("shop-web"));
        assertEquals("[search-worker, landing, notes, wiki, reports]", names().toString());
        for (var addon : instance.admin("GET", "/api/addons", null)) {
            assertTrue(!addon.path("attachedApps").toString().contains("k3v9x0q2ab"), "an attachment is left: " + addon);
        }
        cli.run("projects", "delete", "wiki", "--yes", "-q").exits(0).prints("b6y2e8ts0g\n");
        assertThrows(AssertionError.class, () -> instance.app("wiki-db"));
    }

    @Test
    void noProfileMayDelete() {
        instance.admin("POST", "/api/projects/create", Map.of("name", "old"));
        cli.run("projects", "delete", "old", "--yes").failsWith(4, "Forbidden: missing scope apps:delete\n"
            + "hint: no profile has it: do it in the dashboard, or on the command line with the admin token, for this "
            + "once in PAAS_ADMIN_TOKEN\n");
        cli.env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken()).run("projects", "delete", "old", "--yes").exits(0);
        assertEquals(false, names().contains("old"));
    }

    @Test
    void anAnswerThatGotLostIsLookedAfter() {
        for (var each : List.of("create one", "rename one two", "delete two --yes")) {
            var words = ("projects " + each).split(" ");
            var route = "/api/projects/" + words[1];
            instance.sandbox().fault(Fault.of(new Effect.Lose()).at(route));
            admin().run(words).exits(0).calm();
            instance.sandbox().clearFaults();
        }
        assertEquals(false, names().contains("two") || names().contains("one"));
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/projects/create"));
        cli.run("projects", "create", "one").failsWith(9, "the answer of ");
        assertEquals(false, names().contains("one"));
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/projects/rename"));
        cli.run("projects", "rename", "notes", "memo").failsWith(9, "the answer of ");
    }

    @Test
    void everyFailureOfTheRoutesIsToldInItsOwnWords() {
        Failures.check(instance.sandbox(), cli, "/api/projects/create", "projects", "create", "new-{n}");
        Failures.check(instance.sandbox(), cli, "/api/projects/rename", "projects", "rename", "p4w8sh0p2x", "shop-{n}");
        for (int i = 0; i < Failures.COUNT; i++) {
            instance.admin("POST", "/api/projects/create", Map.of("name", "doomed-" + i));
        }
        Failures.check(instance.sandbox(), admin(), "/api/projects/delete", "projects", "delete", "doomed-{n}", "--yes");
    }

    @Test
    void whatStopsHalfWaySaysWhatIsGone() {
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "disk full", 0)).at("/api/projects/delete"));
        admin().run("projects", "delete", "shop", "--yes").failsWith(1, "shop: disk full\n"
            + "hint: deleted before that: the apps shop-web, shop-api\n");
        assertThrows(AssertionError.class, () -> instance.app("shop-web"));
    }

    private Cli admin() {
        return instance.cliWithScopes(folder.resolve("admin"), "apps:delete", "apps:read", "apps:write");
    }

    private JsonNode projects() {
        return instance.admin("GET", "/api/projects", null);
    }

    private List<String> names() {
        return StreamSupport.stream(projects().spliterator(), false).map(each -> each.path("name").asText()).toList();
    }

    private String project(String id, String field) {
        for (var each : projects()) {
            if (each.path("id").asText().equals(id)) {
                return each.path(field).asText();
            }
        }
        throw new AssertionError("no project " + id);
    }

    private List<String> posts() {
        return instance.sandbox().requests().stream().filter(each -> each.method().equals("POST")).map(each -> each.path()).toList();
    }

    private static JsonNode json(Run run) {
        return McpClient.parse(run.exits(0).stdout());
    }
}
