package lib.api;

import java.util.List;

/** The history of deployments. Contract: GET /api/deployments/history. */
public final class Deployments {

    private final Wire wire;

    Deployments(Wire wire) {
        this.wire = wire;
    }

    /**
     * All deployments of all apps, newest first, about 100 at most, each with its complete log: the route knows no filter. Needs apps:read.
     */
    public List<Deployment> all() {
        return wire.list("/api/deployments/history", Deployment::from);
    }

    /** Those of one app, newest first. */
    public List<Deployment> of(App app) {
        return all().stream().filter(each -> each.appId().equals(app.id())).toList();
    }

    /** The one of this id with its log; null when the history does not have it (any more). */
    public Deployment find(String id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
    }
}
