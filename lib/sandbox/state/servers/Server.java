package lib.sandbox.state.servers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;

/**
 * A machine that apps are deployed to, its fields in the order in which they are answered. Contract: schema Server.
 *
 * @param sshHostKey  the fingerprint seen at the first SSH contact, {@code ""} before it
 * @param status      unknown, connected or error
 * @param lastChecked Go's zero time before the first test
 * @param publicKey   one line for authorized_keys, {@code ""} for localhost; answered by the call that makes the server and no other
 */
public record Server(String id, String name, String description, String ip, long port, String sshUser,
        @JsonInclude(Include.NON_EMPTY) String sshHostKey, @JsonProperty("isLocal") boolean isLocal, String status,
        OffsetDateTime lastChecked, OffsetDateTime createdAt, @JsonInclude(Include.NON_EMPTY) String publicKey) {

    /** As every list has it. */
    public Server withoutKey() {
        return new Server(id, name, description, ip, port, sshUser, sshHostKey, isLocal, status, lastChecked, createdAt, "");
    }

    Server renamed(String name, String description) {
        return new Server(id, name, description, ip, port, sshUser, sshHostKey, isLocal, status, lastChecked, createdAt, publicKey);
    }

    Server tested(String status, OffsetDateTime when, String hostKey) {
        return new Server(id, name, description, ip, port, sshUser, hostKey, isLocal, status, when, createdAt, publicKey);
    }
}
