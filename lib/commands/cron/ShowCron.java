package lib.commands.cron;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.CronJob;
import lib.op.CronReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;
import lib.services.cron.Job;
import lib.services.cron.JobCommand;
import lib.services.cron.Jobs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One job, how its last run ended, and when it runs next. Contract: x-absent: no output and no history of runs is kept. */
@Examples({"paas cron show q1w2e3r4t5", "paas cron show web --json"})
@HelpPlace(under = Heading.SCHEDULES, place = 20)
@Command(name = "cron show", description = "Show a scheduled job and its next runs")
@Operation(effect = Effect.READ, scopes = {"cron:manage", "apps:read"})
public final class ShowCron implements Callable<ShowCron.Shown> {

    @Parameters(index = "0")
    CronReference cron;

    private final Api api;

    public ShowCron(Api api) {
        this.api = api;
    }

    @Override
    public Shown call() {
        Jobs jobs = Jobs.now(api);
        CronJob one = jobs.find(cron);
        Job job = jobs.shown(one);
        return new Shown(job, jobs.ahead(one), job.status().equals("never") ? null : JobCommand.output(job), jobs.note());
    }

    /**
     * @param nextRuns when it runs by itself, a few times ahead; empty when it does not
     * @param output   how to see what the command prints; left out before the first run
     * @param note     what could not be found out; left out when all is well
     */
    public record Shown(Job job, List<String> nextRuns, @Nullable @FreeText String output, @Nullable String note) implements Result {

        @Override
        public Page page() {
            Page page = new Page().facts("App", job.app(), "Job", job.id(), "Command", job.command(), "Schedule", job.schedule(), "Runs",
                    job.runs(), "Next", job.next(), "Then", nextRuns.size() > 1 ? new Table.Time(nextRuns.get(1)) : null, "Last run",
                    job.lastRun() == null ? "never" : new Table.Time(job.lastRun()), "Status", job.lastRun() == null ? null : job.status(),
                    "Problem", job.problem(), "Created", new Table.Time(job.createdAt()));
            return output == null ? page : page.line("").line(Character.toUpperCase(output.charAt(0)) + output.substring(1));
        }

        @Override
        public List<String> notes() {
            return note == null ? List.of() : List.of(note);
        }

        @Override
        public List<String> ids() {
            return List.of(job.id());
        }
    }
}
