package lib.services.cron;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * Five fields that say at which minutes a job runs, as an instance reads them. Contract: x-cron. All five must match: day of the month and
 * day of the week, where the classic cron takes either. What the clock passes over when summer time begins does not run, and what it shows
 * twice at its end runs twice: the instance looks at its clock once a minute.
 */
public final class Schedule {

    /** The calendar repeats itself after so many days: what has not come by then never does. */
    private static final int CYCLE = 146_097;

    private final List<List<Integer>> fields;

    private Schedule(List<List<Integer>> fields) {
        this.fields = fields;
    }

    /**
     * Reads one.
     *
     * @throws Failure USAGE that says what an instance would not take
     */
    public static Schedule of(String text) {
        // any white space of Unicode separates, as it does for the instance
        String[] parts = text.replaceAll("(?U)^\\s+|\\s+$", "").split("(?U)\\s+");
        if (parts[0].startsWith("@")) {
            throw wrong(parts[0] + " is not understood", ScheduleField.shortcut(parts[0]));
        }
        ScheduleField[] all = ScheduleField.values();
        if (parts.length != all.length) {
            throw wrong("it has " + (parts[0].isEmpty() ? "no" : String.valueOf(parts.length)) + (parts.length == 1 ? " field" : " fields")
                    + (parts[0].isEmpty() ? "s" : "") + " in place of five",
                    "minute, hour, day of the month, month, day of the week; every day at three: \"0 3 * * *\"");
        }
        List<List<Integer>> fields = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            fields.add(all[i].values(parts[i]));
        }
        return new Schedule(List.copyOf(fields));
    }

    /** The same of a schedule that is there already; null where this program cannot read it. */
    static Schedule read(String text) {
        try {
            return of(text);
        } catch (Failure unknown) {
            return null;
        }
    }

    static Failure wrong(String what, String hint) {
        return new Failure(Kind.USAGE, "the schedule cannot be used: " + what, hint);
    }

    /** The values of a field that match, in order; never empty. */
    List<Integer> values(ScheduleField field) {
        return fields.get(field.ordinal());
    }

    /**
     * The same as a person would say it.
     *
     * @param zone what the times are in, e.g. {@code UTC}
     */
    public String words(String zone) {
        return new ScheduleWords(this, zone).text();
    }

    /** Whether it runs on this day at all. */
    boolean matches(LocalDate date) {
        return values(ScheduleField.DAY).contains(date.getDayOfMonth()) && values(ScheduleField.MONTH).contains(date.getMonthValue())
                && values(ScheduleField.WEEKDAY).contains(date.getDayOfWeek().getValue() % 7);
    }

    /**
     * When it runs next by itself.
     *
     * @param after the minute of this moment does not count: it has begun
     * @param zone  of the instance
     * @return null when no day ever fits, such as the 30th of February
     */
    public Instant next(Instant after, ZoneId zone) {
        Instant minute = after.truncatedTo(ChronoUnit.MINUTES);
        // a clock that is set back over midnight comes to yesterday once more
        LocalDate date = minute.atZone(zone).toLocalDate().minusDays(1);
        for (int i = 0; i <= CYCLE; i++, date = date.plusDays(1)) {
            Instant found = matches(date) ? first(date, minute, zone) : null;
            if (found != null) {
                Instant nextDay = matches(date.plusDays(1)) ? first(date.plusDays(1), minute, zone) : null;
                return nextDay != null && nextDay.isBefore(found) ? nextDay : found;
            }
        }
        return null;
    }

    /** The first moment of a day after this one; null when there is none. */
    private Instant first(LocalDate date, Instant after, ZoneId zone) {
        Instant first = null;
        for (int hour : values(ScheduleField.HOUR)) {
            for (int minute : values(ScheduleField.MINUTE)) {
                // none for what the clock passes over, two for what it shows twice
                for (ZoneOffset offset : zone.getRules().getValidOffsets(date.atTime(hour, minute))) {
                    Instant moment = date.atTime(hour, minute).toInstant(offset);
                    first = moment.isAfter(after) && (first == null || moment.isBefore(first)) ? moment : first;
                }
            }
        }
        return first;
    }
}
