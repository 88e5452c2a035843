package lib.services.logs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Errors as somebody tells of them: each kind once, with its newest case and how often it came. Two errors are of a kind when their first
 * lines differ in numbers and ids alone.
 */
public final class ErrorKinds {

    /** What differs between two cases of one error: numbers, times, ids. */
    private static final Pattern PARTICULARS = Pattern.compile("\\b(?:[0-9a-f]{8,}|[0-9a-f]{4,}(?:-[0-9a-f]{4,})+)\\b|\\d+");

    private ErrorKinds() {
    }

    /** One error with the trace behind it, and how many of its kind there were. */
    private record Case(List<LogLine> lines, int count) {
    }

    /**
     * The newest case of each kind, in the order in which they were written.
     *
     * @param errors lines as {@link Errors#of} finds them
     */
    public static List<LogLine> of(List<LogLine> errors) {
        Map<String, Case> kinds = new LinkedHashMap<>();
        for (int at = 0; at < errors.size();) {
            int end = at + 1;
            while (end < errors.size() && !Errors.in(errors.get(end).text())) {
                end++;
            }
            String kind = PARTICULARS.matcher(errors.get(at).text()).replaceAll("#");
            Case before = kinds.remove(kind);
            kinds.put(kind, new Case(errors.subList(at, end), before == null ? 1 : before.count + 1));
            at = end;
        }
        List<LogLine> told = new ArrayList<>();
        for (Case each : kinds.values()) {
            LogLine head = each.lines.getFirst();
            told.add(each.count == 1 ? head : new LogLine(head.time(), head.text() + " (the newest of " + each.count + " like it)"));
            told.addAll(each.lines.subList(1, each.lines.size()));
        }
        return told;
    }

    /** The line of the newest error that says what it is, not one of the trace behind it; null when there is none. */
    public static LogLine newest(List<LogLine> errors) {
        for (LogLine line : errors.reversed()) {
            if (Errors.in(line.text()) && !Errors.traceback(line.text())) {
                return line;
            }
        }
        return errors.isEmpty() ? null : errors.getLast();
    }
}
