package lib.sandbox.state;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * An agent token as the admin sees it. Contract: schema Agent.
 *
 * @param scopes     null when none were given at its making
 * @param lastUsedAt Go's zero time when never
 */
public record Agent(String id, String name, List<String> scopes, OffsetDateTime createdAt, OffsetDateTime lastUsedAt) {

    Agent usedAt(OffsetDateTime time) {
        return new Agent(id, name, scopes, createdAt, time);
    }
}
