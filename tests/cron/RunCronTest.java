package tests.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.drop;
import static tests.support.HostileServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.sandbox.instance.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Tool;
import tests.support.Tty;

/** {@code paas cron run}: what is started, whether it ended well, and what nobody can know. */
class RunCronTest {
    private static final String RUN = "/api/cron/run";
    private static final String NO_WAY_BACK = "No way back: what the command did is known to its app alone.\n";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void itIsStartedAndNotWaitedFor() {
        var cli = instance.cli(folder, "operator");
        instance.sandbox().clearRequests();
        cli.run("cron", "run", "shop-api").exits(0).complains("")
            .prints("Started the job c3r8n1a6vd of shop-api; see how it ends: paas cron --app shop-api\n" + NO_WAY_BACK);
        assertEquals(1, posts());
        // also one that is off
        cli.run("cron", "run", "f6b4z7m1qs", "--no-wait", "--json").exits(0).complains("").prints("""
            {
              "id": "f6b4z7m1qs",
              "app": "shop-web",
              "status": "started",
              "next": "paas cron --app shop-web",
              "undo": {
                "because": "what the command did is known to its app alone"
              }
            }
            """);
        cli.run("cron", "run", "shop-api", "-q").exits(0).complains("").prints("c3r8n1a6vd\n");
    }

    @Test
    void waitedForItTellsHowItEnded() {
        var cli = instance.cli(folder, "operator");
        var run = cli.run("cron", "run", "shop-api", "--wait").exits(0).prints("The job c3r8n1a6vd of shop-api has run: success.\n"
            + NO_WAY_BACK);
        run.complainsMatch("(waiting for the end of the run\n)?");
        instance.admin("POST", "/api/cron/update", Map.of("id", "c3r8n1a6vd", "command", "make && exit 3"));
        cli.run("cron", "run", "shop-api", "--wait").exits(1).prints("The job c3r8n1a6vd of shop-api has run: failed.\n" + NO_WAY_BACK)
            .complainsMatch("(?s).*error: the run of the job c3r8n1a6vd of shop-api failed\nhint: an instance keeps no output of jobs; "
            + "to see it, "
                + "run the command yourself: paas exec shop-api -- \"make && exit 3\"\n");
        cli.run("cron", "run", "shop-api", "--wait", "--json").exits(1).printsPart("  \"status\": \"failed\",\n  \"endedAt\": \""
            + job("c3r8n1a6vd").path("lastRun").asText().substring(0, 15));
    }

    /** What is in double quotes for a shell would not be itself. */
    @Test
    void aCommandThatCannotBeQuotedPlainlyIsNotRepeated() {
        instance.admin("POST", "/api/cron/update", Map.of("id", "c3r8n1a6vd", "command", "test \"$A\" = b || exit 1"));
        instance.cli(folder, "operator").run("cron", "run", "shop-api", "--wait").exits(1)
            .complainsMatch("(?s).*\nhint: an instance keeps no output of jobs; to see it, run the command yourself: paas exec shop-api\n");
    }

    @Test
    void whatWillFailIsSaidBeforeAndAfter() {
        var cli = instance.cli(folder, "operator");
        var stopped = "reports is stopped: every run fails until it is started";
        cli.run("cron", "run", "reports", "--wait").exits(1).prints("The job j9w2k5t0xe of reports has run: failed.\n" + NO_WAY_BACK)
            .complainsMatch(stopped + "\n(waiting for the end of the run\n)?error: the run of the job j9w2k5t0xe of reports failed: "
            + stopped
                + "\n");
        var remote = remoteJob();
        var why = "far is on another server (e5q0d8wz1m), and jobs run on the control plane's host only: every run fails";
        cli.run("cron", "run", remote, "--wait").exits(1).complainsMatch("\\Q" + why + "\\E\n(waiting for the end of the run\n)?"
            + "\\Qerror: the run of the job " + remote + " of far failed: " + why + "\n\\E");
        assertEquals("{\"id\":\"" + remote + "\",\"app\":\"far\",\"status\":\"started\",\"problem\":\"" + why
            + "\",\"next\":\"paas_list_cron {\\\"app\\\":\\\"far\\\"}\",\"undo\":{\"because\":\"what the command did is known to its app "
            + "alone\"}}", Tool.call(cli, "paas_run_cron", "cron", "far").ok().toString());
    }

    @Test
    void aJobWithoutAnAppIsNotStarted() {
        var cli = instance.cli(folder, "operator");
        // deleting a project leaves the jobs of its services (contract, cron/delete)
        instance.admin("POST", "/api/projects/delete", Map.of("id", "p4w8sh0p2x"));
        instance.sandbox().clearRequests();
        cli.run("cron", "run", "c3r8n1a6vd")
            .failsWith(1, "the job c3r8n1a6vd of shop-api has no app any more: nothing would run, and nothing "
            + "would be recorded\nhint: take it away: paas cron delete c3r8n1a6vd\n");
        assertEquals(0, posts());
        cli.run("cron", "delete", "c3r8n1a6vd").exits(0).complains("").prints("""
            Deleted the job c3r8n1a6vd of shop-api (on day 1 of every month at 03:15 UTC).
            Command  bin/close-month --quiet
            No way back: its app is gone, and no job can be made without one.
            """);
    }

