package lib.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.op.Consequences;
import lib.op.Destructive;
import lib.op.Effect;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes an app for good; a compose app's whole group. Contract: POST /api/apps/delete. */
@Command(name = "delete", description = "Delete an app for good")
@Operation(tool = "paas_delete_app", title = "Delete an app", effect = Effect.DESTRUCTIVE, scopes = {"apps:delete", "apps:read"},
        about = "Deletes an app with its containers, images, builds, logs, history and cron jobs. It cannot be undone. Volumes and add-ons stay.")
public final class Delete implements Callable<Delete.Deleted>, Destructive {

    @Parameters(index = "0", paramLabel = "<app>", description = "Name or id of the app.")
    String app;

    private final Api api;

    public Delete(Api api) {
        this.api = api;
    }

    @Override
    public Consequences consequences() {
        List<App> all = api.apps().all();
        App doomed = lib.api.Apps.find(all, app);
        List<String> lines = new ArrayList<>();
        lines.add("app: " + doomed.name() + " (" + doomed.id() + "), " + doomed.status() + (doomed.url().isEmpty() ? "" : ", " + doomed.url()));
        List<String> group = all.stream().filter(each -> doomed.compose() && !doomed.text("composeProject").isEmpty()
                && each.text("composeProject").equals(doomed.text("composeProject")) && !each.id().equals(doomed.id())).map(App::name).toList();
        add(lines, "with it goes its whole compose group: ", group);
        add(lines, "domains: ", doomed.texts("domains"));
        add(lines, "volumes, which stay: ", doomed.texts("volumes"));
        List<String> addons = doomed.envVars().values().stream().filter(value -> value.contains("paas-addon-")).map(Delete::addon).distinct().toList();
        add(lines, "add-ons attached, which stay: ", addons);
        List<Deployment> history = api.deployments().of(doomed);
        if (!history.isEmpty()) {
            lines.add("last deployment: " + history.getFirst().status() + ", " + history.getFirst().createdAt() + " (" + history.size() + " in the history)");
        }
        lines.add("images, build folder, logs, history and cron jobs of the app are removed");
        return new Consequences(doomed.name(), lines);
    }

    /** The host name of an add-on in a connection address. Contract, addons: the container is paas-addon-{type}-{id}. */
    private static String addon(String address) {
        return address.substring(address.indexOf("paas-addon-")).split("[:/?]", 2)[0];
    }

    private static void add(List<String> lines, String what, List<String> values) {
        if (!values.isEmpty()) {
            lines.add(what + String.join(", ", values));
        }
    }

    @Override
    public Deleted call() {
        App doomed = api.apps().find(app);
        api.apps().delete(doomed.id());
        return new Deleted(doomed.id(), doomed.name());
    }

    /** What is gone. */
    public record Deleted(String id, String name) implements Result {

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
