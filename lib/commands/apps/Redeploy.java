package lib.commands.apps;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Progress;
import lib.op.WaitOptions;
import lib.services.release.Group;
import lib.services.release.Outcome;
import lib.services.release.RebuildOptions;
import lib.services.release.Started;
import lib.services.release.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Builds and releases an app again. Contract: POST /api/apps/redeploy. */
@Examples({"paas redeploy web", "paas redeploy web --no-cache --wait"})
@HelpPlace(under = Heading.APPS, place = 40)
@Command(name = "redeploy", description = "Build and release an app again")
@Operation(tool = "paas_redeploy", title = "Redeploy an app", effect = Effect.WRITE, overwrites = true,
        scopes = {"apps:write", "apps:read"}, openWorld = true, goesOn = "deployments wait",
        about = "Builds an existing app again from its source and releases it; the old version serves until then. Refused while a "
                + "deployment of it "
                + "runs. Answers at once with a deploymentId for paas_wait_deployment, unless wait is set.")
public final class Redeploy implements Callable<Outcome> {

    @Parameters(index = "0")
    AppReference app;

    @Mixin
    RebuildOptions options = new RebuildOptions();

    @Mixin
    WaitOptions wait = new WaitOptions();

    private final Api api;
    private final Progress progress;

    public Redeploy(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Outcome call() {
        List<App> apps = api.apps().all();
        App wanted = app.in(apps);
        Started started = options.begin(api, wanted, Group.primary(apps, wanted));
        List<String> notes = started.app().id().equals(wanted.id()) ? List.of()
                : List.of(wanted.name() + " belongs to the compose group of " + started.app().name() + ", which is built as a whole");
        notes.forEach(progress::note);
        return new Waiting(api, progress).of(started, wait.wanted(progress), notes);
    }
}
