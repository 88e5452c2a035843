package lib.sandbox.db;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Redis as redis-cli shows it: a reply a line, nested ones flattened, nothing for nil. Contract: dbQuery, redis. */
public final class RedisDatabase implements Database {

    private static final int LISTED_KEYS = 1000;

    private final RedisServer server;

    /** @param password what CONFIG GET requirepass tells */
    public RedisDatabase(String password, InstantSource clock) {
        server = new RedisServer(password, clock);
    }

    /** Contract: dbTables: at most 1000 keys of database 0, trimmed, one with a line break is several; null without keys. */
    @Override
    public List<String> tables() {
        var names = server.database(0).keys().stream().limit(LISTED_KEYS).flatMap(key -> key.lines()).map(String::strip)
            .filter(name -> !name.isEmpty()).toList();
        return names.isEmpty() ? null : names;
    }

    @Override
    public QueryResult query(String text) {
        try {
            var lines = print(words(text));
            if (lines.isEmpty()) {
                return QueryResult.message("OK");
            }
            return QueryResult.table(List.of("result"), lines.stream().map(List::of).toList());
        } catch (ClientFailure failure) {
            return QueryResult.error(failure.getMessage());
        }
    }

    /** Contract: dbBrowseTable: the whole value, whatever the page. */
    @Override
    public QueryResult browse(String key, Page page) {
        var type = server.database(0).type(key);
        return switch (type) {
            case "none" -> QueryResult.error("Key does not exist.");
            case "string" -> single("value", "GET", key);
            case "list" -> single("value", "LRANGE", key, "0", "-1");
            case "set" -> single("member", "SMEMBERS", key);
            case "hash" -> pairs("field", "value", "HGETALL", key);
            case "zset" -> pairs("member", "score", "ZRANGE", key, "0", "-1", "WITHSCORES");
            default -> QueryResult.message("Key \"" + key + "\" has type \"" + type
                + "\", which isn't previewable here. Use the query console.");
        };
    }

    @Override
    public List<List<String>> dump() {
        return server.dump();
    }

    @Override
    public void restore(List<List<String>> dump) {
        dump.forEach(command -> server.run(server.database(0), command));
    }

    @Override
    public void close() {
        // It is on the heap only.
    }

    private QueryResult single(String column, String... command) {
        return QueryResult.table(List.of(column), lines(server.run(server.database(0), List.of(command))).stream().map(List::of).toList());
    }

    private QueryResult pairs(String first, String second, String... command) {
        var lines = lines(server.run(server.database(0), List.of(command)));
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            rows.add(List.of(lines.get(i), lines.get(i + 1)));
        }
        return QueryResult.table(List.of(first, second), rows);
    }

    /** The words become the client's own arguments, so that a leading -n chooses the database. */
    private List<String> print(List<String> words) throws ClientFailure {
        int database = 0;
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            boolean number = words.get(at).equals("-n") && at + 1 < words.size() && words.get(at + 1).matches("[0-9]{1,4}");
            if (!number && !Set.of("--raw", "--no-raw").contains(words.get(at))) {
                throw new ClientFailure("Unrecognized option or bad number of args for: '" + words.get(at) + "'");
            }
            database = number ? Integer.parseInt(words.get(at + 1)) : database;
            at += number ? 2 : 1;
        }
        if (database > 15) {
            throw new ClientFailure("ERR DB index is out of range");
        }
        return at == words.size() ? List.of() : lines(server.run(server.database(database), words.subList(at, words.size())));
    }

    private static List<String> lines(RedisReply reply) {
        var output = reply.print().replaceFirst("\\n+$", "");
        return output.isEmpty() ? List.of() : Arrays.asList(output.split("\n", -1));
    }

    /** Contract: only spaces and tabs separate, quotes of both kinds group, nothing escapes. */
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inside = false;
        char quote = 0;
        for (char c : text.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inside = true;
            } else if (c == ' ' || c == '\t') {
                if (inside) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inside = false;
            } else {
                word.append(c);
                inside = true;
            }
        }
        if (inside) {
            words.add(word.toString());
        }
        return words;
    }
}
