package lib.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
     * @param apps those that matter; null while they are not known, and then it is read on
     */
    public Map<String, Deployment> newest(Supplier<Collection<App>> apps) {
        Map<String, Deployment> newest = new HashMap<>();
        Seen seen = new Seen(apps);
        for (Deployment each : wire.stream(HISTORY, new DeploymentReader(null, null, seen::all))) {
            newest.putIfAbsent(each.appId(), each);
        }
        return newest;
    }

    /** Whether all that is waited for has come. Each app is looked at until it is done with, and no time is read that nobody asks for. */
    private static final class Seen {
        private final Supplier<Collection<App>> apps;
        private final Set<String> seen = new HashSet<>();
        private Iterator<App> rest;
        private App next;

        Seen(Supplier<Collection<App>> apps) {
            this.apps = apps;
        }

        boolean all(Deployment each) {
            seen.add(each.appId());
            if (rest == null) {
                Collection<App> wanted = apps.get();
                if (wanted == null) {
                    return false;
                }
                rest = wanted.iterator();
                next = rest.hasNext() ? rest.next() : null;
            }
            Instant time = null;
            while (next != null) {
                if (!seen.contains(next.id())) {
                    time = time == null ? time(each) : time;
                    if (!next.created().isAfter(time)) {
                        return false;
                    }
                }
                next = rest.hasNext() ? rest.next() : null;
            }
            return true;
        }

        /** From when on an app has nothing older than this; the end of all times where it does not say its own. */
        private static Instant time(Deployment each) {
            try {
                return OffsetDateTime.parse(each.createdAt()).toInstant().plus(TOGETHER);
            } catch (DateTimeException unknown) {
                return Instant.MAX;
            }
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
