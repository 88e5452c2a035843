package lib.services.cron;

import java.time.Duration;
import lib.api.Api;
import lib.api.CronJob;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Outage;
import lib.base.Pause;
import lib.op.Progress;

/** Waits for the end of a run: an instance tells by the job's lastRun alone, and keeps no output. Contract: POST /api/cron/run. */
public final class Runs {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 3000;

    private Runs() {
    }

    /**
     * Waits until the job has another lastRun.
     *
     * @param before the job before it was started
     * @param limit  how long; null for the caller's own patience, or an hour
     * @return the job after its run; null when it was not over in time
     * @throws Failure NOT_FOUND when the app goes meanwhile: then nothing is ever recorded
     */
    public static CronJob end(Api api, Progress progress, CronJob before, Duration limit) {
        Duration patience = limit != null ? limit : progress.patience() != null ? progress.patience() : LONGEST;
        Outage outage = new Outage(LONGEST_OUTAGE, progress::step);
        long start = System.nanoTime();
        for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 3 / 2)) {
            try {
                CronJob now = api.cron().all().stream().filter(each -> each.id().equals(before.id())).findFirst().orElse(null);
                outage.over();
                if (now != null && !now.lastRun().equals(before.lastRun())) {
                    return now;
                }
                // a job that was deleted meanwhile is written back at the end of its run; one whose app is gone is not
                if (now == null && api.apps().all().stream().noneMatch(each -> each.id().equals(before.appId()))) {
                    throw new Failure(Kind.NOT_FOUND, "the app of this job is gone, so its run is never recorded", "see: paas apps");
                }
            } catch (Failure e) {
                outage.endure(e);
            }
            long left = patience.toMillis() - (System.nanoTime() - start) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            progress.step("waiting for the end of the run");
            Pause.ofMillis(Math.min(pause, left));
        }
    }
}
