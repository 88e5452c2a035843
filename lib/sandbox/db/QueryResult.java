package lib.sandbox.db;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What one statement or command gave. Contract: schema QueryResult.
 *
 * @param rows cells are texts, or null for SQL NULL
 */
public record QueryResult(List<String> columns, List<List<String>> rows, @JsonInclude(NON_EMPTY) String message,
        @JsonInclude(NON_EMPTY) String error, @JsonInclude(NON_DEFAULT) long total) {

    static QueryResult table(List<String> columns, List<List<String>> rows) {
        return new QueryResult(columns, rows, "", "", 0);
    }

    static QueryResult message(String message) {
        return new QueryResult(List.of(), List.of(), message, "", 0);
    }

    /** A failure, which is an answer like another one. */
    public static QueryResult error(String error) {
        return new QueryResult(List.of(), List.of(), "", error, 0);
    }

    QueryResult withTotal(long total) {
        return new QueryResult(columns, rows, message, error, total);
    }
}
