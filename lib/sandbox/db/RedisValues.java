package lib.sandbox.db;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lib.sandbox.db.RedisKeys.ListValue;

/** The commands on the values of keys, by kind of value. */
final class RedisValues {

    private RedisValues() {
    }

    /** null when it is no such command. */
    static RedisReply run(RedisKeys keys, String name, List<String> arguments) {
        var ofText = texts(keys, name, arguments);
        if (ofText != null) {
            return ofText;
        }
        if (Set.of("xadd", "xlen", "xrange").contains(name)) {
            return streams(keys, name, arguments);
        }
        return switch (name.charAt(0)) {
            case 'l', 'r' -> lists(keys, name, arguments);
            case 's' -> sets(keys, name, arguments);
            case 'h' -> hashes(keys, name, arguments);
            case 'z' -> sorted(keys, name, arguments);
            default -> null;
        };
    }

    private static RedisReply texts(RedisKeys keys, String name, List<String> arguments) {
        return switch (name) {
            case "get" -> RedisReply.of(keys.text(arguments.getFirst()));
            case "set" -> set(keys, arguments);
            case "setnx" -> {
                boolean free = !keys.has(arguments.getFirst());
                if (free) {
                    keys.put(arguments.get(0), arguments.get(1));
                }
                yield RedisReply.of(free);
            }
            case "setex" -> set(keys, List.of(arguments.get(0), arguments.get(2), "EX", arguments.get(1)));
            case "getset" -> {
                var before = keys.text(arguments.get(0));
                keys.put(arguments.get(0), arguments.get(1));
                yield RedisReply.of(before);
            }
            case "getdel" -> {
                var before = keys.text(arguments.getFirst());
                keys.remove(arguments.getFirst());
                yield RedisReply.of(before);
            }
            case "append" -> {
                var before = keys.text(arguments.get(0));
                var value = (before == null ? "" : before) + arguments.get(1);
                keys.keepTime(arguments.get(0), value);
                yield RedisReply.of(value.length());
            }
            case "strlen" -> RedisReply.of(keys.text(arguments.getFirst()) == null ? 0 : keys.text(arguments.getFirst()).length());
            case "mget" -> {
                arguments.getFirst();
                yield new RedisReply.Many(arguments.stream()
                    .map(key -> RedisReply.of(keys.type(key).equals("string") ? keys.text(key) : null)).toList());
            }
            case "mset" -> {
                for (int i = 0; i < arguments.size(); i += 2) {
                    keys.put(arguments.get(i), arguments.get(i + 1));
                }
                yield RedisReply.OK;
            }
            case "incr" -> add(keys, arguments.getFirst(), 1);
            case "decr" -> add(keys, arguments.getFirst(), -1);
            case "incrby" -> add(keys, arguments.get(0), Long.parseLong(arguments.get(1)));
            case "decrby" -> add(keys, arguments.get(0), -Long.parseLong(arguments.get(1)));
            default -> null;
        };
    }

    private static RedisReply set(RedisKeys keys, List<String> arguments) {
        var key = arguments.get(0);
        var value = arguments.get(1);
        long millis = -1;
        boolean onlyNew = false;
        boolean onlyOld = false;
        boolean keep = false;
        for (int i = 2; i < arguments.size(); i++) {
            switch (arguments.get(i).toLowerCase(Locale.ROOT)) {
                case "ex" -> millis = 1000 * Long.parseLong(arguments.get(++i));
                case "px" -> millis = Long.parseLong(arguments.get(++i));
                case "nx" -> onlyNew = true;
                case "xx" -> onlyOld = true;
                case "keepttl" -> keep = true;
                default -> throw new RedisServer.Refused("ERR syntax error");
            }
        }
        if (onlyNew && keys.has(key) || onlyOld && !keys.has(key)) {
            return RedisReply.NIL;
        }
        if (keep) {
            keys.keepTime(key, value);
        } else {
            keys.put(key, value);
        }
        if (millis >= 0) {
            keys.end(key, keys.now().plusMillis(millis));
        }
        return RedisReply.OK;
    }

    private static RedisReply add(RedisKeys keys, String key, long amount) {
        var before = keys.text(key);
        long value = (before == null ? 0 : Long.parseLong(before)) + amount;
        keys.keepTime(key, Long.toString(value));
        return RedisReply.of(value);
    }

    private static RedisReply lists(RedisKeys keys, String name, List<String> arguments) {
        var key = arguments.getFirst();
        switch (name) {
            case "lpush", "rpush" -> {
                arguments.get(1);
                var list = keys.list(key, true);
                arguments.stream().skip(1).forEach(value -> list.add(name.equals("lpush") ? 0 : list.size(), value));
                return RedisReply.of(list.size());
            }
            case "lpop", "rpop" -> {
                var list = keys.list(key, false);
                var taken = list == null ? null : name.equals("lpop") ? list.removeFirst() : list.removeLast();
                keys.tidy(key);
                return RedisReply.of(taken);
            }
            default -> { }
        }
        var list = keys.list(key, false) == null ? new ListValue() : keys.list(key, false);
        return switch (name) {
            case "llen" -> RedisReply.of(list.size());
            case "lrange" -> RedisReply.of(range(list, arguments.get(1), arguments.get(2)));
            case "lindex" -> {
                int index = Integer.parseInt(arguments.get(1));
                int from = index < 0 ? list.size() + index : index;
                yield RedisReply.of(from >= 0 && from < list.size() ? list.get(from) : null);
            }
            default -> null;
        };
    }

