package lib.commands.addons;

import java.util.concurrent.Callable;
import lib.api.Addon;
import lib.api.Api;
import lib.op.AddonReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Progress;
import lib.services.addons.Launch;
import lib.services.addons.Launched;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Waits until an add-on that is being made runs. Contract: createAddon, x-completion. */
@Examples({"paas addons wait orders-db", "paas addons wait orders-db --json"})
@HelpPlace(under = Heading.ADDONS, place = 35)
@Command(name = "addons wait", description = "Wait until a database or a cache runs")
@Operation(effect = Effect.READ, scopes = "apps:read", goesOn = "addons wait")
public final class WaitAddon implements Callable<Launched> {

    @Parameters(index = "0")
    AddonReference addon;

    private final Api api;
    private final Progress progress;

    public WaitAddon(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Launched call() {
        Addon now = addon.find(api);
        return Launched.seen(now.building() ? new Launch(api, progress).end(now) : now);
    }
}
