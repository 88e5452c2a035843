package lib.sandbox.db;

/** The two kinds of SQL. */
enum Dialect {

    POSTGRES("public", "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"),
    MYSQL("appdb", "MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");

    /** Where tables live. In MySQL that is the database itself. */
    final String schema;
    final String settings;

    Dialect(String schema, String settings) {
        this.schema = schema;
        this.settings = settings + ";NON_KEYWORDS=VALUE,KEY,USER,DAY,MONTH,YEAR,HOUR,MINUTE,SECOND";
    }

    /** A name as SQL has it when it must be taken as it is. */
    String quoted(String name) {
        return this == MYSQL ? "`" + name.replace("`", "``") + "`" : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A text as a literal. */
    String literal(String text) {
        var doubled = text.replace("'", "''");
        return "'" + (this == MYSQL ? doubled.replace("\\", "\\\\") : doubled) + "'";
    }
}
