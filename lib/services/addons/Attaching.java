package lib.services.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.op.Undo;

/**
 * What attaching does to an app's variables, told from how they are before it. Contract: attachAddon.
 *
 * @param added    names of those that the app has not got
 * @param replaced those that it has, with another value
 */
public record Attaching(Link link, List<String> added, List<Variable> replaced) {

    /** From a link as it is now. */
    public static Attaching of(Link link) {
        Map<String, String> there = link.app().envVars();
        List<String> added = link.addon().variables().keySet().stream().filter(each -> !there.containsKey(each)).toList();
        return new Attaching(link, added, Variable.foreign(link, there, link.attached()));
    }

    /** Whether it changes anything, as far as can be told. */
    public boolean changes() {
        return !link.attached() || !added.isEmpty() || !replaced.isEmpty();
    }

    /** What is to be said before it is done, a sentence each. @param how will be, or would be */
    public List<String> warnings(String how) {
        return replaced.stream().map(each -> each.name() + " of " + link.app().name() + " " + how + " replaced: " + each.owner()).toList();
    }

    /** What is so and may surprise. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(link.notes());
        if (link.addon().building()) {
            notes.add(link.addon().name() + " is still being made, and at the end of that the instance forgets what it is attached to; "
                    + "the variables stay in " + link.app().name());
        }
        return notes;
    }

    /** What takes it back. @param redeploy whether the app was redeployed with it */
    public Undo undo(boolean redeploy) {
        WayBack back = new WayBack(link, redeploy);
        return (link.attached() ? back.unset(added) : back.detach()).values(replaced)
                .undo(link.addon().name() + " was attached to " + link.app().name() + " before, so there is nothing to take back");
    }
}
