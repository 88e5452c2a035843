package tests.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.LostAnswers;
import tests.support.McpClient;
import tests.support.Undoing;

/** {@code paas cron create}, {@code update} and {@code delete}, and the way back from each. */
class ChangeCronTest {
    private static final String CREATE = "/api/cron/create";
    private static final String UPDATE = "/api/cron/update";
    private static final String DELETE = "/api/cron/delete";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void aJobIsMadeAndTakenAway() {
        var cli = instance.cli(folder, "operator");
        var before = jobs();
        var run = cli.run("cron", "create", "shop-web", "--schedule", "  0 3 * * * ", "--", "npm", "run", "tidy it's").exits(0)
            .complains("");
        var made = job(run.stdout().replaceAll("(?s)Created the job (\\S+) .*", "$1"));
        run.printsMatch("Created the job " + made.path("id").asText() + " of shop-web\\.\nCommand  'npm' 'run' 'tidy it'\\\\''s'\n"
            + "Runs     every day at 03:00 UTC\nNext     20[0-9-]{8}T03:00:00Z\nUndo: paas cron delete " + made.path("id").asText() + "\n");
        assertEquals("k3v9x0q2ab 0 3 * * * 'npm' 'run' 'tidy it'\\''s' true", facts(made));
        Undoing.printed(cli, run);
        assertEquals(before, jobs());
    }

    @Test
    void oneWordIsALineForAShell() {
        var cli = instance.cli(folder, "operator");
        var run = cli.run("cron", "create", "shop-api", "--schedule", "*/15 * * * *", "--json", "--", "date >> /tmp/x; echo \"$HOME\"")
            .exits(0)
            .complains("");
        var answer = McpClient.parse(run.stdout());
        var id = answer.path("job").path("id").asText();
        assertEquals("t81mzc5r7e */15 * * * * date >> /tmp/x; echo \"$HOME\" true", facts(job(id)));
        assertEquals("{\"command\":\"paas cron delete " + id + "\"}", answer.path("undo").toString());
        assertEquals("every 15 minutes never true", answer.path("job").path("runs").asText() + " " + answer.path("job").path("status")
            .asText()
            + " " + answer.path("job").path("enabled").asText());
        var quiet = cli.run("cron", "create", "shop-api", "--schedule", "0 0 30 2 *", "--paused", "-q", "--", "true").exits(0)
            .complains("");
        assertEquals("t81mzc5r7e 0 0 30 2 * true false", facts(job(quiet.stdout().strip())));
    }

    @Test
    void whatStandsAgainstItsRunsIsSaid() {
        var cli = instance.cli(folder, "operator");
        cli.run("cron", "create", "reports", "--schedule", "0 3 * * *", "--", "true").exits(0)
            .printsPart("Problem  reports is stopped: every run fails until it is started\n");
        cli.run("cron", "create", "shop-api", "--schedule", "0 3 31 2 *", "--", "true").exits(0).printsPart("Next     never\n")
            .printsPart("Problem  no day fits its schedule: it runs only when it is asked to\n");
        instance.admin("POST", "/api/deploy", Map.of("name", "far", "gitRepo", "https://github.com/ada/blog.git", "serverId",
            "e5q0d8wz1m"));
        cli.run("cron", "create", "far", "--schedule", "0 3 * * *", "--", "true").exits(0)
            .printsPart("Problem  far is on another server (e5q0d8wz1m), and jobs run on the control plane's host only: every run fails\n");
    }

    @Test
    void whatCannotBeIsNotSent() {
        var cli = instance.cli(folder, "operator");
        instance.sandbox().clearRequests();
        cli.run("cron", "create", "shop-api", "--schedule", "60 * * * *", "--", "true")
            .failsWith(2, "the schedule cannot be used: 60 is no minute: 0 to 59\n");
        cli.run("cron", "create", "shop-api", "--schedule", "@daily", "--", "true")
            .failsWith(2, "the schedule cannot be used: @daily is not understood\nhint: write \"0 0 * * *\"\n");
        cli.run("cron", "create", "shop-api", "--schedule", "0 3 * * *", "--", " ")
            .failsWith(2, "the command is empty\nhint: for example: paas cron create <app> --schedule \"0 3 * * *\" -- npm run tidy\n");
        cli.run("cron", "create", "shop-api", "--", "true").failsWith(2, "missing required option: '--schedule=<fields>'\n");
        cli.run("cron", "create", "shop-api", "--schedule", "0 3 * * *").failsWith(2, "missing required parameter: '-- <command>'\n");
        cli.run("cron", "update", "shop-api", "--schedule", "0 3 * * mon")
            .failsWith(2, "the schedule cannot be used: \"mon\" is no day of the week\nhint: names are not understood: mon is 1\n");
        cli.run("cron", "update", "shop-api", "--pause", "--resume").failsWith(2, "--pause and --resume contradict each other\n");
        cli.run("cron", "update", "shop-api")
            .failsWith(2, "nothing is to be changed\nhint: give --schedule, --pause, --resume, or a command "
            + "behind --\n");
        cli.run("cron", "update", "shop-api", "--", "").failsWith(2, "the command is empty\n");
        assertEquals(List.of(), instance.sandbox().requests());
        cli.run("cron", "create", "nope", "--schedule", "0 3 * * *", "--", "true").failsWith(5, "there is no app \"nope\"\n");
        cli.run("cron", "update", "landing", "--pause").failsWith(5, "there is no job \"landing\"\n");
        cli.run("cron", "delete", "landing").failsWith(5, "there is no job \"landing\"\n");
        assertEquals(List.of(), instance.sandbox().requests().stream().filter(each -> each.method().equals("POST")).toList());
    }

