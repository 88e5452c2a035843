package lib.api;

import java.util.List;

/** Projects. Contract: /api/projects and below. */
public final class Projects {

    private final Routes wire;

    Projects(Routes wire) {
        this.wire = wire;
    }

    /** GET /api/projects: all projects; needs apps:read. */
    public List<Project> all() {
        return wire.list("/api/projects", Project::from);
    }
}
