package lib.api;

import java.util.List;
import lib.base.Failure;
import lib.json.JsonObject;

/**
 * One project, reduced to what the commands show. Contract: schema ProjectSummary.
 *
 * @param id          10 characters of [a-z0-9]; equals the app's id for a project that a deployment made implicitly
 * @param name        unique on the instance
 * @param status      the worst status of its services; "stopped" for an empty project
 * @param description "" for none
 * @param createdAt   RFC 3339
 * @param serverId    {@code localhost} or a server's id
 * @param deployType  compose, dockerfile or dockerfile-inline where its services share one build file; else ""
 * @param primaryId   the app that stands for that build; else ""
 * @param services    its apps; empty for an empty project
 */
public record Project(String id, String name, String status, String description, String createdAt, String serverId, String deployType,
                      String primaryId, List<Service> services) {

    /**
     * An app of a project.
     *
     * @param id   the app's
     * @param name within the project: not always the app's
     */
    public record Service(String id, String name, String status) {

        static Service from(JsonObject json) {
            return new Service(json.text("id"), json.text("name"), json.text("status"));
        }
    }

    /**
     * The project of this id or, in any letter case, of this name.
     *
     * @throws Failure NOT_FOUND with the names that come close, or with the ids to choose from when it is more than one
     */
    public static Project find(List<Project> projects, String nameOrId) {
        return Lookup.find(projects, Project::id, Project::name, each -> "made " + each.createdAt, nameOrId, "project", "paas projects");
    }

    static Project from(JsonObject json) {
        List<Service> services = JsonObject.objects(json.fields().get("serviceStatuses"), Service::from);
        return new Project(json.text("id"), json.text("name"), json.text("status"), json.text("description"), json.text("createdAt"),
                json.text("serverId"), json.text("deployType"), json.text("primaryServiceId"), services == null ? List.of() : services);
    }
}
