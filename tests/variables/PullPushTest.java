package tests.variables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import tests.support.Home;
import tests.support.Instance;
import tests.support.McpClient;
import tests.support.Run;
import tests.support.ShellWords;
import tests.support.Tty;

/** {@code paas config pull}, {@code push} and {@code diff}: an app's variables and a file of this machine. */
class PullPushTest {
    private static final String PULLED = """
        API_URL=https://api.harbor-lane.example
        NODE_ENV=production
        # SESSION_SECRET= (a secret: the instance does not show it)
        # STRIPE_SECRET_KEY= (a secret: the instance does not show it)
        """;
    private static final String OWN = """
        # my own
        export NODE_ENV=development # while I work

        LOCAL='a b'
        STRIPE_SECRET_KEY=sk_local
        """;

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
    void pullsIntoANewFile() {
        var observer = instance.cli(folder.resolve("o"), "observer");
        observer.run("config", "pull", "shop-web").exits(0).complains("").prints("""
            Wrote .env, for you alone to read.
            VARIABLE  BEFORE  AFTER
            API_URL   -       https://api.harbor-lane.example
            NODE_ENV  -       production
            Secrets, which the instance does not show: SESSION_SECRET, STRIPE_SECRET_KEY. Their values in the file were not touched.
            Undo: rm %s
            """.formatted(folder.resolve("o/.env")));
        assertEquals(PULLED, read("o/.env"));
        assertEquals("rw-------", Home.permissions(folder.resolve("o/.env")));
        observer.run("config", "pull", "shop-web").exits(0).complains("").prints("""
            Nothing to write: .env has the variables of shop-web.
            Secrets, which the instance does not show: SESSION_SECRET, STRIPE_SECRET_KEY. Their values in the file were not touched.
            """);
        assertEquals(PULLED, read("o/.env"));
        var json = json(observer.run("config", "pull", "shop-web", "other/.env.production", "--json"));
        assertEquals(PULLED, read("o/other/.env.production"));
        assertEquals("true [\"SESSION_SECRET\",\"STRIPE_SECRET_KEY\"] []", json.path("written") + " " + json.path("hidden") + " "
            + json.path("onlyHere"));
        var remove = json.path("undo").path("command").asText();
        assertTrue(remove.startsWith("rm "), remove);
        assertEquals(0, shell(remove));
        assertFalse(Files.exists(folder.resolve("o/other/.env.production")));
        observer.run("config", "pull", "shop-web", "third", "-q").exits(0).prints("API_URL\nNODE_ENV\n");
    }

    @Test
    void aFileThatIsThereKeepsWhatIsItsOwn() {
        write(".env", OWN);
        cli.run("config", "pull", "shop-web").failsWith(3, ".env has other values for NODE_ENV, and nobody can be asked here\n"
            + "hint: look: paas config diff shop-web .env; write them over: --force\n");
        assertEquals(OWN, read(".env"));
        cli.run("config", "pull", "shop-web", "--force").exits(0).prints("""
            Wrote .env, for you alone to read.
            VARIABLE  BEFORE       AFTER
            API_URL   -            https://api.harbor-lane.example
            NODE_ENV  development  production
            Secrets, which the instance does not show: SESSION_SECRET, STRIPE_SECRET_KEY. Their values in the file were not touched.
            Only in the file, and kept: LOCAL.
            No way back: what stood in .env before is nowhere else; --reveal lists the former values.
            """);
        assertEquals("""
            # my own
            export NODE_ENV=production # while I work

            LOCAL='a b'
            STRIPE_SECRET_KEY=sk_local
            API_URL=https://api.harbor-lane.example
            # SESSION_SECRET= (a secret: the instance does not show it)
            """, read(".env"));
    }

