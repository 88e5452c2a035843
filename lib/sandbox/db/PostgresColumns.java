package lib.sandbox.db;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What information_schema of PostgreSQL says about a table. */
final class PostgresColumns {

    /** Lengths by which a text column remembers how it was declared; see {@link PostgresSql}. */
    static final Map<String, String> LENGTHS = Map.of("text", "999999997", "json", "999999998", "jsonb", "999999999");

    private static final Map<String, String> TYPES = Map.of("timestamp", "timestamp without time zone", "time", "time without time zone",
        "binary varying", "bytea", "binary large object", "bytea", "character large object", "text", "array", "ARRAY",
        "decfloat", "numeric");

    private PostgresColumns() {
    }

    static List<Column> of(H2 engine, String table) {
        var keys = engine.ask("SELECT column_name FROM information_schema.table_constraints JOIN information_schema.key_column_usage "
            + "USING (constraint_name) WHERE constraint_type = 'PRIMARY KEY' AND table_constraints.table_schema = 'public' "
            + "AND table_constraints.table_name = ?", table).stream().map(List::getFirst).collect(Collectors.toSet());
        return engine.ask("SELECT column_name, data_type, character_maximum_length, is_nullable, column_default, identity_generation "
            + "FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ? ORDER BY ordinal_position", table).stream()
            .map(row -> column(table, row, keys.contains(row.getFirst()))).toList();
    }

    private static Column column(String table, List<String> row, boolean key) {
        var name = row.getFirst();
        var type = type(row.get(1), row.get(2));
        var counting = "nextval('" + table + "_" + name + "_seq'::regclass)";
        return new Column(name, type, row.get(3).equals("YES"), key, "BY DEFAULT".equals(row.get(5)) ? counting : expression(row.get(4),
            type));
    }

    private static String type(String type, String length) {
        return LENGTHS.entrySet().stream().filter(each -> each.getValue().equals(length)).map(Map.Entry::getKey).findFirst()
            .orElse(TYPES.getOrDefault(type.toLowerCase(Locale.ROOT), type.toLowerCase(Locale.ROOT)));
    }

    private static String expression(String engines, String type) {
        if (engines == null) {
            return null;
        }
        return switch (engines) {
            case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP" -> "now()";
            case "RANDOM_UUID(4)", "RANDOM_UUID()" -> "gen_random_uuid()";
            case "TRUE", "FALSE" -> engines.toLowerCase(Locale.ROOT);
            default -> engines.startsWith("'") ? engines + "::" + type : engines;
        };
    }
}
