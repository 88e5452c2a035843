package lib.sandbox.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisDataException;

/** Replies as redis-cli 7 prints them with {@code --no-raw}: {@code (integer) 1}, {@code (nil)}, {@code "text"}, {@code 1) "item"}. */
final class RedisFormat {

    /** Whose texts are statuses, printed without quotes. */
    private static final Set<String> STATUS = Set.of("set", "setex", "psetex", "mset", "hmset", "ping", "type", "rename", "flushall",
        "flushdb", "lset", "ltrim", "restore", "xgroup", "auth", "save", "multi", "config", "select", "watch", "unwatch");

    private RedisFormat() {
    }

    static List<String> lines(List<String> words, Object reply) {
        String name = words.getFirst().toLowerCase(Locale.ROOT);
        boolean given = name.equals("ping") && words.size() > 1 || words.stream().skip(1).anyMatch(each -> each.equalsIgnoreCase("get"));
        boolean status = STATUS.contains(name) && !given;
        if (reply instanceof byte[] text && (status || name.equals("info"))) {     // which is for people as it is
            return Arrays.asList(new String(text, UTF_8).split("\n", -1));
        }
        return value(reply);
    }

    private static List<String> value(Object reply) {
        return switch (reply) {
            case null -> List.of("(nil)");
            case byte[] text -> List.of(quoted(text));
            case Long number -> List.of("(integer) " + number);
            case JedisDataException refused -> List.of("(error) " + refused.getMessage());
            case List<?> items when items.isEmpty() -> List.of("(empty array)");
            case List<?> items -> items(items);
            default -> List.of(quoted(reply.toString().getBytes(UTF_8)));
        };
    }

    private static List<String> items(List<?> items) {
        List<String> lines = new ArrayList<>();
        int width = Integer.toString(items.size()).length();
        for (int i = 0; i < items.size(); i++) {
            List<String> inner = value(items.get(i));
            for (int j = 0; j < inner.size(); j++) {
                lines.add((j == 0 ? ("%" + width + "d) ").formatted(i + 1) : " ".repeat(width + 2)) + inner.get(j));
            }
        }
        return lines;
    }

    /** A text in double quotes; what is no printable ASCII is escaped byte by byte. */
    static String quoted(byte[] text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte each : text) {
            quoted.append(switch (each) {
                case '\\' -> "\\\\";
                case '"' -> "\\\"";
                case '\n' -> "\\n";
                case '\r' -> "\\r";
                case '\t' -> "\\t";
                case 7 -> "\\a";
                case '\b' -> "\\b";
                default -> each >= ' ' && each < 127 ? String.valueOf((char) each) : "\\x%02x".formatted(each);
            });
        }
        return quoted.append('"').toString();
    }
}
