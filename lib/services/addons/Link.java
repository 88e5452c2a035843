package lib.services.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lib.api.Addon;
import lib.api.Addons;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Pending;
import lib.op.AddonReference;
import lib.op.AppReference;
import lib.services.release.Group;
import lib.services.release.History;
import lib.services.release.Started;

/**
 * An add-on and an app, one of which is to be attached to the other, or detached.
 *
 * @param addons all add-ons of the instance
 * @param app    of a compose group its primary, which has the variables of all
 * @param named  the app that was asked for
 */
public record Link(List<Addon> addons, Addon addon, App app, App named) {

    /** Both looked up, at once. Fails as the look-ups do: NOT_FOUND with the names that come close. */
    public static Link of(Api api, AddonReference addon, AppReference app) {
        Pending<List<Addon>> addons = Pending.start(() -> api.addons().all());
        List<App> apps = api.apps().all();
        List<Addon> all = addons.get();
        Addon found = addon.in(all);
        App named = app.in(apps);
        return new Link(all, found, Group.primary(apps, named), named);
    }

    /**
     * The same as it is by now: who else is attached may have changed.
     *
     * @throws Failure NOT_FOUND when one of the two is gone
     */
    public Link now(Api api) {
        App current = api.apps().get(app.id());
        List<Addon> all = api.addons().all();
        return new Link(all, Addons.find(all, addon.id()), current, named);
    }

    /** What names the add-on in a command. */
    public String handle() {
        return Addons.handle(addons, addon);
    }

    /** Whether the instance has it down as attached. */
    public boolean attached() {
        return addon.attachedApps().contains(app.id());
    }

    /** Names of the variables that the app has of the add-on, as far as can be told; those of others with the same name are none. */
    public List<String> own() {
        List<String> foreign = Variable.foreign(this, app.envVars(), true).stream().map(Variable::name).toList();
        return addon.variables().keySet().stream().filter(each -> app.envVars().containsKey(each) && !foreign.contains(each)).toList();
    }

    /** What is so with this app and may surprise. Contract: attachAddon, x-side-effects. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!app.id().equals(named.id())) {
            notes.add(named.name() + " belongs to the compose group of " + app.name() + ", which has the variables of all");
        }
        if (app.compose()) {
            notes.add(app.name() + " is a compose app: variables only fill in ${NAME} in its compose file");
        }
        return notes;
    }

    /**
     * The history before a redeploy that is to follow; the caller has claimed the app.
     *
     * @param command what was asked for, as it is typed
     * @return null when none is to follow
     * @throws Failure CONFLICT while a deployment of it runs, which the redeploy would overtake
     */
    public History before(Api api, LinkOptions options, String command) {
        if (!options.redeploy()) {
            return null;
        }
        History before = History.now(api);
        if (!options.force()) {
            before.refuseWhileBuilding(app.id(), app.name(), command);
        }
        return before;
    }

    /**
     * Starts the redeploy.
     *
     * @param before the history as it was; null for no redeploy
     * @param done   what is done by now, as the beginning of a sentence
     * @return null for none
     * @throws Failure as the redeploy fails, saying what is done
     */
    public Started redeploy(Api api, History before, String done) {
        if (before == null) {
            return null;
        }
        Supplier<App> call = () -> api.apps().redeploy(app.id(), false);
        try {
            return Started.by(api, before, app, call);
        } catch (Failure e) {
            throw new Failure(e.kind(), done + ", but " + app.name() + " was not redeployed: " + e.getMessage(),
                    e.kind() == Kind.ANSWER_LOST ? e.hint() : "once more: paas redeploy " + app.name());
        }
    }
}
