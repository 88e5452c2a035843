package lib.services.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lib.api.Addon;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Progress;
import lib.op.Undo;
import lib.services.release.Outcome.Deployed;

/**
 * Puts a new app in the place of one that was uploaded, since an instance takes new files for no app: the new one is built beside it with
 * the same settings in the same project, and only when it serves do domains and name move over, each step with its way back. The old one is
 * stopped and kept as the one former version. Contract: POST /api/deploy/upload, projects/services/deploy/upload, apps/update, apps/rename.
 */
public final class Replacement {

    /** What a new one takes over where nothing else was said. */
    private static final List<String> KEPT = List.of("buildCommand", "startCommand", "installCommand", "memory", "cpus", "healthPath",
            "serverId");
    /** The same of one that was built from such files, too. */
    private static final List<String> OF_FILES = List.of("rootDir", "buildMethod", "dockerfilePath", "composePath");

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
        domains = settings.containsKey("domains") ? strings(settings.remove("domains")) : List.of();
        name(apps);
        List<String> taken = new ArrayList<>(KEPT);
        if (old.gitRepo().startsWith("upload:")) {
            taken.addAll(given.containsKey("buildMethod") ? List.of("rootDir") : OF_FILES);
        }
        for (String field : taken) {
            if (!old.text(field).isEmpty()) {
                settings.putIfAbsent(field, old.text(field));
            }
        }
        if (old.number("portOverride") != 0) {
            settings.putIfAbsent("portOverride", old.number("portOverride"));
        }
        Set<String> volumes = new LinkedHashSet<>(old.texts("volumes"));
        volumes.addAll(strings(settings.getOrDefault("volumes", List.of())));
        if (!volumes.isEmpty()) {
            settings.put("volumes", List.copyOf(volumes));
        }
        variables();
    }

    /**
     * A name that no app has and no image: an instance that deletes an app deletes all images of its name, and the images of what serves
     * keep the name that it was built under.
     */
    private void name(List<App> apps) {
        // in a project the instance puts its name before that of the service and cuts both: the end has to stay
        boolean project = !old.text("projectId").isEmpty() && api.projects().all().stream()
                .anyMatch(each -> each.id().equals(old.text("projectId")) && each.name().length() <= Former.ROOM);
        if (project) {
            settings.put("projectId", old.text("projectId"));
            settings.put("name", Former.fresh("v", "", apps));
        } else {
            settings.put("name", Former.fresh(old.name(), "-v", apps));
        }
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
        missing.removeIf(each -> all.get(each).isEmpty());
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
     * @throws Failure as a step fails; what was done before it is undone, and where that fails, too, it is said what is left to do
     */
    public Outcome finish(App made, Outcome outcome) {
        Former former = new Former(api, progress);
        if (!outcome.json().status().equals("success")) {
            boolean gone = outcome.json().status().equals("failed") && former.deleted(made);
            return outcome.withHint(old.name() + " is as it was; correct the folder, and run the same again"
                    + (gone ? "" : ". What did not come up is called " + made.name() + ": paas delete " + made.name()));
        }
        List<String> notes = new ArrayList<>(outcome.json().notes());
        App before = api.apps().get(old.id());
        if (!before.name().equals(old.name())) {
            throw new Failure(Kind.CONFLICT, "somebody renamed " + old.name() + " to " + before.name() + " meanwhile",
                    "nothing was moved; the new version runs as " + made.name());
        }
        App now = new Exchange(api, progress, before, made, domains).run(former.name(old.name(), api.apps().all()));
        App kept = api.apps().get(old.id());
        String stopped = former.stopped(kept) ? ", stopped; it runs again with: paas start " + kept.name() : " and still runs";
        note(notes, "the version before is kept as " + kept.name() + stopped);
        if (!before.url().equals(now.url()) && !now.url().isEmpty()) {
            note(notes, "the default address is new: " + now.url() + " (it was " + before.url() + ")");
        }
        List<String> attached = api.addons().all().stream().filter(each -> each.attachedApps().contains(old.id())).map(Addon::name)
                .toList();
        if (!attached.isEmpty()) {
            note(notes, "add-ons attached to " + kept.name() + ", to be attached to " + now.name() + " before it goes: "
                    + String.join(", ", attached));
        }
        List<String> older = former.older(old.name(), List.of(kept.id(), now.id()));
        if (!older.isEmpty()) {
            note(notes, "versions before that are left, stopped, since this connection may not delete apps: " + String.join(", ", older)
                    + "; paas delete " + older.getFirst());
        }
        Deployed done = outcome.json();
        return new Outcome(new Deployed(done.appId(), now.name(), done.deploymentId(), done.status(),
                done.status().equals("success") ? now.url() : now.servedUrl(), done.duration(), done.cause(), done.log(), notes,
                done.next(), Undo.by("paas", "start", kept.name()).tool("paas_start_app", "app", kept.name())
                .but("the version before runs beside it then; name and domains stay with the new one")), outcome.failure());
    }

    private void note(List<String> notes, String note) {
        progress.note(note);
        notes.add(note);
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }
}
