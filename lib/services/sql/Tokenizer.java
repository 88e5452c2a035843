package lib.services.sql;

import java.util.ArrayList;
import java.util.List;
import lib.services.sql.Token.Kind;

/**
 * Cuts SQL into tokens as the engine does, with its strings, names, comments and dollar quotes. What the engine might read otherwise than
 * this is a token of its own, {@link Kind#BROKEN}, and so no plain read.
 *
 * <p>Facts: the lexical rules of PostgreSQL 16 and MySQL 8 in their manuals (SQL syntax, lexical structure; language structure).
 */
final class Tokenizer {

    private static final String EXECUTED_HINTS = "set_var";

    private final String text;
    private final boolean mysql;
    private final boolean escapes;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokenizer(String text, boolean mysql, boolean escapes) {
        this.text = text;
        this.mysql = mysql;
        this.escapes = escapes;
    }

    /**
     * @param escapes whether a backslash takes the next character's meaning in a plain string: usual in MySQL and unusual in PostgreSQL,
     *     and a setting of the database in both
     */
    static List<Token> of(String text, Dialect dialect, boolean escapes) {
        Tokenizer tokenizer = new Tokenizer(text, dialect == Dialect.MYSQL, escapes);
        tokenizer.run();
        return tokenizer.tokens;
    }

    /** The same with strings as they usually are. */
    static List<Token> of(String text, Dialect dialect) {
        return of(text, dialect, dialect == Dialect.MYSQL);
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (blank(c)) {
                at++;
            } else if (c < ' ' || c == 127) {
                add(Kind.BROKEN, at + 1);
            } else if (c == '-' && next('-') && (!mysql || ends(at + 2) || text.charAt(at + 2) <= ' ') || mysql && c == '#') {
                at = lineEnd(at);
            } else if (c == '/' && next('*')) {
                comment();
            } else if (c == '\'' || c == '"' || mysql && c == '`') {
                quoted(at, c, escapes && (c == '\'' || mysql && c == '"'));
            } else if (c == '$') {
                dollar();
            } else if (c >= '0' && c <= '9' || c == '.' && digit(at + 1)) {
                number();
            } else if (letter(c)) {
                word();
            } else if (c == '\\') {
                add(mysql ? Kind.CLIENT : Kind.BROKEN, Math.min(text.length(), at + 2));
            } else if (c == ':' && (next(':') || next('='))) {
                add(Kind.SYMBOL, at + 2);
            } else {
                add(Kind.SYMBOL, at + 1);
            }
        }
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at, end));
        at = end;
    }

    private boolean ends(int index) {
        return index >= text.length();
    }

    private boolean next(char wanted) {
        return at + 1 < text.length() && text.charAt(at + 1) == wanted;
    }

    private boolean digit(int index) {
        return !ends(index) && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0b;
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 128;
    }

    private boolean part(int index) {
        return !ends(index) && (letter(text.charAt(index)) || digit(index) || text.charAt(index) == '$');
    }

    private int lineEnd(int from) {
        int end = from;
        while (!ends(end) && text.charAt(end) != '\n' && (mysql || text.charAt(end) != '\r')) {
            end++;
        }
        return end;
    }

    private void comment() {
        int end = mysql ? text.indexOf("*/", at + 2) + 2 : nested();
        if (end < at + 4) {
            add(Kind.BROKEN, text.length());
            return;
        }
        boolean executed = mysql && (text.startsWith("/*!", at) || text.startsWith("/*M!", at) || text.startsWith("/*m!", at)
                || text.startsWith("/*+", at) && Token.small(text.substring(at, end)).contains(EXECUTED_HINTS));
        if (executed) {
            add(Kind.EXECUTED, end);
        }
        at = end;
    }

    private int nested() {
        int depth = 0;
        for (int i = at; i + 1 < text.length(); i++) {
            if (text.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    /** A string or a name in quotes; a doubled quote is one of its characters. @param from where the token begins, maybe at a prefix */
    private void quoted(int from, char quote, boolean escaped) {
        int end = closing(text.indexOf(quote, from) + 1, quote, escaped);
        // in PostgreSQL a string goes on in the next line's string, and keeps its escapes
        for (int more = continued(end, quote); more > 0; more = continued(end, quote)) {
            end = closing(more, quote, escaped);
        }
        boolean string = quote == '\'' || mysql && quote == '"';
        at = from;
        add(end < 0 ? Kind.BROKEN : string ? Kind.STRING : Kind.NAME, end < 0 ? text.length() : end);
    }

    /** @return where the quote is closed; -1 when it is not */
    private int closing(int from, char quote, boolean escaped) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return -1;
            } else if (c == '\\' && escaped) {
                i++;
            } else if (c == quote) {
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    private int continued(int end, char quote) {
        if (mysql || quote != '\'' || end < 0) {
            return -1;
        }
        boolean line = false;
        int i = end;
        while (!ends(i) && (blank(text.charAt(i)) || line && text.startsWith("--", i))) {
            if (text.charAt(i) == '-') {
                i = lineEnd(i);
            } else {
                line |= text.charAt(i) == '\n' || text.charAt(i) == '\r';
                i++;
            }
        }
        return line && !ends(i) && text.charAt(i) == quote ? i + 1 : -1;
    }

    /** A dollar quote or a parameter of PostgreSQL. Newer MySQL has dollar quotes of its own: there it is nothing certain. */
    private void dollar() {
        int tag = at + 1;
        while (!ends(tag) && (letter(text.charAt(tag)) || tag > at + 1 && digit(tag))) {
            tag++;
        }
        if (mysql) {
            add(Kind.BROKEN, at + 1);
        } else if (!ends(tag) && text.charAt(tag) == '$') {
            String mark = text.substring(at, tag + 1);
            int close = text.indexOf(mark, tag + 1);
            add(close < 0 ? Kind.BROKEN : Kind.STRING, close < 0 ? text.length() : close + mark.length());
        } else {
            add(Kind.SYMBOL, at + 1);
        }
    }

    private void number() {
        int end = at;
        while (digit(end) || !ends(end) && text.charAt(end) == '.') {
            end++;
        }
        boolean signed = !ends(end + 1) && (text.charAt(end + 1) == '-' || text.charAt(end + 1) == '+');
        int power = signed ? end + 2 : end + 1;
        if (!ends(end) && (text.charAt(end) | 0x20) == 'e' && digit(power)) {
            end = power;
            while (digit(end)) {
                end++;
            }
        }
        // names of MySQL may begin with digits
        if (mysql && !ends(end) && letter(text.charAt(end)) && text.charAt(at) != '.') {
            word();
        } else {
            add(Kind.NUMBER, end);
        }
    }

    private void word() {
        int end = at;
        while (part(end)) {
            end++;
        }
        boolean escapeString = !mysql && end == at + 1 && (text.charAt(at) | 0x20) == 'e' && !ends(end) && text.charAt(end) == '\'';
        if (escapeString) {
            quoted(at, '\'', true);
        } else {
            add(Kind.WORD, end);
        }
    }
}
