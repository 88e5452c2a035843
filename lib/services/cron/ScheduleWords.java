package lib.services.cron;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** A schedule as a person would say it: {@code every day at 03:00 UTC}. Made from the minutes that match, not from how they are written. */
final class ScheduleWords {

    /** So many times of a day are named one by one. */
    private static final int NAMED = 4;
    /** From so many on, days that follow each other are a span. */
    private static final int SPAN = 3;
    private static final int MINUTES = 60;
    private static final int HOURS = 24;

    private final List<Integer> minutes;
    private final List<Integer> hours;
    private final List<Integer> days;
    private final List<Integer> months;
    private final List<Integer> weekdays;
    private final String zone;

    /** @param zone what the clock's times are in, e.g. {@code UTC} */
    ScheduleWords(Schedule schedule, String zone) {
        this.minutes = schedule.values(ScheduleField.MINUTE);
        this.hours = schedule.values(ScheduleField.HOUR);
        this.days = schedule.values(ScheduleField.DAY);
        this.months = schedule.values(ScheduleField.MONTH);
        this.weekdays = schedule.values(ScheduleField.WEEKDAY);
        this.zone = zone;
    }

    /** The sentence, without a full stop. */
    String text() {
        String day = day();
        if (minutes.size() * hours.size() <= NAMED) {
            return (day.isEmpty() ? "every day" : day) + " at " + clocks() + " " + zone;
        }
        return time() + (day.isEmpty() ? "" : ", " + day);
    }

    private String clocks() {
        List<String> clocks = new ArrayList<>();
        hours.forEach(hour -> minutes.forEach(minute -> clocks.add(clock(hour, minute))));
        return list(clocks, "and");
    }

    private static String clock(int hour, int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", hour, minute);
    }

    /** More than a few times a day. */
    private String time() {
        boolean allDay = ScheduleField.HOUR.all(hours);
        int every = every(minutes, MINUTES);
        if (every > 0) {
            return (every == 1 ? "every minute" : "every " + every + " minutes") + (allDay ? "" : span());
        }
        if (minutes.size() > 1) {
            return "at minutes " + numbers(minutes, String::valueOf) + (allDay ? " of every hour" : span());
        }
        int apart = every(hours, HOURS);
        String at = minutes.getFirst() == 0 ? "" : " at minute " + minutes.getFirst();
        if (apart > 0) {
            return (apart == 1 ? "every hour" : "every " + apart + " hours") + at + (apart == 1 ? "" : ", from " + clock(0,
                    minutes.getFirst()) + " " + zone);
        }
        return follows(hours) ? "every hour" + span() : "at minute " + minutes.getFirst() + span();
    }

    /** Which part of the day. */
    private String span() {
        return follows(hours) ? " from " + clock(hours.getFirst(), minutes.getFirst()) + " to " + clock(hours.getLast(),
                minutes.getLast()) + " " + zone : " of the hours " + numbers(hours, String::valueOf) + " " + zone;
    }

    /** "" for every day. */
    private String day() {
        boolean anyDay = ScheduleField.DAY.all(days);
        boolean anyMonth = ScheduleField.MONTH.all(months);
        boolean anyWeekday = ScheduleField.WEEKDAY.all(weekdays);
        String month = anyMonth ? "" : numbers(months, each -> Month.of(each).getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        if (anyDay) {
            String week = anyWeekday ? anyMonth ? "" : "every day" : weekdays.size() == 1 ? "every " + names("and") : names("and");
            return week + (anyMonth ? "" : " in " + month);
        }
        String date = days.size() == 1 && months.size() == 1 ? "on " + days.getFirst() + " " + month
                : "on day" + (days.size() == 1 ? " " : "s ") + numbers(days, String::valueOf) + " of " + (anyMonth ? "every month" : month);
        return date + (anyWeekday ? "" : " if it is a " + names("or"));
    }

    private String names(String last) {
        if (last.equals("and") && weekdays.size() >= SPAN && follows(weekdays)) {
            return name(weekdays.getFirst()) + " to " + name(weekdays.getLast());
        }
        // the weekend is Saturday and Sunday, though a week begins with 0 here
        List<Integer> monday = weekdays.stream().sorted(Comparator.comparing(each -> each == 0 ? DayOfWeek.SUNDAY.getValue() : each))
                .toList();
        return list(monday.stream().map(ScheduleWords::name).toList(), last);
    }

    private static String name(int weekday) {
        return DayOfWeek.of(weekday == 0 ? DayOfWeek.SUNDAY.getValue() : weekday).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** How far they are apart, where they come in equal steps from 0 on round the whole; else 0. */
    private static int every(List<Integer> values, int whole) {
        int step = whole / values.size();
        boolean even = step * values.size() == whole;
        for (int i = 0; i < values.size(); i++) {
            even &= values.get(i) == i * step;
        }
        return even && values.size() > 1 ? step : 0;
    }

    private static boolean follows(List<Integer> values) {
        return values.getLast() - values.getFirst() == values.size() - 1;
    }

    /** Numbers, those that follow each other as spans. */
    private static String numbers(List<Integer> values, IntFunction<String> word) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < values.size()) {
            int end = i;
            while (end + 1 < values.size() && values.get(end + 1) == values.get(end) + 1) {
                end++;
            }
            if (end - i + 1 >= SPAN) {
                words.add(word.apply(values.get(i)) + " to " + word.apply(values.get(end)));
                i = end + 1;
            } else {
                words.add(word.apply(values.get(i)));
                i++;
            }
        }
        return list(words, "and");
    }

    private static String list(List<String> words, String last) {
        return words.size() == 1 ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " " + last + " " + words.getLast();
    }
}
