package lib.sandbox.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One database of the embedded engine, in memory, gone at the close. The people's statements run as a user without the engine's admin
 * rights: with them SQL could read files and run Java.
 */
final class H2 implements AutoCloseable {

    private static final String USER = "appuser";

    private final Dialect dialect;
    private final String url;
    private final Connection admin;

    H2(Dialect dialect) {
        this.dialect = dialect;
        // The engine calls a database by what follows the last slash: this one is called appdb.
        url = "jdbc:h2:mem:" + UUID.randomUUID() + "/appdb;" + dialect.settings;
        try {
            admin = DriverManager.getConnection(url, "sa", "");
            prepare();
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded database does not start", e);
        }
    }

    private void prepare() throws SQLException {
        run("CREATE USER " + USER + " PASSWORD ''");
        run("GRANT ALTER ANY SCHEMA TO " + USER);
        run("CREATE SCHEMA IF NOT EXISTS " + dialect.schema);
        run("CREATE SCHEMA sandbox");
        if (dialect == Dialect.POSTGRES) {
            run("CREATE VIEW sandbox.pg_tables AS SELECT table_schema schemaname, table_name tablename, 'appuser' tableowner "
                + "FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema <> 'sandbox'");
            run("CREATE VIEW sandbox.pg_indexes AS SELECT table_schema schemaname, table_name tablename, index_name indexname "
                + "FROM information_schema.indexes WHERE table_schema <> 'sandbox'");
            run("CREATE VIEW sandbox.pg_stat_user_tables AS SELECT table_schema schemaname, table_name relname, row_count_estimate "
                + "n_live_tup "
                + "FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema = 'public'");
            functions(Map.of("pg_sleep", "pgSleep", "pg_size_pretty", "pgSizePretty", "pg_database_size", "pgSize",
                "split_part", "splitPart", "initcap", "initcap"));
        } else {
            functions(Map.of("sleep", "sleep", "version", "mysqlVersion", "date_format", "dateFormat"));
        }
    }

    private void functions(Map<String, String> methods) throws SQLException {
        for (var each : methods.entrySet()) {
            run("CREATE ALIAS sandbox." + each.getKey() + " FOR '" + Functions.class.getName() + "." + each.getValue() + "'");
        }
    }

    /** A connection as a client has it. */
    Connection session() throws SQLException {
        var session = DriverManager.getConnection(url, USER, "");
        try (var statement = session.createStatement()) {
            statement.execute("SET SCHEMA " + dialect.schema);
            statement.execute("SET SCHEMA_SEARCH_PATH " + dialect.schema + ", sandbox");
            statement.execute("SET TIME ZONE 'UTC'");
        }
        return session;
    }

    /** The rows of a query about the database itself, all cells as texts. */
    List<List<String>> ask(String sql, String... parameters) {
        try (var statement = admin.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            var rows = new ArrayList<List<String>>();
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    var row = new ArrayList<String>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Everything in the schema as statements that make it anew. */
    List<String> dump() {
        return ask("SCRIPT NOPASSWORDS NOSETTINGS SCHEMA " + dialect.schema).stream().map(List::getFirst)
            .filter(line -> !line.startsWith("--") && !line.startsWith("CREATE USER") && !line.startsWith("GRANT ")).toList();
    }

    /** Forgets what is there and runs these statements. */
    void restore(List<String> statements) {
        try {
            run("DROP ALL OBJECTS");
            prepare();
            for (var statement : statements) {
                run(statement.replaceFirst("^CREATE SCHEMA (?!IF)", "CREATE SCHEMA IF NOT EXISTS "));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the saved database cannot be read back", e);
        }
    }

    @Override
    public void close() {
        try {
            run("SHUTDOWN IMMEDIATELY");
        } catch (SQLException gone) {
            // It is closed either way; a statement that still ran may have been faster.
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
