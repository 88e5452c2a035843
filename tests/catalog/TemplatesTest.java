package tests.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.McpClient;
import tests.support.Run;
import tests.support.ShellWords;
import tests.support.Tty;

/** {@code paas catalog} and its verbs: ready-made apps, with the add-ons that they bring along. */
@Order(1)
class TemplatesTest {
    private static final String DEPLOY = "/api/catalog/deploy";

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
    void listsAndSearches() {
        var observer = instance.cli(folder.resolve("o"), "observer");
        assertEquals(24, observer.run("catalog", "-q").exits(0).complains("").stdout().lines().count());
        observer.run("catalog", "DATABASE").exits(0).complains("").prints("""
            ID        CATEGORY     ADD-ONS   DESCRIPTION
            metabase  Analytics    postgres  Questions to databases, as charts
            adminer   Development            Databases in the browser
            """);
        observer.run("catalog", "postgres", "reading", "-q").exits(0).prints("miniflux\n");
        observer.run("catalog", "list", "postgres reading", "-q").exits(0).prints("miniflux\n");
        observer.run("catalog", "no", "such").exits(0).prints("")
            .complains("None of 24 templates has \"no such\". All of them: paas catalog\n");
        var json = json(observer.run("catalog", "miniflux", "--json"));
        assertEquals("[{\"id\":\"miniflux\",\"name\":\"Miniflux\",\"category\":\"Reading\",\"description\":"
            + json.path("templates").path(0).path("description") + ",\"addons\":[\"postgres\"],\"required\":[\"ADMIN_PASSWORD\"],"
            + "\"imageSize\":" + json.path("templates").path(0).path("imageSize") + "}] {\"words\":\"miniflux\",\"total\":24}",
            json.path("templates") + " " + json.path("search"));
        Failures.check(instance.sandbox(), observer, "/api/catalog", "catalog");
        try (var server = HostileServer.healthy().on("GET /api/catalog", HostileServer.json("null"),
            HostileServer.json("[{\"id\":\"x\",\"env\":null,\"requiredAddons\":[5,{\"type\":\"redis\"}]},7]"))) {
            var other = new Cli(new Home(folder.resolve("h")).connected(server.url(), "bpagt_" + "ab".repeat(32)));
            other.run("catalog").exits(0).prints("").complains("This instance has no templates.\n");
            other.run("catalog").exits(0).prints("ID  CATEGORY  ADD-ONS  DESCRIPTION\nx             redis\n");
        }
    }

    @Test
    void showsWhatItDeploysAndAsksFor() {
        cli.run("catalog", "show", "Ghost").exits(0).complains("").prints("""
            Template     ghost
            Name         Ghost
            What it is   Publishing with newsletters
            Category     Websites
            Image        ghost:5-alpine (~185 MB)
            Port         2368
            Add-ons      mysql, made along with it
            Kept         /var/lib/ghost/content
            Health path  /
            Website      https://ghost.org

            VARIABLE  VALUE       SECRET  DESCRIPTION
            url       (required)          Public address of the site
            NODE_ENV  production          Run mode

            Deploy it: paas catalog deploy ghost --set url=…
            """);
        cli.run("catalog", "show", "wordpress").exits(0)
            .printsPart("WORDPRESS_AUTH_KEY      (generated)  yes     Key of the log-in cookies\n")
            .printsPart("Note         Brings a MySQL add-on of its own.\n");
        cli.run("catalog", "show", "freshrss").exits(0).printsPart("/var/www/FreshRSS/data, /var/www/FreshRSS/extensions\n");
        var json = json(cli.run("catalog", "show", "ghost", "--json"));
        assertEquals("{\"variable\":\"url\",\"required\":true,\"generated\":false,\"secret\":false,\"description\":\"Public address of the "
            + "site\"}", json.path("variables").path(0).toString());
        cli.run("catalog", "show", "ghots").failsWith(5, "there is no template \"ghots\"\nhint: did you mean ghost?\n");
        cli.run("catalog", "show", "ghost", "-q").exits(0).prints("ghost\n");
    }

    @Test
    void deploysAndTakesBack() {
        var before = state();
        var deployed = json(cli.run("catalog", "deploy", "ghost", "blog", "--set", "url=https://blog.example.com?a=b", "--memory", "512m",
            "--domain", "Blog.example.com", "--wait", "--json"));
        assertEquals("\"ghost\" \"blog\" \"success\" \"mysql\" \"blog-mysql\" []", deployed.path("template") + " "
            + deployed.path("deployment").path("name") + " " + deployed.path("deployment").path("status") + " "
            + deployed.path("addons").path(0).path("type") + " " + deployed.path("addons").path(0).path("name") + " "
            + deployed.path("generated"));
        var app = instance.app("blog");
        assertEquals("https://blog.example.com?a=b production 512m [\"blog.example.com\"] ghost", app.path("envVars").path("url").asText()
            + " "
            + app.path("envVars").path("NODE_ENV").asText() + " " + app.path("memory").asText() + " " + app.path("domains") + " "
            + app.path("catalogId").asText());
        takeBack(deployed.path("undo").path("command").asText());
        assertEquals(before, state());
    }

