package lib.services.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.api.Addon;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Pause;
import lib.op.Progress;
import lib.op.Undo;
import lib.services.release.Started;

/** Has the instance make an app from a template. Contract: POST /api/catalog/deploy. */
public final class Installation {

    /** Add-ons are made before the answer: their images may have to be pulled. */
    private static final int LONGEST_SECONDS = 90;
    /** An instance that has got the request shows the first of them by then. */
    private static final int FIRST_SECONDS = 10;
    private static final int SECOND_MS = 1000;

    private final Api api;
    private final Progress progress;

    public Installation(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /**
     * Starts it.
     *
     * @param name       under which no app is there
     * @param request    schema CatalogDeployRequest
     * @param companions as they were looked at before
     * @throws Failure as the route fails, with the add-ons that it left behind
     */
    public Started start(String name, Map<String, ?> request, Companions companions) {
        if (companions.any()) {
            progress.step("the instance makes its add-ons: " + String.join(", ", companions.types()));
        }
        try {
            return Started.made(api, name, () -> send(request, name, companions));
        } catch (Failure e) {
            throw companions.leftBehind(api, e);
        }
    }

    /** An answer that is late, since add-ons are made before it, is waited for by looking for the app. */
    private App send(Map<String, ?> request, String name, Companions companions) {
        try {
            return api.catalog().deploy(request);
        } catch (Failure e) {
            if (e.kind() != Kind.ANSWER_LOST || !companions.any()) {
                throw e;
            }
            for (int second = 0; second < LONGEST_SECONDS; second++) {
                for (App each : api.apps().all()) {
                    if (each.name().equals(name)) {
                        return each;
                    }
                }
                if (second == FIRST_SECONDS && companions.made(api).isEmpty()) {
                    break;
                }
                Pause.ofMillis(SECOND_MS);
            }
            throw e;
        }
    }

    /** Takes it back: the app, its add-ons, and the project that was made for it. */
    public static Undo undo(App app, List<Addon> addons) {
        List<String> lines = new ArrayList<>(List.of("paas delete " + app.name()));
        addons.forEach(each -> lines.add("paas addons delete " + each.id()));
        lines.add("paas projects delete " + app.text("projectId"));
        return new Undo(String.join(" && ", lines), null, null, "with all data that it has by then");
    }
}
