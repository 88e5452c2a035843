package lib.commands.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import lib.api.Api;
import lib.api.CronJob;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.CronReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;
import lib.op.Undo;
import lib.services.cron.Job;
import lib.services.cron.JobCommand;
import lib.services.cron.Jobs;
import lib.services.cron.Schedule;
import lib.services.settings.Change;
import lib.services.terminal.ShellLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes what a job runs and when, or pauses it. Contract: POST /api/cron/update, which keeps what is left out. */
@Examples({"paas cron update q1w2e3r4t5 --schedule \"30 2 * * *\"", "paas cron update web --pause",
    "paas cron update web -- npm run tidy"})
@HelpPlace(under = Heading.SCHEDULES, place = 50)
@Command(name = "cron update", description = "Change, pause or resume a scheduled job",
        footer = "A run that is going on meanwhile writes the former values back when it ends: look again then.")
@Operation(effect = Effect.WRITE, overwrites = true, idempotent = true, scopes = {"cron:manage", "apps:read"})
public final class UpdateCron implements Callable<UpdateCron.Updated> {

    @Parameters(index = "0")
    CronReference cron;

    @Option(names = "--schedule", paramLabel = "<fields>", description = "When: five fields, e.g. \"0 3 * * *\".")
    String schedule;

    @Option(names = "--pause", description = "Do not run it by itself any more.")
    boolean pause;

    @Option(names = "--resume", description = "Run it by itself again.")
    boolean resume;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "-- <command>", description = "What to run instead, as for cron create.")
    List<String> command;

    private final Api api;

    public UpdateCron(Api api) {
        this.api = api;
    }

    @Override
    public Updated call() {
        String line = command == null || command.isEmpty() ? null : ShellLine.of(command);
        if (pause && resume) {
            throw new Failure(Kind.USAGE, "--pause and --resume contradict each other");
        }
        if (schedule == null && line == null && !pause && !resume) {
            throw new Failure(Kind.USAGE, "nothing is to be changed", "give --schedule, --pause, --resume, or a command behind --");
        }
        if (schedule != null) {
            Schedule.of(schedule);
        }
        if (line != null) {
            JobCommand.check(line);
        }
        String id = Jobs.now(api).find(cron).id();
        try (Api.Claim claim = api.claim("job " + id)) {
            Jobs jobs = Jobs.now(api);
            CronJob before = jobs.find(new CronReference(id));
            String when = schedule == null || schedule.strip().equals(before.schedule()) ? null : schedule.strip();
            String run = line == null || line.equals(before.command()) ? null : line;
            Boolean enabled = pause && before.enabled() ? Boolean.FALSE : resume && !before.enabled() ? Boolean.TRUE : null;
            if (when == null && run == null && enabled == null) {
                return new Updated(jobs.shown(before), List.of(), null);
            }
            AtomicReference<CronJob> answered = new AtomicReference<>();
            Failure lost = Uncertain.send(() -> answered.set(api.cron().update(id, when, run, enabled)));
            CronJob now = lost == null ? answered.get() : Jobs.now(api).of(id);
            boolean done = now != null && (when == null || when.equals(now.schedule())) && (run == null || run.equals(now.command()))
                    && (enabled == null || enabled == now.enabled());
            if (!done) {
                throw lost != null ? lost : new Failure(Kind.FAILED, "the instance took the change, but the job is not so",
                        "a run that ended just now writes the former values back; do it again, and see: paas cron show " + id);
            }
            return new Updated(jobs.shown(now), changes(before, when, run, enabled), JobCommand.back(id,
                    when == null ? null : before.schedule(), run == null ? null : before.command(), enabled == null ? null : !enabled));
        }
    }

    private static List<Change> changes(CronJob before, String when, String run, Boolean enabled) {
        List<Change> changes = new ArrayList<>();
        if (when != null) {
            changes.add(new Change("schedule", before.schedule(), when));
        }
        if (run != null) {
            changes.add(new Change("command", before.command(), run));
        }
        if (enabled != null) {
            changes.add(new Change("enabled", String.valueOf(!enabled), String.valueOf(enabled)));
        }
        return changes;
    }

    /**
     * @param job     as it is now
     * @param changes what was changed; empty when it was so already
     * @param undo    left out when nothing was changed
     */
    public record Updated(Job job, List<Change> changes, @Nullable Undo undo) implements Result {

        @Override
        public Page page() {
            if (changes.isEmpty()) {
                return new Page().line("Nothing to change: the " + job.words() + " is so already.");
            }
            return new Page().line("Changed the " + job.words() + ":").table(new Table(List.of("SETTING", "BEFORE", "AFTER"),
                    changes.stream().map(each -> List.of(each.setting(), each.before(), each.after())).toList()))
                    .facts("Runs", job.runs(), "Next", job.next(), "Problem", job.problem());
        }

        @Override
        public List<String> ids() {
            return List.of(job.id());
        }
    }
}
