package tests.variables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.McpClient;
import tests.support.Run;
import tests.support.ShellWords;
import tests.support.Tool;
import tests.support.Tty;

/** {@code paas config} and its verbs get, set and unset: an app's variables, one by one. */
class ConfigTest {
    private static final String UPDATE = "/api/apps/update";

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
    void lists() {
        var observer = instance.cli(folder.resolve("o"), "observer");
        observer.run("config", "SHOP-WEB").exits(0).complains("").prints("""
            VARIABLE           VALUE
            API_URL            https://api.harbor-lane.example
            NODE_ENV           production
            SESSION_SECRET     ***
            STRIPE_SECRET_KEY  ***
            """);
        observer.run("config", "list", "shop-web", "-q").exits(0).prints("API_URL\nNODE_ENV\nSESSION_SECRET\nSTRIPE_SECRET_KEY\n");
        observer.run("config", "shop-web", "--json").exits(0).complains("").prints("""
            {
              "appId": "k3v9x0q2ab",
              "name": "shop-web",
              "variables": {
                "API_URL": "https://api.harbor-lane.example",
                "NODE_ENV": "production",
                "SESSION_SECRET": "***",
                "STRIPE_SECRET_KEY": "***"
              },
              "secret": [
                "SESSION_SECRET",
                "STRIPE_SECRET_KEY"
              ],
              "notes": []
            }
            """);
        observer.run("config", "notes").exits(0).prints("notes has no variables.\n");
        observer.run("config", "wiki-db").exits(0)
            .complains("wiki-db belongs to the compose group of wiki, whose variables these are\n").printsPart("WIKI_DB_PASSWORD  ***\n");
        observer.run("config", "nope").failsWith(5, "there is no app \"nope\"");
        observer.run("config").failsWith(2, "missing required parameter: '<app>'");
        Failures.check(instance.sandbox(), observer, "/api/apps", "config", "shop-web");
    }

    @Test
    void oneValueForScripts() {
        cli.run("config", "set", "shop-web", "TEXT=two\nlines", "EMPTY=", "PLAIN_TOKEN=word", "--plain", "PLAIN_TOKEN").exits(0);
        cli.run("config", "get", "shop-web", "NODE_ENV").exits(0).prints("production\n").complains("");
        cli.run("config", "get", "shop-web", "TEXT").exits(0).prints("two\nlines\n").complains("");
        cli.run("config", "get", "shop-web", "EMPTY").exits(0).prints("\n").complains("");
        cli.run("config", "get", "shop-web", "PLAIN_TOKEN").exits(0).prints("***\n")
            .complains("The value is not shown, since it looks like a secret; with --reveal it is.\n");
        cli.run("config", "get", "shop-web", "PLAIN_TOKEN", "--reveal").exits(0).prints("word\n").complains("");
        cli.run("config", "get", "shop-web", "SESSION_SECRET", "--reveal")
            .failsWith(1, "SESSION_SECRET is a secret, which the instance does not show to anybody\n"
            + "hint: the app itself sees it: paas exec shop-web --reveal -- printenv SESSION_SECRET\n");
        cli.run("config", "get", "shop-web", "NODEENV").failsWith(5, "shop-web has no variable NODEENV\nhint: did you mean NODE_ENV?\n");
        cli.run("config", "get", "notes", "A").failsWith(5, "notes has no variable A\nhint: those it has: paas config notes\n");
    }

    @Test
    void setsAndTakesBack() {
        var before = instance.app("shop-web");
        var values = Map.of("QUOTES", "it's \"$HOME\" # `x`", "LINES", "one\ntwo", "UNI", "grüße 🐳", "EQ", "a=b=c", "EMPTY", "");
        var set = json(cli.run("config", "set", "shop-web", "NODE_ENV=staging", "QUOTES=" + values.get("QUOTES"), "LINES=one\ntwo",
            "UNI=grüße 🐳", "EQ=a=b=c", "EMPTY=", "--unset", "API_URL", "--json"));
        values.forEach((name, value) -> assertEquals(value, stored("shop-web").get(name)));
        assertEquals("staging null true true", stored("shop-web").get("NODE_ENV") + " " + stored("shop-web").get("API_URL") + " "
            + set.path("applied") + " " + set.path("redeployNeeded"));
        assertEquals("kept-by-the-sandbox", stored("shop-web").get("SESSION_SECRET"), "*** never overwrites a secret");
        var after = instance.app("shop-web");
        ShellWords.run(cli, set.path("undo").path("command").asText());
        assertEquals(before, instance.app("shop-web"));
        // and back again: an undo has an undo
        var again = json(cli.run("config", "set", "shop-web", "NODE_ENV=staging", "QUOTES=" + values.get("QUOTES"), "LINES=one\ntwo",
            "UNI=grüße 🐳", "EQ=a=b=c", "EMPTY=", "--unset", "API_URL", "--json"));
        assertEquals(after, instance.app("shop-web"));
        Tool.call(cli, again.path("undo").path("tool").asText(), new ObjectMapper().convertValue(again.path("undo").path("arguments"),
            Map.class)).ok();
        assertEquals(before, instance.app("shop-web"));
    }

