package lib.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Locks a client out after wrong tokens. Contract, head, LOCK-OUT: five are free, the sixth locks for 2 s, each further one for twice as
 * long up to 900 s; a right token and 15 minutes without a wrong one clear the count.
 */
final class LockOut {

    private static final int FREE = 5;
    private static final long FIRST_SECONDS = 2;
    private static final long MOST_SECONDS = 900;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final Map<String, Strikes> strikes = new HashMap<>();

    LockOut(InstantSource clock) {
        this.clock = clock;
    }

    /** Throws the 429 of the contract while the client is locked out. */
    synchronized void check(String client) {
        Instant now = clock.instant();
        Strikes known = strikes.get(client);
        if (known != null && known.lockedUntil.isAfter(now)) {
            long millis = Duration.between(now, known.lockedUntil).toMillis();
            throw new Rejection(429, "Too many failed attempts. Try again later.", Math.max(1, Math.ceilDiv(millis, 1000)));
        }
    }

    /** Counts a wrong token, and throws the 429 when it is one too many. */
    synchronized void wrongToken(String client) {
        Instant now = clock.instant();
        strikes.values().removeIf(known -> known.last.plus(FORGOTTEN_AFTER).isBefore(now));
        int count = strikes.containsKey(client) ? strikes.get(client).count + 1 : 1;
        // The shift is bounded: thirty doublings are far beyond the longest lock.
        long seconds = count <= FREE ? 0 : Math.min(MOST_SECONDS, FIRST_SECONDS << Math.min(count - FREE - 1, 30));
        strikes.put(client, new Strikes(count, now, now.plusSeconds(seconds)));
        check(client);
    }

    synchronized void rightToken(String client) {
        strikes.remove(client);
    }

    private record Strikes(int count, Instant last, Instant lockedUntil) { }
}
