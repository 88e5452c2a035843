package lib.services.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import lib.services.sql.Token.Kind;

/** One SQL statement, looked at for anything that does more than read. */
final class Reading {

    /** Words that no query has unless it changes or locks something; as a column's name they are rare, and then in quotes. */
    private static final Set<String> CHANGING = Set.of("into", "insert", "update", "delete", "merge", "lock");
    private static final Set<String> LOCKS = Set.of("update", "share", "no", "key");
    private static final Set<String> PLANNED = Set.of("insert", "update", "delete", "merge", "replace");

    private final List<Token> tokens;
    private final Dialect dialect;

    Reading(List<Token> tokens, Dialect dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    /** @return null when it only reads */
    String objection() {
        for (Token each : tokens) {
            switch (each.kind()) {
                case BROKEN -> {
                    return "a text that is not understood to its end";
                }
                case CLIENT -> {
                    return "a command of the mysql client (" + each.text() + ")";
                }
                case EXECUTED -> {
                    return "a comment that is executed";
                }
                default -> {
                }
            }
        }
        int from = 0;
        while (from < tokens.size() && tokens.get(from).symbol('(')) {
            from++;
        }
        return statement(from);
    }

    private String statement(int from) {
        String verb = word(from);
        return switch (verb) {
            case "select", "values", "table", "with" -> query(from);
            case "show" -> objection(from + 1, true);
            case "explain" -> explained(from + 1);
            case "describe", "desc" -> dialect == Dialect.MYSQL ? explained(from + 1) : other(verb);
            case "use", "help" -> dialect == Dialect.MYSQL && tokens.size() == from + 2 ? null : other(verb);
            default -> other(verb);
        };
    }

    private static String other(String verb) {
        return verb.isEmpty() ? "something that does not begin with a word" : verb.toUpperCase(Locale.ROOT)
                + ", which may change something";
    }

    private String query(int from) {
        return objection(from, true);
    }

    /** EXPLAIN alone runs nothing; EXPLAIN ANALYZE runs what it explains. */
    private String explained(int from) {
        boolean runs = false;
        int at = from;
        if (token(at) != null && token(at).symbol('(') && dialect == Dialect.POSTGRES && !queryAt(at)) {
            int end = closed(at);
            for (int i = at; i < end; i++) {
                runs |= word(i).startsWith("analy");
            }
            at = end + 1;
        }
        while (Set.of("analyze", "analyse", "verbose", "extended", "partitions", "format").contains(word(at))) {
            runs |= word(at).startsWith("analy");
            at += word(at).equals("format") && token(at + 1) != null && token(at + 1).symbol('=') ? 3 : 1;
        }
        if (dialect == Dialect.MYSQL && !runs && described(at)) {
            return null;
        }
        int inner = at;
        while (token(inner) != null && token(inner).symbol('(')) {
            inner++;
        }
        String verb = word(inner);
        if (!runs && PLANNED.contains(verb)) {
            return objection(inner + 1, false);
        }
        return Set.of("select", "values", "table", "with").contains(verb) ? query(inner) : other(verb.isEmpty() ? "explain" : verb);
    }

    private boolean queryAt(int open) {
        int at = open;
        while (token(at) != null && token(at).symbol('(')) {
            at++;
        }
        return Set.of("select", "values", "table", "with").contains(word(at));
    }

    /** {@code DESCRIBE t}, {@code DESCRIBE db.t column}. */
    private boolean described(int from) {
        int left = tokens.size() - from;
        boolean plain = tokens.subList(from, tokens.size()).stream().allMatch(each -> each.kind() == Kind.WORD || each.kind() == Kind.NAME
                || each.kind() == Kind.STRING || each.symbol('.'));
        return plain && left >= 1 && left <= 4 && !Set.of("select", "with", "table", "values", "for", "into").contains(word(from))
                && !PLANNED.contains(word(from));
    }

    /** @param strict whether the words of changes count; not in a change that is explained and not run */
    private String objection(int from, boolean strict) {
        for (int i = from; i < tokens.size(); i++) {
            Token each = tokens.get(i);
            boolean column = token(i - 1) != null && token(i - 1).symbol('.');
            String word = column ? "" : each.word();
            if (strict && CHANGING.contains(word)) {
                return word.toUpperCase(Locale.ROOT) + " in it";
            }
            if (strict && word.equals("for") && LOCKS.contains(word(i + 1))) {
                return "a query that locks rows (FOR " + word(i + 1).toUpperCase(Locale.ROOT) + ")";
            }
            if (word.equals("next") && word(i + 1).equals("value")) {
                return "NEXT VALUE in it, which counts a sequence on";
            }
            if (dialect == Dialect.MYSQL && each.text().equals(":=")) {
                return "an assignment (:=)";
            }
            if (token(i + 1) != null && token(i + 1).symbol('(') && (each.kind() == Kind.WORD || each.kind() == Kind.NAME) && !calm(i)) {
                return "the function " + each.text() + ", which is not known to read only";
            }
        }
        return null;
    }

    /** Whether what stands before a parenthesis calls nothing, or something that does nothing. */
    private boolean calm(int at) {
        Token each = tokens.get(at);
        Token before = token(at - 1);
        if (before != null && before.symbol('.')) {
            return dialect == Dialect.POSTGRES && word(at - 2).equals("pg_catalog") && (token(at - 3) == null || !token(at - 3).symbol('.'))
                    && Harmless.function(each.word(), dialect);
        }
        return before != null && (before.is("as") || before.is("into"))
                || Harmless.keyword(each.word()) || Harmless.function(each.word(), dialect)
                || before != null && (before.is("tablesample") || Set.of("use", "force", "ignore").contains(before.word()))
                || before != null && each.is("columns") && before.kind() == Kind.STRING || commonTable(at);
    }

    /** The name of a query with columns: {@code t(a, b) AS (SELECT …}. A function's call with a list of columns has no query there. */
    private boolean commonTable(int at) {
        int as = closed(at + 1) + 1;
        if (!word(as).equals("as")) {
            return false;
        }
        int open = as + 1;
        open += word(open).equals("not") ? 1 : 0;
        open += word(open).equals("materialized") ? 1 : 0;
        int query = open;
        while (token(query) != null && token(query).symbol('(')) {
            query++;
        }
        return query > open && (Set.of("select", "with", "table").contains(word(query))
                || word(query).equals("values") && token(query + 1) != null && token(query + 1).symbol('('));
    }

    /** Where the parenthesis at this place is closed; behind the last token when it is not. */
    private int closed(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).symbol('(') ? 1 : tokens.get(i).symbol(')') ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    private Token token(int at) {
        return at < 0 || at >= tokens.size() ? null : tokens.get(at);
    }

    private String word(int at) {
        return token(at) == null ? "" : token(at).word();
    }
}
