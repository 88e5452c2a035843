package lib.sandbox.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Rows;
import lib.sandbox.http.Contract;
import lib.sandbox.http.Gate.Caller;
import lib.sandbox.http.GoJson;
import lib.sandbox.http.Server.AuditTrail;

/** Who changed something and when. Contract: GET /api/audit-logs and {@code x-audit-actions}; nothing is ever pruned. */
public final class AuditLog extends Rows<AuditLog.AuditEntry> implements AuditTrail {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    /** Contract: resourceType goes by the path; a path that is not here has none. */
    private static final Map<String, String> RESOURCES = Map.ofEntries(Map.entry("apps", "app"), Map.entry("deploy", "app"),
        Map.entry("addons", "addon"), Map.entry("projects", "project"), Map.entry("servers", "server"), Map.entry("cron", "cron"),
        Map.entry("backups", "backup"), Map.entry("agents", "agent"), Map.entry("system", "system"), Map.entry("docker", "system"),
        Map.entry("notifications", "notification"), Map.entry("git", "git"));

    private final InstantSource clock;

    AuditLog(InstantSource clock) {
        super(AuditEntry::id);
        this.clock = clock;
    }

    @Override
    public synchronized void record(Caller caller, String method, String path, String client) {
        if (CHANGING.contains(method)) {
            String[] segments = path.split("/");
            String resource = segments.length > 2 && segments[1].equals("api") ? RESOURCES.getOrDefault(segments[2], "") : "";
            put(new AuditEntry(Ids.next(), caller.admin() ? "admin" : "agent", caller.admin() ? "admin" : caller.agentId(),
                action(method, path), resource, "success", client, GoJson.now(clock)));
        }
    }

    /** The newest entries, newest first. */
    public List<AuditEntry> newest(int limit) {
        return all().reversed().stream().limit(limit).toList();
    }

    private static String action(String method, String path) {
        String key = method + " " + path;
        Map<String, String> actions = Contract.get().auditActions();
        String group = actions.get(key.substring(0, key.lastIndexOf('/') + 1) + "*");
        String deeper = key.contains("/db/row/") ? actions.get(method + " /api/addons/db/*") : null;
        return actions.getOrDefault(key, group != null ? group : deeper != null ? deeper : key);
    }

    /**
     * One line of the audit log. Contract: schema AuditLog; what the server never fills (resourceId, payloadSummary) is not here.
     *
     * @param actorId   "admin" or the agent's id
     * @param outcome   always "success", whatever the answer was
     * @param ipAddress left out when empty
     */
    public record AuditEntry(String id, String actorType, String actorId, String action, String resourceType, String outcome,
            @JsonInclude(Include.NON_EMPTY) String ipAddress, OffsetDateTime createdAt) { }
}
