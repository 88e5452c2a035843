package lib.sandbox.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The order of what a CREATE TABLE says about a column: PostgreSQL takes any, the embedded engine wants the default before the keys. */
final class ColumnOrder {

    private static final Set<String> CONSTRAINTS = Set.of("primary", "unique", "references", "check", "not", "null", "constraint",
        "generated");

    private ColumnOrder() {
    }

    /** The statement's tokens with each default where the engine wants it. */
    static List<Token> of(List<Token> tokens) {
        var result = new ArrayList<Token>();
        var column = new ArrayList<Token>();
        int depth = 0;
        for (var token : tokens) {
            boolean ends = depth == 1 && (token.is(",") || token.is(")"));
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (ends) {
                result.addAll(ordered(column));
                column.clear();
                result.add(token);
            } else if (depth == 0 || depth == 1 && token.is("(")) {
                result.add(token);
            } else {
                column.add(token);
            }
        }
        result.addAll(column);
        return result;
    }

    private static List<Token> ordered(List<Token> column) {
        int first = -1;
        int from = -1;
        int to = column.size();
        int depth = 0;
        for (int i = 1; i < column.size(); i++) {
            var token = column.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            boolean constraint = depth == 0 && token.kind() == Token.Kind.WORD
                && CONSTRAINTS.contains(token.text().toLowerCase(Locale.ROOT));
            if (depth == 0 && token.is("default") && from < 0) {
                from = i++;     // what follows belongs to it, also a NULL
            } else if (constraint && from >= 0 && to == column.size()) {
                to = i;
            } else if (constraint && first < 0 && from < 0) {
                first = i;
            }
        }
        if (first < 0 || from < 0) {
            return List.copyOf(column);
        }
        var result = new ArrayList<>(column.subList(0, first));
        result.addAll(column.subList(from, to));
        result.addAll(column.subList(first, from));
        result.addAll(column.subList(to, column.size()));
        return result;
    }
}
