package lib.api;

/**
 * One project, reduced to what the commands show. Contract: schema ProjectSummary.
 *
 * @param id     10 characters of [a-z0-9]; equals the app's id for a project that a deployment made implicitly
 * @param name   unique on the instance
 * @param status the worst status of its services; "stopped" for an empty project
 */
public record Project(String id, String name, String status) {

    static Project from(Json json) {
        return new Project(json.text("id"), json.text("name"), json.text("status"));
    }
}
