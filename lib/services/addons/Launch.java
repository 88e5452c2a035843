package lib.services.addons;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import lib.api.Addon;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Outage;
import lib.base.Pause;
import lib.op.Progress;

/**
 * The making of an add-on, which the instance does by itself: its image is fetched, however long that takes, and its container has 45
 * seconds to answer. Contract: createAddon, x-completion; schema Addon, status.
 */
public final class Launch {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);
    private static final long LONGEST_PAUSE_MS = 2000;
    private static final long SECOND_MS = 1000;

    private final Api api;
    private final Progress progress;

    public Launch(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /**
     * Waits until it runs or has failed, or the caller's patience is over. Nothing is stopped by the latter, nor by Ctrl-C.
     *
     * @return as it is then: still building for a caller that can call again
     * @throws Failure TIMED_OUT for one that cannot; NOT_FOUND when it is gone; as a request fails, when the instance stays away for two
     *                 minutes
     */
    public Addon end(Addon begun) {
        boolean callsAgain = progress.patience() != null;
        Duration patience = callsAgain ? progress.patience() : LONGEST;
        progress.onInterrupt("It goes on without you; wait again: paas addons wait " + begun.name());
        Addon last = watch(begun, patience);
        progress.onInterrupt(null);
        if (last.building() && !callsAgain) {
            throw new Failure(Kind.TIMED_OUT, last.name() + " is still being made after " + patience.toMinutes() + " minutes",
                    "it goes on; wait again: paas addons wait " + last.name());
        }
        return last;
    }

    /**
     * The add-on when something may be done to it: one that is being made is waited for, since it would be written down anew at its end,
     * as it was at its beginning.
     *
     * @param wait    whether to wait for it
     * @param force   whether to take it as it is
     * @param effect  what would come of not waiting, as the end of a sentence
     * @param command what was asked for, as it is typed
     * @throws Failure CONFLICT where it is not waited for, or would never end; as {@link #end}
     */
    public Addon over(Addon addon, boolean wait, boolean force, String effect, String command) {
        if (!addon.building() || force) {
            return addon;
        }
        if (old(addon)) {
            throw new Failure(Kind.CONFLICT, addon.name() + " has been in the making since " + addon.createdAt()
                    + "; if the instance restarted since, that never ends", "if you are sure that it did: " + command
                    + " --force");
        }
        if (!wait) {
            throw new Failure(Kind.CONFLICT, addon.name() + " is still being made; " + effect, "paas addons shows when it runs; then: "
                    + command + "; or wait for it now: " + command + " --wait");
        }
        Addon last = end(addon);
        if (last.building()) {
            throw new Failure(Kind.TIMED_OUT, addon.name() + " is still being made; " + effect, "paas addons shows when it runs; then: "
                    + command);
        }
        return last;
    }

    /** A restart of the instance in the middle leaves it building for ever (contract, schema Addon, status). */
    private static boolean old(Addon addon) {
        try {
            Instant created = OffsetDateTime.parse(addon.createdAt()).toInstant();
            return Duration.between(created, Instant.now()).compareTo(LONGEST.multipliedBy(2)) > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private Addon watch(Addon begun, Duration patience) {
        long start = System.nanoTime();
        Outage outage = new Outage(LONGEST_OUTAGE, progress::step);
        Addon last = begun;
        boolean seen = false;
        for (long pause = 250; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 3 / 2)) {
            tell(begun, start);
            try {
                last = api.addons().get(begun.id());
                seen = true;
                outage.over();
            } catch (Failure e) {
                if (e.kind() == Kind.NOT_FOUND && seen) {
                    throw new Failure(Kind.NOT_FOUND, begun.name() + " is gone: somebody deleted it while it was being made",
                            "see: paas addons");
                }
                // an instance that could not store it does so at the end of the launch; one that restarts is away for a moment
                if (e.kind() != Kind.NOT_FOUND) {
                    outage.endure(e);
                }
            }
            long left = patience.toMillis() - (System.nanoTime() - start) / 1_000_000;
            if (!last.building() || left <= 0) {
                return last;
            }
            pause(Math.min(pause, Math.max(1, left)), begun, start);
        }
    }

    /** A person sees the seconds go by; the instance is not asked for that. */
    private void pause(long milliseconds, Addon begun, long start) {
        long left = milliseconds;
        for (; left > SECOND_MS; left -= SECOND_MS) {
            Pause.ofMillis(SECOND_MS);
            tell(begun, start);
        }
        Pause.ofMillis(left);
    }

    private void tell(Addon begun, long start) {
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        progress.step(begun.name() + ": starting " + begun.type() + (progress.watched() ? ", " + seconds + "s" : ""));
    }
}
