package lib.commands.deployments;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.base.Pending;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Range;
import lib.op.Rows;
import lib.op.Table;
import lib.services.release.Group;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The history of deployments, without the logs that the instance sends along. Contract: GET /api/deployments/history. */
@Examples({"paas deployments web", "paas deployments --json"})
@HelpPlace(under = Heading.DEPLOYMENTS, place = 20)
@Command(name = "deployments", description = "List the deployments of an app, or of all")
@Operation(tool = "paas_list_deployments", title = "List deployments", effect = Effect.READ, scopes = "apps:read",
        about = "Lists an app's deployments (of all apps when app is left out), newest first, without their logs. Active is the one that "
                + "serves now. "
                + "The instance keeps about 100 of all apps together. For a log: paas_get_build_logs.")
public final class ListDeployments implements Callable<ListDeployments.Listed> {

    private static final int SHORT_COMMIT = 10;

    @Parameters(index = "0", arity = "0..1")
    AppReference app;

    @Range(min = 1, max = 1000)
    @Option(names = {"-n", "--limit"}, paramLabel = "<n>", description = "At most this many, 1 to 1000 (default 20).")
    int limit = 20;

    private final Api api;

    public ListDeployments(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        Pending<List<Deployment>> history = Pending.start(api.deployments()::all);
        List<App> apps = api.apps().all();
        App one = app == null ? null : Group.primary(apps, app.in(apps));
        Set<String> active = new HashSet<>();
        apps.forEach(each -> active.add(each.text("activeDeployId")));
        List<Row> rows = new ArrayList<>();
        int of = 0;
        for (Deployment each : history.get()) {
            if (one == null || each.appId().equals(one.id())) {
                of++;
                if (rows.size() < limit) {
                    rows.add(Row.of(each, active.contains(each.id())));
                }
            }
        }
        return new Listed(rows, of);
    }

    /**
     * A deployment.
     *
     * @param app       the app's name at the time
     * @param status    building, success or failed
     * @param duration  e.g. {@code 1m12s}; {@code interrupted} when the instance restarted in the middle; left out while building
     * @param trigger   manual, webhook, rollback, catalog, image, dockerfile or local; left out for an app's first one
     * @param commit    left out where there is none
     * @param commitMsg left out where there is none
     * @param active    whether it serves now
     */
    public record Row(String id, String appId, String app, String status, String createdAt, @Nullable String duration,
            @Nullable String trigger,
                      @Nullable String commit, @Nullable @FreeText String commitMsg, boolean active) {

        private static Row of(Deployment each, boolean active) {
            return new Row(each.id(), each.appId(), each.appName(), each.status(), each.createdAt(), given(each.duration()),
                    given(each.trigger()),
                    given(each.commit()), given(each.commitMsg()), active);
        }

        private static String given(String text) {
            return text.isEmpty() ? null : text;
        }

        private static String cell(String text) {
            return text == null ? "" : text;
        }
    }

    /**
     * @param deployments newest first
     * @param total       how many the history has, of this app or of all
     */
    public record Listed(@Rows List<Row> deployments, int total) implements Listing<Row> {

        @Override
        public List<Row> rows() {
            return deployments;
        }

        @Override
        public List<String> columns() {
            return List.of("ID", "APP", "STATUS", "ACTIVE", "CREATED", "TOOK", "TRIGGER", "COMMIT", "MESSAGE");
        }

        @Override
        public List<?> cells(Row row) {
            return List.of(row.id, row.app, row.status, row.active ? "*" : "", new Table.Time(row.createdAt), Row.cell(row.duration),
                    Row.cell(row.trigger), row.commit == null ? "" : row.commit.substring(0, Math.min(SHORT_COMMIT, row.commit.length())),
                    Row.cell(row.commitMsg));
        }

        @Override
        public String id(Row row) {
            return row.id;
        }

        @Override
        public String none() {
            return "No deployments in the history.";
        }

        @Override
        public List<String> notes() {
            return total == deployments.size() ? Listing.super.notes()
                    : List.of(deployments.size() + " of " + total + "; all of them: --limit " + total);
        }
    }
}