    @Test
    void saysWhatChanged() {
        cli.run("config", "set", "shop-web", "NODE_ENV=staging", "NEW=1", "API_KEY=abc").exits(0).complains("").prints("""
            Changed shop-web:
            VARIABLE  BEFORE      AFTER
            NODE_ENV  production  staging
            NEW       -           1
            API_KEY   -           ***
            Takes effect with: paas redeploy shop-web
            Undo: paas config set shop-web NODE_ENV=production --unset NEW --unset API_KEY
            """);
        assertEquals("***", instance.app("shop-web").path("envVars").path("API_KEY").asText());
        cli.run("config", "set", "shop-web", "NODE_ENV=staging", "NEW=1").exits(0).complains("")
            .prints("Nothing to change: shop-web has these variables.\n");
        cli.run("config", "set", "shop-web", "NEW=1", "-q").exits(0).complains("").prints("k3v9x0q2ab\n");
        cli.run("config", "unset", "shop-web", "NEW", "API_KEY", "NOPE").exits(0).prints("""
            Changed shop-web:
            VARIABLE  BEFORE  AFTER
            NEW       1       -
            API_KEY   ***     -
            Note: there is no variable NOPE.
            Takes effect with: paas redeploy shop-web
            Undo: paas config set shop-web NEW=1   (without the former value of API_KEY, which the instance does not show)
            """);
        cli.run("config", "unset", "shop-web", "NOPE").exits(0)
            .prints("Nothing to change: shop-web has these variables.\nNote: there is no variable NOPE.\n");
        cli.run("config", "set", "wiki-db", "A=1").exits(0).printsPart("Changed wiki:\n")
            .printsPart("Note: wiki-db belongs to the compose group of wiki, whose variables these are.\n")
            .printsPart("Note: a compose app uses its variables only where its compose file says ${NAME}.\n");
        assertEquals("1", instance.app("wiki").path("envVars").path("A").asText());
    }

    @Test
    void aRemovedVariableComesBack() {
        cli.run("config", "set", "shop-api", "MY_TOKEN=x y", "--plain", "MY_TOKEN").exits(0);
        var before = instance.app("shop-api");
        assertEquals("x y", before.path("envVars").path("MY_TOKEN").asText(), "no secret, since somebody said so");
        var masked = json(cli.run("config", "unset", "shop-api", "MY_TOKEN", "JAVA_TOOL_OPTIONS", "--json")).path("undo");
        assertEquals("{\"because\":\"what was before holds a secret, and that is not shown; with --reveal it is\"}", masked.toString());
        cli.run("config", "set", "shop-api", "MY_TOKEN=x y", "JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=70", "--plain", "MY_TOKEN").exits(0);
        assertEquals(before, instance.app("shop-api"));
        var undo = json(cli.run("config", "unset", "shop-api", "MY_TOKEN", "JAVA_TOOL_OPTIONS", "--json", "--reveal")).path("undo");
        ShellWords.run(cli, undo.path("command").asText());
        assertEquals(before, instance.app("shop-api"));
    }

    @Test
    void thereIsNoWayBackFromWhatIsNotShown() {
        cli.run("config", "set", "shop-web", "SESSION_SECRET=other").exits(0)
            .printsPart("No way back: the instance does not show the former value of SESSION_SECRET.\n");
        assertEquals("other", stored("shop-web").get("SESSION_SECRET"));
        cli.run("config", "set", "shop-web", "NODE_ENV=x", "--secret", "NODE_ENV").exits(0)
            .printsPart("Undo: paas config set shop-web NODE_ENV=production   (NODE_ENV stays one that the instance does not show)\n");
    }

    @Test
    void redeploysWhenAsked() {
        var before = instance.app("shop-web");
        var set = json(cli.run("config", "set", "shop-web", "NODE_ENV=staging", "--redeploy", "--wait", "--json"));
        assertEquals("success false", set.path("deployment").path("status").asText() + " " + set.path("redeployNeeded"));
        assertNotEquals(before.path("activeDeployId"), instance.app("shop-web").path("activeDeployId"));
        assertEquals("paas config set shop-web NODE_ENV=production --redeploy", set.path("undo").path("command").asText());
        cli.run("config", "unset", "shop-web", "NODE_ENV", "--redeploy", "--wait").exits(0).printsPart("shop-web is live at ");
        cli.run("config", "set", "shop-web", "A=1", "--no-redeploy").exits(0).printsPart("Takes effect with: paas redeploy shop-web\n");
        cli.run("config", "set", "search-worker", "A=1", "--redeploy").failsWith(6, "a deployment of search-worker is running (");
        assertFalse(stored("search-worker").containsKey("A"), "refused before anything was changed");
    }

