package lib.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lib.json.JsonObject;

/**
 * An agent as the admin sees it, without its token. Contract: schema Agent.
 *
 * @param name       need not be unique
 * @param lastUsedAt "" for never
 */
public record AgentEntry(String id, String name, List<String> scopes, String createdAt, String lastUsedAt) {

    static AgentEntry from(JsonObject json) {
        String used = json.text("lastUsedAt");
        return new AgentEntry(json.text("id"), json.text("name"), json.texts("scopes"), json.text("createdAt"),
                used.startsWith("0001-") ? "" : used);
    }

    /** The profile that has exactly these scopes; "" for a choice of one's own. */
    public String profile() {
        return profile(scopes);
    }

    /** The same of scopes alone. */
    public static String profile(List<String> scopes) {
        Set<String> own = new HashSet<>(scopes);
        for (Profile each : Profile.values()) {
            if (own.equals(Set.copyOf(each.scopes()))) {
                return each.id();
            }
        }
        return "";
    }
}
