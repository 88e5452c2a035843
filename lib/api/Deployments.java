package lib.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The history of deployments. Contract: GET /api/deployments/history. */
public final class Deployments {

    /** Two clocks of one server, and what it writes first: far less than this. */
    private static final Duration TOGETHER = Duration.ofHours(1);
    private static final String HISTORY = "/api/deployments/history";

    private final Routes wire;

    Deployments(Routes wire) {
        this.wire = wire;
    }

    /**
     * All deployments of all apps, newest first, about 100 at most, without their logs: the route sends those in full and knows no filter,
     * so the answer is read as it comes. Needs apps:read.
     */
    public List<Deployment> all() {
        return read(null, null);
    }

    /**
     * The newest deployment of each app, without logs, by the app's id. The route sends all logs of the instance, newest first, and knows
     * no filter: it is read until the newest deployment of each of these apps has come, or is not to come any more since what comes is
     * older
     * than the app, and left then.
     *
     * @param apps the ids of those that matter, and when each was created; null while they are not known, and then it is read on
     */
    public Map<String, Deployment> newest(Supplier<Map<String, Instant>> apps) {
        Map<String, Deployment> newest = new HashMap<>();
        Set<String> seen = new HashSet<>();
        Predicate<Deployment> enough = each -> {
            seen.add(each.appId());
            Map<String, Instant> wanted = apps.get();
            return wanted != null && wanted.entrySet().stream().allMatch(app -> seen.contains(app.getKey())
                    || olderThan(app.getValue(), each));
        };
        for (Deployment each : wire.stream(HISTORY, new DeploymentReader(null, null, enough))) {
            newest.putIfAbsent(each.appId(), each);
        }
        return newest;
    }

    private static boolean olderThan(Instant app, Deployment each) {
        try {
            return app.isAfter(OffsetDateTime.parse(each.createdAt()).toInstant().plus(TOGETHER));
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    /** Those of one app, newest first, without logs but for the newest, which has its own. */
    public List<Deployment> of(String appId) {
        return read(null, appId).stream().filter(each -> each.appId().equals(appId)).toList();
    }

    /** The one of this id with its log; null when the history does not have it (any more). */
    public Deployment find(String id) {
        // newest first, and mostly it is the newest that is waited for: the logs behind it are not worth their way
        return wire.stream(HISTORY, new DeploymentReader(id, null, each -> each.id().equals(id))).stream()
                .filter(each -> each.id().equals(id)).findFirst().orElse(null);
    }

    private List<Deployment> read(String id, String appId) {
        return wire.stream(HISTORY, new DeploymentReader(id, appId));
    }
}
