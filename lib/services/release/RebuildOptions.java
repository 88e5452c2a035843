package lib.services.release;

import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.CommandLineOnly;
import picocli.CommandLine.Option;

/** How an app is built again, as a mixin of the commands that do it. */
public final class RebuildOptions {

    @Option(names = "--no-cache", description = "Build everything anew. Not for compose apps.")
    boolean noCache;

    @CommandLineOnly
    @Option(names = "--force", description = "Even while a deployment of it runs.")
    boolean force;

    /**
     * Starts it, and waits for nothing.
     *
     * @param wanted the app that was named
     * @param built  the one that is built: of a compose group its primary
     * @throws Failure USAGE for a compose app without cache, CONFLICT while a deployment runs, or as the request fails
     */
    public Started begin(Api api, App wanted, App built) {
        if (noCache && wanted.compose()) {
            throw new Failure(Kind.USAGE, wanted.name() + " is a compose app: there --no-cache fails and takes the running group down",
                    "without it: paas redeploy " + wanted.name());
        }
        try (Api.Claim claim = api.claim(built.id())) {
            History before = History.now(api);
            if (!force) {
                before.refuseWhileBuilding(built.id(), built.name(), "paas redeploy " + wanted.name());
            }
            return Started.by(api, before, built, () -> api.apps().redeploy(wanted.id(), noCache));
        }
    }
}
