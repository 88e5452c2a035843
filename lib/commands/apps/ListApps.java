package lib.commands.apps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.api.Project;
import lib.base.Failure;
import lib.base.Pending;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.ProjectReference;
import lib.op.Table;
import lib.services.release.BuildMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All apps, an app a line. Contract: GET /api/apps, which knows no filter and no paging. */
@Examples({"paas apps", "paas apps --status failed", "paas apps --project shop --json"})
@HelpPlace(under = Heading.APPS, place = 10)
@Command(name = "apps", description = "List apps")
@Operation(tool = "paas_list_apps", title = "List apps", effect = Effect.READ, scopes = "apps:read",
        about = "Lists apps: id, name, status, address, branch, and when each was last deployed. A compose group has one line a service. "
                + "Status is "
                + "what the platform intends: a crashed container stays running (see paas_diagnose_app).")
public final class ListApps implements Callable<ListApps.Listed> {

    /** Contract: schema AppStatus. */
    enum Status {
        BUILDING, RUNNING, STOPPED, FAILED;

        private final String word = name().toLowerCase(Locale.ROOT);

        @Override
        public String toString() {
            return word;
        }
    }

    @Option(names = "--status", paramLabel = "<status>", description = "Only those that are building, running, stopped or failed.")
    Status status;

    @Option(names = "--project", paramLabel = "<project>", description = "Only those of this project: its name or id.")
    ProjectReference project;

    @CommandLineOnly
    @Option(names = "--wide", description = "More columns.")
    boolean wide;

    private final Api api;

    public ListApps(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        // both at once; the history is read no further than the apps need, as soon as those are known
        AtomicReference<Collection<App>> builders = new AtomicReference<>();
        Pending<Map<String, Deployment>> history = Pending.start(() -> api.deployments().newest(builders::get));
        Pending<List<Project>> projects = project == null ? null : Pending.start(() -> api.projects().all());
        List<App> all = wide ? api.apps().all() : api.apps().listed();
        builders.set(builders(all));
        String wanted = projects == null ? null : project.in(projects.get()).id();
        Map<String, String> deployed = new HashMap<>();
        String note = null;
        try {
            history.get().forEach((id, each) -> deployed.put(id, each.createdAt()));
        } catch (Failure e) {
            note = "the history of deployments cannot be read (" + e.getMessage() + "), so updated is when the app was created";
        }
        Map<String, String> primaries = new HashMap<>();
        all.stream().filter(each -> each.flag("composePrimary")).forEach(each -> primaries.put(each.text("composeProject"), each.id()));
        Map<String, App> shown = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (App each : all) {
            if ((status == null || each.status().equals(status.word)) && (wanted == null || each.text("projectId").equals(wanted))) {
                shown.put(each.id(), each);
                // a compose group's deployments are those of its primary app
                String builder = each.text("composeProject").isEmpty() ? each.id() : primaries.getOrDefault(each.text("composeProject"),
                        each.id());
                rows.add(new Row(each.id(), each.name(), each.status(), each.servedUrl(), each.branch(), deployed.getOrDefault(builder,
                        each.createdAt())));
            }
        }
        return new Listed(new Rows(rows, note), wide ? shown : null, all.size());
    }

    /** Those that have deployments of their own: of a compose group its primary app. */
    private static List<App> builders(List<App> apps) {
        return apps.stream().filter(each -> each.text("composeProject").isEmpty() || each.flag("composePrimary")).toList();
    }

    /**
     * An app in a line.
     *
     * @param url     "" where nothing serves it
     * @param branch  "" for the repository's default, and without a repository
     * @param updated when its newest deployment was asked for; when it was created, if the history has none
     */
    public record Row(String id, String name, String status, String url, String branch, String updated) {
    }

    /** @param note what is not as it should be; left out when all is well */
    public record Rows(@lib.op.Rows(worst = "status") List<Row> apps, @Nullable String note) {
    }

    /**
     * @param wide the apps behind the rows by id, to show more of them; null for the usual columns
     * @param of   how many apps there are in all
     */
    public record Listed(Rows json, Map<String, App> wide, int of) implements Listing<Row> {

        private static final int SHORT_COMMIT = 7;

        @Override
        public List<Row> rows() {
            return json.apps;
        }

        @Override
        public List<String> columns() {
            return wide == null ? List.of("NAME", "STATUS", "BRANCH", "UPDATED", "URL")
                    : List.of("NAME", "STATUS", "ID", "BRANCH", "UPDATED", "CREATED", "BUILD", "COMMIT", "SERVER", "URL", "DOMAINS");
        }

        @Override
        public List<?> cells(Row row) {
            if (wide == null) {
                return List.of(row.name, row.status, row.branch, new Table.Time(row.updated), row.url);
            }
            App app = wide.get(row.id);
            String commit = app.text("activeCommit");
            return List.of(row.name, row.status, row.id, row.branch, new Table.Time(row.updated), new Table.Time(app.createdAt()),
                    BuildMethod.method(app), commit.substring(0, Math.min(SHORT_COMMIT, commit.length())), app.text("serverId"), row.url,
                    String.join(",", app.texts("domains")));
        }

        @Override
        public String id(Row row) {
            return row.id;
        }

        @Override
        public String none() {
            return of == 0 ? "No apps deployed yet." : of == 1 ? "The one app there is does not match." : "None of the " + of
                    + " apps matches.";
        }

        @Override
        public String remark() {
            return json.note;
        }
    }
}
