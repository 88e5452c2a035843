package lib.sandbox.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.fppt.jedismock.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * An embedded Redis, asked over a port of 127.0.0.1 and shown as redis-cli does: a reply a line, nested ones flattened, nothing for nil.
 * Contract: dbQuery, redis.
 */
public final class RedisDatabase implements Database {

    private static final int LISTED_KEYS = 1000;
    /** Run programs of the caller's in this JVM, or claim half a GiB with a few bytes. */
    private static final Set<String> REFUSED = Set.of("eval", "eval_ro", "evalsha", "evalsha_ro", "script", "fcall", "fcall_ro", "function",
        "setbit", "setrange", "bitfield");

    private static final Pattern QUOTED = Pattern.compile("(?s)\"([^\"]*+)\"?|'([^']*+)'?");
    private static final Pattern WORD = Pattern.compile("(?:[^ \\t\"']++|" + QUOTED.pattern() + ")++", Pattern.DOTALL);

    private final String password;
    private final Duration limit;
    private final RedisServer server;

    /** The password is what CONFIG GET requirepass tells, the limit how long one run of redis-cli may take. */
    public RedisDatabase(String password, InstantSource clock, Duration limit) {
        this.password = password;
        this.limit = limit;
        try {
            server = new RedisServer(0, InetAddress.getLoopbackAddress()).setClock(clock.withZone(ZoneOffset.UTC)).start();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded Redis does not start", e);
        }
    }

    /** Contract: dbTables: at most 1000 keys of database 0, trimmed, one with a line break is several; null without keys. */
    @Override
    public List<String> tables() {
        List<String> names =
            ask("KEYS", "*").stream().sorted().limit(LISTED_KEYS).map(String::strip).filter(name -> !name.isEmpty()).toList();
        return names.isEmpty() ? null : names;
    }

    @Override
    public QueryResult query(String text) {
        try {
            List<String> lines = print(words(text));
            return lines.isEmpty() ? QueryResult.message("OK") : table(List.of("result"), lines);
        } catch (ClientFailure failure) {
            return QueryResult.error(failure.getMessage());
        }
    }

    /** Contract: dbBrowseTable: the whole value, whatever the page. */
    @Override
    public QueryResult browse(String key, Page page) {
        String type = ask("TYPE", key).getFirst();
        return switch (type) {
            case "none" -> QueryResult.error("Key does not exist.");
            case "string" -> table(List.of("value"), ask("GET", key));
            case "list" -> table(List.of("value"), ask("LRANGE", key, "0", "-1"));
            case "set" -> table(List.of("member"), ask("SMEMBERS", key).stream().sorted().toList());
            case "hash" -> table(List.of("field", "value"), ask("HGETALL", key));
            case "zset" -> table(List.of("member", "score"), ask("ZRANGE", key, "0", "-1", "WITHSCORES"));
            default -> QueryResult.message("Key \"" + key + "\" has type \"" + type
                + "\", which isn't previewable here. Use the query console.");
        };
    }

    /** The commands that make database 0 anew. */
    @Override
    public List<List<String>> dump() {
        List<List<String>> commands = new ArrayList<>();
        try (Jedis client = client()) {
            for (String key : client.keys("*").stream().sorted().toList()) {
                switch (client.type(key)) {
                    case "string" -> commands.add(List.of("SET", key, client.get(key)));
                    case "list" -> commands.add(command("RPUSH", key, client.lrange(key, 0, -1)));
                    case "set" -> commands.add(command("SADD", key, client.smembers(key).stream().sorted().toList()));
                    case "hash" -> commands.add(command("HSET", key, client.hgetAll(key).entrySet().stream()
                        .flatMap(each -> Stream.of(each.getKey(), each.getValue())).toList()));
                    case "zset" -> commands.add(command("ZADD", key, client.zrangeWithScores(key, 0, -1).stream()
                        .flatMap(each -> Stream.of("" + each.getScore(), each.getElement())).toList()));
                    default -> client.xrange(key, "-", "+").forEach(entry -> commands.add(command("XADD", key, Stream.concat(
                        Stream.of(entry.getID().toString()), entry.getFields().entrySet().stream()
                            .flatMap(each -> Stream.of(each.getKey(), each.getValue()))).toList())));
                }
                long end = client.pexpireTime(key);
                if (end > 0) {
                    commands.add(List.of("PEXPIREAT", key, "" + end));
                }
            }
        }
        return commands;
    }

