package lib.services.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which lines of a log tell of an error: a guess by their words, as a person skims a log. A word counts where it stands by itself: in
 * {@code error-tracker}, {@code errors.js} or {@code /error} it is part of a name.
 */
public final class Errors {

    private static final String ALONE = "(?<![\\w/.@-])";
    private static final String ENDS = "(?![\\w/@-]|\\.\\w)";
    private static final Pattern ERROR = Pattern.compile("(?i)" + ALONE + "(?:error|fatal|fail(?:ed|s|ure)?|cannot|can't|couldn't|could not"
            + "|unable to|not found|not set|no such|no space left|no longer exists|no matching|denied|panic|panicked|refused|rejected"
            + "|aborted"
            + "|unhealthy|invalid|missing|is required|unknown (?:flag|option|command|instruction)|undefined(?= ?:|$)|unauthorized"
            + "|already in use"
            + "|out of memory|timed out|critical|severe|emerg|alert|unhandled|uncaught|segmentation fault|oomkilled|killed|traceback"
            + "|exec format|could not be (?:resolved|found|read|opened|connected))" + ENDS
            + "|(?<![/@-])\\b\\w+(?:Error|Exception)" + ENDS + "|exception" + ENDS + "|ERR!|^\\W*ERR_\\w+|(?-i:" + ALONE
            + "(?:E(?:CONN|ADDR|HOST|NET|NO|ACC|PERM|PIPE|TIMEDOUT|EXIST|RESOLVE|BUSY|INVAL|AI_)[A-Z]*|ERR_[A-Z_]+))\\b|\\bis not"
            + " defined\\b"
            + "|^✖ ");
    private static final Pattern HARMLESS = Pattern.compile("(?i)" + ALONE + "(?:0|no) (?:errors?|failures?|failed)\\b"
            + "|^\\W*(?:[\\w.:/-]+ +){0,4}?\\W?(?:npm )?(?:warn|warning|deprecated)\\b|\\bdeprecated\\b|vulnerabilit|build failure: see"
            + "|exit (?:code|status):? ?\\d+\\W*$"
            + "|\\b(?:error|failed)s?\\W{1,4}(?:0|null|none|false|\"\")(?:\\W|$)|^\\W*(?:not set, using|if .* fails)"
            + "|(?-i:^\\W*(?:[\\d-]+[T ])?(?:[\\d:.,]+Z? ?)?\\W{0,3}(?:INFO|DEBUG|TRACE|NOTICE)\\b)|\\blevel\"?[=:] ?\"?(?:info|debug"
            + "|trace)\\b");
    /** What says that it went well: a test's tick, and the name behind it may be anything. */
    private static final Pattern PASSED = Pattern.compile("^\\s*(?:[✓✔√☑]|ok \\d+\\b|PASS\\b|(?:---|===) (?:PASS|RUN))|(?i:\\.\\.\\. ok$"
            + "| PASSED\\b)");
    private static final Pattern FOLLOWS = Pattern.compile("^\\s+at \\S|^\\s*Caused by: |^\\s*\\.\\.\\. \\d+ (more|common)"
            + "|^\\s+File \".*\", line \\d+|^goroutine \\d+ |^\\s+\\^+$|^\\s*[~^]+\\s*$|^\\s+from \\S+:\\d+:in ");
    private static final Pattern TRACEBACK = Pattern.compile("^\\s*Traceback \\(most recent call last\\):");
    private static final int LONGEST = 4000;

    private boolean within;
    private boolean python;

    private Errors() {
    }

    /** Whether this line sounds like an error and is not known to be harmless. */
    public static boolean in(String line) {
        String start = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
        return ERROR.matcher(start).find() && !HARMLESS.matcher(start).find() && !PASSED.matcher(start).find() && !follows(start);
    }

    /** Whether this line only goes on with a stack trace that has begun above it. */
    public static boolean follows(String line) {
        return FOLLOWS.matcher(line).find();
    }

    /** Whether Python begins a trace here, whose last line says what happened. */
    public static boolean traceback(String line) {
        return TRACEBACK.matcher(line).find();
    }

    /** One that looks at lines as they come, and knows a trace from what stands above it. */
    public static Errors following() {
        return new Errors();
    }

    /** Whether the next line tells of an error, or belongs to the trace of one. */
    public boolean next(String line) {
        boolean indented = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
        within = in(line) || within && follows(line) || python;
        // a trace of Python is indented to its end, and that is its last line
        python = traceback(line) || python && indented;
        return within;
    }

    /** The lines that tell of errors, with the stack traces behind them. */
    public static List<LogLine> of(List<LogLine> lines) {
        List<LogLine> errors = new ArrayList<>();
        Errors each = following();
        for (LogLine line : lines) {
            if (each.next(line.text())) {
                errors.add(line);
            }
        }
        return errors;
    }
}
