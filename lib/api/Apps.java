package lib.api;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import lib.base.Failure;
import lib.json.JsonObject;

/** Apps. Contract: /api/apps and below, /api/deploy. */
public final class Apps {

    private final Api api;
    private final Routes wire;

    Apps(Api api, Routes wire) {
        this.api = api;
        this.wire = wire;
    }

    /** GET /api/apps: all, those of a compose group as one each; needs apps:read. */
    public List<App> all() {
        return wire.list("/api/apps", App::from);
    }

    /** The same with what a line of a list says ({@link App#LISTED}): an instance with thousands answers in megabytes. */
    public List<App> listed() {
        return wire.list("/api/apps", App::from, App.LISTED);
    }

    /**
     * The app of this id or, in any letter case, of this name. All look-ups of a client share one listing: the facts are those of its
     * first.
     *
     * @throws Failure NOT_FOUND with the names that come close; NOT_FOUND as well, with the ids to choose from, when it is more
     *                 than one
     */
    public App find(String nameOrId) {
        return find(api.listing(), nameOrId);
    }

    /** The same in a list that is already there. */
    public static App find(List<App> apps, String nameOrId) {
        return Lookup.find(apps, App::id, App::name, each -> each.status() + ", made " + each.createdAt(), nameOrId, "app", "paas apps");
    }

    /** GET /api/apps/get; needs apps:read. */
    public App get(String id) {
        return App.from(wire.get(Routes.query("/api/apps/get", "id", id)));
    }

    /**
     * POST /api/deploy, or /api/projects/services/deploy when the request has {@code projectId}: a new app, building; needs deploy:trigger
     * and apps:write. A taken name would get a suffix: check it first. In a project the name becomes {@code <project>-<name>}.
     */
    public App deploy(Map<String, ?> request) {
        return App.from(wire.post(request.containsKey("projectId") ? "/api/projects/services/deploy" : "/api/deploy", request));
    }

    /** POST /api/catalog/deploy-image, or deploy-dockerfile when the request has {@code dockerfile}; else as {@link #deploy}. */
    public App deployFromCatalog(Map<String, ?> request) {
        return App.from(wire.post(request.containsKey("dockerfile") ? "/api/catalog/deploy-dockerfile" : "/api/catalog/deploy-image",
                request));
    }

    /**
     * POST /api/deploy/upload, or /api/projects/services/deploy/upload when the request has {@code projectId}: a new app from an archive,
     * building; needs deploy:trigger and apps:write. Otherwise as {@link #deploy}.
     *
     * @param zip  its limits are checked by the instance after the last byte only: check them first
     * @param sent told how many bytes have gone
     */
    public App upload(Map<String, ?> config, Path zip, LongConsumer sent) {
        return App.from(wire.upload(config.containsKey("projectId") ? "/api/projects/services/deploy/upload" : "/api/deploy/upload", config,
                zip, sent));
    }

    /** POST /api/apps/stop; needs apps:write. Answers 200 even when the container could not be stopped: look afterwards. */
    public void stop(String id) {
        wire.post("/api/apps/stop", Map.of("id", id));
    }

    /** POST /api/apps/start: the existing container, never a build; needs apps:write. */
    public void start(String id) {
        wire.post("/api/apps/start", Map.of("id", id));
    }

    /**
     * POST /api/apps/redeploy; needs apps:write. Not guarded against a build that runs already. The app answered may be the group's
     * primary.
     */
    public App redeploy(String id, boolean noCache) {
        return App.from(wire.post("/api/apps/redeploy", Map.of("id", id, "noCache", noCache)));
    }

    /** POST /api/apps/rollback; needs apps:write. The app answered is as it was before. */
    public App rollback(String id, String deploymentId) {
        return App.from(wire.post("/api/apps/rollback", Map.of("id", id, "deploymentId", deploymentId)));
    }

    /** POST /api/apps/update: replaces all settings (schema AppUpdateRequest); needs apps:write. */
    public App update(Map<String, ?> settings) {
        return App.from(wire.post("/api/apps/update", settings));
    }

    /** POST /api/projects/config/update: what the services of a compose project share, its compose path among it; needs apps:write. */
    public App configureProject(Map<String, ?> settings) {
        return App.from(wire.post("/api/projects/config/update", settings));
    }

    /** POST /api/apps/rename; needs apps:write. A taken name gets a suffix: the app answered has the one it got. */
    public App rename(String id, String name) {
        return App.from(wire.post("/api/apps/rename", Map.of("id", id, "name", name)));
    }

    /** POST /api/apps/delete: for good; needs apps:delete, which no profile has. */
    public void delete(String id) {
        wire.post("/api/apps/delete", Map.of("id", id));
    }

    /** GET /api/apps/runtime-logs: the last lines, oldest first, each {@code [time] text}; needs apps:read or logs:read. */
    public List<String> runtimeLogs(String id, int lines) {
        JsonObject answer = wire.get(Routes.query(Routes.query("/api/apps/runtime-logs", "id", id), "lines", String.valueOf(lines)));
        List<String> texts = answer.texts("logs");
        // an empty log is a list without lines, or null; anything else is no log, and must not pass for an empty one
        boolean log = answer.fields().containsKey("logs") && (answer.fields().get("logs") == null
                || answer.fields().get("logs") instanceof Collection<?> all && all.size() == texts.size());
        if (!log) {
            throw Routes.unreadable("GET", "/api/apps/runtime-logs", "no list of lines in it");
        }
        return texts;
    }
}