    @Test
    void atATerminalItAsks() {
        write(".env", OWN);
        try (var tty = cli.terminal("config", "pull", "shop-web")) {
            tty.await("NODE_ENV: development -> production");
            tty.await("Go on\\? \\[yes\\]: ");
            tty.type("no" + Tty.ENTER);
            tty.finish().exits(3).leavesTheTerminalUsable();
        }
        assertEquals(OWN, read(".env"));
        try (var tty = cli.terminal("config", "pull", "shop-web")) {
            tty.await("Go on\\? \\[yes\\]: ");
            tty.type(Tty.ENTER);
            tty.finish().exits(0);
        }
        assertTrue(read(".env").contains("export NODE_ENV=production # while I work\n"), read(".env"));
        try (var tty = cli.terminal("config", "push", "shop-web")) {
            tty.await("STRIPE_SECRET_KEY: \\*\\*\\* -> \\*\\*\\*");
            tty.await("Go on\\? \\[yes\\]: ");
            tty.type("n" + Tty.ENTER);
            var screen = tty.finish().exits(3).screen();
            assertFalse(screen.contains("sk_local"), screen);
        }
        assertEquals("kept-by-the-sandbox", stored().get("STRIPE_SECRET_KEY"));
    }

    @Test
    void everyValueComesBackAsItWas() {
        var values = Map.of("LINES", "one\ntwo\n", "HASH", "a #b", "QUOTES", "it's \"x\"", "DOLLAR", "$HOME ${X}", "UNI", "grüße 漢字 🐳",
            "EQ", "a=b=", "EMPTY", "", "CR", "a\r\nb", "SLASH", "a\\nb\\", "BLANKS", "  a  ");
        var words = new java.util.ArrayList<>(List.of("config", "set", "notes"));
        values.forEach((name, value) -> words.add(name + "=" + value));
        cli.run(words.toArray(String[]::new)).exits(0);
        var before = instance.app("notes");
        cli.run("config", "pull", "notes").exits(0);
        cli.run("config", "push", "notes").exits(0).prints("Nothing to change: notes has these variables.\n");
        cli.run("config", "diff", "notes", "--exit-code").exits(0).prints(".env and notes have the same variables.\n");
        var unset = new java.util.ArrayList<>(List.of("config", "unset", "notes"));
        unset.addAll(values.keySet());
        cli.run(unset.toArray(String[]::new)).exits(0);
        cli.run("config", "push", "notes").exits(0);
        assertEquals(before, instance.app("notes"));
        assertEquals(values, Map.copyOf(instance.sandbox().environment("notes")));
    }

    @Test
    void pushesAndTakesBack() {
        var before = instance.app("shop-web");
        write(".env", "NODE_ENV=staging\nNEW='a b'\nSESSION_SECRET=***\n# STRIPE_SECRET_KEY= (a secret)\n");
        var push = cli.run("config", "push", "shop-web").exits(0).complains("").prints("""
            Changed shop-web:
            VARIABLE  BEFORE      AFTER
            NODE_ENV  production  staging
            NEW       -           a b
            Note: left as they are, since *** only stands for a value: SESSION_SECRET.
            Note: only the app has, and keeps: API_URL, STRIPE_SECRET_KEY.
            Takes effect with: paas redeploy shop-web
            Undo: paas config set shop-web NODE_ENV=production --unset NEW
            """);
        assertEquals("kept-by-the-sandbox kept-by-the-sandbox staging", stored().get("SESSION_SECRET") + " "
            + stored().get("STRIPE_SECRET_KEY") + " " + stored().get("NODE_ENV"));
        ShellWords.run(cli, push.stdout().lines().filter(each -> each.startsWith("Undo: ")).findFirst().orElseThrow().substring(6));
        assertEquals(before, instance.app("shop-web"));
    }

    @Test
    void removesOnlyWhenToldTwice() {
        var before = instance.app("shop-web");
        write(".env", "NODE_ENV=production\n# STRIPE_SECRET_KEY= (a secret)\nSESSION_SECRET=***\n");
        cli.run("config", "push", "shop-web", "--prune").failsWith(3, "this would remove API_URL, and nobody can be asked here\n"
            + "hint: look: paas config diff shop-web .env; if you are sure: --force\n");
        assertEquals(before, instance.app("shop-web"));
        var push = json(cli.run("config", "push", "shop-web", "--prune", "--force", "--json"));
        assertEquals("[{\"variable\":\"API_URL\",\"before\":\"https://api.harbor-lane.example\"}]", push.path("changes").toString());
        assertEquals("[NODE_ENV, SESSION_SECRET, STRIPE_SECRET_KEY]", stored().keySet().toString());
        ShellWords.run(cli, push.path("undo").path("command").asText());
        assertEquals(before, instance.app("shop-web"));
    }

