package lib.commands.cron;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import lib.api.Api;
import lib.api.App;
import lib.api.CronJob;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.services.cron.Job;
import lib.services.cron.JobCommand;
import lib.services.cron.Jobs;
import lib.services.cron.Schedule;
import lib.services.terminal.ShellLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a job. Contract: POST /api/cron/create, which knows no name and makes a second one when it is asked twice. */
@Examples({"paas cron create web --schedule \"0 3 * * *\" -- npm run tidy",
    "paas cron create web --schedule \"*/15 8-18 * * 1-5\" -- \"bin/poll > /data/last\""})
@HelpPlace(under = Heading.SCHEDULES, place = 40)
@Command(name = "cron create", description = "Run a command in an app on a schedule",
        footer = {"The five fields are minute, hour, day of the month, month and day of the week (0 is Sunday), in the instance's own "
                + "time.",
            "All of them must match. The command runs in the app's container as sh -c does it; its output is not kept."})
@Operation(effect = Effect.WRITE, scopes = {"cron:manage", "apps:read"})
public final class CreateCron implements Callable<CreateCron.Created> {

    @Parameters(index = "0")
    AppReference app;

    @Option(names = "--schedule", paramLabel = "<fields>", required = true, description = "When: five fields, e.g. \"0 3 * * *\".")
    String schedule;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "-- <command>", description = "What to run. One word is a line for sh, "
            + "several are a program and its arguments as they are.")
    List<String> command;

    @Option(names = "--paused", description = "Do not run it by itself yet.")
    boolean paused;

    private final Api api;

    public CreateCron(Api api) {
        this.api = api;
    }

    @Override
    public Created call() {
        Schedule.of(schedule);
        String line = ShellLine.of(command);
        JobCommand.check(line);
        App found = app.find(api);
        try (Api.Claim claim = api.claim("jobs of " + found.id())) {
            Jobs before = Jobs.now(api);
            CronJob made = made(before, found, schedule.strip(), line);
            return new Created(before.shown(made), Undo.by("paas", "cron", "delete", made.id()));
        }
    }

    private CronJob made(Jobs before, App found, String when, String line) {
        AtomicReference<CronJob> answered = new AtomicReference<>();
        Failure lost = Uncertain.send(() -> answered.set(api.cron().create(found.id(), when, line)));
        CronJob made = lost == null ? answered.get() : api.cron().all().stream().filter(each -> before.of(each.id()) == null
                && each.appId().equals(found.id()) && each.schedule().equals(when) && each.command().equals(line)).findFirst().orElse(null);
        if (made == null) {
            throw lost;
        }
        return paused ? paused(made) : made;
    }

    /** A new job is on: it is switched off at once, and looked at. */
    private CronJob paused(CronJob made) {
        try {
            CronJob now = api.cron().update(made.id(), null, null, false);
            if (!now.enabled()) {
                return now;
            }
            throw new Failure(Kind.FAILED, "the instance left it on");
        } catch (Failure e) {
            throw new Failure(e.kind(), "the job " + made.id() + " was made, but whether it is paused is not known: " + e.getMessage(),
                    "pause it: paas cron update " + made.id() + " --pause");
        }
    }

    /** The job as it is now. */
    public record Created(Job job, Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line("Created the " + job.words() + ".").facts("Command", job.command(), "Runs", job.runs(), "Next",
                    job.next(),
                    "Problem", job.problem());
        }

        @Override
        public List<String> ids() {
            return List.of(job.id());
        }
    }
}
