package lib.sandbox.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of a text, without comments and without its semicolon.
 *
 * @param bare the same with what is quoted blotted out, of the same length: for looking at its words
 * @param line on which line of the text it begins, from 1
 */
record SqlStatement(String sql, String bare, int line) {

    private static final Pattern TARGET = pattern("(?:insert\\s+into|replace\\s+into|update|delete\\s+from|(?:create|alter|drop)\\s+\\w+"
        + "(?:\\s+if(?:\\s+not)?\\s+exists)?)\\s+(?:\\w+\\.)?[\"`]?([\\w$]+).*");

    private static final Pattern SELECT = pattern("[\\s(]*(?:with\\b.*?\\)\\s*)?(select)\\b.*");
    private static final Pattern FROM = pattern("\\s(?:from|where|union|order|limit|group)\\s");

    /** Cuts a text into statements as the two command-line clients do; the empty ones are left out. */
    static List<SqlStatement> of(String text, Dialect dialect) {
        List<SqlStatement> found = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        StringBuilder bare = new StringBuilder();
        int line = 1;
        for (int i = 0; i < text.length();) {
            String end = closing(text, i, dialect);
            int to = end == null ? i + 1 : text.indexOf(end, i + Math.max(1, end.length()));
            to = to < 0 ? text.length() : end == null ? to : to + end.length();
            String piece = text.substring(i, to);
            if (piece.equals(";")) {
                add(found, sql, bare, line);
            } else if (end != null && !piece.matches("(?s)[\"'`$].*")) {
                sql.append(' ');
                bare.append(' ');
            } else if (!sql.isEmpty() || !piece.isBlank()) {
                line = sql.isEmpty() ? 1 + (int) text.substring(0, i).chars().filter(c -> c == '\n').count() : line;
                sql.append(piece);
                bare.append(end == null || piece.startsWith("\"") || piece.startsWith("`") ? piece : "'".repeat(piece.length()));
            }
            i = to;
        }
        add(found, sql, bare, line);
        return found;
    }

    private static void add(List<SqlStatement> found, StringBuilder sql, StringBuilder bare, int line) {
        String text = sql.toString().stripTrailing();
        if (!text.isBlank()) {
            String lead = text.substring(0, text.length() - text.stripLeading().length());
            found.add(new SqlStatement(text.strip(), bare.substring(lead.length(), text.length()), line));
        }
        sql.setLength(0);
        bare.setLength(0);
    }

    /** What ends the comment or the quotation that begins here; null when none does. */
    private static String closing(String text, int at, Dialect dialect) {
        char c = text.charAt(at);
        boolean mysql = dialect == Dialect.MYSQL;
        if (text.startsWith("--", at) || mysql && c == '#') {
            return "\n";
        } else if (text.startsWith("/*", at)) {
            return "*/";
        } else if (c == '\'' || c == '"' || mysql && c == '`') {
            return String.valueOf(c);
        } else if (mysql || c != '$') {
            return null;
        }
        Matcher tag = Pattern.compile("\\$\\w*\\$").matcher(text).region(at, text.length());
        return tag.lookingAt() ? tag.group() : null;
    }

    /** A pattern of SQL words: in any letter case, over several lines. */
    static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** How its words fit the pattern; null when they do not. Places in the result hold for {@link #sql}, too. */
    MatchResult fits(Pattern pattern) {
        Matcher matcher = pattern.matcher(bare);
        return matcher.matches() ? matcher.toMatchResult() : null;
    }

    /** The first word in lower case. */
    String verb() {
        return bare.split("\\W", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** The name of what it changes, makes or drops, without the schema; {@code ""} when it does none of these. */
    String target() {
        MatchResult found = fits(TARGET);
        return found == null ? "" : found.group(1);
    }

    /** The expressions of its first list of results as they are written; empty when it has none. */
    List<String> results() {
        MatchResult select = fits(SELECT);
        List<String> items = new ArrayList<>();
        int depth = 0;
        int from = select == null ? sql.length() : select.end(1);
        for (int i = from; i < sql.length() && depth >= 0; i++) {
            char c = bare.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            boolean over = depth < 0 || depth == 0 && FROM.matcher(bare).region(i, sql.length()).lookingAt();
            if (over || depth == 0 && c == ',') {
                items.add(sql.substring(from, i).strip());
                from = i + 1;
            }
            if (over) {
                return items;
            }
        }
        if (from < sql.length()) {
            items.add(sql.substring(from).strip());
        }
        return items;
    }
}
