package lib.sandbox.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One database of the embedded engine, in memory, gone at the close. The people's statements run as a user without the engine's admin
 * rights: with them SQL could read files and run Java.
 */
public final class H2 implements AutoCloseable {

    private static final String USER = "appuser";

    /** No client has room for more; a statement that makes more would take the memory of the whole process. */
    private static final int MOST_ROWS = 1_000_000;

    private final Dialect dialect;
    private final Duration limit;
    private final String url;
    private final Connection admin;

    /** @param limit how long a client waits for a statement: a second later it ends in the engine, too */
    H2(Dialect dialect, Duration limit) {
        this.dialect = dialect;
        this.limit = limit;
        // The engine calls a database by what follows the last slash: this one is called appdb.
        url = "jdbc:h2:mem:" + UUID.randomUUID() + "/appdb;" + dialect.settings();
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
        run("CREATE SCHEMA IF NOT EXISTS " + dialect.schema());
        run("SET SCHEMA " + dialect.schema());
        run("CREATE SCHEMA sandbox");
        for (String domain : dialect.domains()) {
            run("CREATE DOMAIN IF NOT EXISTS " + domain);
        }
        run("CREATE ALIAS sandbox." + (dialect == Dialect.POSTGRES ? "pg_sleep" : "sleep") + " FOR '" + H2.class.getName() + ".sleep'");
        run("CREATE VIEW sandbox.pg_tables AS SELECT table_schema schemaname, table_name tablename, 'appuser' tableowner "
            + "FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema <> 'sandbox'");
    }

    /** What SQL calls to wait; the engine finds it by name. */
    public static String sleep(double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
        return "";
    }

    /** A connection as a client has it. */
    Connection session() throws SQLException {
        Connection session = DriverManager.getConnection(url, USER, "");
        try (Statement statement = session.createStatement()) {
            statement.execute("SET SCHEMA " + dialect.schema());
            statement.execute("SET SCHEMA_SEARCH_PATH " + dialect.schema() + ", sandbox");
            statement.execute("SET TIME ZONE 'UTC'");
            statement.execute("SET QUERY_TIMEOUT " + limit.plusSeconds(1).toMillis());
        }
        return session;
    }

    /** To run one statement of a client's. */
    static Statement statement(Connection session) throws SQLException {
        Statement statement = session.createStatement();
        statement.setMaxRows(MOST_ROWS);
        return statement;
    }

    /** What a column's value is as a client shows it. */
    interface Cell {
        String text(ResultSet result, int column) throws SQLException;
    }

    static List<List<String>> rows(ResultSet result, Cell cell) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.add(cell.text(result, i));
            }
            rows.add(row);
        }
        return rows;
    }

    static List<String> labels(ResultSet result) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            labels.add(result.getMetaData().getColumnLabel(i));
        }
        return labels;
    }

    /** The rows of a query about the database itself, all cells as texts. */
    List<List<String>> ask(String sql, String... parameters) {
        try (PreparedStatement statement = admin.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return rows(result, ResultSet::getString);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Everything in the schema as statements that make it anew. */
    List<String> dump() {
        return ask("SCRIPT NOPASSWORDS NOSETTINGS SCHEMA " + dialect.schema()).stream().map(List::getFirst)
            .filter(line -> !line.startsWith("--") && !line.startsWith("CREATE USER") && !line.startsWith("GRANT ")).toList();
    }

    /** Forgets what is there and runs these statements. */
    void restore(List<String> statements) {
        try {
            run("DROP ALL OBJECTS");
            prepare();
            for (String statement : statements) {
                run(statement.replaceFirst("^CREATE (SCHEMA|DOMAIN) (?!IF)", "CREATE $1 IF NOT EXISTS "));
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
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
