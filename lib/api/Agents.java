package lib.api;

import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.json.JsonObject;

/** Agents and what they did. Contract: /api/agents and below, /api/audit-logs; all of it takes the admin token alone. */
public final class Agents {

    /** How many entries the audit log hands out at most. */
    public static final int MOST_ENTRIES = 500;

    private final Api api;
    private final Routes wire;

    Agents(Api api, Routes wire) {
        this.api = api;
        this.wire = wire;
    }

    /** GET /api/agents: all of them, newest first. */
    public List<AgentEntry> all() {
        return wire.wholeList("/api/agents", AgentEntry::from);
    }

    /** POST /api/agents/create: the new one with its token, which is shown this once. */
    public Agent create(String name, List<String> scopes) {
        return api.createAgent(name, scopes);
    }

    /** POST /api/agents/rotate: another token in place of the one it has, which stops at once; shown this once. */
    public Agent rotate(String id) {
        JsonObject json = wire.post("/api/agents/rotate", Map.of("id", id));
        return Api.agent(json, "/api/agents/rotate");
    }

    /** POST /api/agents/delete: its token stops at once. */
    public void delete(String id) {
        wire.post("/api/agents/delete", Map.of("id", id));
    }

    /** GET /api/audit-logs: the newest entries, newest first. @param limit 1 to {@link #MOST_ENTRIES} */
    public List<AuditEntry> audit(int limit) {
        return wire.wholeList(Routes.query("/api/audit-logs", "limit", String.valueOf(limit)), AuditEntry::from);
    }

    /**
     * The agent of this id or, in any letter case, of this name.
     *
     * @throws Failure NOT_FOUND with the names that come close; NOT_FOUND as well, with the ids to choose from, when it is more than one
     */
    public static AgentEntry find(List<AgentEntry> agents, String nameOrId) {
        return Lookup.find(agents, AgentEntry::id, AgentEntry::name, each -> "made " + each.createdAt(), nameOrId, "agent",
                "paas agents");
    }
}
