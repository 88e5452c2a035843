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
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Starts a stopped app's container again; a compose app's whole group. Contract: POST /api/apps/start. */
@Examples({"paas start web", "paas start web worker"})
@HelpPlace(under = Heading.APPS, place = 130)
@Command(name = "start", description = "Start stopped apps")
@Operation(tool = "paas_start_app", title = "Start an app", effect = Effect.WRITE, scopes = {"apps:write", "apps:read"}, idempotent = true,
        bulk = true, about =
                "Starts a stopped app again as it last ran; never builds (paas_redeploy does). A compose app starts with its whole group.")
public final class Start implements Callable<Start.Started> {

    @Parameters(index = "0")
    AppReference app;

    private final Api api;

    public Start(Api api) {
        this.api = api;
    }

    @Override
    public Started call() {
        App before = app.find(api);
        Failure lost;
        try {
            lost = Uncertain.send(() -> api.apps().start(before.id()));
        } catch (Failure e) {
            if (e.kind() != Kind.SERVER_ERROR) {
                throw e;
            }
            // an app that never deployed successfully has no container to start (contract, apps/start)
            throw new Failure(Kind.SERVER_ERROR, e.getMessage(), before.text("activeDeployId").isEmpty()
                    ? before.name() + " has never been deployed successfully, so there is no container to start; build it: paas redeploy "
                    + before.name()
                    : "build it anew: paas redeploy " + before.name());
        }
        App after = api.apps().get(before.id());
        if (!after.status().equals("running")) {
            throw lost != null ? lost : new Failure(Kind.FAILED, after.name() + " was told to start, but it is " + after.status(),
                    "see: paas app " + after.name());
        }
        return new Started(after.id(), after.name(), after.status(), after.url(), before.status().equals("running") ? null
                : Undo.by("paas", "stop", after.name()).tool("paas_stop_app", "app", after.name()));
    }

    /**
     * The app as it is now.
     *
     * @param undo stops it again; left out when it ran before
     */
    public record Started(String id, String name, String status, String url, @Nullable Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line("Started " + name + (url.isEmpty() ? "." : ": " + url));
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
