package lib.services.variables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.AppReference;
import lib.op.LocalWaitOptions;
import lib.op.Progress;
import lib.services.release.History;
import lib.services.release.Outcome;
import lib.services.release.Started;
import lib.services.release.Waiting;
import lib.services.settings.GivenVariables;
import lib.services.settings.Settings;
import lib.services.settings.Store;

/**
 * Changes an app's variables and leaves all others and all other settings as they are; looks again afterwards. Contract: POST
 * /api/apps/update, AppUpdateRequest.
 */
public final class Sending {

    private final Api api;
    private final Progress progress;
    private final boolean redeploy;
    private final LocalWaitOptions wait;

    /** @param redeploy whether the app is redeployed afterwards, whether anything changed or not */
    public Sending(Api api, Progress progress, boolean redeploy, LocalWaitOptions wait) {
        this.api = api;
        this.progress = progress;
        this.redeploy = redeploy;
        this.wait = wait;
    }

    /**
     * What is to be changed, once the app has been read.
     *
     * @param set    by name
     * @param unset  names
     * @param secret those of the set ones that the instance is not to show
     * @param notes  what the caller should know
     */
    public record Wanted(Map<String, String> set, List<String> unset, Set<String> secret, List<String> notes) {

        /**
         * Some to set and some to remove.
         *
         * @param named those set that are secret whatever they are called
         * @param plain those set that are none whatever they are called
         */
        public static Wanted of(App app, GivenVariables set, List<String> unset, List<String> named, List<String> plain) {
            List<String> notes = new ArrayList<>();
            List<String> absent = unset.stream().filter(each -> !app.envVars().containsKey(each)).toList();
            if (!absent.isEmpty()) {
                notes.add("there is no variable " + String.join(", ", absent));
            }
            Set<String> secret = new TreeSet<>(set.secret(named));
            plain(set.values(), plain);
            secret.removeAll(plain);
            return new Wanted(set.values(), unset, secret, notes);
        }

        /** Ends normally when those that are to be plain are among the values. @throws Failure USAGE */
        public static void plain(Map<String, String> values, List<String> plain) {
            for (String each : plain) {
                if (!values.containsKey(each)) {
                    throw new Failure(Kind.USAGE, "--plain " + each + " is none of the variables given");
                }
            }
        }
    }

    /** Decides what is to be changed. */
    public interface Deciding {
        Wanted wanted(App app);
    }

    /**
     * Changes them.
     *
     * @param decide  asked with the app as it is, while nothing else of this process can change it
     * @param consent told what would be changed; it fails where that is not to be
     */
    public Sent send(AppReference reference, Deciding decide, Consumer<List<Changed>> consent) {
        Owner owner = Owner.of(reference, api.apps().all());
        String id = owner.app().id();
        List<String> notes = new ArrayList<>(owner.notes());
        List<Changed> changes;
        App before;
        Started started = null;
        Set<String> secret;
        try (Api.Claim claim = api.claim(id)) {
            before = api.apps().get(id);
            Wanted wanted = decide.wanted(before);
            notes.addAll(wanted.notes());
            secret = wanted.secret();
            Settings settings = new Settings(before).variables(wanted.set(), wanted.unset(), secret);
            changes = WayBack.changed(settings.changes());
            if (!changes.isEmpty()) {
                consent.accept(changes);
                if (before.compose()) {
                    // contract, validator buildMethod
                    notes.add("a compose app uses its variables only where its compose file says ${NAME}");
                }
            }
            History history = redeploy ? History.now(api) : null;
            if (redeploy) {
                history.refuseWhileBuilding(id, before.name(), "paas redeploy " + before.name());
            }
            if (!changes.isEmpty()) {
                Store.now(api, settings);
            }
            if (redeploy) {
                started = Started.by(api, history, before, () -> api.apps().redeploy(id, false));
            }
        }
        Outcome outcome = started == null ? null : new Waiting(api, progress).of(started, wait.wanted(progress), List.of());
        return new Sent(new Sent.Facts(id, before.name(), changes, !changes.isEmpty(), !redeploy && !changes.isEmpty(), notes,
                outcome == null ? null : outcome.json(),
                changes.isEmpty() ? null : WayBack.of(before, changes, secret, redeploy)), outcome == null ? null : outcome.failure());
    }
}