    @Test
    void saysWhatTheInstanceMakesUp() {
        cli.run("catalog", "deploy", "vaultwarden").exits(0)
            .complainsPart("generated by the instance, which does not show them: ADMIN_TOKEN\n")
            .printsMatch("vaultwarden is .*\nUndo: paas delete vaultwarden && paas "
                + "projects delete [a-z0-9]{10}   \\(with all data that it has by then\\)\n");
        assertEquals("***", instance.app("vaultwarden").path("envVars").path("ADMIN_TOKEN").asText());
        cli.run("catalog", "deploy", "memos", "--set", "MEMOS_MODE=", "-q").exits(0).printsMatch("[a-z0-9]{10}\n");
        assertEquals("prod", instance.app("memos").path("envVars").path("MEMOS_MODE").asText());
    }

    @Test
    void whatIsMissingIsNamedAllAtOnceAndNothingIsMade() throws Exception {
        instance.sandbox().clearRequests();
        cli.run("catalog", "deploy", "nextcloud").failsWith(2, "nextcloud needs a value for NEXTCLOUD_ADMIN_PASSWORD\n"
            + "hint: give it: --set NEXTCLOUD_ADMIN_PASSWORD=…; nothing was made\n");
        try (var server = HostileServer.healthy().on("GET /api/catalog",
            HostileServer.json("[{\"id\":\"two\",\"env\":[{\"key\":\"A\",\"required\":"
            + "true},{\"key\":\"B\",\"required\":true,\"value\":\"b\"},{\"key\":\"C\",\"required\":true},{\"key\":\"D\",\"required\":true,"
            + "\"generate\":true}]}]"))) {
            var other = new Cli(new Home(folder.resolve("h")).connected(server.url(), "bpagt_" + "ab".repeat(32)));
            other.run("catalog", "deploy", "two")
                .failsWith(2, "two needs a value for A, C\nhint: give them: --set A=… --set C=…; nothing was "
                + "made\n");
            assertEquals(0, server.count("POST " + DEPLOY));
        }
        cli.run("catalog", "deploy", "ghost", "--set", "URL=x").failsWith(2, "ghost has no variable URL\nhint: did you mean url?\n");
        cli.run("catalog", "deploy", "ghost", "--set", "what=x")
            .failsWith(2, "ghost has no variable what\nhint: those it reads: url, NODE_ENV\n");
        cli.run("catalog", "deploy", "ghost", "--set", "url=***")
            .failsWith(2, "the value of url is ***, which only stands for a value that is not shown\n");
        cli.run("catalog", "deploy", "ntfy", "notes").failsWith(6, "there is an app notes already (n1i5g8ox6r)\n"
            + "hint: another one needs another name: paas catalog deploy ntfy <name>\n");
        cli.run("catalog", "deploy", "ntfy", "No Name").failsWith(2, "\"No Name\" is no name for an app: ");
        cli.run("catalog", "deploy", "ntfy", "--memory", "lots").failsWith(2, "\"lots\" is no memory limit\n");
        cli.run("catalog", "deploy", "ntfy", "--cpus", "0").failsWith(2, "\"0\" is no number of CPUs\n");
        cli.run("catalog", "deploy", "ntfy", "--domain", "api.harbor-lane.example").failsWith(6, "api.harbor-lane.example is a domain of ");
        cli.run("catalog", "deploy", "nope").failsWith(5, "there is no template \"nope\"");
        assertEquals(List.of(), instance.sandbox().requests().stream().filter(each -> each.method().equals("POST")).toList());
        instance.cli(folder.resolve("o"), "observer").run("catalog", "deploy", "ntfy")
            .failsWith(4, "the profile observer may not do this: it lacks the scope deploy:trigger\n");
        Files.writeString(folder.resolve("answers"), "url=https://x.example\n");
        cli.run("catalog", "deploy", "ghost", "--env-file", "answers").exits(0);
        assertEquals("https://x.example", instance.app("ghost").path("envVars").path("url").asText());
    }

    @Test
    void atATerminalItAsksAndHidesSecrets() {
        try (var tty = cli.terminal("catalog", "deploy", "miniflux", "--no-wait")) {
            tty.await("ADMIN_PASSWORD \\(Its password\\): ");
            tty.type("hush-hush" + Tty.ENTER);
            var screen = tty.finish().exits(0).leavesTheTerminalUsable().screen();
            assertFalse(screen.contains("hush-hush"), screen);
            assertTrue(screen.contains("Made the add-on miniflux-postgres (postgres, "), screen);
        }
        assertEquals("hush-hush", instance.sandbox().environment("miniflux").get("ADMIN_PASSWORD"));
        try (var tty = cli.terminal("catalog", "deploy", "ghost", "--no-wait")) {
            tty.await("url \\(Public address of the site\\): ");
            tty.type("https://blog.example.com" + Tty.ENTER);
            tty.finish().exits(0);
        }
        assertEquals("https://blog.example.com", instance.app("ghost").path("envVars").path("url").asText());
        try (var tty = cli.terminal("catalog", "deploy", "ghost", "third", "--no-wait")) {
            tty.await("url \\(Public address of the site\\): ");
            tty.type(Tty.ENTER);
            tty.finish().exits(2);
        }
    }

