package tests.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;

/** {@code paas disconnect --revoke} and {@code paas connect --revoke-former}: no token is left behind where nobody wants one. */
class RevokeFormerTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();
    private Home home;
    private Cli cli;

    @BeforeEach
    void setUp() {
        home = new Home(folder);
        cli = new Cli(home).secret(instance.sandbox().adminToken());
        connect("first").exits(0);
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void disconnectRevokesFirst() {
        cli.run("disconnect", "--revoke").failsWith(4, "only the admin token can do this, and there is none here");
        assertTrue(home.hasConfig(), "without the token it stays connected");
        cli.env("PAAS_ADMIN_TOKEN", "f".repeat(64)).run("disconnect", "--revoke")
            .failsWith(4, "the instance does not accept this admin token");
        assertTrue(home.hasConfig());
        cli.env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken());
        cli.run("disconnect", "--revoke").exits(0).complains("")
            .prints("Disconnected. Local config removed.\nThe agent \"first\" is revoked.\n");
        assertEquals(List.of(), agents());
        home.checkNoConfig();
        cli.run("disconnect", "--revoke").failsWith(4, "not connected - run: paas connect <url>");
    }

    @Test
    void atATerminalTheTokenIsAskedForUnseen() {
        try (var tty = cli.terminal("disconnect", "--revoke")) {
            tty.await("Admin token of " + instance.url() + ": ");
            tty.type(instance.sandbox().adminToken() + "\r");
            assertTrue(tty.finish().exits(0).leavesTheTerminalUsable().screen().contains("is revoked."));
        }
        assertEquals(List.of(), agents());
    }

    @Test
    void asJsonAndOneThatIsGoneAlready() {
        cli.env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken());
        cli.run("agents", "revoke", "first", "--yes").exits(0);
        cli.run("disconnect", "--revoke", "--json").exits(0).complains("").prints("{\n  \"removed\": true,\n  \"config\": \""
            + home.config()
            + "\",\n  \"agent\": \"first\",\n  \"revoked\": true\n}\n");
    }

    @Test
    void aLostAnswerIsLookedAfter() {
        cli.env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken());
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/agents/delete").times(1));
        cli.run("disconnect", "--revoke").failsWith(9, "the answer of ");
        assertTrue(home.hasConfig());
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/agents/delete").times(1));
        cli.run("disconnect", "--revoke").exits(0);
        home.checkNoConfig();
    }

    @Test
    void aReconnectRevokesTheOneBefore() {
        var run = connect("second", "--revoke-former").exits(0).complains("Revoked the agent of before, \"first\".\n");
        run.printsPart("Connected successfully.\n");
        assertEquals(List.of("second"), agents());
        connect("third").exits(0).complains("The agent of before, \"second\", and its token live on at " + instance.url()
            + ": to revoke it, delete it in the dashboard under Agent Access.\n");
        assertEquals(List.of("third", "second"), agents());
    }

    @Test
    void whatFailsDoesNotUndoTheConnection() {
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "Failed to delete agent", 0)).at("/api/agents/delete").times(1));
        connect("second", "--revoke-former").exits(1).printsPart("Connected successfully.\n")
            .complainsPart("error: connected, but the agent of before was not revoked: Failed to delete agent\n");
        assertEquals("second", home.config("name").asText());
        home.writeConfig(home.readConfig().replaceAll(",\\s*\"agentId\": \"\\w+\"", ""));
        connect("third", "--revoke-former").exits(1).complainsPart("the saved connection does not say which agent it is\n"
            + "hint: find it with paas agents, then: paas agents revoke <id>\n");
    }

    /** The admin token of one instance is not sent to another. */
    @Test
    void noOtherInstanceGetsTheToken() {
        try (var other = HostileServer.healthy()) {
            home.connected(other.url(), "bpagt_" + "0f".repeat(32));
            cli.env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken());
            cli.run("connect", instance.url(), "--profile", "observer", "--revoke-former").exits(4)
                .complainsPart("error: connected, but the agent of before was not revoked: only the admin token can do this, and there "
                + "is none here\n");
            assertEquals(List.of(), other.asked());
        }
    }

    @Test
    void aPersonIsAsked() {
        try (var tty = cli.terminal("connect", instance.url(), "--legacy", "--profile", "observer", "--name", "second")) {
            tty.await("Admin token: ");
            tty.type(instance.sandbox().adminToken() + "\r");
            tty.await("Revoke the agent of before, \"first\"\\? It takes the admin token \\[no]: ");
            tty.type("yes\r");
            tty.await("Revoked the agent of before");
            tty.finish().exits(0);
        }
        assertEquals(List.of("second"), agents());
    }

    private tests.support.Run connect(String name, String... more) {
        var words = new java.util.ArrayList<>(List.of("connect", instance.url(), "--legacy", "--profile", "observer", "--name", name));
        words.addAll(List.of(more));
        return cli.runWith(instance.sandbox().adminToken() + "\n", words.toArray(String[]::new));
    }

    private List<String> agents() {
        var names = new java.util.ArrayList<String>();
        instance.admin("GET", "/api/agents", null).forEach(each -> names.add(each.path("name").asText()));
        return names;
    }
}
