package lib.sandbox.state.apps;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import lib.sandbox.base.Snapshot.Kept;

/**
 * The deployment history of all apps with the build logs, and the live end of the logs. Contract: /api/deployments/history; the log
 * stream /ws/logs.
 */
public final class Deployments {

    /** Contract: the 100 newest over all apps are kept when a deployment finishes. */
    private static final int LIMIT = 100;

    private final InstantSource clock;
    private final List<Entry> entries = new ArrayList<>();      // oldest first
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    public Deployments(InstantSource clock) {
        this.clock = clock;
    }

    /** Newest first, each with its whole log as it is now. */
    public synchronized List<Deployment> all() {
        return entries.reversed().stream().map(Entry::view).toList();
    }

    /** null when there is none. */
    public synchronized Deployment find(String id) {
        return entries.stream().filter(entry -> entry.head.id().equals(id)).findFirst().map(Entry::view).orElse(null);
    }

    /** The newest one of an app, whatever became of it; null when there is none. */
    public synchronized Deployment newestOf(String appId) {
        return entries.reversed().stream().filter(entry -> entry.head.appId().equals(appId)).findFirst().map(Entry::view).orElse(null);
    }

    /** A new record, building, with an empty log. */
    public Deployment open(String id, App app, String trigger) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        Deployment deployment = new Deployment(id, app.id, app.name, "building", List.of(), now, "", null, trigger, null, null);
        add(deployment);
        return deployment;
    }

    /** Adds a record as the newest one, with its log. */
    public synchronized void add(Deployment deployment) {
        entries.add(new Entry(deployment, new ArrayList<>(deployment.logs())));
    }

    /**
     * Writes to a log. What follows it live gets the message as it is, the record gets its lines; of a record that is gone only the live
     * part is left.
     */
    public void log(Deployment deployment, String message) {
        List<Follower> live;
        synchronized (this) {
            entries.stream().filter(entry -> entry.head.id().equals(deployment.id()))
                .forEach(entry -> entry.lines.addAll(Arrays.asList(message.split("\n", -1))));
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
        Entry found = entries.stream().filter(entry -> entry.head.id().equals(id) && entry.head.building()).findFirst().orElse(null);
        if (found != null) {
            found.head = end.apply(found.head);
        }
        while (entries.size() > LIMIT) {
            entries.removeFirst();
        }
        return found == null ? null : found.view();
    }

    /** What a restart makes of the records that were building. Contract: DEPLOY AND WAIT. */
    public synchronized void interrupt() {
        entries.stream().filter(entry -> entry.head.building())
            .forEach(entry -> entry.head = entry.head.failed("interrupted", entry.head.commit(), entry.head.commitMsg()));
    }

    /** Removes the records of an app and their logs. */
    public synchronized void forget(String appId) {
        entries.removeIf(entry -> entry.head.appId().equals(appId));
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

    public List<Kept<?>> kept() {
        return List.of(Kept.list("deployments", Deployment.class, () -> all().reversed(), this::load));
    }

    private synchronized void load(List<Deployment> saved) {
        entries.clear();
        saved.forEach(this::add);
    }

    /**
     * A log that is being followed.
     *
     * @param before the lines up to now
     */
    public record Following(List<String> before, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    private record Follower(String appId, Consumer<String> lines) { }

    private static final class Entry {
        private Deployment head;
        private final List<String> lines;

        Entry(Deployment deployment, List<String> lines) {
            head = deployment.withLogs(List.of());
            this.lines = lines;
        }

        Deployment view() {
            return head.withLogs(lines);
        }
    }
}
