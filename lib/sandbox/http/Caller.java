package lib.sandbox.http;

import java.util.List;

/**
 * Whose token a request carried.
 *
 * @param agentId the agent's id, {@code ""} for the admin token
 * @param scopes  the agent's scopes; the admin token needs none
 */
public record Caller(String agentId, List<String> scopes, boolean admin) {

    public static final Caller ADMIN = new Caller("", List.of(), true);

    public static Caller agent(String id, List<String> scopes) {
        return new Caller(id, scopes, false);
    }
}
