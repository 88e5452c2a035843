package lib.services.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lib.api.Addon;
import lib.api.Addons;
import lib.base.secrets.Secrets;
import lib.op.Nullable;
import lib.op.ValueOf;

/**
 * A variable of an app that an add-on has, too, with another value: attaching the add-on writes over it, detaching leaves it.
 *
 * @param name   of the variable
 * @param addons names of the add-ons whose value it is, or may be where the instance shows none; empty for a value of the app's own
 * @param value  left out where the instance does not show it
 */
public record Variable(String name, List<String> addons, @Nullable @ValueOf("name") String value) {

    /**
     * Those of an app that are not the add-on's own, as far as can be told: a value that is shown tells by itself, one that is not by who
     * else is attached.
     *
     * @param variables the app's, with the names that count
     * @param own       whether the add-on is attached, so that what is nobody else's is its own
     */
    static List<Variable> foreign(Link link, Map<String, String> variables, boolean own) {
        List<Variable> foreign = new ArrayList<>();
        link.addon().variables().forEach((name, shown) -> {
            String value = variables.get(name);
            Variable one = value == null ? null : foreign(link, name, value, shown, own);
            if (one != null) {
                foreign.add(one);
            }
        });
        return foreign;
    }

    private static Variable foreign(Link link, String name, String value, String shown, boolean own) {
        boolean known = !value.equals(Secrets.MASK);
        if (known && (value.equals(shown) || of(link.addon(), value))) {
            return null;
        }
        List<String> others = !known ? others(link, name) : link.addons().stream().filter(each -> of(each, value))
                .map(each -> Addons.handle(link.addons(), each)).toList();
        if (own && others.isEmpty() && (!known || shown.equals(Secrets.MASK))) {
            return null;
        }
        List<String> owners = own && !known && !others.isEmpty()
                ? Stream.concat(others.stream(), Stream.of(link.handle())).toList() : others;
        return new Variable(name, owners, known ? value : null);
    }

    /** What names the other add-ons that are attached to the app and have a variable of this name. */
    static List<String> others(Link link, String name) {
        return link.addons().stream().filter(each -> !each.id().equals(link.addon().id()) && gave(each, link.app().id(), name))
                .map(each -> Addons.handle(link.addons(), each)).toList();
    }

    /** Whether a value leads to it. */
    private static boolean of(Addon addon, String value) {
        return !addon.container().isEmpty() && value.contains(addon.container());
    }

    /** What a compose file brought along counts as attached, but its app has got no variables of it. */
    private static boolean gave(Addon addon, String appId, String name) {
        return addon.attachedApps().contains(appId) && !addon.composeApp().equals(appId) && addon.variables().containsKey(name);
    }

    /** Whose it was, as the end of a sentence. */
    String owner() {
        return addons.isEmpty() ? "it had a value of its own" : "it was that of " + String.join(" or ", addons);
    }
}
