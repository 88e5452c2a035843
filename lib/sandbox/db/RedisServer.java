package lib.sandbox.db;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The commands that people use on a Redis of an app, with the server's own texts for what is refused. */
final class RedisServer {

    private final String password;
    private final List<RedisKeys> databases;

    RedisServer(String password, InstantSource clock) {
        this.password = password;
        databases = IntStream.range(0, 16).mapToObj(number -> new RedisKeys(clock)).toList();
    }

    RedisKeys database(int number) {
        return databases.get(number);
    }

    /** One command, the name first; never fails: a refusal is a reply like another one. */
    synchronized RedisReply run(RedisKeys keys, List<String> words) {
        var name = words.getFirst().toLowerCase(Locale.ROOT);
        var arguments = words.subList(1, words.size());
        try {
            var ofServer = own(keys, name, arguments);
            var reply = ofServer != null ? ofServer : RedisValues.run(keys, name, arguments);
            if (reply == null) {
                throw new Refused("ERR unknown command '" + words.getFirst() + "', with args beginning with: "
                    + arguments.stream().map(each -> "'" + each + "' ").collect(Collectors.joining()));
            }
            return reply;
        } catch (Refused refused) {
            return new RedisReply.Text(refused.getMessage());
        } catch (IndexOutOfBoundsException | NoSuchElementException tooFew) {
            return new RedisReply.Text("ERR wrong number of arguments for '" + name + "' command");
        } catch (NumberFormatException noNumber) {
            return new RedisReply.Text("ERR value is not an integer or out of range");
        }
    }

    /** The commands that make database 0 anew. */
    synchronized List<List<String>> dump() {
        var keys = database(0);
        var commands = new ArrayList<List<String>>();
        for (var key : keys.keys()) {
            switch (keys.type(key)) {
                case "string" -> commands.add(List.of("SET", key, keys.text(key)));
                case "list" -> commands.add(joined("RPUSH", key, keys.list(key, false)));
                case "set" -> commands.add(joined("SADD", key, List.copyOf(keys.set(key, false))));
                case "hash" -> keys.hash(key, false).forEach((field, value) -> commands.add(List.of("HSET", key, field, value)));
                case "zset" -> keys.sorted(key, false).forEach((member, score) -> commands.add(List.of("ZADD", key, "" + score, member)));
                default -> keys.stream(key, false).forEach((id, fields) -> commands.add(joined("XADD", key, joined(id, fields))));
            }
            if (keys.left(key) >= 0) {
                commands.add(List.of("PEXPIREAT", key, "" + (keys.now().toEpochMilli() + keys.left(key))));
            }
        }
        return commands;
    }

    private static List<String> joined(String command, String key, List<String> rest) {
        return joined(command, joined(key, rest));
    }

    private static List<String> joined(String first, List<String> rest) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    /** What is about the server and its keys, whatever their values; null when it is no such command. */
    private RedisReply own(RedisKeys keys, String name, List<String> arguments) {
        return switch (name) {
            case "ping" -> new RedisReply.Text(arguments.isEmpty() ? "PONG" : arguments.getFirst());
            case "echo" -> new RedisReply.Text(arguments.getFirst());
            case "auth" -> password.equals(arguments.getLast()) ? RedisReply.OK
                : new RedisReply.Text("WRONGPASS invalid username-password pair or user is disabled.");
            case "select", "save" -> RedisReply.OK;
            case "bgsave" -> new RedisReply.Text("Background saving started");
            case "dbsize" -> RedisReply.of(keys.keys().size());
            case "flushdb" -> {
                keys.clear();
                yield RedisReply.OK;
            }
            case "flushall" -> {
                databases.forEach(RedisKeys::clear);
                yield RedisReply.OK;
            }
            case "time" -> RedisReply.of(List.of("" + keys.now().getEpochSecond(), "" + keys.now().getNano() / 1000));
            case "info" -> new RedisReply.Text("# Server\r\nredis_version:7.4.1\r\nredis_mode:standalone\r\nos:Linux 6.1.0 x86_64\r\n\r\n"
                + "# Clients\r\nconnected_clients:1\r\n\r\n# Keyspace\r\ndb0:keys=" + database(0).keys().size() + ",expires=0,avg_ttl=0\r");
            case "config" -> config(arguments);
            case "keys" -> {
                var pattern = glob(arguments.getFirst());
                yield RedisReply.of(keys.keys().stream().filter(key -> pattern.matcher(key).matches()).toList());
            }
            case "scan" -> {
                Long.parseLong(arguments.getFirst());
                int match = IntStream.range(1,
                    arguments.size()).filter(i -> arguments.get(i).equalsIgnoreCase("match")).findFirst().orElse(-1);
                var pattern = glob(match < 0 ? "*" : arguments.get(match + 1));
                yield new RedisReply.Many(List.of(new RedisReply.Text("0"),
                    RedisReply.of(keys.keys().stream().filter(key -> pattern.matcher(key).matches()).toList())));
            }
            case "randomkey" -> RedisReply.of(keys.keys().stream().findAny().orElse(null));
            case "type" -> new RedisReply.Text(keys.type(arguments.getFirst()));
            case "exists" -> {
                arguments.getFirst();
                yield RedisReply.of(arguments.stream().filter(keys::has).count());
            }
            case "del", "unlink" -> {
                arguments.getFirst();
                yield RedisReply.of(arguments.stream().filter(keys::remove).count());
            }
            case "rename" -> rename(keys, arguments.get(0), arguments.get(1));
            case "expire" -> RedisReply.of(keys.end(arguments.get(0), keys.now().plusSeconds(Long.parseLong(arguments.get(1)))));
            case "pexpire" -> RedisReply.of(keys.end(arguments.get(0), keys.now().plusMillis(Long.parseLong(arguments.get(1)))));
            case "pexpireat" -> RedisReply.of(keys.end(arguments.get(0), Instant.ofEpochMilli(Long.parseLong(arguments.get(1)))));
            case "persist" -> RedisReply.of(keys.persist(arguments.getFirst()));
            case "pttl" -> RedisReply.of(keys.left(arguments.getFirst()));
            case "ttl" -> {
                long left = keys.left(arguments.getFirst());
                yield RedisReply.of(left < 0 ? left : (left + 500) / 1000);
            }
            default -> null;
        };
    }

    private RedisReply config(List<String> arguments) {
        var settings = Map.of("requirepass", password, "maxmemory", "0", "databases", "16", "appendonly", "no", "port", "6379");
        if (!arguments.getFirst().equalsIgnoreCase("get")) {
            return RedisReply.OK;
        }
        var pattern = glob(arguments.get(1).toLowerCase(Locale.ROOT));
        return RedisReply.of(settings.entrySet().stream().filter(each -> pattern.matcher(each.getKey()).matches())
            .sorted(Map.Entry.comparingByKey())
            .flatMap(each -> List.of(each.getKey(), each.getValue()).stream()).toList());
    }

    private static RedisReply rename(RedisKeys keys, String from, String to) {
        if (!keys.has(from)) {
            throw new Refused("ERR no such key");
        }
        keys.rename(from, to);
        return RedisReply.OK;
    }

    private static Pattern glob(String glob) {
        var regex = new StringBuilder();
        glob.chars().forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : c == '[' || c == ']' || c == '-' ? "" + (char) c
            : Pattern.quote("" + (char) c)));
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException unclosed) {
            return Pattern.compile(Pattern.quote(glob));
        }
    }

    /** A command that the server refuses, with the reply's text. */
    static final class Refused extends RuntimeException {
        Refused(String reply) {
            super(reply, null, false, false);
        }
    }
}
