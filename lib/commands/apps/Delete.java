package lib.commands.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.base.Failure;
import lib.base.Uncertain;
import lib.op.AppReference;
import lib.op.Consequences;
import lib.op.Destructive;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.services.addons.Attachments;
import lib.services.release.Group;
import lib.services.release.History;
import lib.services.release.Images;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes an app for good; a compose app's whole group. Contract: POST /api/apps/delete. */
@Examples({"paas delete web", "paas delete web --yes"})
@HelpPlace(under = Heading.APPS, place = 140)
@Command(name = "delete", description = "Delete an app for good")
@Operation(tool = "paas_delete_app", title = "Delete an app", effect = Effect.DESTRUCTIVE, scopes = {"apps:delete", "apps:read"},
        about = "Deletes an app with its containers, images, builds, logs, history and cron jobs. It cannot be undone. Volumes and "
                + "add-ons stay. Needs a right that no profile has.")
public final class Delete implements Callable<Delete.Deleted>, Destructive {

    @Parameters(index = "0")
    AppReference app;

    private final Api api;

    public Delete(Api api) {
        this.api = api;
    }

    @Override
    public Consequences consequences() {
        List<App> all = api.apps().all();
        App doomed = app.in(all);
        List<String> lines = new ArrayList<>();
        lines.add("app: " + doomed.name() + " (" + doomed.id() + "), " + doomed.status() + (doomed.url().isEmpty() ? "" : ", "
                + doomed.url()));
        List<App> group = Group.others(all, doomed);
        add(lines, "with it goes its whole compose group: ", group.stream().map(App::name).toList());
        add(lines, "domains: ", doomed.texts("domains"));
        add(lines, "volumes, which stay: ", doomed.texts("volumes"));
        Attachments.add(api, Stream.concat(Stream.of(doomed), group.stream()).map(App::id).toList(), lines);
        add(lines, "the images that these run on go, too, since they were built under its name: ",
                all.stream().filter(each -> !each.id().equals(doomed.id()) && Images.builtAs(doomed.name(), each))
                        .map(App::name).toList());
        List<Deployment> history = History.now(api).of(Group.primary(all, doomed).id());
        if (!history.isEmpty() && !history.getFirst().finished()) {
            lines.add("a deployment runs (" + history.getFirst().id()
                    + "): it is not stopped, and the app can come back when the instance restarts");
        }
        if (!history.isEmpty()) {
            lines.add("last deployment: " + history.getFirst().status() + ", " + history.getFirst().createdAt() + " (" + history.size()
                    + " in the history)");
        }
        lines.add("images, build folder, logs, history and cron jobs of the app are removed; its project stays behind, empty (paas "
                + "projects delete --empty)");
        return new Consequences(doomed.name(), lines);
    }

    private static void add(List<String> lines, String what, List<String> values) {
        if (!values.isEmpty()) {
            lines.add(what + String.join(", ", values));
        }
    }

    @Override
    public Deleted call() {
        App doomed = app.find(api);
        Failure lost = Uncertain.send(() -> api.apps().delete(doomed.id()));
        if (lost != null && api.apps().all().stream().anyMatch(each -> each.id().equals(doomed.id()))) {
            throw lost;
        }
        return new Deleted(doomed.id(), doomed.name(),
                Undo.none("its settings, images, logs and history are gone; volumes and add-ons are not"));
    }

    /** What is gone. */
    public record Deleted(String id, String name, Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line("Deleted " + name + ".");
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
