package lib.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Decides who a token belongs to, and keeps clients out that ask too often or guess. */
public final class Gate {

    private final Function<String, Caller> tokens;
    private final boolean limits;
    private final RateLimit rate;
    private final LockOut lockOut;

    /**
     * @param tokens finds the caller of a token, null for none
     * @param limits whether the rate limit and the lock-out are on
     */
    public Gate(Function<String, Caller> tokens, boolean limits, InstantSource clock) {
        this.tokens = tokens;
        this.limits = limits;
        rate = new RateLimit(clock);
        lockOut = new LockOut(clock);
    }

    void admit(String client) {
        if (limits) {
            rate.check(client);
        }
    }

    /** The caller with this token; else throws 401, or 429 when the client is locked out or becomes so by this very token. */
    public Caller identify(String client, String token) {
        if (limits) {
            lockOut.check(client);
        }
        Rejection.when(token.isEmpty(), 401, "Unauthorized");
        Caller caller = tokens.apply(token);
        if (limits && caller == null) {
            lockOut.wrongToken(client);
        } else if (limits) {
            lockOut.rightToken(client);
        }
        return Rejection.found(caller, 401, "Unauthorized");
    }

    /** A token bucket a client. Contract, head, RATE LIMIT: 40 at once, 20 a second. */
    private static final class RateLimit {

        private static final double BURST = 40;
        private static final double PER_SECOND = 20;

        private final InstantSource clock;
        private final Map<String, Bucket> buckets = new HashMap<>();

        RateLimit(InstantSource clock) {
            this.clock = clock;
        }

        /** Takes one token of the client's, or throws the 429 of the contract. */
        synchronized void check(String client) {
            Instant now = clock.instant();
            Bucket before = buckets.getOrDefault(client, new Bucket(BURST, now));
            double refill = Math.max(0, Duration.between(before.at, now).toNanos() / 1e9) * PER_SECOND;
            double tokens = Math.min(BURST, before.tokens + refill);
            buckets.put(client, new Bucket(tokens < 1 ? tokens : tokens - 1, now));
            if (tokens < 1) {
                throw new Rejection(429, "Too many requests", 1);
            }
        }

        private record Bucket(double tokens, Instant at) { }
    }

    /**
     * Locks a client out after wrong tokens. Contract, head, LOCK-OUT: five are free, the sixth locks for 2 s,
         each further one for twice as
     * long up to 900 s; a right token and 15 minutes without a wrong one clear the count.
     */
    private static final class LockOut {

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
}
