package lib.services.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of a container's output. Contract: GET /api/apps/runtime-logs, {@code [RFC 3339 time] text}.
 *
 * @param time as the instance sent it; "" when it sent none
 * @param text without escape sequences, and of a line that rewrote itself what was there last
 */
public record LogLine(String time, String text) {

    private static final Pattern ESCAPES = Pattern.compile(
            "\u001b(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[ -/]*[0-~])|\u009b[0-?]*[ -/]*[@-~]");

    /** The lines of an answer, in its order. */
    public static List<LogLine> all(List<String> lines) {
        List<LogLine> all = new ArrayList<>(lines.size());
        for (String line : lines) {
            all.add(of(line));
        }
        return all;
    }

    /** Plain lines of which nobody knows the time. */
    public static List<LogLine> untimed(List<String> lines) {
        List<LogLine> all = new ArrayList<>(lines.size());
        lines.forEach(line -> all.add(new LogLine("", line)));
        return all;
    }

    static LogLine of(String line) {
        int end = line.startsWith("[") ? line.indexOf("] ") : -1;
        // [2026-11-25T08:00:00Z] and nothing else that stands in brackets
        return end > 10 && end < 40 && line.charAt(5) == '-' && line.charAt(11) == 'T' ? new LogLine(line.substring(1, end),
                plain(line.substring(end + 2)))
                : new LogLine("", plain(line));
    }

    /** A line without colours and cursor movements; where a carriage return started it anew, only its last state. */
    public static String plain(String line) {
        String plain = line.indexOf('\u001b') < 0 && line.indexOf('\u009b') < 0 ? line : ESCAPES.matcher(line).replaceAll("");
        int end = plain.length();
        while (end > 0 && (plain.charAt(end - 1) == '\r' || plain.charAt(end - 1) == '\n')) {
            end--;
        }
        return plain.substring(plain.lastIndexOf('\r', end - 1) + 1, end);
    }

    /** When it was written; null when that is not known. */
    Instant instant() {
        try {
            return time.isEmpty() ? null : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** As it is shown: the time in brackets, then the text. */
    public String whole() {
        return time.isEmpty() ? text : "[" + time + "] " + text;
    }
}
