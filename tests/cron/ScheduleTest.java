package tests.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lib.base.Failure;
import lib.sandbox.http.Contract;
import lib.sandbox.state.cron.CronJobs;
import lib.services.cron.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules as an instance reads them: which are taken, when they come next, and how they are said. */
class ScheduleTest {

    /** From a Thursday, 2026-11-26 02:41:30 UTC. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        * * * * *             | 2026-11-26T02:42Z | every minute
        0 * * * *             | 2026-11-26T03:00Z | every hour
        15 * * * *            | 2026-11-26T03:15Z | every hour at minute 15
        41 * * * *            | 2026-11-26T03:41Z | every hour at minute 41
        42 * * * *            | 2026-11-26T02:42Z | every hour at minute 42
        */15 * * * *          | 2026-11-26T02:45Z | every 15 minutes
        */7 * * * *           | 2026-11-26T02:42Z | at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour
        */99 * * * *          | 2026-11-26T03:00Z | every hour
        0-59 * * * *          | 2026-11-26T02:42Z | every minute
        0-59/20 0-23 1-31 * * | 2026-11-26T03:00Z | every 20 minutes
        0,30 * * * *          | 2026-11-26T03:00Z | every 30 minutes
        5,35 * * * *          | 2026-11-26T03:05Z | at minutes 5 and 35 of every hour
        0-10 * * * *          | 2026-11-26T03:00Z | at minutes 0 to 10 of every hour
        0 3 * * *             | 2026-11-26T03:00Z | every day at 03:00 UTC
        +0 03 * * *           | 2026-11-26T03:00Z | every day at 03:00 UTC
        41 2 * * *            | 2026-11-27T02:41Z | every day at 02:41 UTC
        0 2 * * *             | 2026-11-27T02:00Z | every day at 02:00 UTC
        0,30 8 * * *          | 2026-11-26T08:00Z | every day at 08:00 and 08:30 UTC
        15 */6 * * *          | 2026-11-26T06:15Z | every day at 00:15, 06:15, 12:15 and 18:15 UTC
        0 */4 * * *           | 2026-11-26T04:00Z | every 4 hours, from 00:00 UTC
        5 */2 * * *           | 2026-11-26T04:05Z | every 2 hours at minute 5, from 00:05 UTC
        0 */5 * * *           | 2026-11-26T05:00Z | at minute 0 of the hours 0, 5, 10, 15 and 20 UTC
        0 8-18 * * *          | 2026-11-26T08:00Z | every hour from 08:00 to 18:00 UTC
        * 8 * * *             | 2026-11-26T08:00Z | every minute from 08:00 to 08:59 UTC
        */10 1,5,9 * * *      | 2026-11-26T05:00Z | every 10 minutes of the hours 1, 5 and 9 UTC
        */30 8-18 * * 1-5     | 2026-11-26T08:00Z | every 30 minutes from 08:00 to 18:30 UTC, Monday to Friday
        0 9 * * 1-5           | 2026-11-26T09:00Z | Monday to Friday at 09:00 UTC
        0 9 * * 1             | 2026-11-30T09:00Z | every Monday at 09:00 UTC
        0 9 * * 0             | 2026-11-29T09:00Z | every Sunday at 09:00 UTC
        0 9 * * 0,6           | 2026-11-28T09:00Z | Saturday and Sunday at 09:00 UTC
        0 9 * * 0-6           | 2026-11-26T09:00Z | every day at 09:00 UTC
        0 9 * * */2           | 2026-11-26T09:00Z | Tuesday, Thursday, Saturday and Sunday at 09:00 UTC
        15 3 1 * *            | 2026-12-01T03:15Z | on day 1 of every month at 03:15 UTC
        0 4 1,15 * *          | 2026-12-01T04:00Z | on days 1 and 15 of every month at 04:00 UTC
        0 4 31 * *            | 2026-12-31T04:00Z | on day 31 of every month at 04:00 UTC
        0 4 20-25,30 * *      | 2026-11-30T04:00Z | on days 20 to 25 and 30 of every month at 04:00 UTC
        0 0 1 1 *             | 2027-01-01T00:00Z | on 1 January at 00:00 UTC
        59 23 31 12 *         | 2026-12-31T23:59Z | on 31 December at 23:59 UTC
        59 23 31 12 6         | 2033-12-31T23:59Z | on 31 December if it is a Saturday at 23:59 UTC
        0 0 13 * 5            | 2027-08-13T00:00Z | on day 13 of every month if it is a Friday at 00:00 UTC
        0 0 1-7 * 1           | 2026-12-07T00:00Z | on days 1 to 7 of every month if it is a Monday at 00:00 UTC
        0 0 1,2 3,6 0,6       | 2029-06-02T00:00Z | on days 1 and 2 of March and June if it is a Saturday or Sunday at 00:00 UTC
        0 12 * 1 *            | 2027-01-01T12:00Z | every day in January at 12:00 UTC
        0 12 * 6-8 1          | 2027-06-07T12:00Z | every Monday in June to August at 12:00 UTC
        0 0 29 2 *            | 2028-02-29T00:00Z | on 29 February at 00:00 UTC
        0 0 29 2 1            | 2044-02-29T00:00Z | on 29 February if it is a Monday at 00:00 UTC
        0 0 30 2 *            |                   | on 30 February at 00:00 UTC
        0 0 31 4,6,9,11 *     |                   | on day 31 of April, June, September and November at 00:00 UTC
        """)
    void nextAndInWords(String text, String next, String words) {
        var schedule = Schedule.of(text);
        assertEquals(words, schedule.words("UTC"));
        var found = schedule.next(Instant.parse("2026-11-26T02:41:30Z"), ZoneId.of("UTC"));
        assertEquals(next == null ? null : OffsetDateTime.parse(next).toInstant(), found);
    }

    /** Summer time in Berlin begins on 2026-03-29 (02:00 becomes 03:00) and ends on 2026-10-25 (03:00 becomes 02:00). */
    @ParameterizedTest(name = "{0} in {1} after {2}")
    @CsvSource(delimiter = '|', textBlock = """
        30 2 * * *   | Europe/Berlin       | 2026-03-28T02:30:00+01:00 | 2026-03-30T02:30+02:00
        30 3 * * *   | Europe/Berlin       | 2026-03-28T03:30:00+01:00 | 2026-03-29T03:30+02:00
        0 * * * *    | Europe/Berlin       | 2026-03-29T01:59:59+01:00 | 2026-03-29T03:00+02:00
        30 2 29 3 *  | Europe/Berlin       | 2026-01-01T00:00:00+01:00 | 2027-03-29T02:30+02:00
        30 2 * * *   | Europe/Berlin       | 2026-10-24T02:30:00+02:00 | 2026-10-25T02:30+02:00
        30 2 * * *   | Europe/Berlin       | 2026-10-25T02:30:00+02:00 | 2026-10-25T02:30+01:00
        30 2 * * *   | Europe/Berlin       | 2026-10-25T02:30:00+01:00 | 2026-10-26T02:30+01:00
        */30 2 * * * | Europe/Berlin       | 2026-10-25T02:30:00+02:00 | 2026-10-25T02:00+01:00
        0 3 * * *    | Europe/Berlin       | 2026-10-25T02:59:00+02:00 | 2026-10-25T03:00+01:00
        0 0 * * *    | America/Havana      | 2026-03-07T00:00:00-05:00 | 2026-03-09T00:00-04:00
        0 0 1 11 *   | America/Havana      | 2026-10-31T23:59:00-04:00 | 2026-11-01T00:00-04:00
        0 0 1 11 *   | America/Havana      | 2026-11-01T00:00:00-04:00 | 2026-11-01T00:00-05:00
        30 23 * * 6  | America/Asuncion    | 2021-03-27T23:30:00-03:00 | 2021-03-27T23:30-04:00
        0 0 * * 0    | America/Asuncion    | 2021-03-27T23:30:00-03:00 | 2021-03-28T00:00-04:00
        15 1 * * *   | Australia/Lord_Howe | 2026-04-05T01:15:00+11:00 | 2026-04-06T01:15+10:30
        45 1 * * *   | Australia/Lord_Howe | 2026-04-05T01:45:00+11:00 | 2026-04-05T01:45+10:30
        0 0 30 12 5  | Pacific/Apia        | 2011-12-29T12:00:00-10:00 | 2016-12-30T00:00+14:00
        0 12 * * *   | Asia/Kathmandu      | 2026-11-26T12:00:00+05:45 | 2026-11-27T12:00+05:45
        """)
    void whereTheClockIsPutForwardAndBack(String text, String zone, String after, String next) {
        assertEquals(OffsetDateTime.parse(next).toInstant(), Schedule.of(text).next(OffsetDateTime.parse(after).toInstant(),
            ZoneId.of(zone)));
    }

    /** An instance looks at its clock once a minute: the sandbox's reading of the fields, minute by minute, is another way to the same. */
    @Test
    void theNextMinuteIsTheFirstOneThatMatches() {
        var random = new Random(20261126);
        for (int i = 0; i < 300; i++) {
            var zone = ZoneId.of(List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago").get(i % 5));
            var text = field(random, 0, 59) + " " + field(random, 0, 23) + " " + (i % 3 == 0 ? field(random, 1, 31) : "*") + " "
                + (i % 7 == 0 ? field(random, 1, 12) : "*") + " " + (i % 2 == 0 ? field(random, 0, 6) : "*");
            // around the changes of the clock in autumn and spring
            var after = Instant.parse(List.of("2026-03-28T20:00:00Z", "2026-10-24T20:00:00Z", "2026-04-04T08:00:00Z",
                "2026-11-01T00:00:00Z",
                "2026-09-05T20:00:00Z").get(random.nextInt(5))).plusSeconds(random.nextInt(7200));
            var oracle = CronJobs.Schedule.parse(text);
            assertTrue(oracle != null, text);
            var minute = after.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
            var end = minute.plus(Duration.ofDays(20));
            while (minute.isBefore(end) && !oracle.matches(minute.atZone(zone))) {
                minute = minute.plus(Duration.ofMinutes(1));
            }
            var next = Schedule.of(text).next(after, zone);
            var shown = text + " in " + zone + " after " + after;
            if (minute.isBefore(end)) {
                assertEquals(minute, next, shown);
            } else {
                assertTrue(next == null || !next.isBefore(end), shown + ": " + next);
            }
        }
    }

    private static String field(Random random, int min, int max) {
        int from = min + random.nextInt(max - min + 1);
        int to = from + random.nextInt(max - from + 1);
        return switch (random.nextInt(5)) {
            case 0 -> "*";
            case 1 -> "*/" + (1 + random.nextInt(max));
            case 2 -> from + "-" + to;
            case 3 -> from + "-" + to + "/" + (1 + random.nextInt(5)) + "," + to;
            default -> String.valueOf(from);
        };
    }

    @Test
    void whatTheContractTakesIsTaken() {
        var rules = (Map<?, ?>) Contract.get().documents().get(1).get("x-cron");
        ((List<?>) rules.get("accepted")).forEach(text -> Schedule.of((String) text));
        ((List<?>) rules.get("rejectedExamples")).forEach(text -> assertThrows(Failure.class, () -> Schedule.of((String) text),
            text::toString));
        for (var text : List.of("+5 04 \t* * *", "*/99 * * * *", "0-59/5,7 * * * *", "*/9999999999 * * * *", "\u00a00 3 * *\u2003*\n")) {
            Schedule.of(text);
        }
        assertNull(Schedule.of("*/9223372036854775807 0 31 2 *").next(Instant.EPOCH, ZoneId.of("UTC")));
    }

    @ParameterizedTest(name = "schedule {0}")
    @CsvSource(delimiter = '|', textBlock = """
        ''                 | it has no fields in place of five          | minute, hour, day of the month, month, day of the week; every day at three: "0 3 * * *"
        '3'                | it has 1 field in place of five            | minute, hour, day of the month, month, day of the week; every day at three: "0 3 * * *"
        0 * * *            | it has 4 fields in place of five           | minute, hour, day of the month, month, day of the week; every day at three: "0 3 * * *"
        0 0 * * * *        | it has 6 fields in place of five           | minute, hour, day of the month, month, day of the week; every day at three: "0 3 * * *"
        @daily             | @daily is not understood                   | write "0 0 * * *"
        @REBOOT            | @REBOOT is not understood                  | five fields are: minute, hour, day of the month, month, day of the week
        60 * * * *         | 60 is no minute: 0 to 59                   |
        * 24 * * *         | 24 is no hour: 0 to 23                     |
        * * 0 * *          | 0 is no day of the month: 1 to 31          |
        * * 1-32 * *       | 32 is no day of the month: 1 to 31         |
        * * * 13 *         | 13 is no month: 1 to 12                    |
        * * * * 7          | 7 is no day of the week: 0 to 6            | Sunday is 0
        * * * * 5-7        | 7 is no day of the week: 0 to 6            | Sunday is 0
        * * * JAN-mar *    | "JAN-mar" is no month                      | names are not understood: JAN is 1, mar is 3
        * * * * MONDAY     | "MONDAY" is no day of the week             | names are not understood: MONDAY is 1
        */0 * * * *        | the step of "*/0" is 0                     | a step is 1 or more
        5-2 * * * *        | the minute 5-2 runs backwards              | write 5-59,0-2
        0 23-0 * * *       | the hour 23-0 runs backwards               | write 23,0
        1,, * * * *        | the minute has an empty item in its list   | what is understood: *, a number from 0 to 59, a range such as 1-4, */2, and lists of these with commas
        5/10 * * * *       | the minute "5/10" has a step and no range  | write 5-59/10
        * * L * *          | "L" is no day of the month                 | what is understood: *, a number from 1 to 31, a range such as 2-5, */2, and lists of these with commas
        * * ? * *          | "?" is no day of the month                 | what is understood: *, a number from 1 to 31, a range such as 2-5, */2, and lists of these with commas
        * * * * 1#2        | "1#2" is no day of the week                | what is understood: *, a number from 0 to 6, a range such as 1-4, */2, and lists of these with commas
        -5 * * * *         | "-5" is no minute                          | what is understood: *, a number from 0 to 59, a range such as 1-4, */2, and lists of these with commas
        1-2-3 * * * *      | "1-2-3" is no minute                       | what is understood: *, a number from 0 to 59, a range such as 1-4, */2, and lists of these with commas
        99999999999999999999 * * * * | 99999999999999999999 is too large a number |
        """)
    void whatIsNotTakenIsSaid(String text, String why, String hint) {
        var failure = assertThrows(Failure.class, () -> Schedule.of(text));
        assertEquals(Failure.Kind.USAGE, failure.kind());
        assertEquals("the schedule cannot be used: " + why, failure.getMessage());
        assertEquals(hint, failure.hint());
        assertNull(CronJobs.Schedule.parse(text), "the sandbox takes it");
    }
}
