package lib.sandbox.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** PostgreSQL as psql shows it: unaligned, fields ended by 0x1F, records by 0x1E, NULL as U+2400. Contract: dbQuery, postgres. */
public final class PostgresDatabase extends SqlDatabase {

    static final String NULL = "\u2400";
    private static final String FIELD = "\u001f";
    private static final String RECORD = "\u001e";
    private static final Pattern ROWS = Pattern.compile("(?is)[\\s(]*(select|with|show|table|values|explain)[ \\n].*");
    /** Java's own idea of a blank includes the two separators. */
    private static final Pattern BLANKS = Pattern.compile("^[ \\t\\r\\n]+|[ \\t\\r\\n]+$");
    private static final Set<String> WITHOUT_EFFECT = Set.of("set", "reset", "vacuum", "analyze", "grant", "revoke", "savepoint",
        "release");
    private static final Map<String, String> SETTINGS = Map.of("server_version", "16.4", "search_path", "\"$user\", public", "timezone",
        "UTC",
        "server_encoding", "UTF8", "client_encoding", "UTF8", "max_connections", "100", "transaction_isolation", "read committed",
        "statement_timeout", "0");

    /** @param limit how long one run of psql may take */
    public PostgresDatabase(Duration limit) {
        super(Dialect.POSTGRES, limit);
    }

    @Override
    QueryResult read(String text, String printed) {
        var output = printed.replaceFirst("\\n+$", "");
        boolean rows = ROWS.matcher(text).matches() || text.toLowerCase(Locale.ROOT).contains(" returning ");
        if (!rows) {
            var message = BLANKS.matcher(output).replaceAll("");
            return QueryResult.message(message.isEmpty() ? "Statement executed successfully." : message);
        }
        if (output.isEmpty()) {
            return QueryResult.table(List.of(), List.of());
        }
        var records = output.split(RECORD, -1);
        var cells = Arrays.stream(records).skip(1).filter(record -> !record.isEmpty())
            .map(record -> Arrays.stream(record.split(FIELD, -1)).map(cell -> cell.equals(NULL) ? null : cell).toList()).toList();
        return QueryResult.table(List.of(records[0].split(FIELD, -1)), cells);
    }

    @Override
    String print(String text) throws ClientFailure {
        if (text.strip().startsWith("\\")) {
            return backslash(text.strip());
        }
        var statements = SqlText.statements(text, Dialect.POSTGRES);
        // The engine ends the transaction at a definition, PostgreSQL does not: what was there before is put back if need be.
        var before = statements.size() > 1 && statements.stream().anyMatch(Statement::isDefinition) ? engine().dump() : null;
        try (var session = engine().session()) {
            session.setAutoCommit(false);
            var run = new Run(session, before);
            for (var statement : statements) {
                try {
                    run.execute(statement);
                } catch (SQLException e) {
                    run.undo();
                    throw new ClientFailure(run.notices.isEmpty() ? "ERROR:  " + new PostgresErrors(engine()).text(e, statement)
                        : run.notices.getFirst());
                }
            }
            run.end();
            return run.output.toString();
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded database is not there", e);
        }
    }

    @Override
    List<Column> describe(String table) {
        return PostgresColumns.of(engine(), table);
    }

    /** Contract: one backslash command is accepted as the whole text. */
    private String backslash(String command) throws ClientFailure {
        var word = command.substring(1).split("\\s+")[0];
        return switch (word) {
            case "d", "dt" -> {
                if (names().isEmpty()) {
                    throw new ClientFailure("Did not find any relations.");
                }
                var list = new StringBuilder("List of relations" + RECORD + String.join(FIELD, "Schema", "Name", "Type", "Owner"));
                names().forEach(name -> list.append(RECORD).append(String.join(FIELD, "public", name, "table", "appuser")));
                yield list + "\n";
            }
            case "conninfo" -> "You are connected to database \"appdb\" as user \"appuser\" via socket in \"/var/run/postgresql\" at port "
                + "\"5432\".\n";
            default -> throw new ClientFailure("invalid command \\" + word);
        };
    }

