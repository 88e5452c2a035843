package lib.sandbox.db;

import java.util.ArrayList;
import java.util.List;
import lib.sandbox.db.Token.Kind;

/** Cuts a text into statements as the two command-line clients do. */
final class SqlText {

    private static final String OPERATORS = "+-*/<>=~!@#%^&|?:";

    private final Dialect dialect;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqlText(String text, Dialect dialect) {
        this.text = text;
        this.dialect = dialect;
    }

    /** Without the empty ones. */
    static List<Statement> statements(String text, Dialect dialect) {
        var found = new ArrayList<Statement>();
        var current = new ArrayList<Token>();
        for (var token : new SqlText(text, dialect).tokens()) {
            if (!token.is(";")) {
                current.add(token);
            } else if (!current.isEmpty()) {
                found.add(new Statement(List.copyOf(current), text));
                current.clear();
            }
        }
        if (!current.isEmpty()) {
            found.add(new Statement(List.copyOf(current), text));
        }
        return found;
    }

    private List<Token> tokens() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("--", at) || dialect == Dialect.MYSQL && c == '#') {
                at = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
            } else if (text.startsWith("/*", at)) {
                at = text.indexOf("*/", at + 2) < 0 ? text.length() : text.indexOf("*/", at + 2) + 2;
            } else if (c == '\'' || c == '"' && dialect == Dialect.MYSQL) {
                literal(Kind.STRING, at, dialect == Dialect.MYSQL);
            } else if (dialect == Dialect.POSTGRES && (c == 'e' || c == 'E') && text.startsWith("'", at + 1)) {
                literal(Kind.STRING, at + 1, true);
            } else if (c == '"' || c == '`' && dialect == Dialect.MYSQL) {
                literal(Kind.QUOTED, at, false);
            } else if (c == '$' && dialect == Dialect.POSTGRES && dollarQuoted()) {
                continue;
            } else if (Character.isLetter(c) || c == '_') {
                upTo(Kind.WORD, SqlText::inWord);
            } else if (Character.isDigit(c) || c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
                upTo(Kind.NUMBER, each -> inWord(each) || each == '.');
            } else if (OPERATORS.indexOf(c) >= 0) {
                operator();
            } else {
                add(Kind.SYMBOL, String.valueOf(c), at, at + 1);
            }
        }
        return tokens;
    }

    /** Up to the end, a comment, or a minus sign that belongs to a number. */
    private void operator() {
        int end = at + 1;
        while (end < text.length() && OPERATORS.indexOf(text.charAt(end)) >= 0 && !text.startsWith("--", end)
            && !text.startsWith("/*", end)) {
            end++;
        }
        add(Kind.SYMBOL, text.substring(at, end), at, end);
    }

    private void literal(Kind kind, int opening, boolean escapes) {
        char quote = text.charAt(opening);
        var content = new StringBuilder();
        int i = opening + 1;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote && (i + 1 >= text.length() || text.charAt(i + 1) != quote)) {
                break;
            }
            if (c == quote || escapes && c == '\\' && i + 1 < text.length()) {
                i++;
                content.append(c == quote ? quote : unescaped(text.charAt(i)));
            } else {
                content.append(c);
            }
        }
        add(kind, content.toString(), at, Math.min(i + 1, text.length()));
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case '0' -> '\0';
            default -> c;
        };
    }

    private boolean dollarQuoted() {
        int tagEnd = text.indexOf('$', at + 1);
        if (tagEnd < 0 || !text.substring(at + 1, tagEnd).chars().allMatch(c -> inWord((char) c) && c != '$')) {
            return false;
        }
        var tag = text.substring(at, tagEnd + 1);
        int end = text.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            return false;
        }
        add(Kind.STRING, text.substring(tagEnd + 1, end), at, end + tag.length());
        return true;
    }

    private void upTo(Kind kind, CharTest inside) {
        int end = at + 1;
        while (end < text.length() && inside.test(text.charAt(end))) {
            end++;
        }
        add(kind, text.substring(at, end), at, end);
    }

    private void add(Kind kind, String content, int start, int end) {
        tokens.add(new Token(kind, content, start, end));
        at = end;
    }

    private static boolean inWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private interface CharTest {
        boolean test(char c);
    }
}
