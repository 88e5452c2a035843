package lib.sandbox.db;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** PostgreSQL as psql shows it: unaligned, fields ended by 0x1F, records by 0x1E, NULL as U+2400. Contract: dbQuery, postgres. */
public final class PostgresDatabase extends SqlDatabase {

    private static final String NULL = "\u2400";
    private static final String FIELD = "\u001f";
    private static final String RECORD = "\u001e";
    private static final Pattern ROWS = Pattern.compile("(?is)[\\s(]*(select|with|show|table|values|explain)[ \\n].*");
    /** Java's own idea of a blank includes the two separators. */
    private static final Pattern BLANKS = Pattern.compile("^[ \\t\\r\\n]+|[ \\t\\r\\n]+$");
    private static final Pattern ESCAPES = Pattern.compile("(?is).*\\be'[^']*\\\\.*");
    private static final Pattern RETURNING = SqlStatement.pattern("(insert|update|delete)\\b.*\\b(returning)\\b.*");
    private static final Pattern WITH_INSERT =
        SqlStatement.pattern("with\\b.*?\\b(insert\\s+into\\s+[^\\s(]+\\s*(?:\\([^()]*\\))?)\\s*select\\b.*");
    private static final Pattern DEFINITION = SqlStatement.pattern("(create|alter|drop)\\s+(?:(?:or|replace|unique|temp|temporary)\\s+)*"
        + "((?:materialized\\s+)?\\w+).*");
    private static final Pattern COPY = SqlStatement.pattern("create\\s+table\\b.*\\sas\\s+(?:select|table|values|with)\\b.*");
    private static final Pattern UNNEEDED = SqlStatement.pattern("(drop|create)\\s+table\\s+if\\s+(?:not\\s+)?exists\\b.*");
    private static final Pattern CALL = Pattern.compile("(?is)(count|sum|avg|min|max|array_agg|string_agg|bool_and|bool_or)\\s*\\(.*\\)");

    /** @param limit how long one run of psql may take */
    public PostgresDatabase(Duration limit) {
        super(Dialect.POSTGRES, limit);
    }

    @Override
    QueryResult read(String text, String printed) {
        String output = printed.replaceFirst("\\n+$", "");
        boolean rows = ROWS.matcher(text).matches() || text.toLowerCase(Locale.ROOT).contains(" returning ");
        if (!rows) {
            String message = BLANKS.matcher(output).replaceAll("");
            return QueryResult.message(message.isEmpty() ? "Statement executed successfully." : message);
        }
        if (output.isEmpty()) {
            return QueryResult.table(List.of(), List.of());
        }
        String[] records = output.split(RECORD, -1);
        List<List<String>> cells = Arrays.stream(records).skip(1).filter(record -> !record.isEmpty())
            .map(record -> Arrays.stream(record.split(FIELD, -1)).map(cell -> cell.equals(NULL) ? null : cell).toList()).toList();
        return QueryResult.table(List.of(records[0].split(FIELD, -1)), cells);
    }

    @Override
    String misread(String text) {
        return ESCAPES.matcher(text).matches() ? "ERROR:  escape string constants are not supported" : null;
    }

    @Override
    String defaultOf(String table, String column, String type, boolean counting, String engines) {
        String constant = Dialect.POSTGRES.constant(engines);
        return counting ? "nextval('" + table + "_" + column + "_seq'::regclass)"
            : constant != null && constant.startsWith("'") ? constant + "::" + type : constant;
    }

    /** One connection, one transaction unless the text has its own: such a one that it leaves open is undone. */
    @Override
    void run(List<SqlStatement> statements, Connection session, StringBuilder output) throws SQLException, ClientFailure {
        if (!statements.isEmpty() && statements.getFirst().sql().startsWith("\\")) {
            output.append(backslash(statements.getFirst().sql()));
            return;
        }
        // The engine ends the transaction at a definition, PostgreSQL does not: what was there before is put back if need be.
        boolean defines = statements.size() > 1 && statements.stream().anyMatch(each -> each.fits(DEFINITION) != null);
        List<String> before = defines ? engine().dump() : null;
        session.setAutoCommit(false);
        List<String> notices = new ArrayList<>();
        boolean left = false;
        for (SqlStatement statement : statements) {
            try {
                notice(statement, notices);
                execute(statement, session, output);
                left = statement.verb().equals("begin") || left && !statement.verb().matches("commit|rollback");
            } catch (SQLException e) {
                undo(session, before);
                // Contract: the first line of stderr counts.
                throw new ClientFailure(notices.isEmpty() ? Dialect.POSTGRES.complaint(e, statement) : notices.getFirst());
            }
        }
        if (left) {
            undo(session, before);
        } else {
            session.commit();
        }
    }

    private void undo(Connection session, List<String> before) throws SQLException {
        session.rollback();
        if (before != null) {
            engine().restore(before);
        }
    }

    private void notice(SqlStatement statement, List<String> notices) {
        MatchResult found = statement.fits(UNNEEDED);
        if (found != null) {
            boolean drop = found.group(1).equalsIgnoreCase("drop");
            String name = statement.target();
            if (names().contains(name) != drop) {
                notices.add("NOTICE:  " + (drop ? "table \"" + name + "\" does not exist" : "relation \"" + name + "\" already exists")
                    + ", skipping");
            }
        }
    }

