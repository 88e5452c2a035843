package lib.sandbox.db;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SQL texts call and the embedded engine does not have; it finds them by name. */
public final class Functions {

    private Functions() {
    }

    /** PostgreSQL: waits; the result is of the type void, which prints as nothing. */
    public static String pgSleep(double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
        return "";
    }

    /** MySQL: waits and is 0. */
    public static int sleep(double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
        return 0;
    }

    /** PostgreSQL: the size of anything; the engine keeps no book, so that it is that of an empty page. */
    public static long pgSize(String name) {
        return 8192;
    }

    /** PostgreSQL: whole numbers up to ten of the next unit. */
    public static String pgSizePretty(long bytes) {
        var units = List.of("bytes", "kB", "MB", "GB");
        long size = bytes;
        int unit = 0;
        while (size >= 10_240 && unit < units.size() - 1) {
            size = Math.round(size / 1024.0);
            unit++;
        }
        return size + " " + units.get(unit);
    }

    /** PostgreSQL: the field at this place, from 1; "" when there is none. */
    public static String splitPart(String text, String separator, int field) {
        var parts = text.split(Pattern.quote(separator), -1);
        return field >= 1 && field <= parts.length ? parts[field - 1] : "";
    }

    /** PostgreSQL: each word begins with a capital. */
    public static String initcap(String text) {
        return Pattern.compile("[\\p{L}\\p{N}]+").matcher(text).replaceAll(word -> Matcher.quoteReplacement(
            word.group().substring(0, 1).toUpperCase(Locale.ROOT) + word.group().substring(1).toLowerCase(Locale.ROOT)));
    }

    /** MySQL: a time by a pattern of {@code %Y %y %m %d %H %i %s}; what else follows a percent sign stands for itself. */
    public static String dateFormat(LocalDateTime time, String pattern) {
        if (time == null || pattern == null) {
            return null;
        }
        return Pattern.compile("%(.)").matcher(pattern).replaceAll(found -> Matcher.quoteReplacement(switch (found.group(1)) {
            case "Y" -> "%04d".formatted(time.getYear());
            case "y" -> "%02d".formatted(time.getYear() % 100);
            case "m" -> "%02d".formatted(time.getMonthValue());
            case "d" -> "%02d".formatted(time.getDayOfMonth());
            case "H" -> "%02d".formatted(time.getHour());
            case "i" -> "%02d".formatted(time.getMinute());
            case "s", "S" -> "%02d".formatted(time.getSecond());
            default -> found.group(1);
        }));
    }

    public static String mysqlVersion() {
        return "8.4.3";
    }
}
