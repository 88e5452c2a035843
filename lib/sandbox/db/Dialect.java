package lib.sandbox.db;

import java.util.List;
import java.util.Map;

/**
 * The two kinds of SQL: how the embedded engine is set to speak it, and what that engine calls otherwise. A type that it lacks is a domain,
 * so that the catalogue remembers how a column was declared.
 */
enum Dialect {

    POSTGRES("public", "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "\"",
        List.of("text AS varchar", "json AS varchar", "jsonb AS varchar", "timestamptz AS timestamp with time zone"),
        Map.of("timestamptz", "timestamp with time zone", "timestamp", "timestamp without time zone", "time", "time without time zone",
            "binary varying", "bytea", "binary large object", "bytea", "character large object", "text", "array", "ARRAY",
            "decfloat", "numeric"),
        Map.of("CURRENT_TIMESTAMP", "now()", "LOCALTIMESTAMP", "now()", "RANDOM_UUID()", "gen_random_uuid()", "TRUE", "true",
            "FALSE", "false")),
    MYSQL("appdb", "MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE", "`",
        List.of("text AS varchar", "mediumtext AS varchar", "longtext AS varchar", "json AS varchar"),
        Map.ofEntries(Map.entry("integer", "int"), Map.entry("character varying", "varchar"), Map.entry("character", "char"),
            Map.entry("timestamp", "datetime"), Map.entry("timestamp with time zone", "timestamp"), Map.entry("numeric", "decimal"),
            Map.entry("double precision", "double"), Map.entry("real", "float"), Map.entry("boolean", "tinyint"),
            Map.entry("binary varying", "varbinary"), Map.entry("binary large object", "blob"),
            Map.entry("character large object", "longtext")),
        Map.of("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP(0)", "CURRENT_TIMESTAMP",
            "TRUE", "1", "FALSE", "0"));

    /** Where tables live. In MySQL that is the database itself. */
    final String schema;
    final String settings;
    final List<String> domains;
    private final String quote;
    private final Map<String, String> types;
    private final Map<String, String> defaults;

    Dialect(String schema, String settings, String quote, List<String> domains, Map<String, String> types, Map<String, String> defaults) {
        this.schema = schema;
        this.settings = settings + ";NON_KEYWORDS=VALUE,KEY,USER,DAY,MONTH,YEAR,HOUR,MINUTE,SECOND";
        this.quote = quote;
        this.domains = domains;
        this.types = types;
        this.defaults = defaults;
    }

    /** A name as SQL has it when it must be taken as it is. */
    String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** A text as a literal of the engine. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The engine's type in the words of this kind of SQL. */
    String type(String engines) {
        return types.getOrDefault(engines, engines);
    }

    /** A constant default in the words of this kind of SQL; null for none. */
    String constant(String engines) {
        return engines == null ? null : defaults.getOrDefault(engines, engines);
    }
}
