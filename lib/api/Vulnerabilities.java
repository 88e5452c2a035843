package lib.api;

import java.time.Duration;
import java.util.List;
import lib.json.JsonObject;

/** What the audit of an app's dependencies finds. Contract: /api/apps/vulnerabilities/scan. */
public final class Vulnerabilities {

    private static final String SCAN = "/api/apps/vulnerabilities/scan";

    private final Routes wire;

    Vulnerabilities(Routes wire) {
        this.wire = wire;
    }

    /**
     * A scan.
     *
     * @param manager npm, pnpm or yarn; {@code container image} for what is not built here, "" where nothing was built or there is no
     *                package.json: then nothing was looked at
     */
    public record Scan(String manager, List<Finding> findings) {
    }

    /**
     * A known vulnerability.
     *
     * @param severity as the tool says it
     * @param range    of npm the versions that are affected, of the others those that are not any more; "" for none
     */
    public record Finding(String packageName, String severity, String title, String url, String range) {

        static Finding from(JsonObject json) {
            return new Finding(json.text("package"), json.text("severity"), json.text("title"), json.text("url"), json.text("range"));
        }
    }

    /** GET /api/apps/vulnerabilities/scan; needs apps:read. Runs the tool and answers when it is done. @param limit how long it may take */
    public Scan scan(String id, Duration limit) {
        JsonObject json = wire.get(Routes.query(SCAN, "id", id), limit);
        Object found = json.fields().get("vulnerabilities");
        List<Finding> findings = JsonObject.objects(found, Finding::from);
        // null is what an audit without findings answers; anything else that is no list must not pass for one
        if (!(json.fields().get("packageManager") instanceof String manager) || findings == null && found != null) {
            throw Routes.unreadable("GET", SCAN, "no findings in it");
        }
        return new Scan(manager, findings == null ? List.of() : findings);
    }
}
