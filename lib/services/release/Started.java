package lib.services.release;

import java.util.function.Supplier;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;

/**
 * A deployment that a call started. No answer carries its id: two looks at the history tell it (contract, DEPLOY AND WAIT), and they tell
 * it as well when the answer got lost.
 *
 * @param app        what the call answered: of a compose group its primary, whichever row was asked for
 * @param deployment the new entry of the history
 */
public record Started(App app, Deployment deployment) {

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
        return by(api, before, app, () -> app);
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
        Deployment started = History.now(api).startedSince(before, answered[0].id());
        if (started == null) {
            throw lost != null
                    ? new Failure(Kind.ANSWER_LOST, lost.getMessage(), "its history shows no new deployment of " + app.name()
                    + " so far: paas deployments " + app.name())
                    : new Failure(Kind.FAILED, "the instance took the request for " + answered[0].name()
                    + ", but its history shows no new deployment",
                            "look: paas deployments " + answered[0].name());
        }
        return new Started(answered[0], started);
    }
}
