package lib.services.logs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment as people and models say it, and the lines from then on. */
public final class Since {

    private static final Pattern AGE = Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?:in)?)?(?:(\\d{1,9})s)?");

    private static final Pattern LOCAL = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d)?");

    private Since() {
    }

    /**
     * @param text {@code 90s}, {@code 15m}, {@code 1h30m}, {@code 2d} before now, a date, or a time; without a zone as the person's clock
     * @param zone where the person's clock hangs
     * @return null when it is none of these
     */
    public static Instant of(String text, Instant now, ZoneId zone) {
        String wanted = text.strip();
        Matcher age = AGE.matcher(wanted);
        try {
            if (!wanted.isEmpty() && age.matches()) {
                return now.minus(Duration.ofDays(part(age, 1)).plusHours(part(age, 2)).plusMinutes(part(age, 3)).plusSeconds(part(age, 4)));
            }
            if (wanted.length() == 10) {
                return LocalDate.parse(wanted).atStartOfDay(zone).toInstant();
            }
            return LOCAL.matcher(wanted).matches() ? LocalDateTime.parse(wanted.replace(' ', 'T')).atZone(zone).toInstant()
                    : OffsetDateTime.parse(wanted).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static long part(Matcher age, int group) {
        return age.group(group) == null ? 0 : Long.parseLong(age.group(group));
    }

    /**
     * The lines written at this moment or later. One without a time belongs to the one before it; those after the last time are newer than
     * it, nobody knows by how much, and are kept.
     */
    public static List<LogLine> from(Instant moment, List<LogLine> lines) {
        List<LogLine> kept = new ArrayList<>();
        int untimed = untimed(lines);
        boolean late = false;
        for (LogLine line : lines.subList(0, lines.size() - untimed)) {
            Instant written = line.instant();
            late = written == null ? late : !written.isBefore(moment);
            if (late) {
                kept.add(line);
            }
        }
        kept.addAll(lines.subList(lines.size() - untimed, lines.size()));
        return kept;
    }

    /** How many lines there are after the last one with a time. */
    public static int untimed(List<LogLine> lines) {
        int untimed = 0;
        while (untimed < lines.size() && lines.get(lines.size() - 1 - untimed).instant() == null) {
            untimed++;
        }
        return untimed;
    }
}
