package lib.services.logs;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * A regular expression to search a log with, in any letter case. It comes from a person or a model and the lines from an app, so it is one
 * of RE2: its time grows with the text, whatever both are. What RE2 lacks for that (backreferences, lookaround) is said.
 */
public final class Search {

    private static final int LONGEST_PATTERN = 1000;
    /** What {@code {n}} may multiply a pattern to: each round is a state of its own. */
    private static final long MOST_ROUNDS = 5000;
    private static final int LONGEST_SEARCHED = 10_000;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final java.util.regex.Pattern ROUNDS = java.util.regex.Pattern.compile("(?<!\\\\)\\{(\\d{0,9})(?:,(\\d{0,9}))?\\}");
    private static final java.util.regex.Pattern UNKNOWN = java.util.regex.Pattern.compile(
            "(\\(\\?<?[=!])|(\\\\[1-9]|\\\\k<|\\(\\?P=)|(\\(\\?>|[*+?}]\\+)|(\\(\\?\\()");

    /**
     * What was found.
     *
     * @param lines    oldest first
     * @param searched how many of the newest lines were looked at; all, unless the time was up
     */
    public record Found(List<LogLine> lines, int searched) {
    }

    private final Pattern pattern;

    private Search(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @param text the expression
     * @throws Failure USAGE for what is none, or none that RE2 knows
     */
    public static Search of(String text) {
        if (text.length() > LONGEST_PATTERN || rounds(text) > MOST_ROUNDS) {
            throw new Failure(Kind.USAGE, "the regular expression of grep is too large",
                    "take a shorter one, with fewer and smaller repetitions as {1,100}");
        }
        try {
            return new Search(Pattern.compile(text, Pattern.CASE_INSENSITIVE));
        } catch (PatternSyntaxException e) {
            throw refusal(text, e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new Failure(Kind.USAGE, "grep is no regular expression that can be used", "take a simpler one");
        }
    }

    /** Found out the pattern's own way of saying it, then the reason it has. */
    private static Failure refusal(String text, PatternSyntaxException e) {
        java.util.regex.Matcher unknown = UNKNOWN.matcher(text.replace("\\\\", "  "));
        if (unknown.find()) {
            MatchResult found = unknown.toMatchResult();
            String what = found.group(1) != null ? "lookahead and lookbehind" : found.group(2) != null ? "backreferences"
                    : found.group(3) != null ? "atomic groups and possessive repetition" : "conditions";
            return new Failure(Kind.USAGE, "the regular expressions of grep (RE2)"
                    + " know no " + what + ", as \"" + found.group() + "\" asks for",
                    "search for less with --grep, and pick the rest from the result");
        }
        String where = e.getPattern().replaceFirst("^\\(\\?i\\)", "");
        return new Failure(Kind.USAGE, "grep is no regular"
                + " expression: " + e.getDescription() + (where.isEmpty() ? "" : ": `" + where + "`"),
                "put a \\ before each of . * + ? ( ) [ ] { } that is meant literally");
    }

    private static long rounds(String text) {
        long all = 1;
        java.util.regex.Matcher each = ROUNDS.matcher(text);
        while (each.find() && all <= MOST_ROUNDS) {
            String most = each.group(2) == null || each.group(2).isEmpty() ? each.group(1) : each.group(2);
            all *= Math.max(1, most.isEmpty() ? 1 : Long.parseLong(most));
        }
        return all;
    }

    /** Whether it is found in a line's text; of an endless one only the beginning is looked at. */
    public boolean in(String text) {
        return pattern.matcher(text.length() > LONGEST_SEARCHED ? text.substring(0, LONGEST_SEARCHED) : text).find();
    }

    /** Those of the lines in whose text it is found, the newest looked at first, for ten seconds at most. */
    public Found in(List<LogLine> lines) {
        long start = System.nanoTime();
        List<LogLine> found = new ArrayList<>();
        int searched = 0;
        for (LogLine line : lines.reversed()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                break;
            }
            searched++;
            if (in(line.text())) {
                found.add(line);
            }
        }
        return new Found(found.reversed(), searched);
    }
}
