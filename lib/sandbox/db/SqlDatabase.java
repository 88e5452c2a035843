package lib.sandbox.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A relational database as the server uses it: every call makes SQL text, has the engine's command-line client run it, and reads what that
 * prints. So the oddities of that way of reading (contract: dbQuery, x-result-by-engine) come about as they do there.
 */
public abstract sealed class SqlDatabase implements Database permits PostgresDatabase, MySqlDatabase {

    /** The longest argument that Linux passes to a process, with its final zero. */
    private static final int LONGEST_ARGUMENT = 128 * 1024;

    private final Dialect dialect;
    private final TimeLimit limit;
    private final H2 engine;

    SqlDatabase(Dialect dialect, Duration limit) {
        this.dialect = dialect;
        this.limit = new TimeLimit(limit);
        engine = new H2(dialect);
    }

    /** What the client writes to stdout for this text. */
    abstract String print(String text) throws ClientFailure;

    /** What the server makes of that. */
    abstract QueryResult read(String text, String printed);

    /** Name, type, nullability, key and default in the words of the engine, in the order of the columns. */
    abstract List<Column> describe(String table);

    H2 engine() {
        return engine;
    }

    @Override
    public List<String> tables() throws ClientFailure {
        return limit.within(this::names);
    }

    final List<String> names() {
        return engine.ask("SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name", dialect.schema)
            .stream().map(List::getFirst).filter(name -> !name.contains("$")).sorted().toList();
    }

    @Override
    public QueryResult query(String text) {
        try {
            if (text.getBytes(UTF_8).length >= LONGEST_ARGUMENT) {
                throw new ClientFailure("fork/exec /usr/bin/docker: argument list too long");
            }
            return read(text, limit.within(() -> print(text)));
        } catch (ClientFailure failure) {
            return QueryResult.error(failure.getMessage());
        }
    }

    @Override
    public QueryResult browse(String table, Page page) {
        return guarded(table, columns -> {
            if (!page.orderBy().isEmpty() && !columns.contains(page.orderBy())) {
                return QueryResult.error("Unknown sort column.");
            }
            var name = dialect.quoted(table);
            var order = page.orderBy().isEmpty() ? "" : " ORDER BY " + dialect.quoted(page.orderBy()) + (page.descending() ? " DESC"
                : " ASC");
            var result = query("SELECT * FROM " + name + order + " LIMIT " + page.limit() + " OFFSET " + page.offset());
            var count = query("SELECT COUNT(*) FROM " + name);
            return !result.error().isEmpty() || count.rows().isEmpty() ? result
                : result.withTotal(Long.parseLong(count.rows().getFirst().getFirst()));
        });
    }

    /**
     * Contract: dbColumns.
     *
     * @throws ClientFailure also when there is no such table
     */
    public List<Column> columns(String table) throws ClientFailure {
        if (!tables().contains(table)) {
            throw new ClientFailure("Table not found.");
        }
        return limit.within(() -> describe(table));
    }

    /** Contract: dbRowInsert; an empty value is NULL. */
    public QueryResult insert(String table, Map<String, Optional<String>> values) {
        return guarded(table, columns -> {
            if (isEmpty(values)) {
                return QueryResult.error("No values provided.");
            }
            return unknown(columns, values.keySet()).orElseGet(() -> query("INSERT INTO " + dialect.quoted(table) + " ("
                + values.keySet().stream().map(dialect::quoted).collect(Collectors.joining(", ")) + ") VALUES ("
                + values.values().stream().map(this::value).collect(Collectors.joining(", ")) + ")"));
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
            var named = new LinkedHashSet<>(set.keySet());
            named.addAll(where.keySet());
            var changes = set.entrySet().stream().map(each -> dialect.quoted(each.getKey()) + " = " + value(each.getValue()));
            return unknown(columns, named).orElseGet(() -> query("UPDATE " + dialect.quoted(table) + " SET "
                + changes.collect(Collectors.joining(", ")) + matching(where)));
        });
    }

    /** Contract: dbRowDelete. */
    public QueryResult delete(String table, Map<String, Optional<String>> where) {
        return guarded(table, columns -> isEmpty(where) ? QueryResult.error("Refusing to delete without a row identifier.")
            : unknown(columns, where.keySet()).orElseGet(() -> query("DELETE FROM " + dialect.quoted(table) + matching(where))));
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

    private QueryResult guarded(String table, Work work) {
        try {
            return work.on(columns(table).stream().map(Column::name).collect(Collectors.toSet()));
        } catch (ClientFailure failure) {
            return QueryResult.error(failure.getMessage());
        }
    }

    private static boolean isEmpty(Map<String, ?> values) {
        return values == null || values.isEmpty();
    }

    private static Optional<QueryResult> unknown(Set<String> columns, Set<String> named) {
        return named.stream().filter(name -> !columns.contains(name)).findFirst()
            .map(name -> QueryResult.error("Unknown column \"" + name + "\"."));
    }

    private String matching(Map<String, Optional<String>> where) {
        return where.entrySet().stream().map(each -> dialect.quoted(each.getKey())
            + each.getValue().map(value -> " = " + dialect.literal(value)).orElse(" IS NULL")).collect(Collectors.joining(" AND ",
                " WHERE ", ""));
    }

    private String value(Optional<String> value) {
        return value.map(dialect::literal).orElse("NULL");
    }

    private interface Work {
        QueryResult on(Set<String> columns) throws ClientFailure;
    }
}
