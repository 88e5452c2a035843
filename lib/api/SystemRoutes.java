package lib.api;

import java.util.Map;
import lib.json.JsonObject;

/** The instance's own program. Contract: /api/system and below. */
public final class SystemRoutes {

    private final Routes wire;

    SystemRoutes(Routes wire) {
        this.wire = wire;
    }

    /**
     * What runs. Contract: GET /api/system/version.
     *
     * @param version    "dev" for a build without one
     * @param selfUpdate whether it can update itself
     * @param updateRepo where its releases come from; "" when nobody said
     */
    public record Version(String version, boolean selfUpdate, String updateRepo) {
    }

    /**
     * What there is. Contract: schema UpdateStatus.
     *
     * @param latest     a release's tag; "" where it cannot know
     * @param configured whether it knows where releases come from
     * @param notes      what its makers say of it
     */
    public record Release(String current, String latest, boolean newer, boolean configured, String notes, String url) {
    }

    /** How an update goes. Contract: schema UpdateProgress. @param log all of it, "" for none */
    public record Update(String state, boolean inProgress, String log) {
    }

    /** The domain of the instance itself. @param fixed whether its environment says it */
    public record Domain(String domain, boolean fixed) {
    }

    /** GET /api/system/version; needs apps:read. */
    public Version version() {
        JsonObject json = wire.get("/api/system/version");
        return new Version(json.text("version"), json.flag("gitCheckout"), json.text("updateRepo"));
    }

    /** GET /api/system/update/check; needs system:manage. @param anew whether what it knows since half an hour is not enough */
    public Release check(boolean anew) {
        JsonObject json = wire.get("/api/system/update/check" + (anew ? "?force=1" : ""));
        JsonObject release = JsonObject.object(json.fields().get("release"));
        return new Release(json.text("current"), json.text("latest"), json.flag("hasUpdate"), json.flag("configured"),
                release == null ? "" : release.text("notes"), release == null ? "" : release.text("url"));
    }

    /** GET /api/system/update/status; needs system:manage. */
    public Update update() {
        JsonObject json = wire.get("/api/system/update/status");
        return new Update(json.text("state"), json.flag("inProgress"), json.text("log"));
    }

    /** POST /api/system/update/apply: makes a backup, then begins. Needs system:manage. @return the release's tag */
    public String apply() {
        return wire.post("/api/system/update/apply", Map.of()).text("target");
    }

    /** GET /api/system/domain; admin token only. */
    public Domain domain() {
        JsonObject json = wire.get("/api/system/domain");
        return new Domain(json.text("domain"), json.flag("envOverridden"));
    }
}
