package lib.services.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lib.api.App;
import lib.base.secrets.Secrets;
import lib.op.Undo;

/** The update that gives an app the settings back that it had before a change. What the instance shows to nobody cannot come back so. */
public final class Restore {

    private static final String CLEAR = "clear";

    private final App before;
    private final List<String> words = new ArrayList<>();
    private final Map<String, Object> arguments = new LinkedHashMap<>();
    private final List<String> lost = new ArrayList<>();

    private Restore(App before) {
        this.before = before;
    }

    /**
     * @param before  the app as it was before the changes
     * @param changes what was changed
     * @param again   whether it has to be redeployed to be as it was
     */
    public static Undo of(App before, List<Change> changes, boolean again) {
        Restore restore = new Restore(before);
        changes.forEach(restore::add);
        if (restore.words.isEmpty()) {
            return Undo.none("the instance does not show what was there before: " + String.join(", ", restore.lost));
        }
        restore.words.addAll(0, List.of("paas", "update", before.name()));
        if (again) {
            restore.words.add("--redeploy");
            restore.arguments.put("redeploy", true);
        }
        List<Object> given = new ArrayList<>(List.of("app", before.name()));
        restore.arguments.forEach((name, value) -> {
            given.add(name);
            given.add(value);
        });
        Undo undo = Undo.by(restore.words).tool("paas_update_app", given.toArray());
        return restore.lost.isEmpty() ? undo : undo.but("not with it: " + String.join(", ", restore.lost));
    }

    private void add(Change change) {
        String name = change.setting();
        String value = change.before();
        if (name.startsWith(Change.ENV)) {
            variable(name.substring(Change.ENV.length()), value);
            return;
        }
        switch (name) {
            case "autoDeploy" -> option(name, "true".equals(value) ? "--auto-deploy" : "--no-auto-deploy", null, "true".equals(value));
            case "domains", "volumes" -> list(name, before.texts(name));
            case "port" -> {
                if (value == null) {
                    clear(name);
                } else {
                    option(name, "--port", value, Integer.parseInt(value));
                }
            }
            case "buildMethod" -> option(name, "--build-method", value, value);
            case "dockerfilePath" -> {
                // it belongs to a build method: with another one it goes by itself
                if (value != null || before.buildMethod().equals("dockerfile")) {
                    option(name, "--dockerfile-path", value == null ? "Dockerfile" : value, value == null ? "Dockerfile" : value);
                }
            }
            case "gitRepo", "branch", "composePath" -> {
                if (value == null) {
                    lost.add(name);
                } else {
                    option(name, "--" + hyphens(name), value, value);
                }
            }
            default -> {
                if (value == null) {
                    clear(name);
                } else {
                    option(name, "--" + hyphens(name), value, value);
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // as made here
    private void variable(String name, String value) {
        if (value == null) {
            words.add("--unset");
            words.add(name);
            ((List<Object>) arguments.computeIfAbsent("unsetEnvVars", each -> new ArrayList<>())).add(name);
        } else if (value.equals(Secrets.MASK) || Secrets.credential(name)) {
            lost.add(name);
        } else {
            words.add("--env");
            words.add(name + "=" + value);
            ((Map<String, Object>) arguments.computeIfAbsent("envVars", each -> new LinkedHashMap<>())).put(name, value);
        }
    }

    private void list(String name, List<String> values) {
        if (values.isEmpty()) {
            clear(name);
            return;
        }
        values.forEach(each -> {
            words.add("--" + name);
            words.add(each);
        });
        arguments.put(name, values);
    }

    private void option(String parameter, String option, String text, Object value) {
        words.add(option);
        if (text != null) {
            words.add(text);
        }
        arguments.put(parameter, value);
    }

    @SuppressWarnings("unchecked") // as made here
    private void clear(String name) {
        words.add("--clear");
        words.add(hyphens(name));
        ((List<Object>) arguments.computeIfAbsent(CLEAR, each -> new ArrayList<>())).add(hyphens(name));
    }

    private static String hyphens(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
