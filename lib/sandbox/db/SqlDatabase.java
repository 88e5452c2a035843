package lib.sandbox.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A relational database as the server uses it: every call makes SQL text, has the engine's command-line client run it, and reads what that
 * prints. So the oddities of that way of reading (contract: dbQuery, x-result-by-engine) come about as they do there. The embedded engine
 * runs the text in its own mode for that kind of SQL; what it does not understand is refused in the words of the kind.
 */
public abstract sealed class SqlDatabase implements Database permits PostgresDatabase, MySqlDatabase {

    /** The longest argument that Linux passes to a process, with its final zero. */
    private static final int LONGEST_ARGUMENT = 128 * 1024;
    private static final String COLUMNS = """
        SELECT c.column_name, LOWER(COALESCE(c.domain_name, c.data_type)), c.is_nullable, c.column_default, c.is_identity,
            CASE WHEN c.domain_name IS NULL THEN COALESCE(CAST(c.character_maximum_length AS varchar),
                c.numeric_precision || ',' || c.numeric_scale, '') ELSE '' END,
            EXISTS (SELECT 1 FROM information_schema.table_constraints t JOIN information_schema.key_column_usage k
                ON k.constraint_name = t.constraint_name AND k.constraint_schema = t.constraint_schema
                WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_schema = c.table_schema AND k.table_name = c.table_name
                    AND k.column_name = c.column_name)
        FROM information_schema.columns c WHERE c.table_schema = ? AND c.table_name = ? ORDER BY c.ordinal_position""";

    private final Dialect dialect;
    private final TimeLimit limit;
    private final H2 engine;

    SqlDatabase(Dialect dialect, Duration limit) {
        this.dialect = dialect;
        this.limit = new TimeLimit(limit);
        engine = new H2(dialect, limit);
    }

    /** Runs these statements as the client does. The output gets what it writes to stdout; what it writes to stderr is the failure. */
    abstract void run(List<SqlStatement> statements, Connection session, StringBuilder output) throws SQLException, ClientFailure;

    /** What the server makes of that. */
    abstract QueryResult read(String text, String printed);

    /** What of this text the embedded engine would take for something else, as the client's complaint; null for nothing. */
    abstract String misread(String text);

    /** The default of a column in the words of the engine; null for none. */
    abstract String defaultOf(String table, String column, String type, boolean counting, String engines);

    final H2 engine() {
        return engine;
    }

    @Override
    public List<String> tables() throws ClientFailure {
        return limit.within(this::names);
    }

    final List<String> names() {
        return engine.ask("SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name", dialect.schema())
            .stream().map(List::getFirst).sorted().toList();
    }

    @Override
    public QueryResult query(String text) {
        String misread = misread(text);
        return misread == null ? execute(text) : QueryResult.error(misread);
    }

    private QueryResult execute(String text) {
        try {
            if (text.getBytes(UTF_8).length >= LONGEST_ARGUMENT) {
                throw new ClientFailure("fork/exec /usr/bin/docker: argument list too long");
            }
            return read(text, limit.within(() -> print(text)));
        } catch (ClientFailure failure) {
            return QueryResult.error(failure.getMessage());
        }
    }

    private String print(String text) throws ClientFailure {
        StringBuilder output = new StringBuilder();
        try (Connection session = engine.session()) {
            run(SqlStatement.of(text, dialect), session, output);
            return output.toString();
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded database is not there", e);
        }
    }

    @Override
    public QueryResult browse(String table, Page page) {
        return guarded(table, columns -> {
            if (!page.orderBy().isEmpty() && !columns.contains(page.orderBy())) {
                return QueryResult.error("Unknown sort column.");
            }
            String name = dialect.quoted(table);
            String order = page.orderBy().isEmpty() ? ""
                : " ORDER BY " + dialect.quoted(page.orderBy()) + (page.descending() ? " DESC" : " ASC");
            QueryResult result = execute("SELECT * FROM " + name + order + " LIMIT " + page.limit() + " OFFSET " + page.offset());
            QueryResult count = execute("SELECT COUNT(*) FROM " + name);
            return !result.error().isEmpty() || count.rows().isEmpty() ? result
                : result.withTotal(Long.parseLong(count.rows().getFirst().getFirst()));
        });
    }

    /** Contract: dbColumns; a ClientFailure also when there is no such table. */
    public List<Column> columns(String table) throws ClientFailure {
        if (!tables().contains(table)) {
            throw new ClientFailure("Table not found.");
        }
        return limit.within(() -> describe(table));
    }

