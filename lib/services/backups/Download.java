package lib.services.backups;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.api.Api;
import lib.api.Backup;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Pause;
import lib.http.Stepwise;
import lib.op.Progress;

/**
 * Brings an archive here, whole or not at all. Where the connection breaks it goes on from there if the way knows ranges, else from the
 * beginning, as an instance itself has it (contract, backups/download: neither a length nor ranges). What came is held against the size in
 * the instance's list, since nothing else tells that it is all.
 */
public final class Download {

    private static final int MOST_CUTS = 4;
    private static final long PAUSE_MS = 1000;
    private static final int BLOCK = 64 * 1024;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d+/.*");
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final Api api;
    private final Progress progress;
    private final Backup backup;
    private final Sink sink;
    private final Meter meter;
    private long there;

    /** @param backup as the instance lists it */
    public Download(Api api, Progress progress, Backup backup, Sink sink) {
        this.api = api;
        this.progress = progress;
        this.backup = backup;
        this.sink = sink;
        this.meter = new Meter(progress, backup.name(), backup.size());
    }

    /**
     * Brings it.
     *
     * @throws Failure FAILED when what came is not what the list says; as the route fails, when the connection breaks again and again
     */
    public void run() {
        for (int cuts = 0; ; cuts++) {
            String why = once();
            if (why == null && there >= backup.size()) {
                break;
            }
            String state = "the download of " + backup.name() + (why == null ? " ended" : " broke off") + " at " + Sizes.words(there)
                    + " of "
                    + Sizes.words(backup.size());
            if (cuts == MOST_CUTS) {
                throw why == null ? wrongSize() : new Failure(Kind.UNREACHABLE, state + ", " + (cuts + 1) + " times now (" + why + ")",
                        "try again where the network is better; nothing was saved");
            }
            progress.note(state + (why == null ? "" : " (" + why + ")") + "; trying again (" + (cuts + 1) + " of " + MOST_CUTS + ")");
            Pause.ofMillis(PAUSE_MS * (cuts + 1));
        }
        if (there != backup.size()) {
            throw wrongSize();
        }
    }

    private Failure wrongSize() {
        return new Failure(Kind.FAILED, "what came of " + backup.name() + " has " + there + " bytes, and the instance's list says "
                + backup.size(), "was it still being made? see: paas backups, and try again; nothing was saved");
    }

    /** One request. @return why it broke off; null when the answer came to its end */
    private String once() {
        Attempt attempt = new Attempt();
        try {
            api.backups().download(backup.name(), there, attempt);
            return attempt.broken;
        } catch (Failure e) {
            attempt.leave();
            if (there == 0 || !e.kind().passing()) {
                throw e;
            }
            return e.getMessage();
        }
    }

    /** One answer. Whoever gave up waiting for it leaves it, so that bytes that come late go nowhere. */
    private final class Attempt implements Stepwise {
        private boolean left;
        private volatile String broken;

        private synchronized void leave() {
            left = true;
        }

        @Override
        public Object read(InputStream in) {
            long skip = there;
            if (there > 0 && sink.rewind()) {
                there = 0;
                skip = 0;
            }
            return copy(in, skip);
        }

        @Override
        public Object part(String range, InputStream in) throws IOException {
            Matcher from = RANGE.matcher(range);
            if (!from.matches() || Long.parseLong(from.group(1)) != there) {
                throw new IOException("another part than was asked for");
            }
            return copy(in, 0);
        }

        /** @param skip how many bytes are there already and come again */
        private Object copy(InputStream in, long skip) {
            byte[] block = new byte[BLOCK];
            long skipped = 0;
            try {
                for (int got = in.read(block); got >= 0; got = in.read(block)) {
                    int again = (int) Math.min(got, skip - skipped);
                    skipped += again;
                    if (again > 0) {
                        System.arraycopy(block, again, block, 0, got - again);
                    }
                    if (!take(block, got - again)) {
                        return null;
                    }
                }
            } catch (IOException e) {
                broken = "the connection was lost";
            }
            return null;
        }

        private synchronized boolean take(byte[] block, int length) {
            if (left) {
                return false;
            }
            if (length == 0) {
                return true;
            }
            if (there == 0 && ((block[0] & 0xff) != GZIP_FIRST || length > 1 && (block[1] & 0xff) != GZIP_SECOND)) {
                throw new Failure(Kind.FAILED, "what came in the place of " + backup.name() + " is no archive",
                        "check that no proxy stands in between; nothing was saved");
            }
            sink.write(block, length);
            there += length;
            meter.add(length, there);
            return true;
        }
    }
}
