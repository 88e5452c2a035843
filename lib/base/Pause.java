package lib.base;

import java.time.Duration;

/** Waiting that a person can end. */
public final class Pause {

    private Pause() {
    }

    /**
     * Sleeps.
     *
     * @throws Failure INTERRUPTED when the thread is interrupted meanwhile
     */
    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw Failure.interrupted();
        }
    }

    /**
     * What is left until something that took its time is to be done again.
     *
     * @param every how often it is to be done
     * @param took  since it began
     * @param least in between, however long it took
     */
    public static Duration rest(Duration every, Duration took, Duration least) {
        Duration left = every.minus(took);
        return left.compareTo(least) < 0 ? least : left;
    }

    /** As {@link #of(Duration)}, in milliseconds. */
    public static void ofMillis(long milliseconds) {
        of(Duration.ofMillis(milliseconds));
    }
}
