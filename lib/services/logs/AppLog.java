package lib.services.logs;

import java.time.Duration;
import java.util.List;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * An app's log as far as an instance can tell it: the stored lines, joined to what its container says now. Contract:
 * GET /api/apps/runtime-logs, which ends with a container's first restart, and /ws/runtime-logs, which does not.
 *
 * @param lines oldest first
 * @param stale why the newest lines may be missing; null when they are not
 */
public record AppLog(List<LogLine> lines, String stale) {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /**
     * Reads both.
     *
     * @param lines at most this many stored ones
     * @throws Failure as the request for the stored ones fails; without the repeated ones the log is only stale
     */
    public static AppLog read(Api api, App app, int lines) {
        List<LogLine> stored = LogLine.all(api.apps().runtimeLogs(app.id(), lines));
        try {
            LiveLog.Replayed now = LiveLog.replay(api, app.id(), PATIENCE);
            boolean silent = now.lines().isEmpty() && !stored.isEmpty() && app.status().equals("running");
            String stale = !silent ? null : !now.about().isEmpty() ? now.about()
                    : now.answered() ? null : "its container's own log did not come within " + PATIENCE.toSeconds() + " s";
            return new AppLog(Joined.of(stored, now.lines()), stale);
        } catch (Failure e) {
            if (e.kind() == Kind.INTERRUPTED) {
                throw e;
            }
            return new AppLog(stored, e.getMessage());
        }
    }
}
