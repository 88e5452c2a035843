package lib.services.variables;

import java.util.List;
import lib.api.App;
import lib.op.AppReference;
import lib.services.release.Group;

/**
 * The app whose variables are meant: a compose group's are those of its primary, the other rows have none. Contract: schema App,
 * composeService.
 *
 * @param app   as it was listed
 * @param notes what the caller should know about that
 */
public record Owner(App app, List<String> notes) {

    /** @throws lib.base.Failure NOT_FOUND with the names that come close */
    public static Owner of(AppReference reference, List<App> apps) {
        App meant = reference.in(apps);
        App primary = Group.primary(apps, meant);
        return new Owner(primary, primary.id().equals(meant.id()) ? List.of()
                : List.of(meant.name() + " belongs to the compose group of " + primary.name() + ", whose variables these are"));
    }
}
