package lib.sandbox.state.apps;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A record of the deployment history, its fields in the order in which they are answered. Contract: schema Deployment, which says when
 * each is there.
 *
 * @param status   building, success or failed
 * @param logs     the build log so far, a line each
 * @param duration {@code ""} while building, then as in {@code 1m12s}, or {@code interrupted}
 * @param trigger  null for the first deployment of a Git or uploaded app
 */
public record Deployment(String id, String appId, String appName, String status, List<String> logs, OffsetDateTime createdAt,
        String duration, @JsonInclude(NON_EMPTY) String image, @JsonInclude(NON_EMPTY) String trigger,
        @JsonInclude(NON_EMPTY) String commit, @JsonInclude(NON_EMPTY) String commitMsg) {

    public boolean building() {
        return status.equals("building");
    }

    /** The same with this log. */
    Deployment withLogs(List<String> lines) {
        return new Deployment(id, appId, appName, status, List.copyOf(lines), createdAt, duration, image, trigger, commit, commitMsg);
    }

    /** As it is when it has failed after this time. */
    public Deployment failed(String duration, String commit, String commitMsg) {
        return new Deployment(id, appId, appName, "failed", logs, createdAt, duration, null, trigger, commit, commitMsg);
    }

    /** As it is when it has succeeded after this time; {@code image} is null for a compose group. */
    public Deployment succeeded(String duration, String image, String commit, String commitMsg) {
        return new Deployment(id, appId, appName, "success", logs, createdAt, duration, image, trigger, commit, commitMsg);
    }
}
