package lib.sandbox.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Something that goes wrong with the next requests that match. People write {@code status,status=503,retryAfter=2,path=/api/apps,times=3}
 * on a command line, or the same names as fields of a JSON object, where the first is {@code kind}; what is not understood fails with an
 * IllegalArgumentException that says what is.
 *
 * @param path   as asked for, without the query; {@code *} at its end stands for anything, so that {@code *} is every path
 * @param method "" for any
 * @param times  how many requests it hits before it is over, at least 1
 */
public record Fault(Effect effect, String path, String method, int times) {

    private static final Set<String> SHARED = Set.of("kind", "path", "method", "times");

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        kind("delay", given -> new Effect.Delay(millis(given)), "millis");
        kind("status", given -> new Effect.Status(number(given, "status", 503, 200, 599),
            given.getOrDefault("error", "a fault of the sandbox"), number(given, "retryAfter", 0, 0, 86_400)),
            "status", "error", "retryAfter");
        kind("drop", given -> new Effect.Drop());
        kind("lose", given -> new Effect.Lose());
        kind("cut", given -> new Effect.Cut());
        kind("truncate", given -> new Effect.Truncate());
        kind("html", given -> new Effect.Html(number(given, "status", 200, 200, 599)), "status");
        kind("type", given -> new Effect.Type(oneLine(given.getOrDefault("contentType", "text/plain"), "contentType")), "contentType");
        kind("big", given -> new Effect.Big(number(given, "mib", 64, 1, 256)), "mib");
        kind("redirect", given -> new Effect.Redirect(oneLine(given.getOrDefault("to", "http://localhost:9/"), "to")), "to");
        kind("drip", given -> new Effect.Drip());
        kind("refuse", given -> new Effect.Refuse(millis(given)), "millis");
        kind("restart", given -> new Effect.Restart());
    }

    public Fault {
        if (times < 1) {
            throw new IllegalArgumentException("times takes a number from 1, not " + times);
        }
    }

    /** The next request, whatever it is. */
    public static Fault of(Effect effect) {
        return new Fault(effect, "*", "", 1);
    }

    public Fault at(String path) {
        return new Fault(effect, path, method, times);
    }

    public Fault method(String method) {
        return new Fault(effect, path, method, times);
    }

    public Fault times(int times) {
        return new Fault(effect, path, method, times);
    }

    boolean matches(String method, String path) {
        boolean there = this.path.endsWith("*") ? path.startsWith(this.path.substring(0, this.path.length() - 1)) : path.equals(this.path);
        return there && (this.method.isEmpty() || this.method.equalsIgnoreCase(method));
    }

    /** As people write it, {@code KIND[,NAME=VALUE]...}; a value has no comma. */
    public static Fault parse(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String part : ("kind=" + text).split(",")) {
            String[] pair = part.split("=", 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException("a fault is KIND,NAME=VALUE,...; \"" + part + "\" has no value");
            }
            settings.put(pair[0].strip(), pair[1].strip());
        }
        return of(settings);
    }

    /** @param settings names and values, "kind" among them */
    public static Fault of(Map<String, String> settings) {
        String kind = settings.getOrDefault("kind", "");
        Kind known = KINDS.get(kind);
        if (known == null) {
            throw new IllegalArgumentException("unknown kind of fault \"" + kind + "\"; there are " + String.join(", ", KINDS.keySet()));
        }
        for (String name : settings.keySet()) {
            if (!SHARED.contains(name) && !known.settings.contains(name)) {
                throw new IllegalArgumentException("a fault of the kind " + kind + " has no " + name);
            }
        }
        return new Fault(known.effect.apply(settings), settings.getOrDefault("path", "*"), settings.getOrDefault("method", ""),
            number(settings, "times", 1, 1, 1_000_000));
    }

    /** The name of a kind: its class's in small letters. */
    public static String kind(Effect effect) {
        return effect.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static void kind(String name, Function<Map<String, String>, Effect> effect, String... settings) {
        KINDS.put(name, new Kind(Set.of(settings), effect));
    }

    private static Duration millis(Map<String, String> settings) {
        return Duration.ofMillis(number(settings, "millis", 1000, 0, 600_000));
    }

    private static String oneLine(String value, String name) {
        if (value.isBlank() || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException(name + " takes one line of ASCII text");
        }
        return value;
    }

    private static int number(Map<String, String> settings, String name, int otherwise, int least, int most) {
        String text = settings.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same message as for a number out of range.
        }
        throw new IllegalArgumentException(name + " takes a number from " + least + " to " + most + ", not " + text);
    }

    /** @param settings which it has besides path, method and times */
    private record Kind(Set<String> settings, Function<Map<String, String>, Effect> effect) { }
}
