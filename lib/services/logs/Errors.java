package lib.services.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which lines of a log tell of an error: a guess by their words, as a person skims a log. */
public final class Errors {

    private static final Pattern ERROR = Pattern.compile(
            "(?i)\\berror\\b|\\bfatal\\b|\\bfailed\\b|\\bfailure\\b|exception\\b|\\bcannot\\b|\\bcould not\\b|not found|no "
            + "such|denied|\\bpanic\\b|no longer exists|ERR!"
                    + "|\\bunhealthy\\b|\\binvalid\\b|out of memory|timed "
                    + "out|\\w(Error|Exception)\\b|\\b(critical|severe|emerg|alert)\\b|^traceback|\\bunhandled\\b"
                    + "|\\bsegmentation fault\\b|\\bOOMKilled\\b|\\bkilled\\b|\\b(ECONN\\w+|EADDR\\w+|ENOENT|EACCES)\\b|✖ ");
    private static final Pattern HARMLESS = Pattern.compile(
            "(?i)\\b(0|no) (errors?|failures?|failed)\\b|\\bwarn(ing)?\\b|deprecated|vulnerabilit|build failure: see|exit "
            + "(code|status):? ?\\d+\\W*$"
                    + "|\\b(error|failed)s?\\W{1,4}(0|null|none|false|\"\")(\\W|$)");
    private static final Pattern FOLLOWS = Pattern.compile(
            "^\\s+at \\S|^\\s*Caused by: |^\\s*\\.\\.\\. \\d+ (more|common)|^\\s+File \".*\", line \\d+|^goroutine \\d+ |^\\s+\\^+$");
    private static final int LONGEST = 4000;

    private Errors() {
    }

    /** Whether this line sounds like an error and is not known to be harmless. */
    public static boolean in(String line) {
        String start = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
        return ERROR.matcher(start).find() && !HARMLESS.matcher(start).find();
    }

    /** The lines that tell of errors, with the stack traces behind them. */
    public static List<LogLine> of(List<LogLine> lines) {
        List<LogLine> errors = new ArrayList<>();
        boolean within = false;
        for (LogLine line : lines) {
            within = in(line.text()) || within && FOLLOWS.matcher(line.text()).find();
            if (within) {
                errors.add(line);
            }
        }
        return errors;
    }
}
