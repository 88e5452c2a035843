package lib.services.release;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * The history of deployments at one moment. Two of them tell which deployment a call started, since no answer carries its id (contract,
 * DEPLOY AND WAIT).
 *
 * @param entries of all apps, newest first
 */
public record History(List<Deployment> entries) {

    /** The history now; needs apps:read. */
    public static History now(Api api) {
        return new History(api.deployments().all());
    }

    /**
     * The app's newest deployment with its log; needs apps:read.
     *
     * @throws Failure NOT_FOUND when the history has none of it
     */
    public static Deployment newest(Api api, App app) {
        List<Deployment> all = api.deployments().of(app.id());
        if (all.isEmpty()) {
            throw new Failure(Kind.NOT_FOUND, app.name() + " has no deployment in the history", "start one: paas redeploy " + app.name());
        }
        return all.getFirst();
    }

    /** Those of one app, newest first; a compose group's are those of its primary app. */
    public List<Deployment> of(String appId) {
        return entries.stream().filter(each -> each.appId().equals(appId)).toList();
    }

    /**
     * The app's newest deployment that this earlier history does not know.
     *
     * @return null when there is none
     */
    public Deployment startedSince(History before, String appId) {
        Set<String> known = before.entries.stream().map(Deployment::id).collect(Collectors.toSet());
        return of(appId).stream().filter(each -> !known.contains(each.id())).findFirst().orElse(null);
    }

    /**
     * Ends normally when no deployment of the app runs: the instance would let two run at once, and the last one to finish would win.
     *
     * @param command what was asked for, as it is typed
     * @throws Failure CONFLICT, naming the one that runs
     */
    public void refuseWhileBuilding(String appId, String name, String command) {
        for (Deployment each : of(appId)) {
            if (!each.finished()) {
                throw new Failure(Kind.CONFLICT, "a deployment of " + name + " is running (" + each.id() + ", since " + each.createdAt()
                        + ")",
                        "wait for it: paas deployments wait " + each.id() + "; or start a second one beside it: " + command + " --force");
            }
        }
    }
}
