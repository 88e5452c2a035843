package lib.api;

import lib.json.JsonObject;

/**
 * That somebody asked for something. Contract: schema AuditLog; its outcome says success whatever came of it, so it is not here.
 *
 * @param actorType    admin or agent
 * @param actorId      "admin", or the agent's id
 * @param action       such as app:stop, or method and path
 * @param resourceType "" for none
 * @param ipAddress    "" where the instance does not say
 */
public record AuditEntry(String id, String actorType, String actorId, String action, String resourceType, String ipAddress,
                         String createdAt) {

    static AuditEntry from(JsonObject json) {
        return new AuditEntry(json.text("id"), json.text("actorType"), json.text("actorId"), json.text("action"),
                json.text("resourceType"), json.text("ipAddress"), json.text("createdAt"));
    }
}
