package tests.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.sandbox.instance.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.Instance;

/** {@code paas agents} and its verbs: the admin token alone, from the first request on, and a new token shown once. */
class AgentsTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = instance.cli(folder, "operator").env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken());
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void listsThem() throws Exception {
        instance.admin("POST", "/api/agents/create", Map.of("name", "reader", "scopes", List.of("logs:read")));
        instance.admin("POST", "/api/agents/create", Map.of("name", "nobody", "scopes", List.of()));
        instance.sandbox().clearRequests();
        cli.run("agents").exits(0).complains("").printsMatch("NAME +ID +MAY +LAST USED +CREATED\nnobody +\\w{10} +nothing +never +\\S+\n"
            + "reader +\\w{10} +logs:read +never +\\S+\ntest CLI +\\w{10} +operator +never +\\S+\n");
        // no other token than the admin's has asked
        assertEquals(List.of("GET /api/agents"), asked());
        var json = new ObjectMapper().readTree(cli.run("agents", "--json").exits(0).complains("").stdout()).path("agents").path(1);
        assertEquals("reader", json.path("name").asText());
        assertEquals("[\"logs:read\"]", json.path("scopes").toString());
        assertFalse(json.has("profile") || json.has("lastUsedAt") || json.path("current").asBoolean(), json.toString());
        cli.run("agents", "list", "-q").exits(0).printsMatch("(\\w{10}\n){3}");
        own();
        cli.run("agents").exits(0).printsPart("test CLI (this connection)");
        Failures.check(instance.sandbox(), cli, "/api/agents", "agents");
    }

    @Test
    void whatIsCreatedWorksAndCanBeTakenBack() throws Exception {
        var before = cli.run("agents", "-q").stdout();
        var run = cli.run("agents", "create", "ci", "--profile", "Deployer").exits(0).complains("");
        run.printsMatch("Made the agent \"ci\" \\(\\w{10}\\), which may: deployer, that is apps:read, logs:read, metrics:read, apps:write, "
            + "deploy:trigger\\.\nIts token, shown this once and saved nowhere:\nbpagt_[0-9a-f]{64}\nUndo: paas agents revoke \\w{10}\n");
        var undo = run.stdout().lines().filter(line -> line.startsWith("Undo: ")).findFirst().orElseThrow();
        new Cli(new Home(folder.resolve("ci")).connected(instance.url(), token(run.stdout()))).run("apps").exits(0);
        cli.run((undo.substring("Undo: paas ".length()) + " --yes").split(" ")).exits(0);
        assertEquals(before, cli.run("agents", "-q").stdout());
        new Cli(new Home(folder.resolve("ci"))).run("apps").failsWith(4, "Unauthorized");

        var json = new ObjectMapper().readTree(cli.run("agents", "create", " odd ", "--scope", "apps:read", "--scope", "apps:read",
            "--scope=system:manage", "--json").exits(0).complains("").stdout());
        assertEquals("odd", json.path("name").asText());
        assertEquals("[\"apps:read\",\"system:manage\"]", json.path("scopes").toString());
        assertFalse(json.has("profile"));
        assertEquals("paas agents revoke " + json.path("id").asText(), json.path("undo").path("command").asText());
        cli.run("agents", "create", "script", "--profile", "observer", "-q").exits(0).complains("").printsMatch("bpagt_[0-9a-f]{64}\n");
    }

    @Test
    void whatCannotBeCreated() {
        instance.sandbox().clearRequests();
        cli.run("agents", "create", "x").failsWith(2, "what may it do?\nhint: give it --profile observer, deployer or operator");
        cli.run("agents", "create", "x", "--profile", "observer", "--scope", "apps:read")
            .failsWith(2, "--profile and --scope say the same");
        cli.run("agents", "create", "x", "--profile", "root").failsWith(2, "unknown profile \"root\"");
        cli.run("agents", "create", " ", "--profile", "observer").failsWith(2, "the name is empty");
        cli.run("agents", "create").failsWith(2, "missing required parameter: '<name>'");
        assertEquals(List.of(), asked());
        cli.run("agents", "create", "x", "--scope", "x:y").failsWith(1, "invalid scope: x:y");
    }

    /** The agent is there, and nobody has its token: that is said, with what to do. */
    @Test
    void anAnswerThatGotLostOnItsWay() {
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/agents/create").times(1));
        var run = cli.run("agents", "create", "ci", "--profile", "observer").exits(9).prints("")
            .complainsMatch("error: the agent \"ci\" \\(\\w{10}\\) was made, but the answer with its token got lost\n"
            + "hint: give it another one: paas agents rotate \\w{10}, or take it away: paas agents revoke \\w{10}\n");
        var id = run.stderr().replaceFirst("(?s).*\\((\\w{10})\\).*", "$1");
        cli.run("agents", "rotate", id).exits(0);
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/agents/create").times(1));
        cli.run("agents", "create", "other", "--profile", "observer").failsWith(9, "the answer of " + instance.url()
            + " to POST /api/agents/create got lost (");
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/agents/rotate").times(1));
        cli.run("agents", "rotate", "ci").exits(9).complainsPart("hint: its former token may have stopped; a further try gives it another "
            + "one: paas agents rotate " + id);
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/agents/delete").times(1));
        cli.run("agents", "revoke", "ci", "--yes").exits(0).complains("");
        instance.admin("POST", "/api/agents/create", Map.of("name", "stays", "scopes", List.of()));
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/agents/delete").times(1));
        cli.run("agents", "revoke", "stays", "--yes").failsWith(9, "the answer of ");
    }

    @Test
    void anotherTokenStopsTheOneBefore() {
        var old = token(cli.run("agents", "create", "ci", "--profile", "observer").stdout());
        var run = cli.run("agents", "rotate", "CI").exits(0).complains("")
            .printsMatch("The agent \"ci\" \\(\\w{10}\\) has another token; the "
            + "one before has stopped\\.\nIts token, shown this once:\nbpagt_[0-9a-f]{64}\n"
            + "No way back: the token that it had has stopped for good\\.\n");
        new Cli(new Home(folder.resolve("old")).connected(instance.url(), old)).run("apps").failsWith(4, "Unauthorized");
        new Cli(new Home(folder.resolve("new")).connected(instance.url(), token(run.stdout()))).run("apps").exits(0);
        cli.run("agents", "rotate", "ci", "-q").exits(0).printsMatch("bpagt_[0-9a-f]{64}\n");
        cli.run("agents", "rotate", "cj").failsWith(5, "there is no agent \"cj\"\nhint: paas agents lists them");
    }

    @Test
    void itsOwnIsSaved() {
        own();
        var home = new Home(folder);
        var before = home.config("token").asText();
        var run = cli.run("agents", "rotate", "test CLI").exits(0).complains("")
            .printsPart("It is this machine's own, and saved as such.\n");
        assertEquals(token(run.stdout()), home.config("token").asText());
        assertFalse(before.equals(home.config("token").asText()));
        home.checkPrivate();
        cli.run("apps").exits(0);
    }

    @Test
    void revokingAsksByName() {
        var id = instance.admin("POST", "/api/agents/create", Map.of("name", "old ci", "scopes", List.of("apps:read"))).path("id").asText();
        cli.run("agents", "revoke", "old ci").failsWith(3, "paas agents revoke cannot be undone, and nobody can be asked here; nothing was "
            + "changed\n");
        try (var tty = cli.terminal("agents", "revoke", "OLD CI")) {
            tty.await("agent: old ci \\(" + id + "\\), made ");
            tty.await("may: apps:read");
            tty.await("last used: never");
            tty.await("Type old ci to go on");
            tty.type("old ci\r");
            assertTrue(tty.finish().exits(0).screen().contains("Revoked the agent \"old ci\" (" + id + ")."));
        }
        cli.run("agents", "revoke", id, "--yes").failsWith(5, "there is no agent \"" + id + "\"");
        own();
        var run = cli.run("agents", "revoke", "test CLI", "--yes", "--json").exits(0).complains("");
        run.printsMatch("\\{\n  \"id\": \"\\w{10}\",\n  \"name\": \"test CLI\",\n  \"current\": true,\n  \"undo\": \\{\n    \"because\": "
            + "\"its token has stopped for good; another agent has another\"\n  }\n}\n");
        cli.run("apps").failsWith(4, "Unauthorized");
    }

    @Test
    void namesAreNotUnique() {
        for (int i = 0; i < 2; i++) {
            instance.admin("POST", "/api/agents/create", Map.of("name", "twin", "scopes", List.of()));
        }
        cli.run("agents", "revoke", "twin", "--yes").failsWith(5, "\"twin\" is more than one agent\nhint: use the id: ");
        assertEquals(3, instance.admin("GET", "/api/agents", null).size());
    }

    @Test
    void withoutTheAdminToken() {
        cli.env("PAAS_ADMIN_TOKEN", null);
        instance.sandbox().clearRequests();
        for (var line : List.of("agents", "agents create x --profile observer", "agents rotate x", "agents revoke x --yes", "audit")) {
            cli.run(line.split(" ")).failsWith(4, "only the admin token can do this, and there is none here\n"
                + "hint: give it for this once in PAAS_ADMIN_TOKEN, or run this at a terminal, which asks for it\n");
        }
        assertEquals(List.of(), asked());
        try (var tty = cli.terminal("agents")) {
            tty.await("Admin token: ");
            tty.type(instance.sandbox().adminToken() + "\r");
            assertTrue(tty.finish().exits(0).leavesTheTerminalUsable().screen().contains("test CLI"));
        }
        assertFalse(new Home(folder).readConfig().contains(instance.sandbox().adminToken()));
    }

    @Test
    void aWrongOneAndTheLockOut() {
        try (var strict = Instance.start(Options.forTests().withLimits(true))) {
            var other = strict.cli(folder.resolve("strict"), "operator").env("PAAS_ADMIN_TOKEN", "f".repeat(64));
            for (int i = 0; i < 5; i++) {
                other.run("agents").failsWith(4, "the instance does not accept this admin token\nhint: nothing was changed; it is what the "
                    + "server was started with (ADMIN_TOKEN), and after five wrong ones in a row the instance locks out for a while\n");
            }
            other.run("agents").failsWith(1, "Too many failed attempts. Try again later.\nhint: wait ");
        }
    }

    @Test
    void theAuditLog() throws Exception {
        own();
        cli.run("stop", "notes").exits(0);
        instance.sandbox().clearRequests();
        cli.run("audit", "-n", "1").exits(0).complains("").printsMatch("TIME +WHO +ACTION +FROM\n\\S+ +test CLI +app:stop +127.0.0.1\n");
        assertEquals(List.of("GET /api/agents", "GET /api/audit-logs?limit=1"), asked().stream().sorted().toList());
        cli.run("start", "notes").exits(0);
        var all = new ObjectMapper().readTree(cli.run("audit", "--agent", "Test cli", "--since", "1h", "--json").exits(0).complains("")
            .stdout());
        assertEquals(List.of("app:start", "app:stop"), texts(all, "action"));
        assertEquals(List.of("test CLI", "test CLI"), texts(all, "agent"));
        assertEquals(List.of("app", "app"), texts(all, "resourceType"));
        cli.run("audit", "--agent", "admin").exits(0).printsPart("agent:create");
        cli.run("audit", "--since", "2999-01-01").exits(0).prints("")
            .complains("Nothing was asked for, as far as the log tells.\n");
        cli.run("audit", "--since", "soon").failsWith(2, "--since takes 90s, 15m, 2h, 3d, a date or a time");
        cli.run("audit", "--limit", "501").failsWith(2, "--limit is between 1 and 500");
        cli.run("audit", "--agent", "nope").failsWith(5, "there is no agent \"nope\"");
        // who is gone still stands in the log
        var id = instance.admin("GET", "/api/agents", null).path(0).path("id").asText();
        cli.run("agents", "revoke", id, "--yes").exits(0);
        cli.run("audit", "--agent", id).exits(0).printsMatch("(?s).*" + id + " +app:start .*");
        Failures.check(instance.sandbox(), cli, "/api/audit-logs", "audit");
    }

    @Test
    void theLogHasAnEndThatIsSaid() {
        for (int i = 0; i < 505; i++) {
            instance.admin("POST", "/api/auth/ws-ticket", null);
        }
        cli.run("audit", "--agent", "admin", "--since", "1d", "-n", "500", "-q").exits(0).printsMatch("(\\w+\n){500}");
        own();
        cli.run("audit", "--agent", "test CLI").exits(0).prints("")
            .complains("the instance hands out its newest 500 entries: older ones were not looked at\n"
                + "Nothing was asked for, as far as the log tells.\n");
    }

    /** Makes the saved connection say which agent it is, as paas connect does. */
    private void own() {
        var home = new Home(folder);
        var id = instance.admin("GET", "/api/agents", null);
        for (JsonNode each : id) {
            if (each.path("name").asText().equals("test CLI")) {
                home.writeConfig(home.readConfig().replace("\"name\": \"test CLI\"", "\"name\": \"test CLI\", \"agentId\": \""
                    + each.path("id").asText() + "\""));
                return;
            }
        }
    }

    private List<String> asked() {
        return instance.sandbox().requests().stream().map(each -> each.method() + " " + each.path()).toList();
    }

    private static String token(String text) {
        return text.replaceFirst("(?s).*(bpagt_[0-9a-f]{64}).*", "$1");
    }

    private static List<String> texts(JsonNode all, String field) {
        var texts = new java.util.ArrayList<String>();
        all.path("entries").forEach(each -> texts.add(each.path(field).asText()));
        return texts;
    }
}
