package lib.sandbox.state.apps;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lib.sandbox.base.Rows;
import lib.sandbox.http.GoJson;

/**
 * The deployment history of all apps with the build logs, and the live end of the logs. Contract: /api/deployments/history; the log
 * stream /ws/logs.
 */
public final class Deployments extends Rows<Deployments.Deployment> {

    /** Contract: the 100 newest over all apps are kept when a deployment finishes. */
    private static final int LIMIT = 100;

    private final InstantSource clock;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    public Deployments(InstantSource clock) {
        super(Deployment::id);
        this.clock = clock;
    }

    /** Each with its whole log as it is now. */
    public List<Deployment> newestFirst() {
        return all().reversed();
    }

    /** The newest one of an app, whatever became of it; null when there is none. */
    public Deployment newestOf(String appId) {
        return newestFirst().stream().filter(each -> each.appId().equals(appId)).findFirst().orElse(null);
    }

    /** The same of each app that has one, by the app's id. */
    Map<String, Deployment> newestOfEach() {
        Map<String, Deployment> newest = new HashMap<>();
        newestFirst().forEach(each -> newest.putIfAbsent(each.appId(), each));
        return newest;
    }

    /** A new record, building, with an empty log. */
    public Deployment open(String id, App app, String trigger) {
        OffsetDateTime now = GoJson.now(clock);
        Deployment deployment = new Deployment(id, app.id, app.name, "building", List.of(), now, "", null, trigger, null, null);
        put(deployment);
        return deployment;
    }

    /**
     * Writes to a log. What follows it live gets the message as it is, the record gets its lines; of a record that is gone only the live
     * part is left.
     */
    public void log(Deployment deployment, String message) {
        List<Follower> live;
        synchronized (this) {
            change(deployment.id(), each -> each.withLogs(
                Stream.concat(each.logs().stream(), Arrays.stream(message.split("\n", -1))).toList()));
            live = followers.stream().filter(follower -> follower.appId.equals(deployment.appId())).toList();
        }
        live.forEach(follower -> follower.lines.accept(message));
    }

    /**
     * Ends a record that is still building and prunes the history; one that is not (or is gone) stays as it is.
     *
     * @return it as it is now; null when it had ended before or is gone
     */
    public synchronized Deployment finish(String id, UnaryOperator<Deployment> end) {
        Deployment found = find(id);
        boolean building = found != null && found.building();
        Deployment ended = building ? change(id, end) : null;
        newestFirst().stream().skip(LIMIT).forEach(old -> remove(old.id()));
        return ended;
    }

    /** What a restart makes of the records that were building. Contract: DEPLOY AND WAIT. */
    public void interrupt() {
        changeAll(each -> each.building() ? each.failed("interrupted", each.commit(), each.commitMsg()) : each);
    }

    /** Removes the records of an app and their logs. */
    public synchronized void forget(String appId) {
        all().stream().filter(each -> each.appId().equals(appId)).forEach(each -> remove(each.id()));
    }

    /**
     * The log of an app's newest deployment, then every message of this and all later ones, none twice and none left out.
     *
     * @param lines gets each new message on the thread of the build: it must be quick and not fail
     */
    public synchronized Following follow(String appId, Consumer<String> lines) {
        Follower follower = new Follower(appId, lines);
        Deployment newest = newestOf(appId);
        followers.add(follower);
        return new Following(newest == null ? List.of() : newest.logs(), () -> followers.remove(follower));
    }

    /** A log that is being followed: the lines up to now, and how it ends. */
    public record Following(List<String> before, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    private record Follower(String appId, Consumer<String> lines) { }

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
}
