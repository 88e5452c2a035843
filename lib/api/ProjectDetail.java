package lib.api;

import java.util.List;
import lib.json.JsonObject;

/**
 * One project with its services in full. Contract: schema ProjectDetail.
 *
 * @param project the project itself
 * @param apps    its services; empty for an empty project
 */
public record ProjectDetail(Project project, List<App> apps) {

    static ProjectDetail from(JsonObject json) {
        List<App> apps = JsonObject.objects(json.fields().get("services"), App::from);
        return new ProjectDetail(Project.from(json), apps == null ? List.of() : apps);
    }
}
