package lib.services.sql;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells a statement that only reads from all others, by its words alone and before it is sent. Whatever is not certainly a read counts as a
 * write: an unknown function, a lock, a setting, a comment that is executed. What a database's own views, operators and types do when they
 * are read, no word of a statement tells.
 */
public final class Judge {

    /** Commands of psql that describe; backticks would run a program. */
    private static final Pattern DESCRIBES = Pattern.compile(
            "\\\\(?:d[A-Za-z]*\\+?|l\\+?|z|conninfo|s[fv]\\+?)(?:[ \\t]+[\\w.*?\"$]+)?[ \\t]*");

    private Judge() {
    }

    /**
     * Why a text may change something.
     *
     * @param text as it would be sent: one statement or several, or one Redis command
     * @return a few words that end a sentence; null when all of it only reads
     */
    public static String objection(String text, Dialect dialect) {
        if (dialect == Dialect.REDIS) {
            return RedisJudge.objection(text);
        }
        String whole = text.strip();
        if (dialect == Dialect.POSTGRES && whole.startsWith("\\")) {
            return DESCRIBES.matcher(whole).matches() ? null : "a command of psql that does more than describe";
        }
        boolean usual = dialect == Dialect.MYSQL;
        String objection = objection(text, dialect, usual, false);
        // whether a backslash escapes in a string is a setting of the database: read both ways, neither may write
        return objection != null || text.indexOf('\\') < 0 ? objection : objection(text, dialect, !usual, true);
    }

    /** @param other whether strings are read otherwise than is usual: what then does not end is refused by the database itself */
    private static String objection(String text, Dialect dialect, boolean escapes, boolean other) {
        List<Statement> all = Statement.parted(text, Tokenizer.of(text, dialect, escapes), false);
        for (Statement each : all) {
            boolean refused = other && each == all.getLast() && each.unfinished();
            String objection = refused ? null : new Reading(each.tokens(), dialect).objection();
            if (objection != null) {
                return objection;
            }
        }
        return all.isEmpty() && !other ? "nothing but comments" : null;
    }
}
