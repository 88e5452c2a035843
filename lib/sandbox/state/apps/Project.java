package lib.sandbox.state.apps;

import java.time.OffsetDateTime;

/** A project as stored; what is worked out from its services is not here. Contract: schema Project. */
public record Project(String id, String name, String description, OffsetDateTime createdAt, String serverId) { }
