package lib.sandbox.base;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** What waits to be fetched with a key: once, and for this while only. */
public record OneTime<T>(Duration life, InstantSource clock, Map<String, Waiting<T>> waiting) {

    public OneTime(Duration life, InstantSource clock) {
        this(life, clock, new HashMap<>());
    }

    /** Keeps it, in place of what waited under this key. */
    public synchronized void put(String key, T value) {
        Instant now = clock.instant();
        waiting.values().removeIf(each -> !now.isBefore(each.end));
        waiting.put(key, new Waiting<>(value, now.plus(life)));
    }

    /** Hands it out; null when there is none or it is too old. */
    public synchronized T take(String key) {
        Waiting<T> found = waiting.remove(key);
        return found == null || !clock.instant().isBefore(found.end) ? null : found.value;
    }

    /** A restart of the instance: what was in memory is gone. */
    public synchronized void clear() {
        waiting.clear();
    }

    private record Waiting<T>(T value, Instant end) { }
}
