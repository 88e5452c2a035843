package tests.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** {@code paas git}: the instance's own GitHub token, and what it sees. */
class GitTest {
    private static final String TOKEN = "ghp_" + "aB3".repeat(12);

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = instance.cli(folder, "observer").secret(TOKEN);
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void repositories() {
        cli.run("git", "repos").failsWith(1, "the instance has no GitHub token\nhint: give it one: paas git set-token\n");
        instance.admin("POST", "/api/git/token/save", Map.of("token", "expired-token"));
        cli.run("git", "repos").exits(1).prints("").complainsPart("error: GitHub API error: ")
            .complainsPart("hint: GitHub refused the instance's token, not yours; another one: paas git set-token\n");
        instance.admin("POST", "/api/git/token/save", Map.of("token", TOKEN));
        cli.run("git", "repos").exits(0).complains("").printsMatch("(?s)NAME +PRIVATE +CHANGED +URL +DESCRIPTION\n"
            + "harbor-lane/storefront +no +2026-06-30T09:48:11Z +https://github.com/harbor-lane/storefront.git\n.*"
            + "harbor-lane/infrastructure +yes .*");
        cli.run("git", "repos", "-q").exits(0).printsPart("https://github.com/harbor-lane/storefront.git\n");
        cli.run("git", "repos", "--json").exits(0).printsPart("\"cloneUrl\": \"https://github.com/harbor-lane/storefront.git\"");
        Failures.check(instance.sandbox(), cli, "/api/git/repos", "git", "repos");
    }

    @Test
    void branches() {
        cli.run("git", "branches", "https://github.com/harbor-lane/storefront.git").exits(0).complains("").printsPart("main\n");
        assertEquals(cli.run("git", "branches", "harbor-lane/storefront").exits(0).stdout(),
            cli.run("git", "branches", "https://github.com/harbor-lane/storefront.git", "-q").exits(0).stdout());
        cli.run("git", "branches", "harbor-lane/storefront", "--json").exits(0).printsPart("\"repository\": "
            + "\"https://github.com/harbor-lane/storefront.git\"");
        cli.run("git", "branches", "https://x:" + TOKEN + "@github.com/a/b.git").failsWith(2, "the address holds credentials");
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "Failed to fetch branches: fatal: no", 0)).at("/api/git/branches")
            .times(1));
        cli.run("git", "branches", "a/b").failsWith(1, "Failed to fetch branches: fatal: no");
        instance.sandbox().fault(Fault.of(new Effect.Truncate()).at("/api/git/branches").times(1));
        cli.run("git", "branches", "harbor-lane/storefront").failsWith(1, "the instance's answer to POST /api/git/branches cannot be used");
        // it changes nothing, so nothing is uncertain
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/git/branches").times(1));
        cli.run("git", "branches", "a/b").failsWith(8, "the connection to ");
        cli.run("git").exits(2).complainsPart("paas git needs a verb");
    }

    @Test
    void theTokenGoesInUnseen() {
        cli.runWith(TOKEN + "\n", "git", "set-token").failsWith(4, "only the admin token can do this, and there is none here");
        admin();
        cli.runWith("", "git", "set-token").failsWith(2, "no GitHub token given");
        cli.runWith("a b\n", "git", "set-token").failsWith(2, "this is no token");
        assertTrue(!connected());
        cli.runWith(TOKEN + "\n", "git", "set-token").exits(0).complains("")
            .printsMatch("Stored\\. Nobody has checked it yet: paas git repos "
            + "shows what it can see\\.\nThese apps have it now, in place of any of their own: .*shop-web.*\\.\nNo way back: the token "
            + "that was "
            + "stored before is not shown by the instance, nor are those of apps\\.\n");
        assertTrue(connected());
        cli.env("PAAS_ADMIN_TOKEN", null);
        try (var tty = cli.terminal("git", "set-token")) {
            tty.await("Admin token: ");
            tty.type(instance.sandbox().adminToken() + "\r");
            tty.await("GitHub token: ");
            tty.type(TOKEN + "\r");
            tty.finish().exits(0).leavesTheTerminalUsable();
        }
        admin();
        // an instance that says what it was sent does not have it printed
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "cannot store " + TOKEN, 0)).at("/api/git/token/save").times(1));
        cli.runWith(TOKEN, "git", "set-token").failsWith(1, "cannot store ");
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/git/token/save").times(1));
        cli.runWith(TOKEN, "git", "set-token").exits(9)
            .complainsPart("hint: store it once more: that changes nothing when it is there already\n");
    }

    @Test
    void itCanBeForgotten() {
        admin();
        cli.run("git", "remove-token").exits(0).complains("").prints("The instance has no GitHub token.\n");
        instance.admin("POST", "/api/git/token/save", Map.of("token", TOKEN));
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/git/token/delete").times(1));
        cli.run("git", "remove-token").failsWith(9, "the answer of ");
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/git/token/delete").times(1));
        cli.run("git", "remove-token").exits(0).complains("").prints("""
            The instance has forgotten its GitHub token. Apps keep the copy that they have.
            No way back: the instance does not show the token that it had; store it again: paas git set-token.
            """);
        assertTrue(!connected());
        instance.admin("POST", "/api/git/token/save", Map.of("token", TOKEN));
        instance.sandbox().clearRequests();
        cli.run("git", "remove-token", "--json").exits(0).printsPart("\"removed\": true");
        assertEquals(List.of("GET /api/git/token", "DELETE /api/git/token/delete", "GET /api/git/token"),
            instance.sandbox().requests().stream().map(each -> each.method() + " " + each.path()).toList());
    }

    private void admin() {
        cli.env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken());
    }

    private boolean connected() {
        return instance.admin("GET", "/api/git/token", null).path("connected").asBoolean();
    }
}
