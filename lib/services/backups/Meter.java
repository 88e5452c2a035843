package lib.services.backups;

import lib.op.Progress;

/** Says how far a download is: a bar that moves for a person, a line now and then elsewhere. */
final class Meter {

    private static final int BAR = 20;
    private static final long WATCHED_NS = 200_000_000L;
    private static final long ELSEWHERE_NS = 5_000_000_000L;
    private static final double SECOND_NS = 1e9;

    private final Progress progress;
    private final String name;
    private final long size;
    private final long start = System.nanoTime();
    private long said = start;
    private long come;

    /** @param size as the instance lists it */
    Meter(Progress progress, String name, long size) {
        this.progress = progress;
        this.name = name;
        this.size = size;
    }

    /**
     * So many bytes more have come.
     *
     * @param there how many there are now
     */
    void add(long bytes, long there) {
        come += bytes;
        long now = System.nanoTime();
        if (now - said < (progress.watched() ? WATCHED_NS : ELSEWHERE_NS)) {
            return;
        }
        said = now;
        double share = size <= 0 ? 0 : Math.min(1, (double) there / size);
        int full = (int) (share * BAR);
        String bar = progress.watched() ? "█".repeat(full) + "░".repeat(BAR - full) + " " : name + ": ";
        progress.step(bar + (int) (share * 100) + "%  " + Sizes.words(there) + " of " + Sizes.words(size) + ", "
                + Sizes.words((long) (come * SECOND_NS / Math.max(1, now - start))) + "/s");
    }
}
