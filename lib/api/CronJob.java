package lib.api;

import lib.json.JsonObject;

/**
 * A command that runs in an app's container now and then. Contract: schema CronJob.
 *
 * @param appName    the app's name when the job was made; it does not follow renames
 * @param schedule   five fields, as they were sent
 * @param lastRun    RFC 3339, the end of the last run; "" before the first one
 * @param lastStatus success or failed; "" before the first run
 * @param createdAt  RFC 3339
 */
public record CronJob(String id, String appId, String appName, String schedule, String command, boolean enabled, String lastRun,
                      String lastStatus, String createdAt) {

    static CronJob from(JsonObject json) {
        return new CronJob(json.text("id"), json.text("appId"), json.text("appName"), json.text("schedule"), json.text("command"),
                json.flag("enabled"), Server.moment(json.text("lastRun")), json.text("lastStatus"), json.text("createdAt"));
    }
}
