package lib.services.sql;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import lib.api.Databases;
import lib.base.CleanText;
import lib.base.Failure;
import lib.op.Lines;

/** What can be typed next: keywords, tables, the columns of tables that were named, keys. Asked for when somebody wants to know. */
final class Names implements Lines.Completion {

    private static final String SQL = """
            SELECT FROM WHERE JOIN LEFT INNER OUTER ON USING GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET UNION ALL DISTINCT AS AND OR NOT IN
            IS NULL LIKE BETWEEN EXISTS CASE WHEN THEN ELSE END INSERT INTO VALUES UPDATE SET DELETE CREATE TABLE INDEX VIEW ALTER ADD
            COLUMN DROP TRUNCATE BEGIN COMMIT ROLLBACK WITH EXPLAIN ANALYZE SHOW COUNT SUM AVG MIN MAX COALESCE PRIMARY KEY UNIQUE
            REFERENCES DEFAULT TRUE FALSE""";
    private static final String POSTGRES = " RETURNING ILIKE CONFLICT DO NOTHING GRANT";
    private static final String MYSQL = " DESCRIBE DATABASES TABLES COLUMNS USE REPLACE";
    private static final String REDIS = """
            DBSIZE DEL DECR EXISTS EXPIRE GET GETRANGE HDEL HGET HGETALL HKEYS HLEN HMGET HSCAN HSET HVALS INCR INFO KEYS LINDEX LLEN LPOP
            LPUSH LRANGE MEMORY MGET MSET OBJECT PERSIST PING PTTL RENAME RPOP RPUSH SADD SCAN SCARD SET SETEX SISMEMBER SMEMBERS SORT SREM
            SSCAN STRLEN TTL TYPE UNLINK XADD XLEN XRANGE ZADD ZCARD ZCOUNT ZRANGE ZRANGEBYSCORE ZRANK ZREM ZREVRANGE ZSCAN ZSCORE""";
    private static final Set<String> HELPERS = Set.of("\\d", "\\dt", "\\q", "\\x", "\\?");

    private final Database database;
    private final Supplier<String> begun;
    private final Map<String, List<String>> columns = new HashMap<>();
    private List<String> tables;

    /** @param begun what of the statement stands on former lines */
    Names(Database database, Supplier<String> begun) {
        this.database = database;
        this.begun = begun;
    }

    /** After a statement that may have changed them. */
    void forget() {
        tables = null;
        columns.clear();
    }

    @Override
    public Collection<String> words(String before) {
        int start = before.length();
        while (start > 0 && !Character.isWhitespace(before.charAt(start - 1)) && "(),;=<>".indexOf(before.charAt(start - 1)) < 0) {
            start--;
        }
        String word = before.substring(start);
        Set<String> words = new TreeSet<>();
        if (word.startsWith("\\") && before.isBlank() == before.strip().isEmpty() && before.strip().equals(word)) {
            words.addAll(HELPERS);
            return words;
        }
        boolean lower = !word.isEmpty() && word.equals(word.toLowerCase(Locale.ROOT));
        String keywords = switch (database.dialect()) {
            case POSTGRES -> SQL + POSTGRES;
            case MYSQL -> SQL + MYSQL;
            case REDIS -> REDIS;
        };
        if (database.dialect().sql() || before.strip().equals(word)) {
            for (String each : keywords.strip().split("\\s+")) {
                words.add(lower ? each.toLowerCase(Locale.ROOT) : each);
            }
        }
        if (database.dialect().sql() || !before.strip().equals(word)) {
            words.addAll(tables());
        }
        if (database.dialect().sql()) {
            String statement = begun.get() + before;
            for (Token each : Tokenizer.of(statement, database.dialect())) {
                if (tables().contains(each.text())) {
                    words.addAll(columns.computeIfAbsent(each.text(), this::columnsOf));
                }
            }
        }
        return words;
    }

    private List<String> tables() {
        if (tables == null) {
            tables = quietly(database::tables);
        }
        return tables;
    }

    private List<String> columnsOf(String table) {
        return quietly(() -> database.columns(table).stream().map(Databases.Column::name).toList());
    }

    /** Who types is not told that nothing can be proposed. */
    private static List<String> quietly(Supplier<List<String>> request) {
        try {
            // what a terminal would act on is not proposed
            return request.get().stream().filter(each -> CleanText.line(each).equals(each)).toList();
        } catch (Failure e) {
            return List.of();
        }
    }
}
