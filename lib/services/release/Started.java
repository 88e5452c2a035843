package lib.services.release;

import java.util.List;
import java.util.function.Supplier;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.Undo;

/**
 * A deployment that a call started. No answer carries its id: two looks at the history tell it (contract, DEPLOY AND WAIT), and they tell
 * it as well when the answer got lost.
 *
 * @param app        what the call answered: of a compose group its primary, whichever row was asked for
 * @param deployment the new entry of the history
 * @param made       whether the app is new
 * @param undo       what brings back what was before it, once it is over
 */
public record Started(App app, Deployment deployment, boolean made, Undo undo) {

    /**
     * Makes an app, and finds out what that started. One whose answer got lost is there by its name, or it is not: the name was free.
     *
     * @param name under which it would be found
     * @param call makes it
     * @throws Failure as the call fails; FAILED when the history shows no deployment
     */
    public static Started made(Api api, String name, Supplier<App> call) {
        History before = History.now(api);
        App made;
        try {
            made = call.get();
        } catch (Failure e) {
            // in a project the instance puts its name before that of the service
            App there = e.kind() != Kind.ANSWER_LOST ? null : api.apps().all().stream()
                    .filter(each -> each.name().equals(name) || each.text("serviceName").equals(name)).findFirst().orElse(null);
            if (there == null) {
                throw e;
            }
            made = there;
        }
        App app = made;
        return new Started(app, of(before, app, null, api), true,
                Undo.by("paas", "delete", app.name()).tool("paas_delete_app", "app", app.name()));
    }

    /**
     * Calls, and finds out what that started. The caller has claimed the app, so that nothing else of this process starts one in between.
     *
     * @param before the history before the call
     * @param app    the app as it is known: of a compose group its primary
     * @param call   asks the instance to start it
     * @throws Failure as the call fails; FAILED when the history shows no new deployment
     */
    public static Started by(Api api, History before, App app, Supplier<App> call) {
        App[] answered = {app};
        Failure lost = Uncertain.send(() -> answered[0] = call.get());
        return new Started(answered[0], of(before, answered[0], lost, api), false, back(app, before.of(app.id())));
    }

    /** The same with a way back that does not bring back everything. @param because what it leaves, without a full stop */
    public Started but(String because) {
        return new Started(app, deployment, made, undo.but(because));
    }

    private static Deployment of(History before, App app, Failure lost, Api api) {
        Deployment started = History.now(api).startedSince(before, app.id());
        if (started == null) {
            throw lost != null
                    ? new Failure(Kind.ANSWER_LOST, lost.getMessage(), "its history shows no new deployment of " + app.name()
                    + " so far: paas deployments " + app.name())
                    : new Failure(Kind.FAILED, "the instance took the request for " + app.name()
                    + ", but its history shows no new deployment", "look: paas deployments " + app.name());
        }
        return started;
    }

    /** The way back to what serves now, when its image outlives one more build. */
    private static Undo back(App app, List<Deployment> history) {
        String serving = app.text("activeImage");
        if (app.compose()) {
            return Undo.none("a compose app leaves no image to roll back to; revert the commit, then paas redeploy " + app.name());
        }
        Deployment former = history.stream().filter(each -> each.status().equals("success") && each.image().equals(serving)).findFirst()
                .orElse(null);
        if (serving.isEmpty() || former == null) {
            return Undo.none(serving.isEmpty() ? "no version of " + app.name() + " served before"
                    : "the history does not have the deployment that served before");
        }
        return new Images(history).outlives(serving)
                ? Undo.by("paas", "rollback", app.name(), former.id()).tool("paas_rollback", "app", app.name(), "deploymentId", former.id())
                : Undo.none("the image that served before is one of the oldest kept, and the next build takes its place");
    }
}
