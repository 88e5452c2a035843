package lib.api;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import lib.base.Failure;

/**
 * Who changes what at the moment, within this process: whoever reads, decides and writes claims the app first, so that of two calls that
 * come at
 * once the later one sees what the earlier one did. Between processes only the instance decides.
 */
final class Claims {

    private static final ConcurrentHashMap<String, Place> PLACES = new ConcurrentHashMap<>();

    /** One at a time, and how many want it. */
    private static final class Place {
        private final Semaphore free = new Semaphore(1, true);
        private int wanted;
    }

    private Claims() {
    }

    /**
     * Waits until nobody else has it.
     *
     * @return gives it back
     * @throws Failure INTERRUPTED
     */
    static Api.Claim take(String what) {
        Place place = PLACES.compute(what, (key, there) -> {
            Place one = there == null ? new Place() : there;
            one.wanted++;
            return one;
        });
        try {
            place.free.acquire();
        } catch (InterruptedException e) {
            leave(what);
            throw Failure.interrupted();
        }
        return () -> {
            place.free.release();
            leave(what);
        };
    }

    /** What nobody wants any more is forgotten: a server runs for days. */
    private static void leave(String what) {
        PLACES.compute(what, (key, there) -> --there.wanted == 0 ? null : there);
    }
}
