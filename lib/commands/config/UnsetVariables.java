package lib.commands.config;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.LocalWaitOptions;
import lib.op.Operation;
import lib.op.Progress;
import lib.services.settings.GivenVariables;
import lib.services.variables.Sending;
import lib.services.variables.Sending.Wanted;
import lib.services.variables.Sent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes variables of an app; all others stay. Contract: POST /api/apps/update. */
@Examples({"paas config unset web OLD_FLAG", "paas config unset web OLD_FLAG OLD_KEY --redeploy"})
@HelpPlace(under = Heading.APPS, place = 64)
@Command(name = "config unset", description = "Remove variables of an app")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {"apps:write", "apps:read"}, idempotent = true)
public final class UnsetVariables implements Callable<Sent> {

    @Parameters(index = "0")
    AppReference app;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "<NAME>", description = "What to remove.")
    List<String> names;

    @Option(names = "--redeploy", negatable = true, description = "Redeploy afterwards, or not; not is the default.")
    boolean redeploy;

    @Mixin
    LocalWaitOptions wait = new LocalWaitOptions();

    private final Api api;
    private final Progress progress;

    public UnsetVariables(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Sent call() {
        List<String> unset = names.stream().distinct().toList();
        return new Sending(api, progress, redeploy, wait).send(app,
                there -> Wanted.of(there, new GivenVariables(Map.of()), unset, List.of(), List.of()), changes -> { });
    }
}
