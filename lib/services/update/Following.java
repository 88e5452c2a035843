package lib.services.update;

import java.time.Duration;
import java.util.Set;
import lib.api.Api;
import lib.api.SystemRoutes;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Pause;
import lib.op.Progress;

/**
 * Follows an update of the instance through its restart. Only its version tells the end: a script that fails without a restart leaves the
 * state at running, and after a restart the state says completed whatever came of it (contract, system/update/status).
 */
public final class Following {

    private static final Set<String> UNDER_WAY = Set.of("starting", "running");
    private static final long PAUSE_MS = 2000;
    private static final int LAST = 200;

    private final Api api;
    private final Progress progress;
    private final String before;
    private final String target;
    private boolean over;

    /**
     * @param before the version that ran
     * @param target the release that is to run
     */
    public Following(Api api, Progress progress, String before, String target) {
        this.api = api;
        this.progress = progress;
        this.before = before;
        this.target = target;
    }

    /** Whether it has begun, or is over already: asked when nobody answered. */
    public boolean begun() {
        try {
            SystemRoutes.Update now = api.system().update();
            return now.inProgress() || UNDER_WAY.contains(now.state()) || runs(api.version());
        } catch (Failure e) {
            // an instance that is away may well be restarting
            return e.kind().passing();
        }
    }

    /**
     * Waits until the release runs.
     *
     * @return null when it does, else why not
     */
    public Failure end(int seconds) {
        long start = System.nanoTime();
        boolean away = false;
        while (true) {
            try {
                if (runs(api.version())) {
                    over = true;
                    return null;
                }
                SystemRoutes.Update now = api.system().update();
                if (now.state().equals("failed") || now.state().equals("completed") && !now.inProgress()) {
                    over = true;
                    // it may have come back between the two questions
                    return runs(api.version()) ? null : new Failure(Kind.FAILED, "the update to " + target + " failed: " + api.version()
                            + " runs" + last(now.log()), "its whole log: paas api system/update/status --admin");
                }
                progress.step((away ? "The instance is back: " : "Updating to " + target + ": ") + line(now.log()));
            } catch (Failure e) {
                if (!e.kind().passing()) {
                    throw e;
                }
                away = true;
                progress.step("The instance restarts (" + e.getMessage() + ")");
            }
            if (Duration.ofNanos(System.nanoTime() - start).toSeconds() >= seconds) {
                return new Failure(Kind.TIMED_OUT, "the update to " + target + " is not over after " + seconds + " s",
                        "it may go on, or be stuck; look again: paas system update, and paas api system/update/status --admin");
            }
            Pause.ofMillis(PAUSE_MS);
        }
    }

    /** Whether it has come to an end, good or bad. */
    public boolean over() {
        return over;
    }

    private boolean runs(String version) {
        return !version.equals(before) && plain(version).equals(plain(target));
    }

    private static String plain(String version) {
        return version.startsWith("v") ? version.substring(1) : version;
    }

    private static String last(String log) {
        String line = line(log);
        return line.isEmpty() ? "" : "; the last it said: " + line;
    }

    private static String line(String log) {
        String line = log.lines().filter(each -> !each.isBlank()).reduce("", (one, next) -> next).strip();
        return line.length() > LAST ? line.substring(0, LAST) + "…" : line;
    }
}
