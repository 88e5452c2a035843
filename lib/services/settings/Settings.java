package lib.services.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import lib.api.App;
import lib.base.Secrets;

/**
 * The settings of an app, changed here and sent as a whole: the route replaces everything, and what is left out it clears (contract,
 * apps/update
 * and AppUpdateRequest). What the route keeps when it is left out (envVars, domains, autoDeploy, the build method with its Dockerfile) is
 * sent
 * only when it changed.
 */
public final class Settings {

    private static final String ENV = Change.ENV;
    private static final List<String> TEXTS = List.of("gitRepo", "branch", "rootDir", "buildCommand", "startCommand", "installCommand",
            "memory", "cpus", "healthPath");

    private final App app;
    private final Map<String, Object> request = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();

    /** As they are. */
    public Settings(App app) {
        this.app = app;
        request.put("id", app.id());
        TEXTS.forEach(field -> request.put(field, app.text(field)));
        request.put("portOverride", app.number("portOverride"));
        request.put("volumes", nullWhenEmpty(app.texts("volumes")));
        request.put("secretKeys", nullWhenEmpty(app.texts("secretKeys")));
    }

    /** Sets a text; null leaves it as it is. */
    public Settings text(String field, String value) {
        if (value != null && !value.equals(app.text(field))) {
            request.put(field, value);
            changes.add(new Change(field, emptyToNull(app.text(field)), emptyToNull(value)));
        }
        return this;
    }

    /** Sets the domains; null leaves them, a blank entry alone takes all away. */
    public Settings domains(List<String> given) {
        List<String> domains = given == null ? null : given.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
        if (domains != null && !domains.equals(app.texts("domains"))) {
            request.put("domains", domains);
            changes.add(new Change("domains", emptyToNull(String.join(", ", app.texts("domains"))),
                    emptyToNull(String.join(", ", domains))));
        }
        return this;
    }

    /**
     * Sets and removes variables. A value that is {@code ***} in the app stays the stored one, because its name stays among secretKeys; new
     * credential-like names join them.
     */
    public Settings variables(Map<String, String> set, List<String> unset, Set<String> secret) {
        Map<String, String> all = new LinkedHashMap<>(app.envVars());
        Set<String> keys = new TreeSet<>(app.texts("secretKeys"));
        boolean changed = false;
        for (Map.Entry<String, String> each : set.entrySet()) {
            String name = each.getKey();
            String old = all.put(name, each.getValue());
            boolean hide = secret.contains(name) && keys.add(name);
            // a hidden value cannot be compared: given anew, it is a change
            if (hide || !Objects.equals(old, each.getValue())) {
                changed = true;
                changes.add(new Change(ENV + name, shown(old, keys.contains(name)), shown(each.getValue(), keys.contains(name))));
            }
        }
        for (String name : unset) {
            String old = all.remove(name);
            if (old != null) {
                changed = true;
                changes.add(new Change(ENV + name, shown(old, keys.contains(name)), null));
                keys.remove(name);
            }
        }
        if (changed) {
            request.put("envVars", all);
            // order counts for nobody, but what is as it was is sent as it was
            request.put("secretKeys", nullWhenEmpty(
                    keys.equals(new TreeSet<>(app.texts("secretKeys"))) ? app.texts("secretKeys") : List.copyOf(keys)));
        }
        return this;
    }

    private static String shown(String value, boolean secret) {
        return value == null ? null : secret && !value.isEmpty() ? Secrets.MASK : value;
    }

    /** As the instance itself stores and answers no list. */
    private static List<String> nullWhenEmpty(List<String> list) {
        return list.isEmpty() ? null : list;
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** What differs from the app as it was read, in the order asked for. */
    public List<Change> changes() {
        return changes;
    }

    /** The whole request. */
    public Map<String, Object> request() {
        return request;
    }

    /** The settings that this app, read after the update, has not as they were sent; secrets count by their name. */
    public List<String> missing(App now) {
        List<String> missing = new ArrayList<>();
        for (Change each : changes) {
            if (each.setting().startsWith(ENV)) {
                String name = each.setting().substring(ENV.length());
                String value = now.envVars().get(name);
                if (each.after() == null ? value != null : value == null || !value.equals(each.after()) && !value.equals(Secrets.MASK)) {
                    missing.add(each.setting());
                }
            } else if (each.setting().equals("domains") ? !now.texts("domains").equals(request.get("domains"))
                    : !now.text(each.setting()).equals(request.get(each.setting()))) {
                missing.add(each.setting());
            }
        }
        return missing;
    }
}
