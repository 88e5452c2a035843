package lib.commands.cron;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.CronJob;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.CommandLineOnly;
import lib.op.CronReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Range;
import lib.op.Result;
import lib.op.ToolText;
import lib.op.Undo;
import lib.services.cron.Job;
import lib.services.cron.JobCommand;
import lib.services.cron.Jobs;
import lib.services.cron.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a job now, whether it is on or off. Contract: POST /api/cron/run, which starts it in the background. */
@Examples({"paas cron run q1w2e3r4t5", "paas cron run web --wait --wait-timeout 600"})
@HelpPlace(under = Heading.SCHEDULES, place = 30)
@Command(name = "cron run", description = "Run a scheduled job now",
        footer = "Ends with 1 when the run failed. An instance keeps no output of jobs.")
@Operation(tool = "paas_run_cron", title = "Run a scheduled job now", effect = Effect.WRITE, overwrites = true, openWorld = true,
        scopes = {"cron:manage", "apps:read"},
        about = "Runs a scheduled job's command now, also a paused one's. wait: true answers whether it succeeded; its output is not "
                + "kept (paas_exec shows it).")
public final class RunCron implements Callable<RunCron.Ran> {

    private static final Duration IF_IT_STARTED = Duration.ofSeconds(10);

    @Parameters(index = "0")
    CronReference cron;

    @ToolText("Wait for its end, up to 50 seconds.")
    @Option(names = "--wait", description = "Wait for its end; the default at a terminal.")
    boolean wait;

    @CommandLineOnly
    @Option(names = "--no-wait", description = "Do not wait.")
    boolean noWait;

    @CommandLineOnly
    @Range(min = 1, max = 86_400)
    @Option(names = {"--wait-timeout", "--timeout-seconds"}, paramLabel = "<seconds>",
            description = "How long to wait, 1 to 86400; default: an hour.")
    Integer timeoutSeconds;

    private final Api api;
    private final Progress progress;

    public RunCron(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Ran call() {
        Jobs jobs = Jobs.now(api);
        CronJob before = jobs.find(cron);
        Job job = jobs.shown(before);
        if (jobs.apps() != null && jobs.app(before) == null) {
            throw new Failure(Kind.FAILED, "the " + job.words() + " has no app any more: nothing would run, and nothing would be recorded",
                    "take it away: paas cron delete " + job.id());
        }
        String problem = jobs.problem(before);
        if (problem != null) {
            progress.note(problem);
        }
        Failure lost = Uncertain.send(() -> api.cron().run(before.id()));
        boolean waiting = wait || !noWait && progress.watched();
        if (!waiting) {
            if (lost != null) {
                throw unknown(lost, job);
            }
            return new Ran(new Facts(job.id(), job.app(), "started", null, problem, look(job), undo()), null);
        }
        CronJob after = end(before, lost);
        if (after == null && lost != null) {
            throw unknown(lost, job);
        }
        boolean over = after != null;
        return new Ran(new Facts(job.id(), job.app(), over ? after.lastStatus() : "running", over ? after.lastRun() : null, problem,
                over ? null : look(job), undo()), over ? failure(job, after, problem)
                : progress.patience() != null ? null : new Failure(Kind.TIMED_OUT, "the " + job.words() + " is not over yet",
                        "it goes on; see later: paas cron show " + job.id()));
    }

    /** @return null when it was not over in time */
    private CronJob end(CronJob before, Failure lost) {
        progress.onInterrupt("The run goes on without you; see later: paas cron show " + before.id());
        try {
            // what may never have started is not waited for as long as what has
            return Runs.end(api, progress, before, lost != null ? IF_IT_STARTED
                    : timeoutSeconds == null ? null : Duration.ofSeconds(timeoutSeconds));
        } finally {
            progress.onInterrupt(null);
        }
    }

    private static Failure unknown(Failure lost, Job job) {
        return lost.withHint("it may have started; see when it last ran before you start it again: " + look(job));
    }

    private static Failure failure(Job job, CronJob after, String problem) {
        return after.lastStatus().equals("success") ? null : new Failure(Kind.FAILED, "the run of the " + job.words() + " failed"
                + (problem == null ? "" : ": " + problem), problem == null ? JobCommand.output(job) : null);
    }

    private static String look(Job job) {
        return Undo.by("paas", "cron", "--app", job.app()).command();
    }

    private static Undo undo() {
        return Undo.none("what the command did is known to its app alone");
    }

    /**
     * @param status  started, running, success or failed
     * @param endedAt when it was over; left out before that
     * @param problem why it was to be expected to fail; left out otherwise
     * @param next    how to see what became of it; left out when that is known
     */
    public record Facts(String id, String app, String status, @Nullable String endedAt, @Nullable String problem, @Nullable String next,
                        Undo undo) {
    }

    /** The facts, and why they are no success; null when they are, or nobody knows yet. */
    public record Ran(Facts json, Failure failure) implements Result {

        @Override
        public Page page() {
            String job = "job " + json.id + " of " + json.app;
            return new Page().line(switch (json.status) {
                case "started" -> "Started the " + job + "; see how it ends: " + json.next;
                case "running" -> "The " + job + " still runs.";
                default -> "The " + job + " has run: " + json.status + ".";
            });
        }

        @Override
        public Undo undo() {
            return json.undo;
        }

        @Override
        public List<String> ids() {
            return List.of(json.id);
        }
    }
}
