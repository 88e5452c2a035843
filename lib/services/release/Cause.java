package lib.services.release;

import java.util.List;
import java.util.regex.Pattern;
import lib.services.logs.Errors;

/** Finds in a build's log the line that most likely says why it failed. */
public final class Cause {

    /** How the instance marks its own verdict, the log's last words (contract, streams: build log). */
    private static final String VERDICT = "✖ ";
    private static final Pattern NAMED = Pattern.compile(
            "(?i)^\\W*(npm ERR!|error[:\\[ ]|fatal:|.*\\b(\\w+Error|\\w+Exception): |.*\\berror: )");
    private static final int LONGEST = 300;

    private Cause() {
    }

    /**
     * The likely cause among these lines: an error that says its name before one that only sounds like one, the first of a kind within the
     * last hundred lines, since what follows is its consequence; else the instance's verdict.
     *
     * @return "" when nothing looks like one
     */
    public static String of(List<String> log) {
        String verdict = "";
        String named = "";
        String sounding = "";
        for (String each : log.subList(Math.max(0, log.size() - 100), log.size())) {
            String line = each.strip();
            if (line.startsWith(VERDICT)) {
                verdict = line.substring(VERDICT.length()).strip();
            } else if (Errors.in(line)) {
                named = named.isEmpty() && NAMED.matcher(line).find() ? line : named;
                sounding = sounding.isEmpty() ? line : sounding;
            }
        }
        String cause = !named.isEmpty() ? named : !sounding.isEmpty() ? sounding : verdict;
        return cause.length() > LONGEST ? cause.substring(0, LONGEST) + "…" : cause;
    }
}