    @Test
    void whatIsChangedGoesBack() {
        var cli = instance.cli(folder, "operator");
        var before = jobs();
        var run = cli.run("cron", "update", "shop-api", "--schedule", "30 2 * * 1-5", "--pause", "--", "bin/close-month; date").exits(0)
            .complains("").prints("""
                Changed the job c3r8n1a6vd of shop-api:
                SETTING   BEFORE                   AFTER
                schedule  15 3 1 * *               30 2 * * 1-5
                command   bin/close-month --quiet  bin/close-month; date
                enabled   true                     false
                Runs  Monday to Friday at 02:30 UTC
                Next  paused
                Undo: paas cron update c3r8n1a6vd --schedule '15 3 1 * *' --resume -- 'bin/close-month --quiet'
                """);
        assertEquals("t81mzc5r7e 30 2 * * 1-5 bin/close-month; date false", facts(job("c3r8n1a6vd")));
        Undoing.printed(cli, run);
        assertEquals(before, jobs());
        // what is named and is so already is left alone
        var resumed = cli.run("cron", "update", "shop-web", "--resume", "--schedule", "*/30 8-18 * * 1-5").exits(0)
            .printsPart("enabled  false   true\n").printsPart("Undo: paas cron update f6b4z7m1qs --pause\n");
        Undoing.printed(cli, resumed);
        assertEquals(before, jobs());
        instance.sandbox().clearRequests();
        cli.run("cron", "update", "shop-web", "--pause").exits(0)
            .prints("Nothing to change: the job f6b4z7m1qs of shop-web is so already.\n");
        assertEquals(0, LostAnswers.sent(instance.sandbox(), UPDATE));
        var answer = McpClient.parse(cli.run("cron", "update", "shop-web", "--json", "--", "npm run warm").exits(0).stdout());
        assertEquals("[{\"setting\":\"command\",\"before\":\"npm run warm-cache\",\"after\":\"npm run warm\"}] "
            + "{\"command\":\"paas cron update f6b4z7m1qs -- 'npm run warm-cache'\"}", answer.path("changes") + " " + answer.path("undo"));
        cli.run("cron", "update", "shop-web", "-q", "--resume").exits(0).prints("f6b4z7m1qs\n").complains("");
    }

    @Test
    void whatIsDeletedIsMadeAgain() {
        var cli = instance.cli(folder, "operator");
        instance.admin("POST", UPDATE, Map.of("id", "f6b4z7m1qs", "command", "printf '%s\\n' \"it's\" -- --pause"));
        var before = List.of(facts(job("f6b4z7m1qs")), facts(job("c3r8n1a6vd")));
        var off = cli.run("cron", "delete", "shop-web").exits(0).complains("");
        off.printsMatch("Deleted the job f6b4z7m1qs of shop-web \\(every 30 minutes from 08:00 to 18:30 UTC, Monday to Friday\\)\\.\n"
            + "Command  printf .*\nUndo: paas cron create k3v9x0q2ab --schedule '\\*/30 8-18 \\* \\* 1-5' --paused -- .*"
            + "   \\(under another id\\)\n");
        var on = cli.run("cron", "delete", "c3r8n1a6vd", "--json").exits(0).complains("");
        assertEquals("paas cron create t81mzc5r7e --schedule '15 3 1 * *' -- 'bin/close-month --quiet'",
            McpClient.parse(on.stdout()).path("undo").path("command").asText());
        assertEquals(1, jobs().size());
        Undoing.printed(cli, off);
        Undoing.line(cli, McpClient.parse(on.stdout()).path("undo").path("command").asText());
        assertEquals(before, List.of(facts(of("k3v9x0q2ab")), facts(of("t81mzc5r7e"))));
        cli.run("cron", "delete", "shop-web", "-q").exits(0).printsMatch("[a-z0-9]{10}\n").complains("");
    }

    /** A secret is not shown, and a way back without it would put something else in its place. */
    @Test
    void aWayBackThatHoldsASecretIsShownOnlyWhenAskedFor() {
        var cli = instance.cli(folder, "operator");
        var secret = "sk-live-0123456789abcdef0123456789abcdef";
        instance.admin("POST", UPDATE, Map.of("id", "c3r8n1a6vd", "command", "curl -H 'Authorization: Bearer " + secret + "' https://x"));
        var run = cli.run("cron", "update", "shop-api", "--", "true").exits(0)
            .printsPart("No way back: what was before holds a secret, and that is not shown; with --reveal it is.\n");
        assertTrue(!run.stdout().contains(secret), run::toString);
        instance.admin("POST", UPDATE, Map.of("id", "c3r8n1a6vd", "command", "curl -H 'Authorization: Bearer " + secret + "' https://x"));
        var state = jobs();
        var shown = cli.run("cron", "update", "shop-api", "--reveal", "--", "true").exits(0);
        Undoing.printed(cli, shown);
        assertEquals(state, jobs());
    }