    private static List<String> range(List<String> items, String first, String last) {
        int from = Integer.parseInt(first);
        int to = Integer.parseInt(last);
        from = Math.max(0, from < 0 ? items.size() + from : from);
        to = Math.min(items.size() - 1, to < 0 ? items.size() + to : to);
        return from > to ? List.of() : List.copyOf(items.subList(from, to + 1));
    }

    private static RedisReply sets(RedisKeys keys, String name, List<String> arguments) {
        var rest = arguments.stream().skip(1).toList();
        return switch (name) {
            case "sadd" -> {
                rest.getFirst();
                var set = keys.set(arguments.getFirst(), true);
                yield RedisReply.of(rest.stream().filter(set::add).count());
            }
            case "srem" -> {
                var set = keys.set(arguments.getFirst(), false);
                long gone = set == null ? 0 : rest.stream().filter(set::remove).count();
                keys.tidy(arguments.getFirst());
                yield RedisReply.of(gone);
            }
            case "smembers" -> RedisReply.of(new ArrayList<>(members(keys, arguments)));
            case "scard" -> RedisReply.of(members(keys, arguments).size());
            case "sismember" -> RedisReply.of(members(keys, arguments).contains(rest.getFirst()));
            default -> null;
        };
    }

    private static Set<String> members(RedisKeys keys, List<String> arguments) {
        var set = keys.set(arguments.getFirst(), false);
        return set == null ? Set.of() : set;
    }

    private static RedisReply hashes(RedisKeys keys, String name, List<String> arguments) {
        var key = arguments.getFirst();
        if (name.equals("hset") || name.equals("hmset")) {
            var hash = keys.hash(key, true);
            long fresh = 0;
            for (int i = 1; i < Math.max(arguments.size(), 2); i += 2) {
                fresh += hash.put(arguments.get(i), arguments.get(i + 1)) == null ? 1 : 0;
            }
            return name.equals("hmset") ? RedisReply.OK : RedisReply.of(fresh);
        }
        var found = keys.hash(key, name.equals("hincrby"));
        var hash = found == null ? new RedisKeys.HashValue() : found;
        return switch (name) {
            case "hget" -> RedisReply.of(hash.get(arguments.get(1)));
            case "hmget" -> new RedisReply.Many(arguments.stream().skip(1).map(field -> RedisReply.of(hash.get(field))).toList());
            case "hgetall" -> RedisReply.of(hash.entrySet().stream().flatMap(each -> List.of(each.getKey(),
                each.getValue()).stream()).toList());
            case "hdel" -> {
                long gone = arguments.stream().skip(1).filter(field -> hash.remove(field) != null).count();
                keys.tidy(key);
                yield RedisReply.of(gone);
            }
            case "hexists" -> RedisReply.of(hash.containsKey(arguments.get(1)));
            case "hkeys" -> RedisReply.of(List.copyOf(hash.keySet()));
            case "hvals" -> RedisReply.of(List.copyOf(hash.values()));
            case "hlen" -> RedisReply.of(hash.size());
            case "hincrby" -> {
                long value = Long.parseLong(hash.getOrDefault(arguments.get(1), "0")) + Long.parseLong(arguments.get(2));
                hash.put(arguments.get(1), Long.toString(value));
                yield RedisReply.of(value);
            }
            default -> null;
        };
    }

    private static RedisReply sorted(RedisKeys keys, String name, List<String> arguments) {
        var key = arguments.getFirst();
        var found = keys.sorted(key, name.equals("zadd"));
        var set = found == null ? new RedisKeys.SortedValue() : found;
        return switch (name) {
            case "zadd" -> {
                long fresh = 0;
                for (int i = 1; i < Math.max(arguments.size(), 2); i += 2) {
                    fresh += set.put(arguments.get(i + 1), Double.parseDouble(arguments.get(i))) == null ? 1 : 0;
                }
                yield RedisReply.of(fresh);
            }
            case "zrange" -> {
                boolean scores = arguments.stream().skip(3).anyMatch("withscores"::equalsIgnoreCase);
                yield RedisReply.of(range(set.inOrder(), arguments.get(1), arguments.get(2)).stream()
                    .flatMap(member -> (scores ? List.of(member, score(set.get(member))) : List.of(member)).stream()).toList());
            }
            case "zscore" -> RedisReply.of(set.containsKey(arguments.get(1)) ? score(set.get(arguments.get(1))) : null);
            case "zcard" -> RedisReply.of(set.size());
            case "zrem" -> {
                long gone = arguments.stream().skip(1).filter(member -> set.remove(member) != null).count();
                keys.tidy(key);
                yield RedisReply.of(gone);
            }
            default -> null;
        };
    }

    private static String score(double score) {
        return BigDecimal.valueOf(score).stripTrailingZeros().toPlainString();
    }

    private static RedisReply streams(RedisKeys keys, String name, List<String> arguments) {
        var stream = keys.stream(arguments.getFirst(), name.equals("xadd"));
        return switch (name) {
            case "xadd" -> {
                var id = arguments.get(1).equals("*") ? keys.now().toEpochMilli() + "-" + stream.size() : arguments.get(1);
                arguments.get(3);
                stream.put(id, List.copyOf(arguments.subList(2, arguments.size())));
                yield new RedisReply.Text(id);
            }
            case "xlen" -> RedisReply.of(stream == null ? 0 : stream.size());
            default -> new RedisReply.Many(stream == null ? List.of() : stream.entrySet().stream().<RedisReply>map(each ->
                new RedisReply.Many(List.of(new RedisReply.Text(each.getKey()), RedisReply.of(each.getValue())))).toList());
        };
    }
}
