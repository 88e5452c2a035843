package lib.services.backups;

import java.time.Duration;
import java.util.List;
import lib.api.Api;
import lib.api.Backup;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Pause;
import lib.op.Progress;

/** Makes a backup. The request is answered when it is done, and a lost answer is made up for by the list. Contract: backups/create. */
public final class Making {

    private static final Duration LONGEST = Duration.ofHours(2);
    private static final long LOOK_MS = 1500;
    private static final int LOOKS = 4;

    private final Api api;
    private final Progress progress;

    public Making(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /**
     * A backup that was made.
     *
     * @param lost whether its answer got lost, so that it was found in the list
     */
    public record Made(Backup backup, boolean lost) {
    }

    /** How long a request may take that packs everything: the instance has no limit, a tool's caller has. */
    public static Duration limit(Progress progress) {
        return progress.patience() == null ? LONGEST : progress.patience();
    }

    /**
     * Makes it.
     *
     * @param before those that were there
     * @throws Failure ANSWER_LOST when it may still be made; else as the route fails
     */
    public Made now(List<Backup> before) {
        try {
            return new Made(sent(), false);
        } catch (Failure e) {
            Backup found = e.kind() == Kind.ANSWER_LOST ? fresh(before) : null;
            if (found == null) {
                throw e.kind() == Kind.ANSWER_LOST ? e.withHint("an instance goes on packing; look in a while: paas backups") : e;
            }
            return new Made(found, true);
        }
    }

    /** A log that grows while it is packed makes it fail: once more is reasonable, the contract says. */
    private Backup sent() {
        try {
            return api.backups().create(limit(progress));
        } catch (Failure e) {
            if (e.kind() != Kind.SERVER_ERROR || !e.getMessage().startsWith("Backup failed")) {
                throw e;
            }
            progress.note(e.getMessage() + "; trying once more, since a log may have grown meanwhile");
            return api.backups().create(limit(progress));
        }
    }

    /** One that was not there and does not grow any more; null when there is none. */
    private Backup fresh(List<Backup> before) {
        Backup last = null;
        for (int i = 0; i < LOOKS; i++) {
            Backup now = newest(before);
            if (now != null && last != null && now.name().equals(last.name()) && now.size() == last.size()) {
                return now;
            }
            last = now;
            Pause.ofMillis(LOOK_MS);
        }
        return null;
    }

    private Backup newest(List<Backup> before) {
        List<String> known = before.stream().map(Backup::name).toList();
        try {
            return api.backups().all().stream().filter(each -> !known.contains(each.name())).findFirst().orElse(null);
        } catch (Failure away) {
            return null;
        }
    }
}
