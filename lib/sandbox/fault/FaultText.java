package lib.sandbox.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A fault as people write it: {@code status,status=503,retryAfter=2,path=/api/apps,times=3} on a command line, or the same names as fields
 * of a JSON object, where the first is {@code kind}. What is not understood fails with an IllegalArgumentException that says what is.
 */
public final class FaultText {

    private static final Set<String> SHARED = Set.of("kind", "path", "method", "times");

    /** Which settings each kind has besides path, method and times. */
    private static final Map<String, Set<String>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("delay", Set.of("millis"));
        KINDS.put("status", Set.of("status", "error", "retryAfter"));
        KINDS.put("drop", Set.of());
        KINDS.put("lose", Set.of());
        KINDS.put("cut", Set.of());
        KINDS.put("truncate", Set.of());
        KINDS.put("html", Set.of("status"));
        KINDS.put("type", Set.of("contentType"));
        KINDS.put("big", Set.of("mib"));
        KINDS.put("redirect", Set.of("to"));
        KINDS.put("drip", Set.of());
        KINDS.put("refuse", Set.of("millis"));
        KINDS.put("restart", Set.of());
    }

    private FaultText() {
    }

    /** @param text {@code KIND[,NAME=VALUE]...}; a value has no comma */
    public static Fault parse(String text) {
        var settings = new LinkedHashMap<String, String>();
        for (var part : ("kind=" + text).split(",")) {
            var pair = part.split("=", 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException("a fault is KIND,NAME=VALUE,...; \"" + part + "\" has no value");
            }
            settings.put(pair[0].strip(), pair[1].strip());
        }
        return of(settings);
    }

    /** @param settings names and values, "kind" among them */
    public static Fault of(Map<String, String> settings) {
        var kind = settings.getOrDefault("kind", "");
        var known = KINDS.get(kind);
        if (known == null) {
            throw new IllegalArgumentException("unknown kind of fault \"" + kind + "\"; there are " + String.join(", ", KINDS.keySet()));
        }
        for (var name : settings.keySet()) {
            if (!SHARED.contains(name) && !known.contains(name)) {
                throw new IllegalArgumentException("a fault of the kind " + kind + " has no " + name);
            }
        }
        var effect = switch (kind) {
            case "delay" -> new Effect.Delay(Duration.ofMillis(number(settings, "millis", 1000, 0, 600_000)));
            case "status" -> {
                int status = number(settings, "status", 503, 200, 599);
                yield new Effect.Status(status, settings.getOrDefault("error", "a fault of the sandbox"),
                    number(settings, "retryAfter", 0, 0, 86_400));
            }
            case "drop" -> new Effect.Drop();
            case "lose" -> new Effect.Lose();
            case "cut" -> new Effect.Cut();
            case "truncate" -> new Effect.Truncate();
            case "html" -> new Effect.Html(number(settings, "status", 200, 200, 599));
            case "type" -> new Effect.Type(oneLine(settings.getOrDefault("contentType", "text/plain"), "contentType"));
            case "big" -> new Effect.Big(number(settings, "mib", 64, 1, 256));
            case "redirect" -> new Effect.Redirect(oneLine(settings.getOrDefault("to", "http://localhost:9/"), "to"));
            case "drip" -> new Effect.Drip();
            case "refuse" -> new Effect.Refuse(Duration.ofMillis(number(settings, "millis", 1000, 0, 600_000)));
            default -> new Effect.Restart();
        };
        return new Fault(effect, settings.getOrDefault("path", "*"), settings.getOrDefault("method", ""),
            number(settings, "times", 1, 1, 1_000_000));
    }

    /** The name of a kind: its class's in small letters. */
    public static String kind(Effect effect) {
        return effect.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String oneLine(String value, String name) {
        if (value.isBlank() || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException(name + " takes one line of ASCII text");
        }
        return value;
    }

    private static int number(Map<String, String> settings, String name, int otherwise, int least, int most) {
        var text = settings.get(name);
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
}
