package lib.commands.apps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.api.Project;
import lib.base.Failure;
import lib.base.Pending;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Listed;
import lib.op.Listed.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;
import lib.services.release.BuildMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All apps, an app a line. Contract: GET /api/apps, which knows no filter and no paging. */
@Listed(under = Heading.APPS, place = 10)
@Command(name = "apps", description = "List apps")
@Operation(tool = "paas_list_apps", title = "List apps", effect = Effect.READ, scopes = "apps:read",
        about = "Lists apps: id, name, status, address, branch, and when each was last deployed. A compose group has one line a service. Status is "
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
    String project;

    @CommandLineOnly
    @Option(names = "--wide", description = "More columns.")
    boolean wide;

    private final Api api;

    public ListApps(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        Pending<List<Deployment>> history = Pending.start(api.deployments()::all);
        Pending<List<Project>> projects = project == null ? null : Pending.start(api::projects);
        List<App> all = api.apps().all();
        String wanted = projects == null ? null : Project.find(projects.get(), project).id();
        Map<String, String> deployed = new HashMap<>();
        String note = null;
        try {
            history.get().forEach(each -> deployed.putIfAbsent(each.appId(), each.createdAt()));
        } catch (Failure e) {
            note = "the history of deployments cannot be read (" + e.getMessage() + "), so updated is when the app was created";
        }
        Map<String, String> primaries = new HashMap<>();
        all.stream().filter(each -> each.flag("composePrimary")).forEach(each -> primaries.put(each.text("composeProject"), each.id()));
        List<App> shown = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (App each : all) {
            if ((status == null || each.status().equals(status.word)) && (wanted == null || each.text("projectId").equals(wanted))) {
                shown.add(each);
                // a compose group's deployments are those of its primary app
                String builder = each.text("composeProject").isEmpty() ? each.id() : primaries.getOrDefault(each.text("composeProject"), each.id());
                rows.add(new Row(each.id(), each.name(), each.status(), each.url(), each.branch(), deployed.getOrDefault(builder, each.createdAt())));
            }
        }
        return new Listed(new Rows(rows, note), wide ? shown : null, all.size());
    }

    /**
     * An app in a line.
     *
     * @param url     "" without a web port
     * @param branch  "" for the repository's default, and without a repository
     * @param updated when its newest deployment was asked for; when it was created, if the history has none
     */
    public record Row(String id, String name, String status, String url, String branch, String updated) {
    }

    /** @param note what is not as it should be; left out when all is well */
    public record Rows(List<Row> apps, @Nullable String note) {
    }

    /**
     * @param wide the apps behind the rows, to show more of them; null for the usual columns
     * @param of   how many apps there are in all
     */
    public record Listed(Rows json, List<App> wide, int of) implements Result {

        @Override
        public Page page() {
            Page page = new Page();
            if (json.apps.isEmpty()) {
                page.line(of == 0 ? "No apps deployed yet." : "None of " + of + " apps is like that.");
            } else {
                page.table(wide == null ? usualTable() : wideTable());
            }
            return json.note == null ? page : page.line("").line("Note: " + json.note + ".");
        }

        private Table usualTable() {
            List<List<Object>> rows = new ArrayList<>();
            for (Row each : json.apps) {
                rows.add(List.of(each.name, each.status, each.branch, new Table.Time(each.updated), each.url));
            }
            return new Table(List.of("NAME", "STATUS", "BRANCH", "UPDATED", "URL"), rows);
        }

        private Table wideTable() {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < wide.size(); i++) {
                App app = wide.get(i);
                Row row = json.apps.get(i);
                rows.add(List.of(row.name, row.status, row.id, row.branch, new Table.Time(row.updated), new Table.Time(app.createdAt()),
                        BuildMethod.method(app), app.text("activeCommit").substring(0, Math.min(7, app.text("activeCommit").length())),
                        app.text("serverId"), row.url, String.join(",", app.texts("domains"))));
            }
            return new Table(List.of("NAME", "STATUS", "ID", "BRANCH", "UPDATED", "CREATED", "BUILD", "COMMIT", "SERVER", "URL", "DOMAINS"), rows);
        }

        @Override
        public List<String> ids() {
            return json.apps.stream().map(Row::id).toList();
        }
    }
}