    private static void execute(SqlStatement statement, Connection session, StringBuilder output) throws SQLException {
        MatchResult returning = statement.fits(RETURNING);
        MatchResult with = statement.fits(WITH_INSERT);
        String sql = statement.sql();
        if (returning != null) {
            sql = "SELECT " + sql.substring(returning.end(2)) + " FROM " + (statement.verb().equals("delete") ? "OLD" : "FINAL")
                + " TABLE (" + sql.substring(0, returning.start(2)) + ")";
        } else if (with != null) {
            sql = sql.substring(with.start(1), with.end(1)) + " " + sql.substring(0, with.start(1)) + " " + sql.substring(with.end(1));
        } else if (statement.verb().equals("truncate")) {
            sql = sql.replaceFirst("(?i)^truncate\\s+(table\\s+)?", "TRUNCATE TABLE ");
        }
        try (Statement run = H2.statement(session)) {
            if (!run.execute(sql)) {
                long count = copies(statement) ? count(run, statement.target()) : run.getLargeUpdateCount();
                output.append(tag(statement, with == null ? statement.verb() : "insert", count)).append('\n');
                return;
            }
            int rows = print(statement, run.getResultSet(), output);
            if (returning != null) {
                output.append(tag(statement, statement.verb(), rows)).append('\n');
            }
        }
    }

    private static boolean copies(SqlStatement statement) {
        return statement.fits(COPY) != null;
    }

    private static long count(Statement run, String table) throws SQLException {
        try (ResultSet count = run.executeQuery("SELECT count(*) FROM " + Dialect.POSTGRES.quoted(table))) {
            return count.next() ? count.getLong(1) : 0;
        }
    }

    private static int print(SqlStatement statement, ResultSet result, StringBuilder output) throws SQLException {
        output.append(String.join(FIELD, labels(statement, H2.labels(result))));
        List<List<String>> rows = H2.rows(result, PostgresDatabase::text);
        rows.forEach(cells -> output.append(RECORD).append(String.join(FIELD, cells)));
        output.append('\n');
        return rows.size();
    }

    /** What psql prints behind a statement that changed something. */
    private static String tag(SqlStatement statement, String verb, long count) {
        MatchResult definition = statement.fits(DEFINITION);
        if (definition != null) {
            String kind = definition.group(2).replaceAll("\\s+", " ");
            return copies(statement) ? "SELECT " + count : (verb + " " + kind).toUpperCase(Locale.ROOT);
        }
        return switch (verb) {
            case "insert" -> "INSERT 0 " + count;
            case "update", "delete", "merge" -> verb.toUpperCase(Locale.ROOT) + " " + count;
            case "truncate" -> "TRUNCATE TABLE";
            default -> verb.toUpperCase(Locale.ROOT);
        };
    }

    /** The engine names results as PostgreSQL does, all but those of aggregates. */
    private static List<String> labels(SqlStatement statement, List<String> engines) {
        List<String> items = statement.results();
        List<String> labels = new ArrayList<>(engines);
        for (int i = 0; i < labels.size() && items.size() == labels.size(); i++) {
            Matcher call = CALL.matcher(items.get(i));
            if (labels.get(i).equals("?column?") && call.matches()) {
                labels.set(i, call.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return labels;
    }

    /** A value as PostgreSQL writes it. */
    private static String text(ResultSet result, int column) throws SQLException {
        if (result.getObject(column) == null) {
            return NULL;
        }
        return switch (result.getMetaData().getColumnType(column)) {
            case Types.BOOLEAN -> result.getBoolean(column) ? "t" : "f";
            case Types.DOUBLE, Types.REAL, Types.FLOAT -> number(result.getDouble(column), result.getString(column));
            case Types.NUMERIC, Types.DECIMAL -> result.getBigDecimal(column).toPlainString();
            case Types.BINARY, Types.VARBINARY, Types.BLOB -> "\\x" + HexFormat.of().formatHex(result.getBytes(column));
            case Types.ARRAY -> Arrays.stream((Object[]) result.getArray(column).getArray()).map(PostgresDatabase::item)
                .collect(Collectors.joining(",", "{", "}"));
            default -> result.getString(column);
        };
    }

    private static String item(Object item) {
        return switch (item) {
            case null -> "NULL";
            case Boolean truth -> truth ? "t" : "f";
            case String text when text.isEmpty() || text.matches("(?s).*[\\s{},\"\\\\].*|(?i)null") ->
                "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            default -> item.toString();
        };
    }

    /** Whole numbers without a fraction; what is no number stays as it is. */
    private static String number(double value, String java) {
        return Double.isFinite(value) ? new BigDecimal(java).stripTrailingZeros().toPlainString() : java;
    }

    /** Contract: one backslash command is accepted as the whole text. */
    private String backslash(String command) throws ClientFailure {
        String word = command.substring(1).split("\\s+")[0];
        if (!word.equals("d") && !word.equals("dt")) {
            throw new ClientFailure("invalid command \\" + word);
        } else if (names().isEmpty()) {
            throw new ClientFailure("Did not find any relations.");
        }
        return "List of relations" + RECORD + String.join(FIELD, "Schema", "Name", "Type", "Owner") + names().stream()
            .map(name -> RECORD + String.join(FIELD, "public", name, "table", "appuser")).collect(Collectors.joining()) + "\n";
    }
}
