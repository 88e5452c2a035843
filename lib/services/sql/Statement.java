package lib.services.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * One statement of a text.
 *
 * @param text   without the comments around it and without its semicolon
 * @param tokens its tokens; none of a Redis command
 */
record Statement(String text, List<Token> tokens) {

    /** The statements of a text, as the engine's own client parts them; of Redis the lines. Those that are empty are left out. */
    static List<Statement> of(String text, Dialect dialect) {
        if (dialect == Dialect.REDIS) {
            return text.lines().map(String::strip).filter(line -> !line.isEmpty()).map(line -> new Statement(line, List.of())).toList();
        }
        String whole = text.strip();
        return dialect == Dialect.POSTGRES && whole.startsWith("\\") ? List.of(new Statement(whole, List.of()))
                : parted(text, Tokenizer.of(text, dialect), dialect == Dialect.POSTGRES);
    }

    /** @param nested whether a semicolon in parentheses, or in the body of a function, parts nothing */
    static List<Statement> parted(String text, List<Token> tokens, boolean nested) {
        List<Statement> all = new ArrayList<>();
        List<Token> one = new ArrayList<>();
        int depth = 0;
        for (Token each : tokens) {
            if (each.symbol(';') && depth <= 0) {
                add(all, text, one);
                one = new ArrayList<>();
                depth = 0;
            } else {
                one.add(each);
                depth += nested ? step(one, each, depth) : 0;
            }
        }
        add(all, text, one);
        return all;
    }

    /** How a token changes the depth: parentheses, and BEGIN … END of a function that is created, with the CASEs in it. */
    private static int step(List<Token> one, Token each, int depth) {
        if (each.symbol('(') || each.symbol(')')) {
            return each.symbol('(') ? 1 : depth > 0 ? -1 : 0;
        }
        boolean body = one.getFirst().is("create") && one.stream().anyMatch(word -> word.is("function") || word.is("procedure"));
        return !body ? 0 : each.is("begin") || depth > 0 && each.is("case") ? 1 : depth > 0 && each.is("end") ? -1 : 0;
    }

    private static void add(List<Statement> all, String text, List<Token> one) {
        if (!one.isEmpty()) {
            all.add(new Statement(text.substring(one.getFirst().from(), one.getLast().to()), one));
        }
    }

    /** Its first keyword in small letters, behind any parentheses; "" when it has none. */
    String verb() {
        for (Token each : tokens) {
            if (!each.symbol('(')) {
                return each.word();
            }
        }
        return "";
    }

    /** Whether this keyword, in small letters, is in it. */
    boolean has(String word) {
        return tokens.stream().anyMatch(each -> each.is(word));
    }

    /** Whether its last token is a thing that has not ended. */
    boolean unfinished() {
        return !tokens.isEmpty() && tokens.getLast().kind() == Token.Kind.BROKEN;
    }
}
