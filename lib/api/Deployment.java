package lib.api;

import java.util.List;
import lib.json.JsonObject;

/**
 * One entry of the deployment history. Contract: schema Deployment.
 *
 * @param status    building, success or failed; the only truth about a build's end (contract, DEPLOY AND WAIT)
 * @param createdAt RFC 3339, when it was asked for
 * @param duration  as Go writes it, e.g. {@code 1m12s}; "" while building; "interrupted" after a restart of the server in the middle
 * @param image     "" when there is none to roll back to
 * @param trigger   manual, webhook, rollback, catalog, image, dockerfile or local; "" for an app's first deployment
 * @param commit    full SHA; "" until finished, and for uploads
 * @param logs      the build log, a line each, oldest first; empty where the caller did not ask for logs; of an endless one the last 32 Mi
 *                  characters
 */
public record Deployment(String id, String appId, String appName, String status, String createdAt, String duration, String image,
                         String trigger, String commit, String commitMsg, List<String> logs) {

    static Deployment from(JsonObject json) {
        return new Deployment(json.text("id"), json.text("appId"), json.text("appName"), json.text("status"), json.text("createdAt"),
                json.text("duration"), json.text("image"), json.text("trigger"), json.text("commit"), json.text("commitMsg"),
                json.texts("logs"));
    }

    /** Whether it is over. */
    public boolean finished() {
        return !status.equals("building");
    }

    /** Whether its image may still be there: five are kept for an app, which the history does not show (contract, apps/rollback). */
    public boolean hasImage() {
        return !image.isEmpty();
    }
}