    @Test
    void secretsOfTheFileAreSentAndNeverShown() {
        write(".env", "SESSION_SECRET=my-new-secret\nPLAIN=x\n");
        cli.secret("my-new-secret").run("config", "push", "shop-web", "--secret", "PLAIN").exits(0)
            .printsPart("SESSION_SECRET  ***     ***\n").printsPart("PLAIN           -       ***\n")
            .printsPart("Note: sent anew, since the instance does not show what it has: SESSION_SECRET.\n")
            .printsPart("Undo: paas config unset shop-web PLAIN   (without the former value of SESSION_SECRET, which the instance does "
            + "not show)\n");
        assertEquals("my-new-secret x", stored().get("SESSION_SECRET") + " " + stored().get("PLAIN"));
        assertEquals("***", instance.app("shop-web").path("envVars").path("PLAIN").asText());
        cli.run("config", "push", "shop-web", "--redeploy", "--wait").exits(0).printsPart("shop-web is live at ");
    }

    @Test
    void comparesWithoutTouchingAnything() {
        write(".env", OWN + "DB_PASSWORD=hush-hush\n");
        var before = instance.app("shop-web");
        cli.secret("hush-hush").run("config", "diff", "shop-web").exits(0).complains("").prints("""
            VARIABLE     STATE                 HERE         INSTANCE
            API_URL      only on the instance  -            https://api.harbor-lane.example
            NODE_ENV     differs               development  production
            LOCAL        only here             a b          -
            DB_PASSWORD  only here             ***          -
            Secrets that .env does not have: SESSION_SECRET.
            Secrets that both have and the instance does not show: STRIPE_SECRET_KEY.
            """);
        cli.run("config", "diff", "shop-web", "--exit-code", "-q").exits(1).complains("")
            .prints("API_URL\nNODE_ENV\nLOCAL\nDB_PASSWORD\n");
        var json = json(cli.run("config", "diff", "shop-web", "--json"));
        assertEquals("{\"variable\":\"NODE_ENV\",\"here\":\"development\",\"instance\":\"production\"}", json.path("differences").path(1)
            .toString());
        assertEquals(before, instance.app("shop-web"));
        cli.run("config", "diff", "shop-web", "nope").failsWith(2, "there is no file nope\nhint: make it: paas config pull <app> nope\n");
        cli.run("config", "push", "shop-web", "nope").failsWith(2, "there is no file nope\n");
        write("bad", "A=1\nwhat is this\n");
        cli.run("config", "diff", "shop-web", "bad").failsWith(2, "line 2 of bad is not NAME=value\n");
        cli.run("config", "pull", "shop-web", "bad").failsWith(2, "line 2 of bad is not NAME=value\n");
        cli.run("config", "pull", "shop-web", ".paas").failsWith(2, "cannot read .paas (it is a folder, not a file)\n");
    }

    @Test
    void saysWhenGitWouldTakeItIn() throws Exception {
        assertEquals(0, new ProcessBuilder("git", "init", "-q", folder.toString()).start().waitFor());
        cli.run("config", "pull", "shop-web").exits(0).complains(".env is not ignored by git: see that it is not committed\n");
        write(".gitignore", ".env.*\n");
        cli.run("config", "pull", "shop-web", ".env.local").exits(0).complains("");
    }

    @Test
    void lostAnswersAndRefusals() {
        write(".env", "NODE_ENV=staging\n");
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/apps/update"));
        cli.run("config", "push", "shop-web").exits(0).printsPart("Changed shop-web:\n");
        assertEquals("staging", stored().get("NODE_ENV"));
        for (int i = 0; i < Failures.COUNT; i++) {
            write("env" + i, "N" + i + "=1\n");
        }
        Failures.check(instance.sandbox(), cli, "/api/apps/update", "config", "push", "shop-web", "env{n}");
        Failures.check(instance.sandbox(), cli, "/api/apps", "config", "pull", "shop-web", "fresh{n}");
        assertFalse(Files.exists(folder.resolve("fresh0")), "nothing is written when nothing is known");
        Failures.check(instance.sandbox(), cli, "/api/apps", "config", "diff", "shop-web");
    }

    private Map<String, String> stored() {
        return instance.sandbox().environment("shop-web");
    }

    private static int shell(String line) {
        try {
            return new ProcessBuilder("/bin/sh", "-c", line).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(Run run) {
        return McpClient.parse(run.exits(0).stdout());
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
