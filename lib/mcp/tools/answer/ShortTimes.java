package lib.mcp.tools.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a log with its date once: {@code [2026-11-25T08:00:01Z] text}, then {@code [08:00:02] text} until the day changes; a line of
 * the same second has no time. Half of a log's tokens are times otherwise. A line of which nobody knows the time has {@code [?]}, and so
 * have those behind it.
 */
public final class ShortTimes {

    private static final String DATE = "(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)";
    private static final Pattern TIMED = Pattern.compile("^\\[" + DATE + "\\] ");
    private static final Pattern LAST = Pattern.compile("(?<= times, last at )" + DATE + "(?=\\)$)");
    private static final String UNKNOWN = "[?] ";

    private String day = "";
    private String second = "";

    private ShortTimes() {
    }

    /** The same lines; what is no log of lines with times stays as it is. */
    public static List<?> of(List<?> lines) {
        boolean times = lines.stream().anyMatch(each -> each instanceof String line && TIMED.matcher(line).find());
        return times ? new ShortTimes().shorter(lines) : lines;
    }

    private List<String> shorter(List<?> lines) {
        List<String> shorter = new ArrayList<>(lines.size());
        boolean known = false;
        for (Object each : lines) {
            String line = (String) each;
            Matcher timed = TIMED.matcher(line);
            if (timed.find()) {
                known = true;
                line = time(timed) + line.substring(timed.end());
            } else if (known && !line.startsWith("(the ")) {
                known = false;
                second = "";
                line = UNKNOWN + line;
            }
            Matcher last = LAST.matcher(line);
            shorter.add(last.find() && day.equals(last.group(1) + last.group(3)) ? last.replaceFirst("$2") : line);
        }
        return shorter;
    }

    private String time(Matcher timed) {
        String of = timed.group(1) + timed.group(3);
        String now = of + timed.group(2);
        String time = now.equals(second) ? "" : of.equals(day) ? "[" + timed.group(2) + "] "
                : "[" + timed.group(1) + "T" + timed.group(2) + timed.group(3) + "] ";
        day = of;
        second = now;
        return time;
    }
}
