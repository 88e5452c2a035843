package lib.api;

import lib.json.JsonObject;

/**
 * A machine that apps run on. Contract: schema Server.
 *
 * @param id          {@code localhost} for the control plane's own host, else 10 characters of [a-z0-9]
 * @param name        not always unique
 * @param description "" for none
 * @param ip          an address or a host name
 * @param port        of SSH
 * @param sshHostKey  the fingerprint of the first SSH contact, {@code SHA256:…}; "" before it
 * @param local       whether it is the control plane's own host, which needs no SSH
 * @param status      unknown, connected or error: what the last test found
 * @param lastChecked RFC 3339; "" before the first test
 * @param createdAt   RFC 3339
 * @param publicKey   only in the answer of the call that made it; "" elsewhere
 */
public record Server(String id, String name, String description, String ip, int port, String sshUser, String sshHostKey, boolean local,
                     String status, String lastChecked, String createdAt, String publicKey) {

    /** The id of the control plane's own host. */
    public static final String LOCALHOST = "localhost";

    static Server from(JsonObject json) {
        return new Server(json.text("id"), json.text("name"), json.text("description"), json.text("ip"), (int) json.number("port"),
                json.text("sshUser"), json.text("sshHostKey"), json.flag("isLocal"), json.text("status"), moment(json.text("lastChecked")),
                json.text("createdAt"), json.text("publicKey"));
    }

    /** Go's zero time means never. Contract: x-conventions, times. */
    static String moment(String rfc3339) {
        return rfc3339.startsWith("0001-01-01T00:00:00") ? "" : rfc3339;
    }

    /**
     * Whether something that names its server so is on this one; an empty id is the control plane's host. Contract: schema App, serverId.
     */
    public boolean has(String serverId) {
        return (serverId.isEmpty() ? LOCALHOST : serverId).equals(id);
    }

    /** Where SSH is asked, {@code 203.0.113.10:22}. */
    public String address() {
        return ip + ":" + port;
    }
}