    /** In the words of the engine, in the order of the columns. */
    final List<Column> describe(String table) {
        return engine.ask(COLUMNS, dialect.schema(), table).stream().map(row -> {
            String type = dialect.type(row.get(1));
            boolean counting = row.get(4).equals("YES");
            String otherwise = defaultOf(table, row.getFirst(), type, counting, row.get(3));
            return new Column(row.getFirst(), type, row.get(2).equals("YES"), row.get(6).equalsIgnoreCase("true"), otherwise, row.get(5),
                counting);
        }).toList();
    }

    /** Contract: dbRowInsert; an empty value is NULL. */
    public QueryResult insert(String table, Map<String, Optional<String>> values) {
        return guarded(table, columns -> {
            if (isEmpty(values)) {
                return QueryResult.error("No values provided.");
            }
            return changed(columns, values.keySet(), "INSERT INTO " + dialect.quoted(table) + " ("
                + values.keySet().stream().map(dialect::quoted).collect(Collectors.joining(", ")) + ") VALUES ("
                + values.values().stream().map(SqlDatabase::value).collect(Collectors.joining(", ")) + ")");
        });
    }

    /** Contract: dbRowUpdate. */
    public QueryResult update(String table, Map<String, Optional<String>> set, Map<String, Optional<String>> where) {
        return guarded(table, columns -> {
            if (isEmpty(set)) {
                return QueryResult.error("No changes to apply.");
            }
            if (isEmpty(where)) {
                return QueryResult.error("Refusing to update without a row identifier.");
            }
            Set<String> named = new LinkedHashSet<>(set.keySet());
            named.addAll(where.keySet());
            return changed(columns, named, "UPDATE " + dialect.quoted(table) + " SET " + set.entrySet().stream()
                .map(each -> dialect.quoted(each.getKey()) + " = " + value(each.getValue())).collect(Collectors.joining(", "))
                    + matching(where));
        });
    }

    /** Contract: dbRowDelete. */
    public QueryResult delete(String table, Map<String, Optional<String>> where) {
        return guarded(table, columns -> isEmpty(where) ? QueryResult.error("Refusing to delete without a row identifier.")
            : changed(columns, where.keySet(), "DELETE FROM " + dialect.quoted(table) + matching(where)));
    }

    @Override
    public List<List<String>> dump() {
        return engine.dump().stream().map(List::of).toList();
    }

    @Override
    public void restore(List<List<String>> dump) {
        engine.restore(dump.stream().map(List::getFirst).toList());
    }

    @Override
    public void close() {
        engine.close();
    }

    private QueryResult guarded(String table, Function<Set<String>, QueryResult> work) {
        try {
            return work.apply(columns(table).stream().map(Column::name).collect(Collectors.toSet()));
        } catch (ClientFailure failure) {
            return QueryResult.error(failure.getMessage());
        }
    }

    private static boolean isEmpty(Map<String, ?> values) {
        return values == null || values.isEmpty();
    }

    private QueryResult changed(Set<String> columns, Set<String> named, String sql) {
        return named.stream().filter(name -> !columns.contains(name)).findFirst()
            .map(name -> QueryResult.error("Unknown column \"" + name + "\".")).orElseGet(() -> execute(sql));
    }

    private String matching(Map<String, Optional<String>> where) {
        return where.entrySet().stream().map(each -> dialect.quoted(each.getKey())
            + each.getValue().map(value -> " = " + Dialect.literal(value)).orElse(" IS NULL"))
            .collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    private static String value(Optional<String> value) {
        return value.map(Dialect::literal).orElse("NULL");
    }

    /**
     * A column of a table in the words of its engine. Contract: schema Column.
     *
     * @param defaultValue expression text, or null
     * @param size         what the declared type has in parentheses, {@code ""} for nothing; not part of the answer
     * @param counting     whether it counts by itself; not part of the answer
     */
    public record Column(String name, String type, boolean nullable, boolean primaryKey, @JsonProperty("default") String defaultValue,
        @JsonIgnore String size, @JsonIgnore boolean counting) { }

    /** How long one run of a client may take. Contract: x-limits of the db calls; the statement may go on in the database. */
    private record TimeLimit(Duration time) {

        <T> T within(Callable<T> run) throws ClientFailure {
            FutureTask<T> task = new FutureTask<>(run);
            Thread thread = Thread.ofVirtual().name("sandbox-database-client").start(task);
            try {
                return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                thread.interrupt();
                throw new ClientFailure("Query timed out after 30s.");
            } catch (InterruptedException e) {
                thread.interrupt();
                Thread.currentThread().interrupt();
                throw new ClientFailure("signal: killed");
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case ClientFailure failure -> throw failure;
                    case RuntimeException failure -> throw failure;
                    default -> throw new IllegalStateException(e.getCause());
                }
            }
        }
    }
}
