package lib.sandbox.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import lib.sandbox.db.Token.Kind;

/** What PostgreSQL writes differently from the embedded engine: statements on their way in, names of results on their way out. */
final class PostgresSql {

    private static final Pattern INTERVAL = Pattern.compile("\\s*(-?[0-9.]+)\\s+(second|minute|hour|day|month|year|week)s?\\s*");
    private static final Set<String> NO_COLUMN = Set.of("add", "column", "drop", "exists", "alter", "rename", "to", "key", "select", "not");
    private static final Set<String> AFTER_TABLE = Set.of("where", "order", "group", "limit", "offset", "join", "left", "right", "inner",
        "cross", "union", "on", "having", "returning");
    private static final Map<String, String> TYPE_NAMES = Map.of("int", "int4", "integer", "int4", "bigint", "int8", "smallint", "int2",
        "float", "float8", "real", "float4", "boolean", "bool", "decimal", "numeric", "string", "text");

    private PostgresSql() {
    }

    /** The statement as the embedded engine takes it. */
    static String translate(Statement statement) {
        var tokens = words(statement);
        var same = new Statement(tokens, statement.source());
        int returning = same.find("returning", 0);
        if (returning > 0) {
            var change = Statement.sql(tokens.subList(0, returning));
            return "SELECT " + Statement.sql(tokens.subList(returning + 1, tokens.size())) + " FROM "
                + (same.word(0).equals("delete") ? "OLD" : "FINAL") + " TABLE (" + change + ")";
        }
        int conflict = same.find("conflict", 0);
        if (conflict > 0 && same.has("do", "update", "set")) {
            return upsert(same, conflict);
        }
        if (same.word(0).equals("truncate") && !same.word(1).equals("table")) {
            return "TRUNCATE TABLE " + Statement.sql(tokens.subList(1, tokens.size()));
        }
        int insert = same.word(0).equals("with") ? same.find("insert", 0) : -1;
        int select = insert > 0 ? same.find("select", insert) : -1;
        if (select > 0) {
            return Statement.sql(tokens.subList(insert, select)) + " " + Statement.sql(tokens.subList(0, insert)) + " "
                + Statement.sql(tokens.subList(select, tokens.size()));
        }
        boolean table = same.word(0).equals("create") && same.word(same.kindAt()).equals("table");
        return Statement.sql(table ? ColumnOrder.of(tokens) : tokens);
    }

    /** INSERT INTO t (columns) VALUES … ON CONFLICT (keys) DO UPDATE SET … as a MERGE. */
    private static String upsert(Statement insert, int conflict) {
        var tokens = insert.tokens();
        int open = 2;
        while (open < conflict && !tokens.get(open).is("(")) {
            open++;
        }
        int close = closing(tokens, open);
        int keysEnd = closing(tokens, conflict + 1);
        if (open == conflict || open == 2 || !insert.word(conflict + 1).equals("(") || close >= conflict - 1
            || keysEnd + 3 > tokens.size()) {
            return Statement.sql(tokens);       // the engine says what is wrong with it
        }
        var table = Statement.sql(tokens.subList(2, open));
        var columns = Statement.sql(tokens.subList(open + 1, close));
        var keys = Statement.sql(tokens.subList(conflict + 2, keysEnd)).split("\\s*,\\s*");
        var on = new ArrayList<String>();
        for (var key : keys) {
            on.add(table.strip() + "." + key.strip() + " = excluded." + key.strip());
        }
        var values = new ArrayList<String>();
        for (var column : columns.split("\\s*,\\s*")) {
            values.add("excluded." + column.strip());
        }
        return "MERGE INTO " + table + " USING (" + Statement.sql(tokens.subList(close + 1, conflict - 1)) + ") excluded (" + columns
            + ") ON "
            + String.join(" AND ", on) + " WHEN MATCHED THEN UPDATE " + Statement.sql(tokens.subList(keysEnd + 3, tokens.size()))
            + " WHEN NOT MATCHED THEN INSERT (" + columns + ") VALUES (" + String.join(", ", values) + ")";
    }

