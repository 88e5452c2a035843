package tests.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.HostileServer;
import tests.support.Instance;

/** {@code paas notifications}: what is not named stays, addresses are secrets, and a test is not said to have arrived. */
class NotificationsTest {
    private static final String SLACK = "https://hooks.slack.com/services/T0/B0/abcdefghijkl";
    private static final String HOOK = "https://ops.example.com/in/8d7f6a5b";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = instance.cli(folder, "operator");
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void shows() {
        save("", "", true, true);
        cli.run("notifications").exits(0).complains("").prints("""
            Slack       -
            Webhook     -
            On success  yes
            On failure  yes
            Nobody is told: give it an address with paas notifications set.
            """);
        save(SLACK, HOOK, false, false);
        cli.run("notifications").exits(0).complains("").prints("""
            Slack       https://hooks.slack.com/***
            Webhook     https://ops.example.com/***
            On success  no
            On failure  no
            Nobody is told: both are off.
            """);
        cli.run("notifications", "--json").exits(0).complains("").prints("""
            {
              "slack": "https://hooks.slack.com/***",
              "webhook": "https://ops.example.com/***",
              "onSuccess": false,
              "onFailure": false
            }
            """);
        cli.run("notifications", "--reveal").exits(0).printsPart(SLACK).printsPart(HOOK);
        Failures.check(instance.sandbox(), cli, "/api/notifications", "notifications");
        instance.cli(folder.resolve("low"), "deployer").run("notifications").failsWith(4,
            "the profile deployer may not do this: it lacks the scope notifications:manage\nhint: the profile operator has it");
    }

    @Test
    void whatIsNotNamedStays() {
        save(SLACK, HOOK, true, false);
        cli.run("notifications", "set", "--no-on-success").exits(0).complains("").prints("""
            Changed:
            Slack       https://hooks.slack.com/***
            Webhook     https://ops.example.com/***
            On success  no
            On failure  no
            Undo: paas notifications set --on-success
            """);
        assertEquals(stored(SLACK, HOOK, false, false), stored());
        cli.run("notifications", "set", "--on-failure", "--no-webhook").exits(0);
        assertEquals(stored(SLACK, "", false, true), stored());
        cli.runWith(HOOK + "\n", "notifications", "set", "--webhook", "-").exits(0).complains("");
        assertEquals(stored(SLACK, HOOK, false, true), stored());
        try (var tty = cli.terminal("notifications", "set", "--slack", "-")) {
            tty.await("Address: ");
            tty.type(SLACK + "2\r");
            tty.finish().exits(0);
        }
        assertEquals(stored(SLACK + "2", HOOK, false, true), stored());
        instance.sandbox().clearRequests();
        cli.run("notifications", "set", "--no-on-success", "--webhook", HOOK, "--json").exits(0).complains("").prints("""
            {
              "slack": "https://hooks.slack.com/***",
              "webhook": "https://ops.example.com/***",
              "onSuccess": false,
              "onFailure": true,
              "changed": false
            }
            """);
        assertEquals(List.of("GET"), instance.sandbox().requests().stream().map(each -> each.method()).toList());
    }

    @Test
    void theWayBack() throws Exception {
        save(SLACK, HOOK, true, false);
        var before = stored();
        var masked = cli.run("notifications", "set", "--no-slack", "--webhook", "http://other.example/x", "--no-on-success", "--on-failure")
            .exits(0).printsPart("No way back: what was before holds a secret, and that is not shown; with --reveal it is.\n");
        assertEquals(-1, (masked.stdout() + masked.stderr()).indexOf("8d7f6a5b"));
        save(SLACK, HOOK, true, false);
        var json = new ObjectMapper().readTree(cli.run("notifications", "set", "--no-slack", "--webhook", "http://other.example/x",
            "--no-on-success", "--on-failure", "--reveal", "--json").exits(0).stdout());
        assertEquals(SLACK, json.path("formerSlack").asText());
        var undo = json.path("undo").path("command").asText();
        assertEquals("paas notifications set --slack " + SLACK + " --webhook " + HOOK + " --on-success --no-on-failure", undo);
        cli.run(undo.substring("paas ".length()).split(" ")).exits(0);
        assertEquals(before, stored());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "set | nothing to change",
        "set --slack - --webhook - | standard input is one address, not two",
        "set --slack ftp://x/y | --slack takes an address that begins with https:// or http://",
        "set --webhook - | --webhook takes an address that begins with https:// or http://",
        "set --slack https://a.example/x --no-slack | --slack and its opposite were both given"})
    void whatCannotBeSet(String line, String message) {
        instance.sandbox().clearRequests();
        cli.run(("notifications " + line).split(" ")).failsWith(2, message);
        assertEquals(List.of(), instance.sandbox().requests());
    }

    @Test
    void lostAnswersAreLookedAfter() {
        save("", "", true, true);
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/notifications/save").times(1));
        cli.run("notifications", "set", "--no-on-success").exits(0).complains("");
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/notifications/save").times(1));
        cli.run("notifications", "set", "--on-success").failsWith(9, "the answer of ");
        assertEquals(stored("", "", false, true), stored());
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "Failed to save", 0)).at("/api/notifications/save").times(1));
        cli.run("notifications", "set", "--on-success").failsWith(1, "Failed to save");
    }

    @Test
    void aTestIsTriedAndNoMoreIsSaid() {
        save("", "", true, true);
        instance.sandbox().clearRequests();
        cli.run("notifications", "test")
            .failsWith(1, "there is no address to send a test to\nhint: give it one with paas notifications set\n");
        assertEquals(1, instance.sandbox().requests().size());
        try (var receiver = new HostileServer().on("POST /hook", HostileServer.json("{}"))) {
            save("http://127.0.0.1:1/nobody", receiver.url() + "/hook", false, false);
            cli.run("notifications", "test").exits(0).complains("").prints("""
                The instance has tried to send a test message to: slack and webhook.
                It does not tell whether that worked: look there. What fails stands in its own log alone.
                No way back: a message that went out cannot be called back.
                """);
            assertEquals(List.of("POST /hook"), receiver.asked());
            cli.run("notifications", "test", "-q").exits(0).prints("slack\nwebhook\n");
            cli.run("notifications", "test", "--json").exits(0).printsPart("\"tried\": [\n    \"slack\",\n    \"webhook\"\n  ]");
            instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/notifications/test").times(1));
            cli.run("notifications", "test").exits(9).complainsPart("hint: look there whether it arrived; another test does no harm\n");
        }
    }

    private void save(String slack, String hook, boolean success, boolean failure) {
        instance.admin("POST", "/api/notifications/save", stored(slack, hook, success, failure));
    }

    private Map<?, ?> stored() {
        return new ObjectMapper().convertValue(instance.admin("GET", "/api/notifications", null), Map.class);
    }

    private static Map<String, Object> stored(String slack, String hook, boolean success, boolean failure) {
        return Map.of("slackWebhookUrl", slack, "genericUrl", hook, "onSuccess", success, "onFailure", failure);
    }
}
