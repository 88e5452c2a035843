package lib.api;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import lib.json.JsonObject;

/** The machine that the instance itself runs on. Contract: /api/server/info, /api/docker/prune, /api/health. */
public final class Host {

    private final Routes wire;

    Host(Routes wire) {
        this.wire = wire;
    }

    /**
     * Its addresses.
     *
     * @param publicIp the one that a DNS record must have; the local one where the public one could not be found out
     * @param localIp  the first one that is none of its own loopback
     */
    public record Addresses(String publicIp, String localIp) {
    }

    /** GET /api/server/info; needs apps:read or metrics:read. Takes up to 15 seconds at its first call. */
    public Addresses addresses() {
        JsonObject json = wire.get("/api/server/info");
        return new Addresses(json.text("publicIp"), json.text("localIp"));
    }

    /**
     * POST /api/docker/prune: stopped containers (those of stopped apps, too), images without a name, unused networks, the build cache; of
     * this machine alone. Needs system:manage, which no profile has.
     *
     * @param limit how long it may take: the instance has no limit
     * @return docker's own words
     */
    public String prune(Duration limit) {
        return wire.post("/api/docker/prune", Map.of(), limit).text("output");
    }

    /** GET /api/health: for how long the instance runs. Public. @return null when it does not say */
    public Duration uptime() {
        return uptime(wire.get("/api/health").text("uptime"));
    }

    /** A Go duration in whole seconds: {@code 0s}, {@code 1m12s}, {@code 3h0m5s}. */
    static Duration uptime(String text) {
        if (!text.matches("(\\d{1,7}h)?(\\d{1,2}m)?\\d{1,2}s")) {
            return null;
        }
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}
