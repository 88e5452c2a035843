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
import lib.api.Project;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Progress;
import lib.op.Undo;
import lib.services.release.Outcome.Deployed;

/**
 * Puts a new app in the place of one that is there, since an instance takes new files and another image for no app: the new one is built
 * beside it with the same settings, and only when it serves do domains and name move over, each step with its way back. The old one is
 * stopped and kept as the one former version. Contract: POST /api/deploy/upload, projects/services/deploy/upload, catalog/deploy-image,
 * catalog/deploy-dockerfile, apps/update, apps/rename.
 */
public final class Replacement {

    /** What a new one takes over where nothing else was said. */
    private static final List<String> KEPT = List.of("memory", "cpus", "healthPath", "serverId");
    /** The same of files, of which it is the instance that makes an image. */
    private static final List<String> OF_BUILDS = List.of("buildCommand", "startCommand", "installCommand");
    /** The same of one that was built from such files, too. */
    private static final List<String> OF_FILES = List.of("rootDir", "buildMethod", "dockerfilePath", "composePath");

    private final Api api;
    private final Progress progress;
    private final App old;
    private final boolean files;
    private final Map<String, Object> settings;
    private final List<String> notes = new ArrayList<>();
    private final List<String> domains;

    /**
     * @param old   what has the name now
     * @param apps  all apps
     * @param given the settings that were asked for; what is not among them is taken from the old one
     * @param files whether the new one is made of files; else of an image or a Dockerfile
     * @throws Failure USAGE for a compose app; CONFLICT when the old one has what cannot be taken over: secrets whose values were not
     *                       given, since the instance shows them to nobody, or a start command of its image
     */
    public Replacement(Api api, Progress progress, App old, List<App> apps, Map<String, Object> given, boolean files) {
        this.api = api;
        this.progress = progress;
        this.old = old;
        this.files = files;
        if (old.compose()) {
            throw new Failure(Kind.USAGE, old.name() + " is a compose app, which nothing else can replace",
                    "another app needs another name: paas deploy <name> …");
        }
        if (!files) {
            startCommand();
        }
        settings = new LinkedHashMap<>(given);
        domains = settings.containsKey("domains") ? strings(settings.remove("domains")) : List.of();
        name(apps);
        List<String> taken = new ArrayList<>(KEPT);
        if (files) {
            taken.addAll(OF_BUILDS);
        }
        if (files && old.gitRepo().startsWith("upload:")) {
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

    /** The routes of images and Dockerfiles take none, and without it their container may do anything. */
    private void startCommand() {
        String command = old.text("startCommand");
        if (command.isEmpty()) {
            return;
        }
        if (old.gitRepo().isEmpty()) {
            throw new Failure(Kind.CONFLICT, old.name()
                    + " has a start command, and the instance accepts none for a new app from an image or a Dockerfile: " + command,
                    "if it starts without: paas update " + old.name() + " --clear start-command, "
                    + "then this again; else make it under another name, and then: paas update <name> --start-command … --redeploy");
        }
        notes.add("the start command of the build before is not taken over: " + command);
    }

    /** What the caller should know about what the new app is made with. */
    public List<String> notes() {
        return notes;
    }

    /**
     * A name that no app has and no image: an instance that deletes an app deletes all images of its name, and the images of what serves
     * keep the name that it was built under.
     */
    private void name(List<App> apps) {
        // in a project the instance puts its name before that of the service and cuts both: the end has to stay
        boolean project = files && !old.text("projectId").isEmpty() && api.projects().all().stream()
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
     * @param remedy  what to do when it is none
     * @throws Failure as a step fails; what was done before it is undone, and where that fails, too, it is said what is left to do
     */
    public Outcome finish(App made, Outcome outcome, String remedy) {
        Former former = new Former(api, progress);
        if (!outcome.json().status().equals("success")) {
            boolean gone = outcome.json().status().equals("failed") && former.deleted(made);
            return outcome.withHint(old.name() + " is as it was; " + remedy
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
        boolean served = !before.text("activeDeployId").isEmpty();
        boolean stopped = former.stopped(kept);
        note(notes, "the version before" + (served ? " is kept as " + kept.name() + (stopped ? ", stopped; it runs again with: paas start "
                + kept.name() : " and still runs") : ", which never served, is left as " + kept.name() + ": paas delete "
                + kept.name()));
        if (!before.url().equals(now.url()) && !now.url().isEmpty()) {
            note(notes, "the default address is new: " + now.url() + " (it was " + before.url() + ")");
        }
        List<String> attached = api.addons().all().stream().filter(each -> each.attachedApps().contains(old.id())).map(Addon::name)
                .toList();
        if (!attached.isEmpty()) {
            note(notes, "add-ons attached to " + kept.name() + ", to be attached to " + now.name() + " before it goes: "
                    + String.join(", ", attached));
        }
        projects(made, kept, now, notes);
        String left = former.older(old.name(), List.of(kept.id(), now.id()));
        if (left != null) {
            note(notes, left);
        }
        Deployed done = outcome.json();
        return new Outcome(new Deployed(done.appId(), now.name(), done.deploymentId(), done.status(),
                done.status().equals("success") ? now.url() : now.servedUrl(), done.duration(), done.cause(), done.log(), notes,
                done.next(), served ? Undo.by("paas", "start", kept.name()).tool("paas_start_app", "app", kept.name())
                .but("the version before runs beside it then; name and domains stay with the new one")
                : Undo.none("the version before never served")), outcome.failure());
    }

    /**
     * What is in no project of others is in one of its own, which is called like it and keeps its name over a rename: both get the names
     * that their apps have now.
     */
    private void projects(App made, App kept, App now, List<String> notes) {
        if (kept.text("projectId").equals(now.text("projectId"))) {
            return;
        }
        Project own = null;
        try {
            List<Project> all = api.projects().all();
            own = called(all, now, made.name());
            Project former = called(all, kept, now.name());
            if (own != null && former != null && former.services().size() == 1) {
                api.projects().rename(former.id(), kept.name(), null);
                all = api.projects().all();
            }
            if (own != null && all.stream().noneMatch(each -> each.name().equals(now.name()))) {
                api.projects().rename(own.id(), now.name(), null);
                own = null;
            }
        } catch (Failure e) {
            // the app is live: what its project is called is told below, and is no reason to fail
            progress.step("the project of " + now.name() + " keeps its name for now");
        }
        if (own != null) {
            note(notes, now.name() + " is in a project of its own, called " + own.name() + ": paas projects rename " + own.name()
                    + " <name>");
        }
    }

    private static Project called(List<Project> all, App app, String name) {
        return all.stream().filter(each -> each.id().equals(app.text("projectId")) && each.name().equals(name)).findFirst().orElse(null);
    }

    private void note(List<String> notes, String note) {
        progress.note(note);
        notes.add(note);
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }
}