    @Test
    void whatARefusalLeavesBehindIsNamed() {
        // as an instance does that has another template than it listed: add-ons first, then the refusal
        instance.sandbox().fault(Fault.of(new Effect.Truncate()).at(DEPLOY));
        var run = cli.run("catalog", "deploy", "wordpress", "site");
        var left = addons().stream().filter(each -> each.path("name").asText().equals("site-mysql")).findFirst().orElseThrow();
        run.exits(1).prints("").calm()
            .complains("the instance makes its add-ons: mysql\nerror: the instance's answer to POST /api/catalog/deploy cannot be used: "
            + "something else or damaged JSON where an "
            + "object was "
            + "expected; it left behind the add-on site-mysql (mysql, " + left.path("id").asText() + ")\n"
            + "hint: remove it: paas addons delete " + left.path("id").asText() + "\n");
        var template = "[{\"id\":\"two\",\"requiredAddons\":[{\"type\":\"postgres\"},{\"type\":\"redis\"}]}]";
        var old = "{\"id\":\"o1\",\"name\":\"two-old\",\"type\":\"redis\"}";
        var fresh =
            ",{\"id\":\"p1\",\"name\":\"two-postgres\",\"type\":\"postgres\"},{\"id\":\"r1\",\"name\":\"two-redis\",\"type\":\"redis\"}";
        try (var server = HostileServer.healthy().on("GET /api/catalog", HostileServer.json(template))
            .on("GET /api/addons", HostileServer.json("[" + old + "]"), HostileServer.json("[" + old + fresh + "]"))
            .on("GET /api/deployments/history", HostileServer.json("[]")).on("POST " + DEPLOY,
            HostileServer.error(400, "URL is required"))) {
            var other = new Cli(new Home(folder.resolve("h")).connected(server.url(), "bpagt_" + "ab".repeat(32)));
            other.run("catalog", "deploy", "two").exits(1).prints("").complains("the instance makes its add-ons: postgres, redis\n"
                + "error: URL is required; it left behind the add-ons two-postgres (postgres, p1), two-redis (redis, r1)\n"
                + "hint: remove them: paas addons delete p1 && paas addons delete r1\n");
        }
    }

    @Test
    void anAnswerThatGotLostIsLookedAfter() {
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at(DEPLOY));
        cli.run("catalog", "deploy", "ntfy", "--wait").exits(0).printsPart("ntfy is live at ");
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at(DEPLOY));
        cli.run("catalog", "deploy", "ghost", "--set", "url=x").exits(9).prints("").complainsPart("error: the answer of ");
        // add-ons take longer than an answer may
        instance.sandbox().fault(Fault.of(new Effect.Delay(java.time.Duration.ofSeconds(6))).at(DEPLOY));
        cli.run("catalog", "deploy", "umami", "--timeout", "3").exits(0).printsPart("Made the add-on umami-postgres (postgres, ");
        Failures.check(instance.sandbox(), cli, DEPLOY, "catalog", "deploy", "ntfy", "ntfy-{n}");
    }

    /** Apps, projects and add-ons; what changes by itself is left out. */
    private List<Object> state() {
        List<Object> state = new ArrayList<>();
        for (var path : List.of("/api/apps", "/api/projects")) {
            state.add(instance.admin("GET", path, null));
        }
        state.add(addons());
        return state;
    }

    private List<JsonNode> addons() {
        List<JsonNode> all = new ArrayList<>();
        instance.admin("GET", "/api/addons", null)
            .forEach(each -> all.add(((ObjectNode) each).without(List.of("memUsageMb", "cpuPercent"))));
        return all;
    }

    /** Step by step as the line says; add-ons through the route of {@code paas addons delete}. */
    private void takeBack(String line) {
        var admin = instance.cliWithScopes(folder.resolve("admin"), "apps:delete", "apps:read", "addons:manage");
        var calls = ShellWords.of(line);
        assertEquals("[delete, blog] [addons, delete] [projects, delete]", calls.get(0) + " " + calls.get(1).subList(0, 2) + " "
            + calls.get(2).subList(0, 2));
        admin.run("delete", "blog", "--yes").exits(0);
        instance.admin("POST", "/api/addons/delete", Map.of("id", calls.get(1).get(2)));
        admin.run("projects", "delete", calls.get(2).get(2), "--yes").exits(0);
    }

    private static JsonNode json(Run run) {
        return McpClient.parse(run.exits(0).stdout());
    }
}
