package lib.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Decides who a token belongs to, and keeps clients out that ask too often or guess.
 *
 * @param tokens finds the caller of a token, null for none
 * @param limits whether the rate limit and the lock-out are on
 */
public record Gate(Function<String, Caller> tokens, boolean limits, InstantSource clock, Map<String, Bucket> buckets,
        Map<String, Strikes> strikes) {

    /** Contract, head, RATE LIMIT: a token bucket a client, 40 at once, 20 a second. */
    private static final double BURST = 40;
    private static final double PER_SECOND = 20;
    /**
     * Contract, head, LOCK-OUT, after wrong tokens: five are free, the sixth locks for 2 s, each further one for twice as long up to 900 s;
     * a right token and 15 minutes without a wrong one clear the count.
     */
    private static final int FREE = 5;
    private static final long FIRST_SECONDS = 2;
    private static final long MOST_SECONDS = 900;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    public Gate(Function<String, Caller> tokens, boolean limits, InstantSource clock) {
        this(tokens, limits, clock, new HashMap<>(), new HashMap<>());
    }

    /** Takes one token out of the client's bucket, or throws the 429 of the contract. */
    synchronized void admit(String client) {
        Instant now = clock.instant();
        Bucket before = buckets.getOrDefault(client, new Bucket(BURST, now));
        double refill = Math.max(0, Duration.between(before.at, now).toNanos() / 1e9) * PER_SECOND;
        double left = Math.min(BURST, before.tokens + refill);
        buckets.put(client, new Bucket(left < 1 ? left : left - 1, now));
        if (limits && left < 1) {
            throw new Rejection(429, "Too many requests", 1);
        }
    }

    /** The caller with this token; else throws 401, or 429 when the client is locked out or becomes so by this very token. */
    public Caller identify(String client, String token) {
        checkLock(client);
        Rejection.when(token.isEmpty(), 401, "Unauthorized");
        Caller caller = tokens.apply(token);
        if (caller == null) {
            count(client);
            throw new Rejection(401, "Unauthorized");
        }
        synchronized (this) {
            strikes.remove(client);
        }
        return caller;
    }

    /** Throws the 429 of the contract while the client is locked out. */
    private synchronized void checkLock(String client) {
        Instant now = clock.instant();
        Strikes known = strikes.get(client);
        if (limits && known != null && known.lockedUntil.isAfter(now)) {
            long millis = Duration.between(now, known.lockedUntil).toMillis();
            throw new Rejection(429, "Too many failed attempts. Try again later.", Math.max(1, Math.ceilDiv(millis, 1000)));
        }
    }

    /** Counts a wrong token, and throws the 429 when it is one too many. */
    private synchronized void count(String client) {
        Instant now = clock.instant();
        strikes.values().removeIf(known -> known.last.plus(FORGOTTEN_AFTER).isBefore(now));
        int count = strikes.containsKey(client) ? strikes.get(client).count + 1 : 1;
        // The shift is bounded: thirty doublings are far beyond the longest lock.
        long seconds = count <= FREE ? 0 : Math.min(MOST_SECONDS, FIRST_SECONDS << Math.min(count - FREE - 1, 30));
        strikes.put(client, new Strikes(count, now, now.plusSeconds(seconds)));
        checkLock(client);
    }

    private record Bucket(double tokens, Instant at) { }
    private record Strikes(int count, Instant last, Instant lockedUntil) { }

    /** Whose token a request carried: an agent's, or the admin's, whose {@code agentId} is {@code ""} and which needs no scopes. */
    public record Caller(String agentId, List<String> scopes, boolean admin) {

        public static final Caller ADMIN = new Caller("", List.of(), true);
    }
}
