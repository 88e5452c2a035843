package lib.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** GET /api/projects/get: one with its services in full; needs apps:read. */
    public ProjectDetail get(String id) {
        return ProjectDetail.from(wire.get(Routes.query("/api/projects/get", "id", id)));
    }

    /**
     * POST /api/projects/create: an empty one; needs apps:write. A taken name would get a number: the project answered has the name it got.
     *
     * @param serverId "" for the instance's own machine; the route does not check it
     */
    public Project create(String name, String description, String serverId) {
        return Project.from(wire.post("/api/projects/create", Map.of("name", name, "description", description, "serverId", serverId)));
    }

    /**
     * POST /api/projects/rename: another name, another description; apps keep their names. Needs apps:write. A taken name would get a
     * number.
     *
     * @param description null leaves it as it is
     */
    public Project rename(String id, String name, String description) {
        Map<String, Object> request = new LinkedHashMap<>(Map.of("id", id, "name", name));
        if (description != null) {
            request.put("description", description);
        }
        return Project.from(wire.post("/api/projects/rename", request));
    }

    /** POST /api/projects/delete: with what is in it, and less thoroughly than apps/delete; needs apps:delete, which no profile has. */
    public void delete(String id) {
        wire.post("/api/projects/delete", Map.of("id", id));
    }

    /**
     * POST /api/projects/redeploy: builds what its services share; needs deploy:trigger and apps:write. Only for a project with a
     * {@code deployType}.
     *
     * @return the app that stands for the build
     */
    public App redeploy(String id, boolean noCache) {
        return App.from(wire.post("/api/projects/redeploy", Map.of("projectId", id, "noCache", noCache)));
    }
}
