package tests.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import lib.services.logs.Errors;
import lib.services.logs.Folded;
import lib.services.logs.LogLine;
import lib.services.logs.Since;
import lib.services.logs.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Checkout;

/** What is made of a log's lines before anybody sees them. */
class LogLineTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-07-10T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'\u001b[1;31mred\u001b[0m text' | red text",
        "'\u001b]0;title\u0007named' | named",
        "'\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\' | link",
        "'\u001b(Bplain\u001b7' | plain",
        "10%\r50%\r100% | 100%",
        "windows\r\r | windows",
        "'\u009b2Jcleared' | cleared",
        "[2026-07-10T11:59:58.123456+02:00] \u001b[2Ktimed | timed",
        "[not a time] said | [not a time] said",
    })
    void aLineWithoutColoursAndWhatWasWrittenOver(String line, String text) {
        assertEquals(text, LogLine.all(List.of(line)).getFirst().text());
    }

    @Test
    void linesWithoutEndOfTheirSequencesAreKept() {
        assertEquals(List.of("", "a", "[", "b"), List.of("", "a\u001b[", "[", "\u001b]0;never closed\u001b\\b").stream().map(LogLine::plain)
            .map(text -> text.replace("\u001b[", "")).toList());
    }

    @ParameterizedTest
    @CsvSource({"90s,2026-07-10T11:58:30Z", "15m,2026-07-10T11:45:00Z", "15min,2026-07-10T11:45:00Z", "1h30m,2026-07-10T10:30:00Z",
        "2d,2026-07-08T12:00:00Z",
        "2026-07-01,2026-06-30T22:00:00Z", "2026-07-01T10:00:00,2026-07-01T08:00:00Z", "2026-07-01 10:00,2026-07-01T08:00:00Z",
        "2026-01-01,2025-12-31T23:00:00Z", "2026-07-01T10:00:00+02:00,2026-07-01T08:00:00Z"})
    void momentsAsPeopleSayThem(String text, Instant moment) {
        assertEquals(moment, Since.of(text, NOW, BERLIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "yesterday", "5", "-5m", "m", "5x", "2026-13-01", "2026-07-01T25:00:00", "99999999999999d"})
    void whatIsNoMoment(String text) {
        assertNull(Since.of(text, NOW, BERLIN));
    }

    @Test
    void aLineWithoutATimeBelongsToTheOneBefore() {
        var lines = LogLine.all(List.of("before", "[2026-07-10T10:00:00Z] old", "of old", "[2026-07-10T11:00:00Z] new", "of new"));
        assertEquals(List.of("new", "of new"), Since.from(Instant.parse("2026-07-10T11:00:00Z"), lines).stream().map(LogLine::text)
            .toList());
    }

    /** {@code lines.txt} says which of its lines tell of errors, and which belong to the one above. */
    @Test
    void linesThatTellOfErrors() throws IOException {
        var lines = Files.readAllLines(Checkout.file("tests/logs/lines.txt")).stream().filter(line -> !line.startsWith("# ")).toList();
        var errors = Errors.of(LogLine.all(lines.stream().map(line -> line.substring(2)).toList()));
        assertEquals(String.join("\n", lines.stream().filter(line -> !line.startsWith("  ")).map(line -> line.substring(2)).toList()),
            String.join("\n", errors.stream().map(LogLine::text).toList()));
        assertTrue(lines.size() > 70, "lines: " + lines.size());
    }

    @Test
    void errorsComeWithTheirStackTraces() {
        var lines = LogLine.all(List.of("ok", "java.io.IOException: gone", "    at a.B.c(B.java:1)", "Caused by: x", "    ... 3 more",
            "ok again", "    at nothing"));
        assertEquals(List.of("java.io.IOException: gone", "    at a.B.c(B.java:1)", "Caused by: x", "    ... 3 more"), Errors.of(lines)
            .stream().map(LogLine::text).toList());
    }

    @Test
    void repeatsAreOneLineWithACount() {
        var lines = LogLine.all(List.of("[2026-07-10T10:00:00Z] ping", "[2026-07-10T10:00:01Z] ping", "[2026-07-10T10:00:02Z] ping",
            "pong", "x", "x"));
        assertEquals(List.of("[2026-07-10T10:00:00Z] ping (3 times, last at 2026-07-10T10:00:02Z)", "pong", "x (2 times)"),
            Folded.of(lines));
    }

    @Test
    void theEndOfALogThatFits() {
        assertEquals(new Window(List.of("c", "d"), 2), Window.last(List.of("a", "b", "c", "d"), 2, 100));
        assertEquals(new Window(List.of("ccc", "ddd"), 2), Window.last(List.of("aaa", "bbb", "ccc", "ddd"), 9, 11));
        assertEquals(new Window(List.of(), 1), Window.last(List.of("aaa"), 9, 3));
        assertEquals("x".repeat(2000) + "… (500 characters cut)", Window.last(List.of("x".repeat(2500)), 9, 3000).lines().getFirst());
    }
}
