package lib.services.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.api.Api;
import lib.api.App;
import lib.api.Project;
import lib.api.Server;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Progress;
import lib.op.WaitOptions;
import lib.services.release.History;
import lib.services.release.Outcome;
import lib.services.release.Replacement;
import lib.services.release.Started;
import lib.services.release.Waiting;
import lib.services.settings.Change;
import lib.services.settings.GivenVariables;
import lib.services.settings.Lists;
import lib.services.settings.Settings;
import lib.services.settings.SharedFile;
import lib.services.settings.Store;

/**
 * The three ways that a source is deployed: as a new app, by building the app that is there again, or beside the app that is there until it
 * can take its place. Contract: POST /api/deploy and its like, apps/redeploy; apps/update takes neither files nor an image.
 */
public final class Deploying {

    private final Api api;
    private final Progress progress;
    private final WaitOptions wait;
    private final Source source;
    private final List<String> notes;

    /** @param notes what the caller is told; it grows */
    public Deploying(Api api, Progress progress, WaitOptions wait, Source source, List<String> notes) {
        this.api = api;
        this.progress = progress;
        this.wait = wait;
        this.source = source;
        this.notes = notes;
    }

    /** Tells it now, and at the end with the outcome. */
    public void note(String note) {
        progress.note(note);
        notes.add(note);
    }

    /** A new app of this name, which no app has. */
    public Outcome made(Map<String, Object> settings, String wanted) {
        note("a new app: " + wanted);
        Started started = Started.made(api, wanted, () -> source.create(api, settings));
        if (!started.app().name().equals(wanted)) {
            note("somebody took the name " + wanted + " meanwhile: this app is called " + started.app().name());
        }
        if (started.app().compose() && !Server.LOCALHOST.equals(settings.getOrDefault("serverId", Server.LOCALHOST))) {
            note("a compose app runs on the instance's own host, whatever server is named");
        }
        return ended(started);
    }

    /**
     * Builds the app that is there again.
     *
     * @param wanted  the settings that were asked for
     * @param changed the project whose Dockerfile gives way to this one; null where the app's source stays as it is
     */
    public Outcome next(App there, List<App> apps, Map<String, Object> wanted, GivenVariables variables, Set<String> secret, Lists lists,
            Project changed) {
        note("the next version of the app " + there.name());
        Map<String, Object> given = new LinkedHashMap<>(wanted);
        if (source instanceof GitSource git && !git.token().isEmpty()) {
            note("the credentials in the address are not sent this time: an app that is there keeps those it was made with");
        }
        if (source instanceof GitSource git && git.named() == GitSource.Named.ASKED) {
            given.put("branch", git.branch());
        }
        History before = History.now(api);
        before.refuseWhileBuilding(there.id(), there.name(), "paas redeploy " + there.name());
        Settings settings = new Settings(there).variables(variables.values(), List.of(), secret).with(given)
                .with(lists.of(there, apps, notes));
        for (Change each : settings.changes()) {
            note("changed " + each.setting() + ": " + (each.before() == null ? "-" : each.before()) + " -> "
                    + (each.after() == null ? "-" : each.after()));
        }
        if (!settings.changes().isEmpty()) {
            Store.now(api, settings);
        }
        if (changed != null && source instanceof DockerfileSource file) {
            note("its Dockerfile is another one from now on");
            SharedFile.store(api, changed, there, file.text());
        }
        Started started = Started.by(api, before, there, () -> api.apps().redeploy(there.id(), false));
        boolean partly = (!settings.changes().isEmpty() || changed != null) && started.undo().command() != null;
        return ended(!partly ? started : started.but(changed == null ? "the settings that it changed stay as they are now"
                : "the Dockerfile and the settings that it changed stay as they are now"));
    }

    private Outcome ended(Started started) {
        Outcome outcome = new Waiting(api, progress).of(started, wait.wanted(progress), notes);
        String advice = outcome.json().status().equals("failed") ? source.advice(outcome.json().log()) : null;
        return advice == null ? outcome : outcome.withHint(advice);
    }

    /** Built beside the app that is there, which stays as it is until the new one serves. */
    public Outcome replaced(App there, List<App> apps, Map<String, Object> settings) {
        if (wait.refused()) {
            throw new Failure(Kind.USAGE, there.name() + " is there already: it is replaced when the new version serves, and that takes "
                    + "waiting for it",
                    "leave out --no-wait");
        }
        note("the next version of the app " + there.name() + ", built beside it: " + there.name() + " stays as it is until that serves");
        boolean files = source instanceof UploadSource;
        Replacement replacement = new Replacement(api, progress, there, apps, settings, files);
        replacement.notes().forEach(this::note);
        Started started = Started.made(api, (String) replacement.settings().get("name"), () -> source.create(api, replacement.settings()));
        progress.note("until then the new version is called " + started.app().name());
        return replacement.finish(started.app(), new Waiting(api, progress).of(started, true, notes),
                files ? "correct the folder, and run the same again"
                        : source instanceof ImageSource ? "see its build log for the reason, or name another image"
                        : "correct the Dockerfile, and run the same again");
    }
}
