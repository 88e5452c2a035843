package lib.sandbox.db;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** One numbered database of a Redis server: keys, their values and when they end. Not safe for threads; its server sees to that. */
final class RedisKeys {

    private final InstantSource clock;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Instant> ends = new HashMap<>();

    RedisKeys(InstantSource clock) {
        this.clock = clock;
    }

    Set<String> keys() {
        ends.entrySet().removeIf(end -> {
            boolean over = !end.getValue().isAfter(clock.instant());
            if (over) {
                values.remove(end.getKey());
            }
            return over;
        });
        return new LinkedHashSet<>(values.keySet());
    }

    boolean has(String key) {
        return keys().contains(key);
    }

    /** The word of the TYPE command. */
    String type(String key) {
        return !has(key) ? "none" : switch (values.get(key)) {
            case String text -> "string";
            case ListValue list -> "list";
            case SetValue set -> "set";
            case HashValue hash -> "hash";
            case SortedValue sorted -> "zset";
            default -> "stream";
        };
    }

    String text(String key) {
        return get(key, String.class, null);
    }

    ListValue list(String key, boolean make) {
        return get(key, ListValue.class, make ? ListValue::new : null);
    }

    SetValue set(String key, boolean make) {
        return get(key, SetValue.class, make ? SetValue::new : null);
    }

    HashValue hash(String key, boolean make) {
        return get(key, HashValue.class, make ? HashValue::new : null);
    }

    SortedValue sorted(String key, boolean make) {
        return get(key, SortedValue.class, make ? SortedValue::new : null);
    }

    StreamValue stream(String key, boolean make) {
        return get(key, StreamValue.class, make ? StreamValue::new : null);
    }

    /** Replaces the value and forgets when it ends. */
    void put(String key, Object value) {
        values.put(key, value);
        ends.remove(key);
    }

    /** Replaces a text; the key ends when it would have. */
    void keepTime(String key, String value) {
        values.put(key, value);
    }

    boolean remove(String key) {
        boolean was = has(key);
        values.remove(key);
        ends.remove(key);
        return was;
    }

    /** A collection without members is no key. */
    void tidy(String key) {
        boolean empty = switch (values.get(key)) {
            case List<?> list -> list.isEmpty();
            case Set<?> set -> set.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case null, default -> false;
        };
        if (empty) {
            remove(key);
        }
    }

    void clear() {
        values.clear();
        ends.clear();
    }

    /** The value and its end go to the other key, over what is there. */
    void rename(String from, String to) {
        var value = values.remove(from);
        var end = ends.remove(from);
        put(to, value);
        if (end != null) {
            ends.put(to, end);
        }
    }

    boolean end(String key, Instant when) {
        if (has(key)) {
            ends.put(key, when);
            return true;
        }
        return false;
    }

    boolean persist(String key) {
        return has(key) && ends.remove(key) != null;
    }

    /** Milliseconds that the key has left: -2 without the key, -1 without an end. */
    long left(String key) {
        return !has(key) ? -2 : !ends.containsKey(key) ? -1 : ends.get(key).toEpochMilli() - clock.instant().toEpochMilli();
    }

    Instant now() {
        return clock.instant();
    }

    private <T> T get(String key, Class<T> type, Supplier<T> make) {
        if (!has(key)) {
            if (make == null) {
                return null;
            }
            values.put(key, make.get());
        }
        if (!type.isInstance(values.get(key))) {
            throw new RedisServer.Refused("WRONGTYPE Operation against a key holding the wrong kind of value");
        }
        return type.cast(values.get(key));
    }

    /** The value of a list. */
    static final class ListValue extends ArrayList<String> { }

    /** The value of a set. */
    static final class SetValue extends LinkedHashSet<String> { }

    /** The value of a hash. */
    static final class HashValue extends LinkedHashMap<String, String> { }

    /** The value of a sorted set: scores by member. */
    static final class SortedValue extends HashMap<String, Double> {
        List<String> inOrder() {
            return keySet().stream().sorted((one, other) -> {
                int byScore = Double.compare(get(one), get(other));
                return byScore != 0 ? byScore : one.compareTo(other);
            }).toList();
        }
    }

    /** The value of a stream: entries by id, each the fields and values in turn. */
    static final class StreamValue extends LinkedHashMap<String, List<String>> { }
}