    /** Where the parenthesis ends; the last token when it does not. */
    private static int closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    private static List<Token> words(Statement statement) {
        var result = new ArrayList<Token>();
        var tokens = statement.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var word = token.kind() == Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : "";
            var interval = INTERVAL.matcher(i + 1 < tokens.size() && tokens.get(i + 1).kind() == Kind.STRING ? tokens.get(i + 1).text()
                : "");
            if (word.equals("interval") && interval.matches()) {
                boolean week = interval.group(2).equals("week");
                var count = week ? "" + 7 * Long.parseLong(interval.group(1)) : interval.group(1);
                result.add(of("INTERVAL '" + count + "' " + (week ? "day" : interval.group(2)), token, tokens.get(++i)));
            } else if (word.equals("now") && statement.word(i + 1).equals("(") && statement.word(i + 2).equals(")")) {
                result.add(of("CURRENT_TIMESTAMP", token, tokens.get(i += 2)));
            } else if (word.equals("pg_catalog") && statement.word(i + 2).equals("pg_tables")) {
                i++;
            } else if (word.equals("concurrently")) {
                continue;
            } else if (word.equals("generate_series") && statement.word(i + 1).equals("(")) {
                i = series(statement, i, result);
            } else if (word.equals("timestamptz")) {
                result.add(of("TIMESTAMP WITH TIME ZONE", token, token));
            } else if (isType(statement, i) && statement.word(i + 1).equals("[") && statement.word(i + 2).equals("]")) {
                result.add(of(token.text() + " ARRAY", token, tokens.get(i += 2)));
            } else if (isType(statement, i) && PostgresColumns.LENGTHS.containsKey(word)) {
                result.add(of("VARCHAR(" + PostgresColumns.LENGTHS.get(word) + ")", token, token));
            } else {
                result.add(token);
            }
        }
        return result;
    }

    /** In PostgreSQL the name behind the series is that of its column, too. Returns where the series ends. */
    private static int series(Statement statement, int start, List<Token> result) {
        var tokens = statement.tokens();
        int end = closing(tokens, start + 1);
        int name = statement.word(end + 1).equals("as") ? end + 2 : end + 1;
        boolean named = name < tokens.size() && tokens.get(name).isName() && !AFTER_TABLE.contains(statement.word(name))
            && !statement.word(name + 1).equals("(");
        int last = named ? name : end;
        result.addAll(tokens.subList(start, last + 1));
        if (named) {
            result.add(of("(" + tokens.get(name).sql() + ")", tokens.get(name), tokens.get(name)));
        }
        return last;
    }

    /** Whether the word is the type of a column or of a cast. */
    private static boolean isType(Statement statement, int index) {
        if (index == 0 || statement.tokens().get(index).kind() != Kind.WORD) {
            return false;
        }
        var before = statement.tokens().get(index - 1);
        boolean cast = before.is("::") || before.is("as") && !statement.word(0).equals("create") && statement.word(index + 1).equals(")");
        boolean definition = statement.word(0).equals("create") || statement.word(0).equals("alter");
        return cast || definition && before.isName() && !NO_COLUMN.contains(before.text().toLowerCase(Locale.ROOT)) && !before.is("as");
    }

    private static Token of(String text, Token first, Token last) {
        return new Token(Kind.SYMBOL, text, first.start(), last.end());
    }

    /** What psql prints behind a statement that changed something. */
    static String tag(Statement statement, int count) {
        var first = statement.word(0);
        int insert = first.equals("with") ? Math.max(statement.find("insert", 0), 0) : 0;
        return switch (statement.word(insert)) {
            case "insert" -> "INSERT 0 " + count;
            case "update", "delete", "merge" -> first.toUpperCase(Locale.ROOT) + " " + count;
            case "truncate" -> "TRUNCATE TABLE";
            case "create", "alter", "drop" -> {
                var kind = statement.word(statement.kindAt()).toUpperCase(Locale.ROOT);
                boolean copy = first.equals("create") && kind.equals("TABLE") && statement.find("as", 0) > 0;
                yield copy ? "SELECT " + count : first.toUpperCase(Locale.ROOT) + " " + (kind.equals("MATERIALIZED")
                    ? "MATERIALIZED VIEW" : kind);
            }
            case "refresh" -> "REFRESH MATERIALIZED VIEW";
            default -> first.toUpperCase(Locale.ROOT);
        };
    }

    /** The names of the result's columns as PostgreSQL makes them. */
    static List<String> labels(Statement statement, ResultSet result) throws SQLException {
        var meta = result.getMetaData();
        var items = statement.results();
        var labels = new ArrayList<String>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            var engines = meta.getColumnLabel(i);
            if (statement.word(0).equals("values")) {
                labels.add("column" + i);
            } else {
                labels.add(items.size() == meta.getColumnCount() ? label(items.get(i - 1), engines) : engines);
            }
        }
        return labels;
    }

    private static String label(List<Token> item, String engines) {
        int cast = -1;
        for (int i = 0; i < item.size(); i++) {
            cast = item.get(i).is("::") ? i : cast;
        }
        var last = item.getLast();
        boolean aliased = item.size() > 1 && last.isName() && !item.get(item.size() - 2).is("::") && !last.is("end")
            && !item.get(item.size() - 2).is(".");
        if (aliased) {
            return engines;
        }
        if (item.getFirst().is("case")) {
            return "case";
        }
        if (item.getFirst().kind() == Kind.WORD && item.size() > 2 && item.get(1).is("(")) {
            int end = closing(item, 1);
            if (item.getFirst().is("cast")) {
                return typeName(item.get(Math.max(end - 1, 0)));
            }
            boolean whole = end == item.size() - 1 || item.get(end + 1).kind() == Kind.WORD || item.get(end + 1).is("::");
            return whole ? item.getFirst().text().toLowerCase(Locale.ROOT) : engines;
        }
        if (cast > 0) {
            boolean column = cast == 1 && item.getFirst().isName();
            return column ? item.getFirst().text() : cast > 2 && item.get(cast - 2).is(".") ? item.get(cast - 1).text()
                : typeName(item.get(cast + 1));
        }
        return engines;
    }

    private static String typeName(Token type) {
        var name = type.text().toLowerCase(Locale.ROOT);
        return TYPE_NAMES.getOrDefault(name, name);
    }
}