    @Test
    void theToolWaitsWhenItIsAskedTo() {
        var cli = instance.cli(folder, "operator");
        var answer = Tool.call(cli, "paas_run_cron", "cron", "shop-api", "wait", true).ok();
        assertEquals("success", answer.path("status").asText());
        assertEquals(job("c3r8n1a6vd").path("lastRun").asText(), answer.path("endedAt").asText());
        var failed = Tool.call(cli, "paas_run_cron", "cron", "j9w2k5t0xe", "wait", "true", "timeoutSeconds", null);
        assertTrue(failed.error(), failed.text());
        assertTrue(failed.text().contains("the run of the job j9w2k5t0xe of reports failed: reports is stopped"), failed.text());
        Tool.call(cli, "paas_run_cron", "cron", "nope").fails("error: there is no job \"nope\"\nhint: paas_list_cron lists them");
    }

    @Test
    void whatIsNotOverInTimeGoesOn() {
        try (var slow = Instance.start(Options.forTests().withSpeed(100))) {
            var cli = slow.cli(folder.resolve("slow"), "operator");
            cli.run("cron", "run", "shop-api", "--wait", "--timeout-seconds", "1").exits(7)
                .prints("The job c3r8n1a6vd of shop-api still runs.\n" + NO_WAY_BACK)
                .complainsMatch("(?s).*error: the job c3r8n1a6vd of shop-api is not over yet\nhint: it goes on; see later: paas cron show "
                    + "c3r8n1a6vd\n");
            cli.run("cron", "run", "shop-api", "--timeout-seconds", "0").failsWith(2, "--timeout-seconds is between 1 and 86400\n");
            try (var tty = cli.terminal("cron", "run", "shop-api")) {
                tty.await("waiting for the end of the run");
                tty.type(Tty.CTRL_C);
                var screen = tty.finish().exits(130).leavesTheTerminalUsable().screen();
                assertTrue(screen.contains("The run goes on without you; see later: paas cron show c3r8n1a6vd"), screen);
            }
        }
    }

    @Test
    void anAnswerThatGotLostIsLookedAfter() {
        var cli = instance.cli(folder, "operator");
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at(RUN).times(1));
        instance.sandbox().clearRequests();
        cli.run("cron", "run", "shop-api", "--wait").exits(0).prints("The job c3r8n1a6vd of shop-api has run: success.\n" + NO_WAY_BACK);
        assertEquals(1, posts(), "sent again");
        for (var wait : List.of("--wait", "--no-wait")) {
            instance.sandbox().clearFaults();
            instance.sandbox().fault(Fault.of(new Effect.Drop()).at(RUN).times(1));
            cli.run("cron", "run", "shop-api", wait).exits(9).prints("")
                .complainsMatch("(?s).*error: the answer of .* to POST /api/cron/run got lost "
                + "\\(the connection broke off\\); it may have been done\nhint: it may have started; see when it last ran before you "
                + "start it "
                + "again: paas cron --app shop-api\n");
        }
    }

    @Test
    void everyFailureOfTheRouteIsToldInItsOwnWords() {
        var cli = instance.cli(folder, "operator");
        Failures.check(instance.sandbox(), cli, RUN, "cron", "run", "shop-api");
        Failures.check(instance.sandbox(), cli, "/api/cron", "cron", "run", "shop-api");
        instance.cliWithScopes(folder.resolve("other"), "apps:read").run("cron", "run", "shop-api")
            .failsWith(4, "Forbidden: missing scope cron:manage\nhint: the profile operator has it");
    }

    /** An instance that is away for a moment does not end the waiting, and one whose app goes meanwhile does. */
    @Test
    void whatHappensWhileItWaits() {
        instance.sandbox().fault(Fault.of(new Effect.Delay(Duration.ofMillis(1))).at("/api/cron").times(1));
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "busy", 0)).at("/api/cron").times(2));
        instance.cli(folder, "operator").run("cron", "run", "shop-api", "--wait").exits(0)
            .printsPart("The job c3r8n1a6vd of shop-api has run: success.\n").complainsPart("busy; trying again\n");
        var job = "[{\"id\":\"q1\",\"appId\":\"a1\",\"appName\":\"web\",\"schedule\":\"0 3 * * *\",\"command\":\"true\",\"enabled\":true}]";
        var app = "[{\"id\":\"a1\",\"name\":\"web\",\"status\":\"running\"}]";
        try (var server = HostileServer.healthy().on("GET /api/cron", json(job), json("[]")).on("GET /api/apps", json(app), json("[]"))
                .on("POST " + RUN, json("{\"status\":\"started\"}"), drop())) {
            var token = "bpagt_" + "cd".repeat(32);
            var cli = new Cli(new Home(folder.resolve("h")).writeConfig("{\"version\": 1, \"url\": \"" + server.url() + "\", \"token\": \""
                + token + "\", \"profile\": \"operator\", \"name\": \"t\"}")).secret(token);
            cli.run("cron", "run", "web", "--wait").exits(5).prints("")
                .complainsMatch("(?s).*error: the app of this job is gone, so its run is never recorded\nhint: see: paas apps\n");
        }
    }

    private String remoteJob() {
        var app = instance.admin("POST", "/api/deploy", Map.of("name", "far", "gitRepo", "https://github.com/ada/blog.git", "serverId",
            "e5q0d8wz1m"));
        return instance.admin("POST", "/api/cron/create", Map.of("appId", app.path("id").asText(), "schedule", "0 3 * * *", "command",
            "npm run tidy")).path("id").asText();
    }

    private JsonNode job(String id) {
        for (var each : instance.admin("GET", "/api/cron", null)) {
            if (each.path("id").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError("no job " + id);
    }

    private long posts() {
        return instance.sandbox().requests().stream().filter(each -> each.method().equals("POST") && each.path().equals(RUN)).count();
    }
}
