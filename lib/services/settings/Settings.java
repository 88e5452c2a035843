package lib.services.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.secrets.Secrets;

/**
 * The settings of an app, changed here and sent as a whole: the route replaces everything, and what is left out it clears (contract,
 * apps/update and AppUpdateRequest). What the route keeps when it is left out (envVars, domains, autoDeploy, the build method with its
 * Dockerfile) is sent only when it changed.
 */
public final class Settings {

    private static final String ENV = Change.ENV;
    private static final List<String> TEXTS = List.of("gitRepo", "branch", "rootDir", "buildCommand", "startCommand", "installCommand",
            "memory", "cpus", "healthPath");
    /** What can be taken away, and by which word. */
    private static final List<String> CLEARABLE = List.of("memory", "cpus", "health-path", "port", "root-dir", "install-command",
            "build-command", "start-command", "domains", "volumes");
    /** What counts without a new container. Contract: apps/update. */
    private static final Set<String> AT_ONCE = Set.of("domains", "autoDeploy");

    private final App app;
    private final Map<String, Object> request = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Object> expected = new LinkedHashMap<>();

    /** As they are. */
    public Settings(App app) {
        this.app = app;
        request.put("id", app.id());
        TEXTS.forEach(field -> request.put(field, app.text(field)));
        request.put("portOverride", app.number("portOverride"));
        request.put("volumes", nullWhenEmpty(app.texts("volumes")));
        request.put("secretKeys", nullWhenEmpty(app.texts("secretKeys")));
    }

    /**
     * Sets what is given and leaves the rest.
     *
     * @param given by the instance's names, in the form that {@link SettingOptions} and {@link SettingRules} make of them
     * @throws Failure USAGE for a setting that means nothing for this app
     */
    public Settings with(Map<String, Object> given) {
        given.forEach((field, value) -> {
            switch (field) {
                case "buildMethod", "dockerfilePath" -> method(given);
                case "portOverride" -> set("port", app.number(field) == 0 ? "" : String.valueOf(app.number(field)), String.valueOf(value),
                        field, ((Integer) value).longValue());
                case "autoDeploy" -> set(field, String.valueOf(app.flag(field)), String.valueOf(value), field, value);
                case "domains", "volumes" -> list(field, (List<?>) value);
                case "composePath" -> composePath((String) value);
                default -> set(field, app.text(field), (String) value, field, value);
            }
        });
        return this;
    }

    /** The path of the compose file has a route of its own, which is told to what it would clear (contract, projects/config/update). */
    private void composePath(String value) {
        if (!value.equals(app.text("composePath"))) {
            changes.add(new Change("composePath", emptyToNull(app.text("composePath")), value));
            expected.put("composePath", value);
        }
    }

    /** Whether {@link #projectRequest} has to be sent, too. */
    public boolean forProject() {
        return expected.containsKey("composePath");
    }

    /** What goes to the configuration of the app's project, after the rest. */
    public Map<String, Object> projectRequest() {
        return Map.of("projectId", app.text("projectId"), "gitRepo", request.get("gitRepo"), "branch", request.get("branch"),
                "rootDir", request.get("rootDir"), "composePath", expected.get("composePath"));
    }

    private void method(Map<String, Object> given) {
        if (request.containsKey("buildMethod")) {
            return;
        }
        String before = app.buildMethod().isEmpty() ? "nixpacks" : app.buildMethod();
        String after = (String) given.getOrDefault("buildMethod", before);
        if (app.gitRepo().isEmpty() && !given.containsKey("gitRepo")) {
            throw new Failure(Kind.USAGE, app.name() + " has no source to be built by " + after, "give it one: --git-repo <url>");
        }
        String path = after.equals("dockerfile") ? (String) given.getOrDefault("dockerfilePath", app.text("dockerfilePath")) : "";
        if (given.containsKey("dockerfilePath") && !after.equals("dockerfile")) {
            throw new Failure(Kind.USAGE, "a Dockerfile's path means nothing for the build method " + after, "--build-method dockerfile");
        }
        if (!after.equals(before) || !path.equals(app.text("dockerfilePath"))) {
            set("buildMethod", before, after, "buildMethod", after);
            set("dockerfilePath", app.text("dockerfilePath"), path, "dockerfilePath", path);
            request.put("buildMethod", after);
            request.put("dockerfilePath", path);
        }
    }

    /**
     * Takes settings away.
     *
     * @param names as they are typed or as the instance has them
     * @throws Failure USAGE for one that cannot be taken away
     */
    public Settings clear(List<String> names) {
        for (String name : names) {
            String word = name.strip().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (word.isEmpty()) {
                continue;
            }
            if (!CLEARABLE.contains(word)) {
                throw new Failure(Kind.USAGE, "\"" + name + "\" cannot be taken away", "what can be: " + String.join(", ", CLEARABLE)
                        + "; a variable: --unset <NAME>");
            }
            String field = camel(word);
            if (expected.containsKey(field.equals("port") ? "portOverride" : field)) {
                throw new Failure(Kind.USAGE, word + " cannot be set and taken away at once");
            }
            switch (field) {
                case "port" -> set("port", app.number("portOverride") == 0 ? "" : String.valueOf(app.number("portOverride")), "",
                        "portOverride", 0L);
                case "domains", "volumes" -> list(field, List.of());
                default -> set(field, app.text(field), "", field, "");
            }
        }
        return this;
    }

    private static String camel(String word) {
        int hyphen = word.indexOf('-');
        return hyphen < 0 ? word : word.substring(0, hyphen) + Character.toUpperCase(word.charAt(hyphen + 1)) + word.substring(hyphen + 2);
    }

    private void set(String setting, String before, String after, String field, Object value) {
        if (!after.equals(before)) {
            request.put(field, value);
            expected.put(field, value);
            changes.add(new Change(setting, emptyToNull(before), emptyToNull(after)));
        }
    }

    /** Sets domains or volumes, all of them. */
    private void list(String field, List<?> value) {
        List<String> after = value.stream().map(Object::toString).toList();
        List<String> before = app.texts(field);
        if (!after.equals(before)) {
            request.put(field, after.isEmpty() && field.equals("volumes") ? null : after);
            expected.put(field, after);
            changes.add(new Change(field, emptyToNull(String.join(", ", before)), emptyToNull(String.join(", ", after))));
        }
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

    /** Whether any of the changes waits for a new container. */
    public boolean needsRedeploy() {
        return changes.stream().anyMatch(each -> !AT_ONCE.contains(each.setting()));
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
            }
        }
        expected.forEach((field, value) -> {
            Object there = switch (value) {
                case List<?> list -> now.texts(field);
                case Long number -> now.number(field);
                case Boolean flag -> now.flag(field);
                default -> now.text(field);
            };
            if (!there.equals(value)) {
                missing.add(field);
            }
        });
        return missing;
    }
}
