package lib.sandbox.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** MySQL as {@code mysql --batch} shows it: a line of names, then a line a row, cells between tabs. Contract: dbQuery, mysql. */
public final class MySqlDatabase extends SqlDatabase {

    private static final Pattern DESCRIBE = SqlStatement.pattern("(?:describe|desc|show\\s+(?:columns|fields)\\s+from)\\s+`?([\\w$]+)`?");
    private static final Pattern SHOW_TABLES = SqlStatement.pattern("show\\s+tables");

    /** @param limit how long one run of mysql may take */
    public MySqlDatabase(Duration limit) {
        super(Dialect.MYSQL, limit);
    }

    @Override
    QueryResult read(String text, String printed) {
        String output = printed.replaceFirst("\\n+$", "");
        if (output.isEmpty()) {
            return QueryResult.message("Statement executed successfully.");
        }
        String[] lines = output.split("\n", -1);
        List<List<String>> rows = Arrays.stream(lines).skip(1)
            .map(line -> Arrays.stream(line.split("\t", -1)).map(cell -> cell.equals("NULL") ? null : cell).toList()).toList();
        return QueryResult.table(List.of(lines[0].split("\t", -1)), rows);
    }

    @Override
    String misread(String text) {
        return text.contains("\\") ? "ERROR 1235 (42000) at line 1: This version of MySQL doesn't yet support 'backslash escapes'" : null;
    }

    @Override
    String defaultOf(String table, String column, String type, boolean counting, String engines) {
        String constant = Dialect.MYSQL.constant(engines);
        return counting || constant == null || !constant.startsWith("'") ? counting ? null : constant
            : constant.substring(1, constant.length() - 1).replace("''", "'");
    }

    @Override
    void run(List<SqlStatement> statements, Connection session, StringBuilder output) throws SQLException, ClientFailure {
        for (SqlStatement statement : statements) {
            try {
                execute(statement, session, output);
            } catch (SQLException e) {
                throw new ClientFailure(Dialect.MYSQL.complaint(e, statement));
            }
        }
    }

    private void execute(SqlStatement statement, Connection session, StringBuilder output) throws SQLException {
        MatchResult described = statement.fits(DESCRIBE);
        if (statement.fits(SHOW_TABLES) != null) {
            print(List.of("Tables_in_appdb"), names().stream().map(List::of).toList(), output);
        } else if (described != null) {
            describe(described.group(1).toLowerCase(Locale.ROOT), output);
        } else {
            try (Statement run = H2.statement(session)) {
                if (run.execute(statement.sql())) {
                    ResultSet result = run.getResultSet();
                    print(H2.labels(result), H2.rows(result, MySqlDatabase::text), output);
                }
            }
        }
    }

    /** A result without rows prints nothing, not even the names. */
    private static void print(List<String> labels, List<List<String>> rows, StringBuilder output) {
        if (!rows.isEmpty()) {
            Stream.concat(Stream.of(labels), rows.stream()).forEach(line -> output.append(String.join("\t", line)).append('\n'));
        }
    }

    /** A value as the client writes it in its batch mode. */
    private static String text(ResultSet result, int column) throws SQLException {
        String text = result.getString(column);
        if (text == null) {
            return "NULL";
        }
        return switch (result.getMetaData().getColumnType(column)) {
            case Types.BOOLEAN -> result.getBoolean(column) ? "1" : "0";
            case Types.DOUBLE, Types.REAL, Types.FLOAT -> text.replaceFirst("[.]0$", "");
            case Types.NUMERIC, Types.DECIMAL -> result.getBigDecimal(column).toPlainString();
            default -> text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\0", "\\0");
        };
    }

    private void describe(String table, StringBuilder output) throws SQLException {
        if (!names().contains(table)) {
            throw new SQLException("Table \"" + table + "\" not found", "42S02", 42102);
        }
        print(List.of("Field", "Type", "Null", "Key", "Default", "Extra"), describe(table).stream().map(each -> {
            String type = switch (each.type()) {
                case "varchar", "char", "varbinary", "decimal" -> each.type() + (each.size().isEmpty() ? "" : "(" + each.size() + ")");
                default -> each.type();
            };
            return List.of(each.name(), type, each.nullable() ? "YES" : "NO", each.primaryKey() ? "PRI" : "",
                each.defaultValue() == null ? "NULL" : each.defaultValue(), each.counting() ? "auto_increment" : "");
        }).toList(), output);
    }
}
