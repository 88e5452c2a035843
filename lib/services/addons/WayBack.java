package lib.services.addons;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.api.Addon;
import lib.api.Addons;
import lib.op.Undo;

/** What takes an attachment back, or brings one back: one step after the other, and what none of them brings back. */
final class WayBack {

    private final Link link;
    private final boolean redeploy;
    private final List<List<String>> steps = new ArrayList<>();
    private final Set<String> unset = new LinkedHashSet<>();
    private final Map<String, String> set = new LinkedHashMap<>();
    private final List<String> lost = new ArrayList<>();
    private String tool;

    /**
     * @param link     as it was before
     * @param redeploy whether the change reached the app's container, so that the way back has to, as well
     */
    WayBack(Link link, boolean redeploy) {
        this.link = link;
        this.redeploy = redeploy;
    }

    WayBack attach() {
        tool = "paas_attach_addon";
        return attach(link.addon());
    }

    WayBack detach() {
        tool = "paas_detach_addon";
        steps.add(List.of("paas", "addons", "detach", link.handle(), link.app().name()));
        return this;
    }

    /** Variables that were not there. */
    WayBack unset(List<String> names) {
        unset.addAll(names);
        return this;
    }

    /** Variables that had other values. */
    WayBack values(List<Variable> foreign) {
        for (Variable each : foreign) {
            if (each.addons().size() == 1) {
                attach(Addons.find(link.addons(), each.addons().getFirst()));
            } else if (each.value() != null) {
                set.put(each.name(), each.value());
            } else {
                lost.add(each.name());
            }
        }
        return this;
    }

    /** It gives all of its variables, those too that the app had not. */
    private WayBack attach(Addon addon) {
        List<String> step = List.of("paas", "addons", "attach", Addons.handle(link.addons(), addon), link.app().name());
        if (!steps.contains(step)) {
            steps.add(step);
            addon.variables().keySet().stream().filter(each -> !link.app().envVars().containsKey(each)).forEach(unset::add);
        }
        return this;
    }

    /** @param nothing why there is no way back where there is no step */
    Undo undo(String nothing) {
        if (!unset.isEmpty() || !set.isEmpty()) {
            List<String> update = new ArrayList<>(List.of("paas", "update", link.app().name()));
            unset.forEach(each -> update.addAll(List.of("--unset", each)));
            set.forEach((name, value) -> update.addAll(List.of("--env", name + "=" + value)));
            steps.add(update);
        }
        String because = lost.isEmpty() ? null : "the instance does not show what was in " + String.join(", ", lost)
                + ", so that does not come back";
        if (steps.isEmpty()) {
            return Undo.none(because == null ? nothing : because);
        }
        if (redeploy) {
            List<String> last = new ArrayList<>(steps.removeLast());
            last.add("--redeploy");
            steps.add(last);
        }
        Undo way = new Undo(String.join(" && ", steps.stream().map(each -> Undo.by(each).command()).toList()), null, null, because);
        // more than one step is no one call
        return steps.size() > 1 || tool == null ? way
                : redeploy ? way.tool(tool, "addon", link.handle(), "app", link.app().name(), "redeploy", true)
                : way.tool(tool, "addon", link.handle(), "app", link.app().name());
    }
}
