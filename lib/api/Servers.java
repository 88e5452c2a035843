package lib.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.json.JsonObject;

/** The machines that apps run on. Contract: /api/servers and below. */
public final class Servers {

    private final Routes wire;

    Servers(Routes wire) {
        this.wire = wire;
    }

    /**
     * What a test found.
     *
     * @param status        connected or error
     * @param dockerVersion "" where docker did not answer
     * @param error         why it is of no use; "" when it is
     */
    public record Tested(String status, String dockerVersion, String error) {
    }

    /** An add-on, and where it runs. */
    public record Placed(String id, String name, String type, String serverId) {
    }

    /** GET /api/servers: all, the control plane's own host first; needs servers:manage. */
    public List<Server> all() {
        return wire.wholeList("/api/servers", Server::from);
    }

    /**
     * The server of this id or, in any letter case, of this name.
     *
     * @throws Failure NOT_FOUND with the names that come close; NOT_FOUND as well, with the ids to choose from, when it is more than one
     */
    public static Server find(List<Server> servers, String nameOrId) {
        return Lookup.find(servers, Server::id, Server::name, Server::address, nameOrId, "server", "paas servers");
    }

    /** POST /api/servers/create: registers a machine with a fresh key and contacts nothing; needs servers:manage. */
    public Server create(String name, String description, String ip, int port, String sshUser) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", name);
        request.put("description", description);
        request.put("ip", ip);
        request.put("port", port);
        request.put("sshUser", sshUser);
        return Server.from(wire.post("/api/servers/create", request));
    }

    /**
     * POST /api/servers/update: both are replaced; needs servers:manage.
     *
     * @throws Failure FAILED where the instance is too old to have the route
     */
    public void update(String id, String name, String description) {
        try {
            wire.post("/api/servers/update", Map.of("id", id, "name", name, "description", description));
        } catch (Failure e) {
            // an older instance does not know the path, and says so in plain words (contract, servers/update)
            throw e.kind() == Kind.NOT_FOUND && e.getMessage().equals("404 page not found") ? new Failure(Kind.FAILED,
                    "this instance is too old to change a server's name or description", "update Better-PaaS, or do it in the dashboard")
                    : e;
        }
    }

    /** POST /api/servers/delete: refused while apps are on it; needs servers:manage. */
    public void delete(String id) {
        wire.post("/api/servers/delete", Map.of("id", id));
    }

    /** POST /api/servers/test: up to ten seconds for SSH, then docker; what it found is stored, a first host key pinned; servers:manage. */
    public Tested test(String id) {
        JsonObject json = wire.post("/api/servers/test", Map.of("id", id));
        if (json.text("status").isEmpty()) {
            throw Routes.unreadable("POST", "/api/servers/test", "no status in it");
        }
        return new Tested(json.text("status"), json.text("dockerVersion"), json.text("error"));
    }

    /** GET /api/servers/keys/public: one line; "" for the control plane's host; needs servers:manage. */
    public String publicKey(String id) {
        return wire.get(Routes.query("/api/servers/keys/public", "id", id)).text("publicKey");
    }

    /** GET /api/addons: where each add-on runs; needs apps:read. */
    public List<Placed> addons() {
        return wire.wholeList("/api/addons", json -> new Placed(json.text("id"), json.text("name"), json.text("type"),
                json.text("serverId")));
    }
}
