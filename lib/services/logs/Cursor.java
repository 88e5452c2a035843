package lib.services.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far somebody has read a log, as a text to come back with: what was written since is shown then, no line lost and none twice, as far
 * as an instance can tell.
 *
 * <p>Stored lines have a time, of whole seconds often: the place is behind the last time, and as many lines of it as were there. What a
 * container wrote since docker started it again is not stored, has no time, and only its last {@value LiveLog#REPLAYED} lines are repeated
 * (contract: GET /api/apps/runtime-logs; streams, part 3): they are found again by their number and their text. The lines of another
 * container, which a deployment made, are new, whatever they say.
 *
 * @param app        of its id, a few letters: another app's log is not to be taken for this one's
 * @param deployment of the active one's id, likewise
 * @param time       of the last line that has one, in nanoseconds since 1970; 0 for none
 * @param count      how many lines of that time there were
 * @param untimed    how many lines without a time came behind them
 * @param whole      of these, a few letters
 * @param last       of the log's last lines, a few letters each
 */
public record Cursor(String app, String deployment, long time, int count, int untimed, String whole, List<String> last) {

    private static final int LAST = 4;
    private static final int SHORT = 3;
    private static final int LONG = 6;
    private static final int RADIX = Character.MAX_RADIX;
    /** Enough of a line to tell it from another. */
    private static final int COMPARED = 500;
    private static final Pattern TEXT = Pattern.compile(
            "log\\.([0-9a-z]{3})\\.([0-9a-z]{3})\\.([0-9a-z]{1,12})\\.(\\d{1,6})\\.(\\d{1,6})\\.([0-9a-z]{6})\\.((?:[0-9a-z]{3}){0,4})");

    /**
     * What is new.
     *
     * @param lines oldest first
     * @param doubt what cannot be told about them; null for nothing
     */
    public record Fresh(List<LogLine> lines, String doubt) {
    }

    /** @return null for a text that is no cursor */
    public static Cursor of(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            return null;
        }
        List<String> last = new ArrayList<>();
        for (int i = 0; i < parts.group(7).length(); i += SHORT) {
            last.add(parts.group(7).substring(i, i + SHORT));
        }
        return new Cursor(parts.group(1), parts.group(2), Long.parseLong(parts.group(3), RADIX), Integer.parseInt(parts.group(4)),
                Integer.parseInt(parts.group(5)), parts.group(6), last);
    }

    /** Behind all of these lines. */
    public static Cursor behind(String appId, String activeDeployId, List<LogLine> lines) {
        long time = 0;
        int at = lines.size();
        while (at > 0 && time == 0) {
            time = nanos(lines.get(--at));
        }
        long same = time;
        int count = time == 0 ? 0 : (int) lines.stream().filter(each -> nanos(each) == same).count();
        List<LogLine> behind = lines.subList(time == 0 ? 0 : at + 1, lines.size());
        return new Cursor(letters(appId, SHORT), letters(activeDeployId, SHORT), time, count, behind.size(), whole(behind),
                lines.subList(Math.max(0, lines.size() - LAST), lines.size()).stream().map(Cursor::one).toList());
    }

    /** Whether there may be more lines of its time before these: then it would not know how many there are. */
    public boolean unsure(List<LogLine> lines) {
        return time > 0 && nanos(lines.stream().filter(each -> nanos(each) != 0).findFirst().orElseThrow()) == time;
    }

    /** Whether it is of this app's log. */
    public boolean ofApp(String appId) {
        return app.equals(letters(appId, SHORT));
    }

    /** Those of the lines that were written later. */
    public Fresh after(String activeDeployId, List<LogLine> lines) {
        int from = place(lines);
        List<LogLine> later = lines.subList(from, lines.size());
        boolean gap = time > 0 && from == 0 && !later.isEmpty();
        boolean same = deployment.equals(letters(activeDeployId, SHORT));
        if (untimed > 0 && untimed <= later.size()) {
            List<LogLine> seen = later.subList(0, untimed);
            // stored by now, they are the same lines whichever container writes today
            if (whole.equals(whole(seen)) && (same || seen.stream().noneMatch(each -> each.time().isEmpty()))) {
                return new Fresh(later.subList(untimed, later.size()), null);
            }
        }
        if (same && (untimed > 0 || last.size() == LAST && last.stream().distinct().count() > 1)) {
            List<Integer> ends = ends(later);
            if (!ends.isEmpty()) {
                return new Fresh(later.subList(ends.getFirst(), later.size()),
                        ends.size() == 1 ? null : "the log repeats itself: some of these lines may be those of the last answer");
            }
            gap |= untimed > 0 && !later.isEmpty();
        }
        return new Fresh(later, gap ? "lines between the last answer and these may be missing: the instance has them no more" : null);
    }

    /** Behind the lines of its time that were there. */
    private int place(List<LogLine> lines) {
        int place = 0;
        int left = count;
        for (int i = 0; i < lines.size(); i++) {
            long written = nanos(lines.get(i));
            if (written != 0 && (written < time || written == time && left-- > 0)) {
                place = i + 1;
            }
        }
        return place;
    }

    /** Where among these the last lines end that were there, each of them without a time in between. */
    private List<Integer> ends(List<LogLine> lines) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; !last.isEmpty() && i + last.size() <= lines.size(); i++) {
            boolean found = true;
            for (int k = 0; k < last.size() && found; k++) {
                LogLine line = lines.get(i + k);
                found = last.get(k).equals(one(line)) && (untimed > 0 || line.time().isEmpty());
            }
            if (found) {
                ends.add(i + last.size());
            }
        }
        return ends;
    }

    private static long nanos(LogLine line) {
        Instant written = line.instant();
        return written == null ? 0 : Math.max(1, written.getEpochSecond() * 1_000_000_000 + written.getNano());
    }

    private static String whole(List<LogLine> lines) {
        int hash = 1;
        for (LogLine line : lines) {
            hash = 31 * hash + compared(line).hashCode();
        }
        return letters(hash, LONG);
    }

    private static String one(LogLine line) {
        return letters(compared(line), SHORT);
    }

    private static String compared(LogLine line) {
        return line.text().length() <= COMPARED ? line.text() : line.text().substring(0, COMPARED);
    }

    private static String letters(Object any, int length) {
        // the last bits of a text's hash are those of its last letter
        long mixed = (Objects.hashCode(any) * 0x9E3779B97F4A7C15L) >>> 20;
        String text = "000000" + Long.toString(mixed, RADIX);
        return text.substring(text.length() - length);
    }

    @Override
    public String toString() {
        return "log." + app + "." + deployment + "." + Long.toString(time, RADIX) + "." + count + "." + untimed + "." + whole + "."
                + String.join("", last);
    }
}
