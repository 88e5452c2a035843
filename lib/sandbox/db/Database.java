package lib.sandbox.db;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** The data of one add-on, asked through what its command-line client would print. Every method is one or more runs of that client. */
public sealed interface Database extends AutoCloseable permits SqlDatabase, RedisDatabase {

    /** Names of tables, or keys; null where the server answers null. */
    List<String> tables() throws ClientFailure;

    /** Runs a statement or command; never fails, what went wrong is in the result. */
    QueryResult query(String text);

    /** One page of a table, or one key. */
    QueryResult browse(String table, Page page);

    /** All of it, to be given to {@link #restore} of a new one. */
    List<List<String>> dump();

    void restore(List<List<String>> dump);

    @Override
    void close();

    /** @param orderBy "" for none */
    record Page(long limit, long offset, String orderBy, boolean descending) { }

    /** The database's command-line client ended with an error; the message is the line of its stderr that the server passes on. */
    final class ClientFailure extends Exception {

        ClientFailure(String line) {
            super(line, null, false, false);
        }
    }

    /** What one statement or command gave; the cells of its rows are texts, or null for SQL NULL. Contract: schema QueryResult. */
    record QueryResult(List<String> columns, List<List<String>> rows, @JsonInclude(NON_EMPTY) String message,
            @JsonInclude(NON_EMPTY) String error, @JsonInclude(NON_DEFAULT) long total) {

        static QueryResult table(List<String> columns, List<List<String>> rows) {
            return new QueryResult(columns, rows, "", "", 0);
        }

        static QueryResult message(String message) {
            return new QueryResult(List.of(), List.of(), message, "", 0);
        }

        /** A failure, which is an answer like another one. */
        static QueryResult error(String error) {
            return new QueryResult(List.of(), List.of(), "", error, 0);
        }

        QueryResult withTotal(long total) {
            return new QueryResult(columns, rows, message, error, total);
        }
    }
}
