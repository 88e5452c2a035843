package lib.api;

/**
 * A scoped agent as the instance hands it out, with its token: shown once, by agents/create and connect/agent/exchange.
 *
 * @param id      the agent's id
 * @param name    its display name
 * @param profile observer, deployer or operator; "" where the route does not say (agents/create knows scopes only)
 * @param token   {@code bpagt_} and 64 hex digits
 */
public record Agent(String id, String name, String profile, String token) {

    /** Without the token, so that no log or exception can carry it. */
    @Override
    public String toString() {
        return "Agent[id=" + id + ", name=" + name + ", profile=" + profile + "]";
    }
}
