package lib.commands.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Table;
import lib.services.cron.Job;
import lib.services.cron.Jobs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All scheduled jobs, a job a line. Contract: GET /api/cron, which knows no filter. */
@Examples({"paas cron", "paas cron --app web --json"})
@HelpPlace(under = Heading.SCHEDULES, place = 10)
@Command(name = "cron", description = "List scheduled jobs")
@Operation(tool = "paas_list_cron", title = "List scheduled jobs", effect = Effect.READ, scopes = {"cron:manage", "apps:read"},
        about = "Lists scheduled jobs: id, app, schedule in words, command, next run, how the last run ended, and what stands against "
                + "the next. Output is not kept.")
public final class ListCron implements Callable<ListCron.Listed> {

    @Option(names = "--app", paramLabel = "<app>", description = "Only those of this app: its name or id.")
    AppReference app;

    private final Api api;

    public ListCron(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        App one = app == null ? null : app.find(api);
        Jobs jobs = Jobs.now(api);
        return new Listed(new Rows(jobs.all().stream().filter(each -> one == null || each.appId().equals(one.id())).map(jobs::shown)
                .toList(), jobs.note()), one == null ? "No jobs yet; make one: paas cron create <app> --schedule \"0 3 * * *\" -- <command>"
                : one.name() + " has no jobs.");
    }

    /** @param note what could not be found out; left out when all is well */
    public record Rows(@lib.op.Rows(worst = "status") List<Job> jobs, @Nullable String note) {
    }

    /** All of them, newest first. */
    public record Listed(Rows json, String none) implements Listing<Job> {

        @Override
        public List<Job> rows() {
            return json.jobs;
        }

        @Override
        public List<String> columns() {
            return List.of("APP", "STATUS", "ID", "NEXT", "RAN", "RUNS", "COMMAND");
        }

        @Override
        public List<?> cells(Job row) {
            return List.of(row.app(), row.status(), row.id(), row.next(), row.lastRun() == null ? "" : new Table.Time(row.lastRun()),
                    new Table.Words(row.runs(), row.schedule()), row.command());
        }

        @Override
        public String id(Job row) {
            return row.id();
        }

        @Override
        public String remark() {
            return json.note;
        }

        @Override
        public List<String> notes() {
            List<String> notes = new ArrayList<>(Listing.super.notes());
            json.jobs.stream().filter(each -> each.problem() != null).forEach(each -> notes.add(each.words() + ": " + each.problem()));
            return notes;
        }
    }
}