    @Override
    public void restore(List<List<String>> dump) {
        dump.forEach(command -> ask(command.toArray(String[]::new)));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException gone) {
            // Its port is closed either way.
        }
    }

    private static List<String> command(String name, String key, List<String> rest) {
        return Stream.concat(Stream.of(name, key), rest.stream()).toList();
    }

    private static QueryResult table(List<String> columns, List<String> cells) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i + columns.size() <= cells.size(); i += columns.size()) {
            rows.add(cells.subList(i, i + columns.size()));
        }
        return QueryResult.table(columns, rows);
    }

    /** The words become the client's own arguments, so that a leading -n chooses the database. */
    private List<String> print(List<String> words) throws ClientFailure {
        int database = 0;
        int at = 0;
        boolean formatted = false;
        while (at < words.size() && words.get(at).startsWith("-")) {
            boolean number = words.get(at).equals("-n") && at + 1 < words.size() && words.get(at + 1).matches("[0-9]{1,4}");
            formatted = !number && words.get(at).equals("--no-raw") || number && formatted;
            if (!number && !Set.of("--raw", "--no-raw").contains(words.get(at))) {
                throw new ClientFailure("Unrecognized option or bad number of args for: '" + words.get(at) + "'");
            }
            database = number ? Integer.parseInt(words.get(at + 1)) : database;
            at += number ? 2 : 1;
        }
        if (database > 15) {
            throw new ClientFailure("ERR DB index is out of range");
        }
        return at == words.size() ? List.of() : run(database, words.subList(at, words.size()), formatted);
    }

    private List<String> ask(String... command) {
        try {
            return run(0, List.of(command), false);
        } catch (ClientFailure late) {
            throw new IllegalStateException("the embedded Redis does not answer", late);
        }
    }

    /** @param formatted as for a person: with the kinds of the replies, and texts in quotes */
    private List<String> run(int database, List<String> words, boolean formatted) throws ClientFailure {
        String name = words.getFirst().toLowerCase(Locale.ROOT);
        if (REFUSED.contains(name)) {
            return complaint(unknown(words), formatted);
        } else if (name.equals("config") && words.size() == 3 && words.get(2).equalsIgnoreCase("requirepass")) {
            return formatted ? List.of("1) \"requirepass\"", "2) " + RedisFormat.quoted(password.getBytes(UTF_8)))
                : List.of("requirepass", password);
        }
        try (Jedis client = client()) {
            client.select(database);
            byte[][] arguments = words.stream().skip(1).map(word -> word.getBytes(UTF_8)).toArray(byte[][]::new);
            Object reply = client.sendCommand(() -> words.getFirst().getBytes(UTF_8), arguments);
            return formatted ? RedisFormat.lines(words, reply) : trimmed(lines(reply).toList());
        } catch (JedisDataException refused) {
            return complaint(refused.getMessage().startsWith("Unsupported operation") ? unknown(words) : List.of(refused.getMessage()),
                formatted);
        } catch (JedisConnectionException late) {
            throw new ClientFailure("Query timed out after 30s.");
        }
    }

    private static List<String> complaint(List<String> lines, boolean formatted) {
        return formatted ? List.of("(error) " + String.join(" ", lines)) : lines;
    }

    private Jedis client() {
        return new Jedis("127.0.0.1", server.getBindPort(), (int) limit.toMillis(), (int) limit.toMillis());
    }

    /** What Redis says of a command that it does not have. */
    private static List<String> unknown(List<String> words) {
        return List.of(("ERR unknown command '" + words.getFirst() + "', with args beginning with: " + words.stream().skip(1)
            .map(each -> "'" + each + "' ").collect(Collectors.joining())).split("\n", -1));
    }

    private static Stream<String> lines(Object reply) {
        return switch (reply) {
            case null -> Stream.of("");
            case List<?> items -> items.isEmpty() ? Stream.of("") : items.stream().flatMap(RedisDatabase::lines);
            case byte[] text -> Arrays.stream(new String(text, UTF_8).split("\n", -1));
            case JedisDataException refused -> Stream.of(refused.getMessage());
            default -> Stream.of(reply.toString());
        };
    }

    private static List<String> trimmed(List<String> lines) {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isEmpty()) {
            end--;
        }
        return lines.subList(0, end);
    }

    /** Contract: only spaces and tabs separate, quotes of both kinds group, nothing escapes. */
    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(found -> QUOTED.matcher(found.group()).replaceAll("$1$2")).toList();
    }
}
