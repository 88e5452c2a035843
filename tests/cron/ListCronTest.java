package tests.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import lib.services.cron.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Tool;

/** {@code paas cron} and {@code paas cron show}: when jobs run, how they ended, and what stands against the next run. */
class ListCronTest {
    private static final String TOKEN = "bpagt_" + "ab".repeat(32);

    @TempDir
    Path folder;

    @Test
    void aTableJsonAndIds() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "operator");
            instance.sandbox().clearRequests();
            cli.run("cron").exits(0).complains("job j9w2k5t0xe of reports: reports is stopped: every run fails until it is started\n")
                .prints("APP       STATUS   ID          NEXT                  RAN                          RUNS" + " ".repeat(56)
                + "COMMAND\n"
                    + "shop-web  never    f6b4z7m1qs  paused" + " ".repeat(45)
                    + "every 30 minutes from 08:00 to 18:30 UTC, Monday to Friday  npm run warm-cache\n"
                    + "reports   failed   j9w2k5t0xe  " + next("0 4 1,15 * *") + "  2026-06-15T04:00:01.881526Z  "
                    + "on days 1 and 15 of every month at 04:00 UTC                python manage.py totals\n"
                    + "shop-api  success  c3r8n1a6vd  " + next("15 3 1 * *") + "  2026-06-01T03:15:09.204117Z  "
                    + "on day 1 of every month at 03:15 UTC                        bin/close-month --quiet\n");
            assertEquals(new TreeSet<>(List.of("GET /api/cron", "GET /api/apps", "GET /api/health")), new TreeSet<>(instance.sandbox()
                .requests().stream().map(each -> each.method() + " " + each.path()).toList()));
            var one = """
                {
                  "jobs": [
                    {
                      "id": "c3r8n1a6vd",
                      "appId": "t81mzc5r7e",
                      "app": "shop-api",
                      "status": "success",
                      "schedule": "15 3 1 * *",
                      "runs": "on day 1 of every month at 03:15 UTC",
                      "command": "bin/close-month --quiet",
                      "enabled": true,
                      "lastRun": "2026-06-01T03:15:09.204117Z",
                      "nextRun": "%s",
                      "createdAt": "2026-03-08T10:02:31.7Z"
                    }
                  ]
                }
                """.formatted(next("15 3 1 * *"));
            cli.run("cron", "--app", "SHOP-API", "--json").exits(0).complains("").prints(one);
            Tool.call(cli, "paas_list_cron", "app", "shop-api").answers(one);
            Tool.call(cli, "paas_list_cron").answers(cli.run("cron", "list", "--json").stdout());
            assertEquals("1 to 1 of 3, worst first: failed, building, then the rest; ask for the next ones with offset 1, or for fewer "
                + "with "
                + "app", Tool.call(cli, "paas_list_cron", "limit", 1).ok().path("page").path("note").asText());
            cli.run("cron", "-q").exits(0).complains("").prints("f6b4z7m1qs\nj9w2k5t0xe\nc3r8n1a6vd\n");
            cli.run("cron", "--app", "landing").exits(0).complains("landing has no jobs.\n").prints("");
            cli.run("cron", "--app", "nope").failsWith(5, "there is no app \"nope\"\nhint: paas apps lists them\n");
            Failures.check(instance.sandbox(), cli, "/api/cron", "cron");
        }
    }

    @Test
    void oneJobByItsIdOrByItsApp() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "operator");
            var next = next("0 4 1,15 * *");
            cli.run("cron", "show", "Reports").exits(0).complains("").prints("""
                App       reports
                Job       j9w2k5t0xe
                Command   python manage.py totals
                Schedule  0 4 1,15 * *
                Runs      on days 1 and 15 of every month at 04:00 UTC
                Next      %s
                Then      %s
                Last run  2026-06-15T04:00:01.881526Z
                Status    failed
                Problem   reports is stopped: every run fails until it is started
                Created   2026-04-12T09:30:00.015Z

                An instance keeps no output of jobs; to see it, run the command yourself: paas exec reports -- "python manage.py totals"
                """.formatted(next, text(Schedule.of("0 4 1,15 * *").next(Instant.parse(next), ZoneOffset.UTC))));
            cli.run("cron", "show", "f6b4z7m1qs").exits(0).complains("").prints("""
                App       shop-web
                Job       f6b4z7m1qs
                Command   npm run warm-cache
                Schedule  */30 8-18 * * 1-5
                Runs      every 30 minutes from 08:00 to 18:30 UTC, Monday to Friday
                Next      paused
                Last run  never
                Created   2026-05-02T14:45:12Z
                """);
            cli.run("cron", "show", "shop-api", "--json").exits(0).complains("")
                .printsPart("    \"createdAt\": \"2026-03-08T10:02:31.7Z\"\n  },\n  \"nextRuns\": [\n    \"" + next("15 3 1 * *") + "\",\n")
                .printsPart("  \"output\": \"an instance keeps no output of jobs; to see it, run the command yourself: paas exec "
                + "shop-api -- "
                    + "\\\"bin/close-month --quiet\\\"\"\n}\n");
            cli.run("cron", "show", "shop-web", "-q").exits(0).complains("").prints("f6b4z7m1qs\n");
            instance.admin("POST", "/api/cron/create", Map.of("appId", "t81mzc5r7e", "schedule", "0 0 30 2 *", "command", "true"));
            cli.run("cron", "show", "shop-api").exits(5).prints("").complainsMatch("error: shop-api has 2 jobs\n"
                + "hint: use the id: [a-z0-9]{10} \\(0 0 30 2 \\*\\), c3r8n1a6vd \\(15 3 1 \\* \\*\\)\n");
            cli.run("cron", "show", "f6b4z7m1qz").failsWith(5, "there is no job \"f6b4z7m1qz\"\nhint: did you mean f6b4z7m1qs?\n");
            cli.run("cron", "show", "landing").failsWith(5, "there is no job \"landing\"\nhint: paas cron lists them\n");
            cli.run("cron", "show").failsWith(2, "missing required parameter: '<cron>'\nhint: run: paas cron show --help\n");
            Failures.check(instance.sandbox(), cli, "/api/cron", "cron", "show", "reports");
        }
    }

    @Test
    void whoMayNotIsTold() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "deployer");
            instance.sandbox().clearRequests();
            cli.run("cron").failsWith(4, "the profile deployer may not do this: it lacks the scope cron:manage\n"
                + "hint: the profile operator has it; run: paas connect " + instance.url() + " and choose operator\n");
            assertEquals(List.of(), instance.sandbox().requests());
            // a token that sees no apps sees its jobs all the same
            var run = instance.cliWithScopes(folder.resolve("other"), "cron:manage").run("cron").exits(0)
                .complains("the apps cannot be read (Forbidden: missing scope apps:read): names are those of when a job was made\n");
            assertTrue(run.stdout().lines().anyMatch(line -> line.startsWith("reports   failed   j9w2k5t0xe")), run::toString);
            instance.cliWithScopes(folder.resolve("third"), "apps:read").run("cron").failsWith(4, "Forbidden: missing scope cron:manage\n"
                + "hint: the profile operator has it");
        }
    }

    @Test
    void aCommandsSecretsAreNotShown() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "operator");
            instance.admin("POST", "/api/cron/update", Map.of("id", "c3r8n1a6vd", "command",
                "curl -H 'Authorization: Bearer sk-live-0123456789abcdef0123456789abcdef' https://x.example"));
            for (var line : List.of(List.of("cron"), List.of("cron", "show", "shop-api"), List.of("cron", "--json"))) {
                var run = cli.run(line.toArray(String[]::new)).exits(0).printsPart("***");
                assertTrue(!run.stdout().contains("0123456789abcdef"), run::toString);
            }
            assertTrue(!Tool.call(cli, "paas_list_cron").ok().toString().contains("0123456789abcdef"));
            cli.run("cron", "show", "shop-api", "--reveal").exits(0).printsPart("sk-live-0123456789abcdef0123456789abcdef");
        }
    }

    /** The instance says no zone: the times that it writes have its offset. Contract: JSON RULES. */
    @Test
    void theInstancesZoneIsThatOfItsTimes() {
        var job = "{\"id\":\"q1\",\"appId\":\"a1\",\"appName\":\"web\",\"schedule\":\"30 9 * * *\",\"command\":\"true\",\"enabled\":true,"
            + "\"lastRun\":\"0001-01-01T00:00:00Z\",\"lastStatus\":\"\",\"createdAt\":\"2026-07-01T10:00:00.5+02:00\"}";
        try (var server = HostileServer.healthy().on("GET /api/cron", json("[" + job + "]"))
                .on("GET /api/apps", json("[{\"id\":\"a1\",\"name\":\"web\",\"status\":\"running\"}]"))) {
            var cli = new Cli(new Home(folder).connected(server.url(), TOKEN).writeConfig(config(server.url())));
            cli.run("cron", "--json").exits(0).complains("").printsPart("\"runs\": \"every day at 09:30 UTC+02:00\"")
                .printsMatch(".*\"nextRun\": \"20[0-9-]{8}T09:30:00\\+02:00\".*");
            server.on("GET /api/health", json("{\"status\":\"healthy\",\"timestamp\":\"2026-12-01T10:00:00+01:00\"}"));
            cli.run("cron", "--json").exits(0).printsPart("\"runs\": \"every day at 09:30 UTC+01:00\"");
            server.on("GET /api/health", error(500, "no clock"));
            cli.run("cron", "--json").exits(0).printsPart("\"runs\": \"every day at 09:30 UTC+02:00\"");
        }
    }

    @Test
    void nullAndWhatIsOtherwise() {
        try (var server = HostileServer.healthy().on("GET /api/cron", json("null"), json("[]"),
                json("[{\"id\":\"q1\",\"appId\":\"a1\",\"appName\":\"web\",\"schedule\":\"@every 5m\",\"command\":null,\"enabled\":true}]"),
                json("[5]"), json("{\"jobs\":[]}"))
                .on("GET /api/apps", json("[{\"id\":\"a1\",\"name\":\"web\",\"status\":\"running\",\"serverId\":\"e5q0d8wz1m\"}]"))) {
            var cli = new Cli(new Home(folder).writeConfig(config(server.url())));
            var none = "No jobs yet; make one: paas cron create <app> --schedule \"0 3 * * *\" -- <command>\n";
            cli.run("cron").exits(0).complains(none).prints("");
            cli.run("cron").exits(0).complains(none).prints("");
            cli.run("cron").exits(0)
                .complains("job q1 of web: web is on another server (e5q0d8wz1m), and jobs run on the control plane's host "
                + "only: every run fails\n")
                .prints("APP  STATUS  ID  NEXT   RAN  RUNS       COMMAND\nweb  never   q1  never       @every 5m\n");
            cli.run("cron").failsWith(1, "the instance's answer to GET /api/cron cannot be used: an element that is no object\n");
            cli.run("cron").failsWith(1,
                "the instance's answer to GET /api/cron cannot be used: something else or damaged JSON where a list");
        }
    }

    @Test
    void onATerminalTimesAreRelativeAndTheTableFits() {
        try (var instance = Instance.demo(); var tty = instance.cli(folder, "operator").terminal("cron", "--app", "shop-api")) {
            var screen = tty.finish().exits(0).screen();
            assertTrue(screen.contains("c3r8n1a6vd  in "), screen);
            assertTrue(screen.contains(" ago"), screen);
            assertTrue(screen.lines().allMatch(line -> line.length() <= 80), screen);
        }
    }

    @ParameterizedTest
    @CsvSource({"jobs,cron", "cron add,cron create <app> -- <command>…", "cron rm,cron delete <cron>",
        "cron pause,cron update <cron> [-- <command>]…"})
    void theWordsOfOtherToolsAreUnderstood(String typed, String meant) {
        new Cli(new Home(folder)).run(typed.split(" ")).failsWith(2, "unknown command \"" + typed + "\"\nhint: did you mean: paas " + meant
            + "\n");
    }

    private static String config(String url) {
        return "{\"version\": 1, \"url\": \"" + url + "\", \"token\": \"" + TOKEN + "\", \"profile\": \"operator\", \"name\": \"t\"}";
    }

    private static String next(String schedule) {
        return text(Schedule.of(schedule).next(Instant.now(), ZoneOffset.UTC));
    }

    private static String text(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
