package lib.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A token bucket a client. Contract, head, RATE LIMIT: 40 at once, 20 a second. */
final class RateLimit {

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