    @Test
    void anAnswerThatGotLostIsLookedAfter() {
        var cli = instance.cli(folder, "operator");
        LostAnswers.next(instance.sandbox(), CREATE, true);
        var run = cli.run("cron", "create", "shop-api", "--schedule", "0 3 * * *", "-q", "--", "true").exits(0).complains("");
        assertEquals("t81mzc5r7e 0 3 * * * true true", facts(job(run.stdout().strip())));
        assertEquals(1, LostAnswers.sent(instance.sandbox(), CREATE), "sent again");
        LostAnswers.next(instance.sandbox(), CREATE, false);
        cli.run("cron", "create", "shop-api", "--schedule", "0 3 * * *", "--", "true").exits(9).prints("")
            .complainsPart(" to POST /api/cron/create got lost (the connection broke off); it may have been done\n");
        LostAnswers.next(instance.sandbox(), UPDATE, true);
        cli.run("cron", "update", "shop-web", "--resume").exits(0).printsPart("Changed the job f6b4z7m1qs of shop-web:\n");
        LostAnswers.next(instance.sandbox(), UPDATE, false);
        cli.run("cron", "update", "shop-web", "--pause").exits(9).prints("").complainsPart(" to POST /api/cron/update got lost");
        LostAnswers.next(instance.sandbox(), DELETE, false);
        cli.run("cron", "delete", "shop-web").exits(9).prints("").complainsPart(" to POST /api/cron/delete got lost");
        LostAnswers.next(instance.sandbox(), DELETE, true);
        cli.run("cron", "delete", "shop-web").exits(0).printsPart("Deleted the job f6b4z7m1qs of shop-web");
        assertEquals(1, LostAnswers.sent(instance.sandbox(), DELETE), "sent again");
        instance.sandbox().clearFaults();
        instance.sandbox().fault(Fault.of(new Effect.Status(500, "disk full", 0)).at(UPDATE).times(1));
        cli.run("cron", "create", "notes", "--schedule", "0 3 * * *", "--paused", "--", "true").exits(1).prints("")
            .complainsMatch("error: the job [a-z0-9]{10} was made, but whether it is paused is not known: disk full\n"
                + "hint: pause it: paas cron update [a-z0-9]{10} --pause\n");
    }

    @Test
    void everyFailureOfTheRoutesIsToldInItsOwnWords() {
        var cli = instance.cli(folder, "operator");
        Failures.check(instance.sandbox(), cli, CREATE, "cron", "create", "shop-api", "--schedule", "{n} 3 * * *", "--", "true");
        // what is damaged on its way has been done all the same: another change each time
        Failures.check(instance.sandbox(), cli, UPDATE, "cron", "update", "c3r8n1a6vd", "--schedule", "{n} 5 * * *");
        var made = new ArrayList<String>();
        for (int i = 0; i < Failures.COUNT; i++) {
            var app = instance.admin("POST", "/api/deploy", Map.of("name", "app-" + i, "gitRepo", "https://github.com/ada/blog.git"));
            made.add(instance.admin("POST", CREATE, Map.of("appId", app.path("id").asText(), "schedule", "0 3 * * *", "command", "true"))
                .path("id").asText());
        }
        Failures.check(instance.sandbox(), cli, DELETE, "cron", "delete", "app-{n}");
        assertEquals(Failures.COUNT, made.size());
    }

    @Test
    void whoMayNotIsTold() {
        var cli = instance.cli(folder, "deployer");
        instance.sandbox().clearRequests();
        for (var line : List.of(List.of("create", "shop-api", "--schedule", "0 3 * * *", "--", "true"), List.of("update", "shop-api",
            "--pause"),
                List.of("delete", "shop-api"))) {
            var words = new ArrayList<>(List.of("cron"));
            words.addAll(line);
            cli.run(words.toArray(String[]::new)).failsWith(4, "the profile deployer may not do this: it lacks the scope cron:manage\n");
        }
        assertEquals(List.of(), instance.sandbox().requests());
    }

    private List<String> jobs() {
        var all = new ArrayList<String>();
        instance.admin("GET", "/api/cron", null).forEach(each -> all.add(each.toString()));
        return all;
    }

    private JsonNode job(String id) {
        return find("id", id);
    }

    private JsonNode of(String app) {
        return find("appId", app);
    }

    private JsonNode find(String field, String value) {
        for (var each : instance.admin("GET", "/api/cron", null)) {
            if (each.path(field).asText().equals(value)) {
                return each;
            }
        }
        throw new AssertionError("no job with " + field + " " + value);
    }

    private static String facts(JsonNode job) {
        return job.path("appId").asText() + " " + job.path("schedule").asText() + " " + job.path("command").asText() + " "
            + job.path("enabled").asText();
    }
}
