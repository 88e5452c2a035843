package lib.api;

import java.util.Map;
import lib.json.JsonObject;

/** The instance's own connection to Cloudflare. Contract: /api/cloudflare and below; all need servers:manage. */
public final class Cloudflare {

    private final Routes wire;

    Cloudflare(Routes wire) {
        this.wire = wire;
    }

    /**
     * An A record as it was made.
     *
     * @param status created, or updated where there was one
     * @param zone   the zone it lies in
     */
    public record Dns(String status, String domain, String ip, String zone) {
    }

    /** GET /api/cloudflare/status: whether a token is stored; it is not tried. */
    public boolean connected() {
        return wire.get("/api/cloudflare/status").flag("connected");
    }

    /** POST /api/cloudflare/token/save: tried there first (12 s), then stored in the place of an earlier one. */
    public void save(String token) {
        wire.post("/api/cloudflare/token/save", Map.of("token", token));
    }

    /** POST /api/cloudflare/token/delete: no error when there is none. */
    public void forget() {
        wire.post("/api/cloudflare/token/delete", Map.of());
    }

    /** POST /api/cloudflare/dns: points the name's A record at the instance's public address; an existing one is rewritten. */
    public Dns point(String domain) {
        JsonObject json = wire.post("/api/cloudflare/dns", Map.of("domain", domain));
        return new Dns(json.text("status"), json.text("domain"), json.text("ip"), json.text("zone"));
    }
}