    /** One run of psql: one connection, one transaction unless the text has its own. */
    private final class Run {

        private final Connection session;
        private final List<String> before;
        private final StringBuilder output = new StringBuilder();
        private final List<String> notices = new ArrayList<>();
        private boolean block;

        Run(Connection session, List<String> before) {
            this.session = session;
            this.before = before;
        }

        void execute(Statement statement) throws SQLException {
            var first = statement.word(0);
            switch (first) {
                case "begin" -> begin("BEGIN");
                case "start" -> begin("START TRANSACTION");
                case "commit", "end" -> {
                    session.commit();
                    block = false;
                    tag("COMMIT");
                }
                case "rollback", "abort" -> {
                    undo();
                    block = false;
                    tag("ROLLBACK");
                }
                case "show" -> show(statement.word(1));
                case "explain" -> explain(statement);
                default -> {
                    if (WITHOUT_EFFECT.contains(first) || statement.startsWith("create", "extension")) {
                        tag(PostgresSql.tag(statement, 0));
                    } else {
                        run(statement);
                    }
                }
            }
        }

        void end() throws SQLException {
            if (block) {
                undo();
            } else {
                session.commit();
            }
        }

        void undo() throws SQLException {
            session.rollback();
            if (before != null) {
                engine().restore(before);
            }
        }

        private void begin(String tag) {
            block = true;
            tag(tag);
        }

        private void run(Statement statement) throws SQLException {
            notice(statement);
            try (var sql = session.createStatement()) {
                if (!sql.execute(PostgresSql.translate(statement))) {
                    var tag = PostgresSql.tag(statement, sql.getUpdateCount());
                    tag(tag.startsWith("SELECT") ? "SELECT " + count(sql, statement.objectName()) : tag);
                    return;
                }
                int rows = print(PostgresSql.labels(statement, sql.getResultSet()), sql.getResultSet());
                if (statement.find("returning", 0) > 0) {
                    tag(PostgresSql.tag(statement, rows));
                }
            }
        }

        /** CREATE TABLE … AS tells how many rows it copied. */
        private static long count(java.sql.Statement sql, String table) throws SQLException {
            try (var count = sql.executeQuery("SELECT count(*) FROM " + Dialect.POSTGRES.quoted(table))) {
                return count.next() ? count.getLong(1) : 0;
            }
        }

        private void notice(Statement statement) {
            var name = statement.objectName();
            if (statement.startsWith("drop", "table", "if", "exists") && !names().contains(name)) {
                notices.add("NOTICE:  table \"" + name + "\" does not exist, skipping");
            } else if (statement.startsWith("create", "table", "if", "not", "exists") && names().contains(name)) {
                notices.add("NOTICE:  relation \"" + name + "\" already exists, skipping");
            }
        }

        private void show(String setting) throws SQLException {
            var value = SETTINGS.get(setting);
            if (value == null) {
                throw new SQLException("unrecognized configuration parameter \"" + setting + "\"", "42704", 0);
            }
            output.append(setting).append(RECORD).append(value).append('\n');
        }

        private void explain(Statement statement) throws SQLException {
            output.append("QUERY PLAN");
            int from = statement.word(1).equals("analyze") ? 2 : 1;
            var explained = new Statement(statement.tokens().subList(from, statement.tokens().size()), statement.source());
            try (var sql = session.createStatement(); var plan = sql.executeQuery("EXPLAIN " + PostgresSql.translate(explained))) {
                while (plan.next()) {
                    plan.getString(1).lines().forEach(line -> output.append(RECORD).append(line));
                }
            }
            output.append('\n');
        }

        private int print(List<String> labels, ResultSet result) throws SQLException {
            output.append(String.join(FIELD, labels));
            int rows = 0;
            while (result.next()) {
                var cells = new ArrayList<String>();
                for (int i = 1; i <= labels.size(); i++) {
                    cells.add(PostgresValues.text(result, i));
                }
                output.append(RECORD).append(String.join(FIELD, cells));
                rows++;
            }
            output.append('\n');
            return rows;
        }

        private void tag(String tag) {
            output.append(tag).append('\n');
        }
    }
}
