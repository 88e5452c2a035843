package lib.services.cron;

import lib.op.FreeText;
import lib.op.Nullable;
import lib.op.Table;

/**
 * A scheduled job as every command shows it.
 *
 * @param app       the app's name now; as it was when the job was made, where that is not known
 * @param runs      the schedule in words; the schedule itself where it cannot be read
 * @param enabled   whether it runs by itself
 * @param status    success or failed, of the last run; never before the first one
 * @param lastRun   when that was over; left out before the first one
 * @param nextRun   when it runs next by itself; left out when it does not
 * @param problem   why a run fails as things are, or none comes; left out when nothing speaks against it
 */
public record Job(String id, String appId, String app, String status, String schedule, String runs, @FreeText String command,
                  boolean enabled, @Nullable String lastRun, @Nullable String nextRun, @Nullable String problem, String createdAt) {

    /** Which it is, for a sentence. */
    public String words() {
        return "job " + id + " of " + app;
    }

    /** When it comes next, for a table or a page. */
    public Object next() {
        return !enabled ? "paused" : nextRun == null ? "never" : new Table.Time(nextRun);
    }
}
