package lib.services.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the five fields of a schedule, and what may stand in it. Contract: x-cron, fieldGrammar and rejected. */
enum ScheduleField {
    MINUTE("minute", 0, 59),
    HOUR("hour", 0, 23),
    DAY("day of the month", 1, 31),
    MONTH("month", 1, 12),
    WEEKDAY("day of the week", 0, 6);

    private static final Pattern ITEM = Pattern.compile("(\\*|(\\+?[0-9]+)(?:-(\\+?[0-9]+))?)(/(\\+?[0-9]+))?");
    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Map<String, String> SHORTCUTS = Map.of("@hourly", "0 * * * *", "@daily", "0 0 * * *", "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0", "@monthly", "0 0 1 * *", "@yearly", "0 0 1 1 *", "@annually", "0 0 1 1 *");
    private static final int LETTERS = 3;
    private static final int SUNDAY_ELSEWHERE = 7;

    private final String word;
    private final int min;
    private final int max;

    ScheduleField(String word, int min, int max) {
        this.word = word;
        this.min = min;
        this.max = max;
    }

    /** What to write in place of a word such as {@code @daily}. */
    static String shortcut(String text) {
        String fields = SHORTCUTS.get(text.toLowerCase(Locale.ROOT));
        return fields == null ? "five fields are: minute, hour, day of the month, month, day of the week" : "write \"" + fields + "\"";
    }

    /** Whether these are all that there are. */
    boolean all(List<Integer> values) {
        return values.size() == max - min + 1;
    }

    /**
     * The values that a text stands for, in order.
     *
     * @throws lib.base.Failure USAGE that says what is wrong with it
     */
    List<Integer> values(String text) {
        TreeSet<Integer> values = new TreeSet<>();
        for (String item : text.split(",", -1)) {
            add(item, values);
        }
        return List.copyOf(values);
    }

    private void add(String item, TreeSet<Integer> values) {
        Matcher found = ITEM.matcher(item);
        if (!found.matches()) {
            throw Schedule.wrong(item.isEmpty() ? "the " + word + " has an empty item in its list" : "\"" + item + "\" is no " + word,
                    named(item));
        }
        boolean any = found.group(1).equals("*");
        boolean range = found.group(3) != null;
        long from = any ? min : number(found.group(2));
        long to = any ? max : range ? number(found.group(3)) : from;
        long step = found.group(5) == null ? 1 : number(found.group(5));
        long outside = from < min || from > max ? from : to;
        if (outside < min || outside > max) {
            throw Schedule.wrong(outside + " is no " + word + ": " + min + " to " + max,
                    this == WEEKDAY && outside == SUNDAY_ELSEWHERE ? "Sunday is 0" : null);
        }
        if (from > to) {
            throw Schedule.wrong("the " + word + " " + from + "-" + to + " runs backwards", "write " + span(from, max) + ","
                    + span(min, to));
        }
        if (step < 1) {
            throw Schedule.wrong("the step of \"" + item + "\" is 0", "a step is 1 or more");
        }
        if (found.group(4) != null && !any && !range) {
            throw Schedule.wrong("the " + word + " \"" + item + "\" has a step and no range", "write " + from + "-" + max + "/" + step);
        }
        // a step may be larger than the whole field: then only the lowest value matches
        for (long value = from; value <= to; value += Math.min(step, max + 1L)) {
            values.add((int) value);
        }
    }

    private static String span(long from, long to) {
        return from == to ? String.valueOf(from) : from + "-" + to;
    }

    /** What to write in place of a name, or of a sign that other crons know. */
    private String named(String item) {
        List<String> names = this == MONTH ? MONTHS : this == WEEKDAY ? DAYS : List.of();
        List<String> numbers = new ArrayList<>();
        Matcher letters = Pattern.compile("[A-Za-z]{3,}").matcher(item);
        while (letters.find()) {
            int at = names.indexOf(letters.group().substring(0, LETTERS).toLowerCase(Locale.ROOT));
            if (at >= 0) {
                numbers.add(letters.group() + " is " + (at + min));
            }
        }
        return !numbers.isEmpty() ? "names are not understood: " + String.join(", ", numbers)
                : "what is understood: *, a number from " + min + " to " + max + ", a range such as " + (min + 1) + "-" + (min + 4)
                + ", */2, and lists of these with commas";
    }

    /** A number that no long holds is as good as the largest. */
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLong) {
            throw Schedule.wrong(digits + " is too large a number", null);
        }
    }
}
