package lib.services.backups;

import java.time.Duration;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Pause;
import lib.op.Progress;

/**
 * Whether an instance has restarted since: no route tells what becomes of a restore, so its health is watched. It stops answering and comes
 * back with less time behind it than there should be (contract, backups/restore).
 */
public final class Restart {

    private static final long LOOK_MS = 500;
    /** The instance tells whole seconds, and its answer takes time. */
    private static final Duration ROUGH = Duration.ofSeconds(2);

    private final Api api;
    private final Progress progress;
    private final Duration before;
    private final long since = System.nanoTime();

    /** From now on: asks how long it runs. */
    public Restart(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
        this.before = api.host().uptime();
    }

    /**
     * Waits until it has happened.
     *
     * @param limit for all of it
     * @throws Failure FAILED when it never went down; UNREACHABLE when it went down and does not come back
     */
    public void await(Duration limit) {
        boolean down = false;
        long start = System.nanoTime();
        while (System.nanoTime() - start < limit.toNanos()) {
            try {
                if (again(api.host().uptime(), down)) {
                    return;
                }
            } catch (Failure e) {
                if (!e.kind().passing()) {
                    throw e;
                }
                if (!down && progress.watched()) {
                    progress.step("the services are stopped; waiting until they are back");
                }
                down = true;
            }
            Pause.ofMillis(LOOK_MS);
        }
        String seconds = limit.toSeconds() + " s";
        throw down ? new Failure(Kind.UNREACHABLE, "the instance stopped for the restore and is not back after " + seconds,
                "look at the server: its services, data/restore.log, and the former data in data.pre-restore-…")
                : new Failure(Kind.FAILED, "the restore was accepted, and the instance has not restarted within " + seconds
                + ": it failed before it stopped anything", "the reason is in data/restore.log on the server, and nowhere else");
    }

    private boolean again(Duration now, boolean down) {
        if (now == null || before == null) {
            return down;
        }
        // one that was seen away may have come back for longer than it ran before
        Duration expected = before.plusNanos(System.nanoTime() - since);
        return now.compareTo(before) < 0 || down && now.compareTo(expected.minus(ROUGH)) < 0;
    }
}
