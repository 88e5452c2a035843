package lib.services.settings;

import java.util.List;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;

/** Sends changed settings, and reads them again: what the route answers is no proof of what it keeps. */
public final class Store {

    private Store() {
    }

    /**
     * Stores them. An answer that got lost is made up for by the look afterwards.
     *
     * @return the app as it is now
     * @throws Failure FAILED when the instance took them and has others; ANSWER_LOST when it has not taken them; else as the route fails
     */
    public static App now(Api api, Settings settings) {
        Failure lost = Uncertain.send(() -> {
            api.apps().update(settings.request());
            if (settings.forProject()) {
                api.apps().configureProject(settings.projectRequest());
            }
        });
        App now = api.apps().get((String) settings.request().get("id"));
        List<String> missing = settings.missing(now);
        if (!missing.isEmpty()) {
            throw lost != null ? lost : new Failure(Kind.FAILED, "the instance accepted the settings of " + now.name()
                    + ", but did not store: " + String.join(", ", missing), "see: paas app " + now.name());
        }
        return now;
    }
}
