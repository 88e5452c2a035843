package lib.sandbox.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.OffsetDateTime;

/**
 * One line of the audit log. Contract: schema AuditLog; what the server never fills (resourceId, payloadSummary) is not here.
 *
 * @param actorId   "admin" or the agent's id
 * @param outcome   always "success", whatever the answer was
 * @param ipAddress left out when empty
 */
public record AuditEntry(String id, String actorType, String actorId, String action, String resourceType, String outcome,
        @JsonInclude(Include.NON_EMPTY) String ipAddress, OffsetDateTime createdAt) { }
