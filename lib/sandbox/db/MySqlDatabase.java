package lib.sandbox.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** MySQL as {@code mysql --batch} shows it: a line of names, then a line a row, cells between tabs. Contract: dbQuery, mysql. */
public final class MySqlDatabase extends SqlDatabase {

    private static final Set<String> WITHOUT_EFFECT = Set.of("set", "grant", "revoke", "flush", "lock", "unlock", "analyze", "optimize");

    /** @param limit how long one run of mysql may take */
    public MySqlDatabase(Duration limit) {
        super(Dialect.MYSQL, limit);
    }

    @Override
    QueryResult read(String text, String printed) {
        var output = printed.replaceFirst("\\n+$", "");
        if (output.isEmpty()) {
            return QueryResult.message("Statement executed successfully.");
        }
        var lines = output.split("\n", -1);
        var rows = Arrays.stream(lines).skip(1)
            .map(line -> Arrays.stream(line.split("\t", -1)).map(cell -> cell.equals("NULL") ? null : cell).toList()).toList();
        return QueryResult.table(List.of(lines[0].split("\t", -1)), rows);
    }

    @Override
    String print(String text) throws ClientFailure {
        var output = new StringBuilder();
        try (var session = engine().session()) {
            for (var statement : SqlText.statements(text, Dialect.MYSQL)) {
                try {
                    execute(session, statement, output);
                } catch (SQLException e) {
                    throw new ClientFailure(new MySqlErrors(engine()).line(e, statement));
                }
            }
            return output.toString();
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded database is not there", e);
        }
    }

    @Override
    List<Column> describe(String table) {
        return MySqlColumns.of(engine(), table).stream().map(MySqlColumns.Described::column).toList();
    }

    private void execute(Connection session, Statement statement, StringBuilder output) throws SQLException {
        var first = statement.word(0);
        switch (first) {
            case "begin", "start" -> session.setAutoCommit(false);
            case "commit", "rollback" -> {
                if (!session.getAutoCommit() && first.equals("commit")) {
                    session.commit();
                } else if (!session.getAutoCommit()) {
                    session.rollback();
                }
                session.setAutoCommit(true);
            }
            case "use" -> {
                if (!statement.word(1).equals("appdb") && !statement.word(1).equals("information_schema")) {
                    throw new SQLException("Unknown database '" + statement.word(1) + "'", "42000", -1049);
                }
            }
            case "describe", "desc" -> describe(last(statement), output);
            case "show" -> show(statement, output);
            default -> {
                if (!WITHOUT_EFFECT.contains(first)) {
                    run(session, statement, output);
                }
            }
        }
    }

    private static void run(Connection session, Statement statement, StringBuilder output) throws SQLException {
        try (var sql = session.createStatement()) {
            if (sql.execute(MySqlSql.translate(statement))) {
                var result = sql.getResultSet();
                var lines = new ArrayList<List<String>>();
                while (result.next()) {
                    lines.add(row(result));
                }
                // A result without rows prints nothing, not even the names.
                if (!lines.isEmpty()) {
                    lines.addFirst(MySqlSql.labels(statement, result));
                    lines.forEach(line -> output.append(String.join("\t", line)).append('\n'));
                }
            }
        }
    }

    private static List<String> row(ResultSet result) throws SQLException {
        var cells = new ArrayList<String>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            cells.add(MySqlSql.text(result, i));
        }
        return cells;
    }

    private void show(Statement statement, StringBuilder output) throws SQLException {
        int at = statement.word(1).equals("full") ? 2 : 1;
        switch (statement.word(at)) {
            case "tables" -> {
                if (!names().isEmpty()) {
                    output.append("Tables_in_appdb\n");
                    names().forEach(name -> output.append(name).append('\n'));
                }
            }
            case "databases", "schemas" -> output.append("Database\nappdb\ninformation_schema\nperformance_schema\n");
            case "columns", "fields" -> describe(last(statement), output);
            case "create" -> create(last(statement), output);
            case "variables" -> output.append("Variable_name\tValue\nversion\t").append(Functions.mysqlVersion()).append('\n');
            case "processlist", "warnings", "errors", "status", "index", "indexes", "keys" -> { }
            default -> throw new SQLException("[*]" + Statement.sql(statement.tokens().subList(1, statement.tokens().size())), "42000",
                42000);
        }
    }

    private void describe(String table, StringBuilder output) throws SQLException {
        output.append("Field\tType\tNull\tKey\tDefault\tExtra\n");
        known(table).forEach(each -> output.append(String.join("\t", each.column().name(), each.full(), each.column().nullable() ? "YES"
            : "NO",
            each.column().primaryKey() ? "PRI" : "", each.column().defaultValue() == null ? "NULL" : each.column().defaultValue(),
            each.counting() ? "auto_increment" : each.column().defaultValue() != null && each.column().defaultValue().startsWith("CURRENT")
                ? "DEFAULT_GENERATED" : "")).append('\n'));
    }

    private void create(String table, StringBuilder output) throws SQLException {
        var columns = known(table);
        var parts = columns.stream().map(each -> "  `" + each.column().name() + "` " + each.full() + (each.column().nullable() ? ""
            : " NOT NULL")
            + (each.counting() ? " AUTO_INCREMENT" : "")).collect(Collectors.toCollection(ArrayList::new));
        columns.stream().filter(each -> each.column().primaryKey()).findFirst()
            .ifPresent(key -> parts.add("  PRIMARY KEY (`" + key.column().name() + "`)"));
        output.append("Table\tCreate Table\n").append(table).append("\tCREATE TABLE `").append(table).append("` (\\n")
            .append(String.join(",\\n", parts)).append("\\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci\n");
    }

    private List<MySqlColumns.Described> known(String table) throws SQLException {
        if (!names().contains(table)) {
            throw new SQLException("Table \"" + table + "\" not found", "42S02", 42102);
        }
        return MySqlColumns.of(engine(), table);
    }

    private static String last(Statement statement) {
        return statement.tokens().getLast().text().toLowerCase(Locale.ROOT);
    }
}
