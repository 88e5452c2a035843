package lib.sandbox.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One SQL statement without comments and without its semicolon.
 *
 * @param tokens never empty
 * @param source the whole text that it is from
 */
record Statement(List<Token> tokens, String source) {

    private static final Set<String> MODIFIERS = Set.of("or", "replace", "temp", "temporary", "unlogged", "global", "local", "unique");

    /** The word at this place in lower case; "" when there is none. */
    String word(int index) {
        return index < tokens.size() && tokens.get(index).kind() != Token.Kind.STRING
            ? tokens.get(index).text().toLowerCase(Locale.ROOT) : "";
    }

    boolean startsWith(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!word(i).equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Where the word stands outside parentheses, at or behind this place; -1 when it does not. */
    int find(String word, int from) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0 && i >= from && tokens.get(i).is(word)) {
                return i;
            }
        }
        return -1;
    }

    boolean has(String... words) {
        for (int i = 0; i < tokens.size(); i++) {
            int start = i;
            boolean here = true;
            for (int j = 0; here && j < words.length; j++) {
                here = word(start + j).equals(words[j]);
            }
            if (here) {
                return true;
            }
        }
        return false;
    }

    /** Whether it changes what tables there are; the engine then ends the transaction. */
    boolean isDefinition() {
        return Set.of("create", "alter", "drop", "truncate", "comment", "grant", "revoke").contains(word(0));
    }

    /** Of CREATE, ALTER, DROP: what kind of thing, such as "table", and the place behind that word. */
    int kindAt() {
        int i = 1;
        while (MODIFIERS.contains(word(i))) {
            i++;
        }
        return i;
    }

    /** Of CREATE and DROP: the name that comes first, without its schema. */
    String objectName() {
        int i = kindAt() + (word(kindAt()).equals("materialized") ? 2 : 1);
        while (Set.of("if", "not", "exists", "concurrently").contains(word(i))) {
            i++;
        }
        while (word(i + 1).equals(".")) {
            i += 2;
        }
        return i >= tokens.size() ? "" : tokens.get(i).kind() == Token.Kind.WORD ? word(i) : tokens.get(i).text();
    }

    /** The line of the source on which it begins, from 1. */
    int line() {
        return 1 + (int) source.substring(0, tokens.getFirst().start()).chars().filter(c -> c == '\n').count();
    }

    /** The expressions of its first list of results as they are written; empty when it has none, or a star is among them. */
    List<List<Token>> results() {
        int from = find("returning", 0);
        from = from < 0 ? find("select", 0) : from;
        if (from < 0 && word(0).equals("(")) {
            from = 0;       // the whole statement is in parentheses
            while (word(from).equals("(")) {
                from++;
            }
        }
        if (from < 0) {
            return List.of();
        }
        if (word(from + 1).equals("distinct")) {
            from++;
        }
        var items = new ArrayList<List<Token>>();
        var item = new ArrayList<Token>();
        int depth = 0;
        for (var token : tokens.subList(from + 1, tokens.size())) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            boolean over = depth == 0 && Set.of("from", "where", "union", "order", "limit",
                "group").contains(token.text().toLowerCase(Locale.ROOT))
                && token.kind() == Token.Kind.WORD;
            if (over || depth < 0) {
                break;
            }
            if (depth == 0 && token.is(",")) {
                items.add(List.copyOf(item));
                item.clear();
            } else {
                item.add(token);
            }
        }
        items.add(List.copyOf(item));
        boolean star = items.stream().anyMatch(each -> each.isEmpty() || each.getLast().is("*"));
        return star ? List.of() : items;
    }

    /** What stands in the source from the first of these tokens to the last. */
    String written(List<Token> part) {
        return source.substring(part.getFirst().start(), part.getLast().end());
    }

    /** As the engine reads these tokens: a blank where there was one, or a comment. */
    static String sql(List<Token> tokens) {
        var sql = new StringBuilder();
        Token before = null;
        for (var token : tokens) {
            if (before != null && before.end() != token.start()) {
                sql.append(' ');
            }
            sql.append(token.sql());
            before = token;
        }
        return sql.toString();
    }
}
