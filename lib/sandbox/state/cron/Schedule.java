package lib.sandbox.state.cron;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Five fields that say at which minutes a job runs. Contract: x-cron. */
public final class Schedule {

    private static final Pattern ITEM = Pattern.compile("(\\*|(\\+?[0-9]+)(?:-(\\+?[0-9]+))?)(?:/(\\+?[0-9]+))?");
    private static final int[][] RANGES = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 6}};

    private final List<IntPredicate> fields;

    private Schedule(List<IntPredicate> fields) {
        this.fields = fields;
    }

    /** null when the text is none: names, 7 for Sunday, N/S, reversed ranges and a sixth field are not accepted. */
    public static Schedule parse(String text) {
        String[] parts = text.strip().split("\\s+");
        if (parts.length != RANGES.length) {
            return null;
        }
        IntPredicate[] fields = new IntPredicate[parts.length];
        for (int i = 0; i < parts.length; i++) {
            IntPredicate any = value -> false;
            for (String item : parts[i].split(",", -1)) {
                IntPredicate test = item(item, RANGES[i][0], RANGES[i][1]);
                if (test == null) {
                    return null;
                }
                any = any.or(test);
            }
            fields[i] = any;
        }
        return new Schedule(List.of(fields));
    }

    /** All five must fit: day of the month and day of the week, where the classic cron takes either. */
    public boolean matches(ZonedDateTime minute) {
        int[] now = {minute.getMinute(), minute.getHour(), minute.getDayOfMonth(), minute.getMonthValue(),
            minute.getDayOfWeek().getValue() % 7};
        for (int i = 0; i < now.length; i++) {
            if (!fields.get(i).test(now[i])) {
                return false;
            }
        }
        return true;
    }

    /** null when the text is no item of a field. */
    private static IntPredicate item(String text, int min, int max) {
        Matcher found = ITEM.matcher(text);
        if (!found.matches()) {
            return null;
        }
        boolean all = found.group(1).equals("*");
        int from = all ? min : number(found.group(2));
        int to = all ? max : found.group(3) == null ? from : number(found.group(3));
        int step = found.group(4) == null ? 1 : number(found.group(4));
        boolean single = !all && found.group(3) == null;
        if (from < min || to > max || from > to || step < 1 || single && found.group(4) != null) {
            return null;
        }
        return value -> value >= from && value <= to && (value - from) % step == 0;
    }

    /** -1 for one that no int holds; as a step it can be as good as endless. */
    private static int number(String digits) {
        try {
            return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits));
        } catch (NumberFormatException tooLong) {
            return -1;
        }
    }
}
