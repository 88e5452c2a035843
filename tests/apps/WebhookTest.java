package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import tests.support.ShellWords;
import tests.support.Tty;

/** {@code paas webhook} and its verbs: where pushes are reported, and what they are signed with. */
class WebhookTest {
    private static final String REGISTER = "/api/apps/webhook/github/create";
    private static final String REGENERATE = "/api/apps/webhook/regenerate";

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
    void showsTheAddressAndHidesTheSecret() {
        var observer = instance.cli(folder.resolve("o"), "observer");
        observer.run("webhook", "shop-web").exits(0).complains("").prints("""
            Address       %s/api/webhooks/github/k3v9x0q2ab
            Secret        ***
            Event         push
            Content type  application/json
            Branch        main
            Auto-deploy   on
            """.formatted(instance.url()));
        observer.run("webhook", "shop-web", "--reveal").exits(0).printsPart("Secret        kept-by-the-sandbox\n");
        var json = McpClient.parse(observer.run("webhook", "shop-web", "--json").exits(0).stdout());
        assertEquals("{\"name\":\"WEBHOOK_SECRET\",\"value\":\"***\"} true", json.path("secret") + " " + json.path("autoDeploy"));
        observer.run("webhook", "landing").exits(0).printsPart("Auto-deploy   off\n")
            .printsPart("Pushes are ignored while auto-deploy is off: paas webhook register landing\n");
        observer.run("webhook", "notes").exits(0).printsPart("Note: notes is not built from a repository at GitHub.\n");
        observer.run("webhook", "wiki-db", "-q").exits(0).prints("b6y2e8ts0g\n");
        observer.run("webhook", "nope").failsWith(5, "there is no app \"nope\"");
        Failures.check(instance.sandbox(), observer, "/api/apps/webhook", "webhook", "shop-web");
    }

    @Test
    void registersAtGitHub() {
        cli.run("webhook", "register", "landing").failsWith(1, "the instance has no GitHub token to register the webhook with\n"
            + "hint: store one: paas git set-token; or make the hook at GitHub by hand: paas webhook landing --reveal\n");
        token("ghp_" + "a1B2".repeat(9));
        var before = instance.app("landing");
        cli.run("webhook", "register", "landing").exits(0).complains("").prints("""
            The webhook of landing is registered at GitHub: pushes are deployed from now on.
            It reports to %s/api/webhooks/github/x9q4jb3m0u
            Undo: paas update landing --no-auto-deploy   (the hook at GitHub stays: remove it there)
            """.formatted(instance.url()));
        assertEquals(true, instance.app("landing").path("autoDeploy").asBoolean());
        ShellWords.run(cli, "paas update landing --no-auto-deploy");
        assertEquals(before, instance.app("landing"));
        cli.run("webhook", "register", "landing").exits(0).printsPart("The webhook of landing is up to date at GitHub");
        cli.run("webhook", "register", "landing").exits(0).printsPart("No way back: the hook at GitHub stays: remove it there.\n");
        cli.run("webhook", "register", "notes").failsWith(1, "This app is not linked to a Git repository\n");
        instance.cli(folder.resolve("o"), "observer").run("webhook", "register", "landing")
            .failsWith(4, "the profile observer may not do this: it lacks the scope apps:write\n");
    }

    @Test
    void whatGitHubSaysIsNotTakenForTheInstances() {
        token("ghp_invalid" + "a1B2".repeat(8));
        cli.run("webhook", "register", "landing").failsWith(1, "GitHub API error: ").complainsPart("Bad credentials")
            .complainsPart("hint: make the hook at GitHub by hand: paas webhook landing --reveal\n");
        assertEquals(false, instance.app("landing").path("autoDeploy").asBoolean());
    }

    @Test
    void aNewSecretVoidsTheFormerOne() {
        cli.run("webhook", "regenerate", "shop-web").failsWith(3, "paas webhook regenerate cannot be undone, and nobody can be asked here; "
            + "nothing was changed\nhint: if you are sure: paas webhook regenerate shop-web --yes\n");
        assertEquals("kept-by-the-sandbox", secret("k3v9x0q2ab"));
        cli.run("webhook", "regenerate", "shop-web", "--yes").exits(0).complains("").prints("""
            shop-web has a new webhook secret: ***
            GitHub does not know it yet: paas webhook register shop-web
            No way back: the former secret is void, and none can be set.
            """);
        var second = secret("k3v9x0q2ab");
        assertNotEquals("kept-by-the-sandbox", second);
        var revealed = McpClient.parse(cli.run("webhook", "regenerate", "shop-web", "--yes", "--reveal", "--json").exits(0).stdout());
        assertEquals(secret("k3v9x0q2ab"), revealed.path("secret").path("value").asText());
        assertNotEquals(second, secret("k3v9x0q2ab"));
    }

    @Test
    void atATerminalItSaysWhatBreaks() {
        try (var tty = cli.terminal("webhook", "regenerate", "shop-web").size(160, 24)) {
            tty.await("Type shop-web to go on");
            for (var part : List.of("This cannot be undone: webhook regenerate shop-web",
                "webhook secret of shop-web (k3v9x0q2ab): whoever signs with the former one is refused from now on",
                "a hook at GitHub keeps the former one, and its pushes are refused, until: paas webhook register shop-web",
                "auto-deploy: on")) {
                assertTrue(tty.screen().contains(part), part + " is missing on\n" + tty.screen());
            }
            tty.type("shop-web" + Tty.ENTER);
            var screen = tty.finish().exits(0).leavesTheTerminalUsable().screen();
            assertFalse(screen.contains(secret("k3v9x0q2ab")), screen);
        }
        assertNotEquals("kept-by-the-sandbox", secret("k3v9x0q2ab"));
    }

    @Test
    void theNewOneGoesToGitHubAtOnce() {
        cli.run("webhook", "regenerate", "shop-web", "--register", "--yes").exits(1).printsPart("shop-web has a new webhook secret: ***\n")
            .complainsPart("error: the secret is a new one, but GitHub does not know it: the instance has no GitHub token");
        token("ghp_" + "a1B2".repeat(9));
        cli.run("webhook", "regenerate", "shop-web", "--register", "--yes").exits(0).printsPart("GitHub has it, too.\n");
    }

    @Test
    void anAnswerThatGotLostIsLookedAfter() {
        token("ghp_" + "a1B2".repeat(9));
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at(REGENERATE));
        cli.run("webhook", "regenerate", "shop-web", "--yes").exits(0);
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at(REGENERATE));
        var before = secret("k3v9x0q2ab");
        cli.run("webhook", "regenerate", "shop-web", "--yes").failsWith(9, "the answer of ");
        assertEquals(before, secret("k3v9x0q2ab"));
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at(REGISTER));
        cli.run("webhook", "register", "landing").exits(0).printsPart("The webhook of landing is registered at GitHub");
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at(REGISTER));
        cli.run("webhook", "register", "landing").failsWith(9, "the answer of ")
            .complainsPart("hint: doing it again does no harm: paas webhook register landing\n");
        Failures.check(instance.sandbox(), cli, REGENERATE, "webhook", "regenerate", "reports", "--yes");
        Failures.check(instance.sandbox(), cli, REGISTER, "webhook", "register", "reports");
    }

    private void token(String token) {
        instance.admin("POST", "/api/git/token/save", Map.of("token", token));
        cli.secret(token);
    }

    private String secret(String id) {
        return instance.admin("GET", "/api/apps/webhook?id=" + id, null).path("secret").asText();
    }
}
