package lib.sandbox.db;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What information_schema of MySQL says about a table. */
final class MySqlColumns {

    /** Lengths by which a text column remembers how it was declared; see {@link MySqlSql}. */
    static final Map<String, String> LENGTHS = Map.of("text", "999999997", "json", "999999998", "mediumtext", "999999996",
        "longtext", "999999995");

    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("integer", "int"), Map.entry("character varying", "varchar"),
        Map.entry("character", "char"), Map.entry("timestamp", "datetime"), Map.entry("timestamp with time zone", "timestamp"),
        Map.entry("numeric", "decimal"), Map.entry("double precision", "double"), Map.entry("real", "float"),
        Map.entry("boolean", "tinyint"), Map.entry("binary varying", "varbinary"), Map.entry("binary large object", "blob"),
        Map.entry("character large object", "longtext"));

    private MySqlColumns() {
    }

    static List<Described> of(H2 engine, String table) {
        var keys = engine.ask("SELECT column_name FROM information_schema.table_constraints JOIN information_schema.key_column_usage "
            + "USING (constraint_name) WHERE constraint_type = 'PRIMARY KEY' AND table_constraints.table_schema = 'appdb' "
            + "AND table_constraints.table_name = ?", table).stream().map(List::getFirst).collect(Collectors.toSet());
        return engine.ask("SELECT column_name, data_type, character_maximum_length, is_nullable, column_default, is_identity, "
            + "numeric_precision, "
            + "numeric_scale FROM information_schema.columns WHERE table_schema = 'appdb' AND table_name = ? ORDER BY ordinal_position",
                table)
            .stream().map(row -> described(row, keys.contains(row.getFirst()))).toList();
    }

    private static Described described(List<String> row, boolean key) {
        var engines = row.get(1).toLowerCase(Locale.ROOT);
        var declared = LENGTHS.entrySet().stream().filter(each -> each.getValue().equals(row.get(2))).map(Map.Entry::getKey).findFirst();
        var type = declared.orElse(TYPES.getOrDefault(engines, engines));
        var full = switch (type) {
            case "varchar", "char", "varbinary" -> type + "(" + row.get(2) + ")";
            case "decimal" -> type + "(" + row.get(6) + "," + row.get(7) + ")";
            case "tinyint" -> engines.equals("boolean") ? "tinyint(1)" : type;
            default -> type;
        };
        boolean counting = row.get(5).equals("YES");
        return new Described(new Column(row.get(0), type, row.get(3).equals("YES"), key, counting ? null : expression(row.get(4))), full,
            counting);
    }

    private static String expression(String engines) {
        if (engines == null) {
            return null;
        }
        return switch (engines) {
            case "LOCALTIMESTAMP", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP(0)" -> "CURRENT_TIMESTAMP";
            case "TRUE" -> "1";
            case "FALSE" -> "0";
            default -> engines.startsWith("'") && engines.endsWith("'") ? engines.substring(1, engines.length() - 1).replace("''", "'")
                : engines;
        };
    }

    /**
     * A column, its type as DESCRIBE shows it, and whether it counts by itself.
     */
    record Described(Column column, String full, boolean counting) { }
}
