package lib.sandbox.state.cron;

import java.time.OffsetDateTime;

/**
 * A command that runs in an app's container now and then. Contract: schema CronJob.
 *
 * @param appName    as it was at the creation
 * @param lastRun    end of the last run, Go's zero time when there was none
 * @param lastStatus "", success or failed
 */
public record CronJob(String id, String appId, String appName, String schedule, String command, boolean enabled, OffsetDateTime lastRun,
        String lastStatus, OffsetDateTime createdAt) {

    CronJob with(String schedule, String command, boolean enabled) {
        return new CronJob(id, appId, appName, schedule, command, enabled, lastRun, lastStatus, createdAt);
    }

    CronJob ran(OffsetDateTime end, boolean success) {
        return new CronJob(id, appId, appName, schedule, command, enabled, end, success ? "success" : "failed", createdAt);
    }
}
