package lib.services.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import lib.api.Addon;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Progress;
import lib.services.release.Outcome.Deployed;
import lib.services.settings.Settings;

/**
 * Puts a new app in the place of one that was uploaded, since an instance takes new files for no app: the new one is built beside it with
 * the
 * same settings, and only when it serves do domains and name move over. The old one goes on running under another name until somebody
 * deletes
 * it. Contract: POST /api/deploy/upload, apps/update, apps/rename.
 */
public final class Replacement {

    private static final int LONGEST_NAME = 40;

    private final Api api;
    private final Progress progress;
    private final App old;
    private final Map<String, Object> settings;
    private final List<String> domains;

    /**
     * @param old   what has the name now
     * @param apps  all apps
     * @param given the settings that were asked for; what is not among them is taken from the old one
     * @throws Failure USAGE for a compose app; CONFLICT when the old one has secrets whose values were not given: the instance shows
     *                       them to nobody
     */
    public Replacement(Api api, Progress progress, App old, List<App> apps, Map<String, Object> given) {
        this.api = api;
        this.progress = progress;
        this.old = old;
        if (old.compose()) {
            throw new Failure(Kind.USAGE, old.name() + " is a compose app, which cannot be replaced by an upload");
        }
        settings = new LinkedHashMap<>(given);
        settings.put("name", free(apps, old.name(), "next"));
        for (String field : List.of("buildCommand", "startCommand", "memory", "cpus", "healthPath")) {
            if (!old.text(field).isEmpty()) {
                settings.putIfAbsent(field, old.text(field));
            }
        }
        if (old.number("portOverride") != 0) {
            settings.putIfAbsent("portOverride", old.number("portOverride"));
        }
        if (!old.texts("volumes").isEmpty()) {
            settings.putIfAbsent("volumes", old.texts("volumes"));
        }
        variables();
        domains = strings(settings.containsKey("domains") ? settings.remove("domains") : old.texts("domains"));
    }

    private void variables() {
        Map<String, String> all = new LinkedHashMap<>(old.envVars());
        TreeSet<String> missing = new TreeSet<>(old.texts("secretKeys"));
        if (settings.get("envVars") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> {
                all.put((String) name, (String) value);
                missing.remove(name);
            });
        }
        missing.retainAll(all.keySet());
        if (!missing.isEmpty()) {
            throw new Failure(Kind.CONFLICT, "the instance shows the secrets of " + old.name()
                    + " to nobody, so they cannot be taken over: "
                    + String.join(", ", missing), "give them again: --env NAME=value, or --env-file <file>");
        }
        TreeSet<String> secret = new TreeSet<>(old.texts("secretKeys"));
        secret.addAll(strings(settings.getOrDefault("secretKeys", List.of())));
        if (!all.isEmpty()) {
            settings.put("envVars", all);
        }
        if (!secret.isEmpty()) {
            settings.put("secretKeys", List.copyOf(secret));
        }
    }

    /** What the new app is made with. */
    public Map<String, Object> settings() {
        return settings;
    }

    /**
     * Moves domains and name to the new app.
     *
     * @param outcome of its deployment; anything but a success is handed back, and the old app left as it is
     */
    public Outcome finish(App made, Outcome outcome) {
        if (!outcome.json().status().equals("success")) {
            return outcome.withHint(old.name() + " is as it was; mend the folder and try again. What failed is called " + made.name());
        }
        List<String> notes = new ArrayList<>(outcome.json().notes());
        if (!domains.isEmpty()) {
            progress.step("moving " + String.join(", ", domains));
            move();
        }
        List<App> apps = api.apps().all();
        App former = api.apps().rename(old.id(), free(apps, old.name(), "old"));
        App now = api.apps().rename(made.id(), old.name());
        note(notes, "the former " + old.name() + " is called " + former.name() + " now and still runs; when you are sure: paas delete "
                + former.name());
        List<String> attached = api.addons().stream().filter(each -> each.attachedApps().contains(old.id())).map(Addon::name).toList();
        if (!attached.isEmpty()) {
            note(notes, "add-ons attached to " + former.name() + ", to be attached to " + now.name() + " before it goes: "
                    + String.join(", ", attached));
        }
        Deployed done = outcome.json();
        return new Outcome(new Deployed(done.appId(), now.name(), done.deploymentId(), done.status(), done.url(), done.duration(),
                done.cause(), done.log(),
                notes, done.next()), outcome.failure());
    }

    /** A domain belongs to one app at a time: it is taken from the old one first, and given back when the new one does not get it. */
    private void move() {
        App made = api.apps().all().stream().filter(each -> each.name().equals(settings.get("name"))).findFirst()
                .orElseThrow(() -> new Failure(Kind.NOT_FOUND, "the new app " + settings.get("name") + " is gone",
                "was it deleted? see: paas apps"));
        List<String> before = old.texts("domains");
        if (!before.isEmpty()) {
            api.apps().update(new Settings(old).domains(List.of()).request());
        }
        try {
            api.apps().update(new Settings(made).domains(domains).request());
        } catch (Failure e) {
            if (!before.isEmpty()) {
                api.apps().update(new Settings(api.apps().get(old.id())).domains(before).request());
            }
            throw e;
        }
    }

    private void note(List<String> notes, String note) {
        progress.note(note);
        notes.add(note);
    }

    /** The name with this ending, or with this ending and a number: one that no app has. */
    private static String free(List<App> apps, String name, String ending) {
        for (int i = 1; ; i++) {
            String tail = "-" + ending + (i == 1 ? "" : "-" + i);
            String candidate = name.substring(0, Math.min(name.length(), LONGEST_NAME - tail.length())).replaceFirst("-+$", "") + tail;
            if (apps.stream().noneMatch(each -> each.name().equals(candidate))) {
                return candidate;
            }
        }
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }
}
