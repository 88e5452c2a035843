package lib.api;

import java.util.List;

/** The history of deployments. Contract: GET /api/deployments/history. */
public final class Deployments {

    private final Routes wire;

    Deployments(Routes wire) {
        this.wire = wire;
    }

    /**
     * All deployments of all apps, newest first, about 100 at most, without their logs: the route sends those in full and knows no filter,
     * so the answer is read as it comes. Needs apps:read.
     */
    public List<Deployment> all() {
        return read(null, null);
    }

    /** Those of one app, newest first, without logs but for the newest, which has its own. */
    public List<Deployment> of(String appId) {
        return read(null, appId).stream().filter(each -> each.appId().equals(appId)).toList();
    }

    /** The one of this id with its log; null when the history does not have it (any more). */
    public Deployment find(String id) {
        return read(id, null).stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
    }

    private List<Deployment> read(String id, String appId) {
        return wire.stream("/api/deployments/history", new DeploymentReader(id, appId));
    }
}
