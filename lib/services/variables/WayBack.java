package lib.services.variables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.api.App;
import lib.base.secrets.Secrets;
import lib.op.Undo;
import lib.services.settings.Change;

/** How a change of variables is taken back, as far as the instance shows what was there. */
final class WayBack {

    private WayBack() {
    }

    /**
     * The command that restores them.
     *
     * @param before   the app as it was
     * @param changes  what was changed
     * @param secret   those that the instance hides from now on
     * @param redeploy whether the app was redeployed with the change, so that it has to be again
     */
    static Undo of(App before, List<Changed> changes, Set<String> secret, boolean redeploy) {
        Map<String, String> former = new LinkedHashMap<>();
        List<String> added = new ArrayList<>();
        List<String> hidden = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        List<String> now = new ArrayList<>();
        for (Changed each : changes) {
            String name = each.variable();
            String value = before.envVars().get(name);
            boolean secretBefore = before.texts("secretKeys").contains(name);
            if (value == null) {
                added.add(name);
            } else if (value.equals(Secrets.MASK)) {
                hidden.add(name);
            } else {
                former.put(name, value);
                if (each.after() == null && !secretBefore && Secrets.credential(name)) {
                    plain.add(name);
                }
                if (each.after() != null && !secretBefore && secret.contains(name)) {
                    now.add(name);
                }
            }
        }
        List<String> without = new ArrayList<>();
        if (!hidden.isEmpty()) {
            without.add("without the former value of " + String.join(", ", hidden) + ", which the instance does not show");
        }
        if (!now.isEmpty()) {
            without.add(String.join(", ", now) + " stays one that the instance does not show");
        }
        if (former.isEmpty() && added.isEmpty()) {
            return Undo.none("the instance does not show the former value of " + String.join(", ", hidden));
        }
        Undo undo = Undo.by(words(before.name(), former, added, plain, redeploy));
        if (plain.isEmpty()) {
            Map<String, Object> arguments = new LinkedHashMap<>(Map.of("app", before.name()));
            put(arguments, "envVars", former);
            put(arguments, "unsetEnvVars", added);
            if (redeploy) {
                arguments.put("redeploy", true);
            }
            undo = new Undo(undo.command(), "paas_update_app", arguments, null);
        }
        return without.isEmpty() ? undo : undo.but(String.join("; ", without));
    }

    private static void put(Map<String, Object> arguments, String name, Object value) {
        if (!(value instanceof Map<?, ?> map && map.isEmpty()) && !(value instanceof List<?> list && list.isEmpty())) {
            arguments.put(name, value);
        }
    }

    private static List<String> words(String app, Map<String, String> former, List<String> added, List<String> plain, boolean redeploy) {
        List<String> words = new ArrayList<>(List.of("paas", "config", former.isEmpty() ? "unset" : "set", app));
        former.forEach((name, value) -> words.add(name + "=" + value));
        for (String each : added) {
            if (!former.isEmpty()) {
                words.add("--unset");
            }
            words.add(each);
        }
        plain.forEach(each -> words.addAll(List.of("--plain", each)));
        if (redeploy) {
            words.add("--redeploy");
        }
        return words;
    }

    /** The changes of variables among changes of settings. */
    static List<Changed> changed(List<Change> changes) {
        return changes.stream().map(each -> new Changed(each.setting().substring(each.setting().indexOf(' ') + 1), each.before(),
                each.after())).toList();
    }
}
