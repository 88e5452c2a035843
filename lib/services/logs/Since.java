package lib.services.logs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment as people and models say it, and the lines from then on. */
public final class Since {

    private static final Pattern AGE = Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?:in)?)?(?:(\\d{1,9})s)?");

    private Since() {
    }

    /**
     * @param text {@code 90s}, {@code 15m}, {@code 1h30m}, {@code 2d} before now, a date, or an RFC 3339 time
     * @return null when it is none of these
     */
    public static Instant of(String text, Instant now) {
        String wanted = text.strip();
        Matcher age = AGE.matcher(wanted);
        try {
            if (!wanted.isEmpty() && age.matches()) {
                return now.minus(Duration.ofDays(part(age, 1)).plusHours(part(age, 2)).plusMinutes(part(age, 3)).plusSeconds(part(age, 4)));
            }
            return wanted.length() == 10 ? LocalDate.parse(wanted).atStartOfDay().toInstant(ZoneOffset.UTC) : OffsetDateTime.parse(wanted)
                    .toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static long part(Matcher age, int group) {
        return age.group(group) == null ? 0 : Long.parseLong(age.group(group));
    }

    /** The lines written at this moment or later; one without a time belongs to the one before it. */
    public static List<LogLine> from(Instant moment, List<LogLine> lines) {
        List<LogLine> kept = new ArrayList<>();
        boolean late = false;
        for (LogLine line : lines) {
            Instant written = line.instant();
            late = written == null ? late : !written.isBefore(moment);
            if (late) {
                kept.add(line);
            }
        }
        return kept;
    }
}
