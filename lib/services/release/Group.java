package lib.services.release;

import java.util.List;
import lib.api.App;

/** Compose groups: several rows that are one stack. Contract: schema App, composeProject and composePrimary. */
public final class Group {

    private Group() {
    }

    /** The app that owns the deployments and build logs: of a compose group its primary, else the app itself. */
    public static App primary(List<App> apps, App app) {
        return apps.stream().filter(each -> each.flag("composePrimary") && together(each, app)).findFirst().orElse(app);
    }

    /** The other rows of its group; none for an app that stands alone. */
    public static List<App> others(List<App> apps, App app) {
        return apps.stream().filter(each -> together(each, app) && !each.id().equals(app.id())).toList();
    }

    private static boolean together(App one, App other) {
        return !one.text("composeProject").isEmpty() && one.text("composeProject").equals(other.text("composeProject"));
    }
}
