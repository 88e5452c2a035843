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

    /** The same in milliseconds. */
    public static void ofMillis(long milliseconds) {
        of(Duration.ofMillis(milliseconds));
    }
}
