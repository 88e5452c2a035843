package lib.commands.apps;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.services.release.Group;
import lib.services.release.History;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops an app's containers; a compose app's whole group. */
@Examples({"paas stop web", "paas stop web worker"})
@HelpPlace(under = Heading.APPS, place = 120)
@Command(name = "stop", description = "Stop apps")
@Operation(tool = "paas_stop_app", title = "Stop an app", effect = Effect.WRITE, overwrites = true,
        scopes = {"apps:write", "apps:read"}, idempotent = true,
        bulk = true, about =
                "Stops a running app: it is off the air until paas_start_app. Nothing is lost. A compose app stops with its whole "
                + "group. Takes up to ten seconds.")
public final class Stop implements Callable<Stop.Stopped> {

    @Parameters(index = "0")
    AppReference app;

    private final Api api;

    public Stop(Api api) {
        this.api = api;
    }

    @Override
    public Stopped call() {
        App before = app.find(api);
        List<App> apps = before.compose() ? api.apps().all() : List.of(before);
        List<String> group = Group.others(apps, before).stream().map(App::name).toList();
        Failure lost = Uncertain.send(() -> api.apps().stop(before.id()));
        // the answer is 200 even when the container could not be stopped (contract, apps/stop): only another look tells
        App after = api.apps().get(before.id());
        if (!after.status().equals("stopped")) {
            throw lost != null ? lost : new Failure(Kind.FAILED, after.name() + " was told to stop, but it is " + after.status(),
                    "a build that runs sets it going again; see: paas app " + after.name());
        }
        return new Stopped(after.id(), after.name(), after.status(), group,
                before.status().equals("running") ? null : building(Group.primary(apps, before)),
                before.status().equals("stopped") ? null : Undo.by("paas", "start", after.name()).tool("paas_start_app", "app",
                after.name()));
    }

    /** The build that will set it going again: an instance stops no build (contract, apps/stop). */
    private String building(App primary) {
        try {
            return History.now(api).of(primary.id()).stream().filter(each -> !each.finished()).map(Deployment::id).findFirst().orElse(null);
        } catch (Failure e) {
            // it is stopped: what is not known about builds is no reason to say otherwise
            return null;
        }
    }

    /**
     * The app as it is now.
     *
     * @param group    the other services of its compose group, which stop with it
     * @param building a deployment that runs and will start it again; left out when there is none
     * @param undo     starts it again; left out when it was stopped before
     */
    public record Stopped(String id, String name, String status, List<String> group, @Nullable String building,
                          @Nullable Undo undo) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line("Stopped " + name + (group.isEmpty() ? "." : ", and with it its whole compose group: "
                    + String.join(", ", group) + "."));
            if (building != null) {
                page.line("A deployment runs (" + building + ") and starts it again when it is done: stop it once more then.");
            }
            return page;
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
