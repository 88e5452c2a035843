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
}