    @Test
    void aNameAloneIsReadFromStandardInput() {
        cli.runWith("-----BEGIN KEY-----\nabc\n-----END KEY-----\n", "config", "set", "shop-web", "TLS_KEY", "B=2").exits(0);
        assertEquals("-----BEGIN KEY-----\nabc\n-----END KEY-----", stored("shop-web").get("TLS_KEY"));
        cli.run("config", "set", "shop-web", "OTHER_KEY").failsWith(2, "OTHER_KEY has no value\nhint: give it as NAME=value, or "
            + "pipe it in: paas config set shop-web OTHER_KEY < file; an empty one is NAME=\n");
        cli.runWith("one\n", "config", "set", "shop-web", "ONE_KEY", "TWO_KEY").failsWith(2, "ONE_KEY has no value\n");
    }

    @Test
    void atATerminalItIsAskedForUnseen() {
        try (var tty = cli.terminal("config", "set", "shop-web", "API_KEY", "--no-wait")) {
            tty.await("Value of API_KEY: ");
            tty.type("hush-hush" + Tty.ENTER);
            var screen = tty.finish().exits(0).leavesTheTerminalUsable().screen();
            assertFalse(screen.contains("hush-hush"), screen);
            assertTrue(screen.contains("Takes effect with: paas redeploy shop-web"), screen);
        }
        assertEquals("hush-hush", stored("shop-web").get("API_KEY"));
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsSent() {
        instance.sandbox().clearRequests();
        cli.run("config", "set", "shop-web", "A B=1").failsWith(2, "a variable's name is empty, longer than 200 characters, or has blanks");
        cli.run("config", "set", "shop-web", "=1").failsWith(2, "a variable's name is empty, ");
        cli.run("config", "set", "shop-web", "A=***")
            .failsWith(2, "the value of A is ***, which only stands for a value that is not shown\n");
        cli.run("config", "set", "shop-web", "A=1", "--unset", "A").failsWith(2, "A cannot be set and removed at once\n");
        cli.run("config", "set", "shop-web", "A=1", "--secret", "B").failsWith(2, "--secret B is none of the variables given\n");
        cli.run("config", "set", "shop-web", "A=1", "--plain", "B").failsWith(2, "--plain B is none of the variables given\n");
        cli.run("config", "set", "shop-web").failsWith(2, "missing required parameter: '<NAME=value>'");
        assertEquals(List.of(), instance.sandbox().requests());
        instance.cli(folder.resolve("o"), "observer").run("config", "set", "shop-web", "A=1")
            .failsWith(4, "the profile observer may not do this: it lacks the scope apps:write\n");
    }

    @Test
    void anAnswerThatGotLostIsLookedAfter() {
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at(UPDATE));
        cli.run("config", "set", "shop-web", "A=1").exits(0).printsPart("Changed shop-web:\n");
        assertEquals("1", stored("shop-web").get("A"));
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at(UPDATE));
        cli.run("config", "unset", "shop-web", "A").failsWith(9, "the answer of ");
        assertEquals("1", stored("shop-web").get("A"));
        Failures.check(instance.sandbox(), cli, UPDATE, "config", "set", "shop-web", "N={n}");
        // another app: what is late comes all the same, and has all variables of the first one in it
        cli.run("config", "set", "shop-api", "N0=x", "N1=x", "N2=x", "N3=x", "N4=x", "N5=x", "N6=x").exits(0);
        Failures.check(instance.sandbox(), cli, UPDATE, "config", "unset", "shop-api", "N{n}");
    }

    @Test
    void hasNoStainInOtherSurroundings() throws Exception {
        cli.env("LC_ALL", "C").env("TERM", "dumb").run("config", "set", "shop-web", "UNI=grüße").exits(0).printsPart("grüße");
        assertEquals("grüße", stored("shop-web").get("UNI"));
        var out = Files.createTempFile(folder, "out", "");
        try (var tty = cli.terminalWithOutput(out, "config", "shop-web")) {
            tty.finish().exits(0);
        }
        assertTrue(Files.readString(out).contains("UNI                grüße\n"), Files.readString(out));
    }

    private Map<String, String> stored(String app) {
        return instance.sandbox().environment(app);
    }

    private static JsonNode json(Run run) {
        return McpClient.parse(run.exits(0).stdout());
    }
}
