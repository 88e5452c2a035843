package lib.commands.apps;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
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
        Failure lost = Uncertain.send(() -> api.apps().stop(before.id()));
        // the answer is 200 even when the container could not be stopped (contract, apps/stop): only another look tells
        App after = api.apps().get(before.id());
        if (!after.status().equals("stopped")) {
            throw lost != null ? lost : new Failure(Kind.FAILED, after.name() + " was told to stop, but it is " + after.status(),
                    "a build that runs sets it going again; see: paas app " + after.name());
        }
        return new Stopped(after.id(), after.name(), after.status());
    }

    /** The app as it is now. */
    public record Stopped(String id, String name, String status) implements Result {

        @Override
        public Page page() {
            return new Page().line("Stopped " + name + ".");
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
