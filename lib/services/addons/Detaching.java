package lib.services.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.api.App;
import lib.op.Undo;

/**
 * What detaching did to an app's variables. Contract: detachAddon, which takes only those that still have the add-on's values; and these
 * the instance does not show, so that only a look before and one afterwards tell.
 *
 * @param removed names of those that went
 * @param kept    those of the add-on's names that stayed, since they have other values
 */
public record Detaching(Link link, List<String> removed, List<Variable> kept) {

    /**
     * From both looks.
     *
     * @param link as it was before
     */
    public static Detaching of(Link link, App after) {
        Map<String, String> left = after.envVars();
        List<String> removed = link.app().envVars().keySet().stream().filter(each -> !left.containsKey(each)).toList();
        return new Detaching(link, removed, Variable.foreign(link, left, false));
    }

    /** What is so with the app now and may surprise. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(link.notes());
        for (String each : removed) {
            Variable.others(link, each).forEach(other -> notes.add(each + " went, which " + other + " has, too; its own comes back with: "
                    + "paas addons attach " + other + " " + link.app().name()));
        }
        return notes;
    }

    /** What takes it back. @param redeploy whether the app was redeployed with it */
    public Undo undo(boolean redeploy) {
        WayBack back = new WayBack(link, redeploy);
        return (!link.attached() && removed.isEmpty() ? back : back.attach().values(kept))
                .undo(link.addon().name() + " was not attached to " + link.app().name() + ", so there is nothing to take back");
    }
}
