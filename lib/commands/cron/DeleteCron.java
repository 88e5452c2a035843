package lib.commands.cron;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.CronJob;
import lib.base.Failure;
import lib.base.Uncertain;
import lib.op.CronReference;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a job away; it can be made again from what this shows. Contract: POST /api/cron/delete, which takes an unknown id for done. */
@Examples({"paas cron delete q1w2e3r4t5", "paas cron delete web --json"})
@HelpPlace(under = Heading.SCHEDULES, place = 60)
@Command(name = "cron delete", description = "Delete a scheduled job",
        footer = "A run that is going on meanwhile writes the job back when it ends: look again then.")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {"cron:manage", "apps:read"})
public final class DeleteCron implements Callable<DeleteCron.Deleted> {

    @Parameters(index = "0")
    CronReference cron;

    private final Api api;

    public DeleteCron(Api api) {
        this.api = api;
    }

    @Override
    public Deleted call() {
        Jobs jobs = Jobs.now(api);
        CronJob doomed = jobs.find(cron);
        boolean orphan = jobs.apps() != null && jobs.app(doomed) == null;
        Failure lost = Uncertain.send(() -> api.cron().delete(doomed.id()));
        if (lost != null && Jobs.now(api).of(doomed.id()) != null) {
            throw lost;
        }
        return new Deleted(jobs.shown(doomed), orphan ? Undo.none("its app is gone, and no job can be made without one")
                : JobCommand.again(doomed));
    }

    /** The job as it was. */
    public record Deleted(Job job, Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line("Deleted the " + job.words() + " (" + job.runs() + ").").facts("Command", job.command());
        }

        @Override
        public List<String> ids() {
            return List.of(job.id());
        }
    }
}
