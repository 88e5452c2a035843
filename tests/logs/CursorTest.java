package tests.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lib.services.logs.Cursor;
import lib.services.logs.Joined;
import lib.services.logs.LogLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What came since somebody read a log: no line lost, none twice. */
class CursorTest {

    /**
     * What is stored, a digit for a second and letters for the lines of it, and what the container repeats; then the same later, and
     * what is new of it. A log that begins with ! is another container's.
     */
    @ParameterizedTest
    @CsvSource({
        "1a2b,       ab,     1a2b,          ab,        ''",
        "1a2b,       ab,     1a2b3c,        abc,       c",
        // several lines in one second, more of them later
        "1ab,        ab,     1abcd2e,       abcde,     cde",
        "1aaa,       aaa,    1aaaaa,        aaaaa,     aa",
        // none before
        "'',         '',     1ab,           ab,        ab",
        // what the container said and was not stored yet
        "1a,         abc,    1a2bc,         abc,       ''",
        "1a,         abc,    1a2bcd,        abcd,      d",
        "1a,         aaa,    1a2aaa,        aaaa,      a",
        // started again by docker: nothing is stored any more
        "1ab,        ab,     1ab,           abxy,      xy",
        "1ab,        abx,    1ab,           abxyz,     yz",
        "1ab,        abxaa,  1ab,           abxaab,    b",
        "1ab,        abx,    1ab,           abx,       ''",
        "1ab,        abxx,   1ab,           abxxx,     x",
        // by a start of ours, after which it is stored again: what was said in between is not
        "1abcd,      abcd,   1abcd9g,       abcdefg,   efg",
        "1abcd,      abcdef, 1abcd9g,       abcdefg,   g",
        // another container, its words before it got its traffic first
        "1ab,        ab,     1ab5yz,        !xyz,      xyz",
        "1ab,        abx,    1ab,           !ay,       ay",
        "1ab,        abx,    1ab5x,         !ax,       ax",
        "1ab,        abx,    1ab2x5z,       !yz,       yz",
        "1ab,        abcd,   1ab5ab,        !cdab,     cdab",
        // rotated away
        "1ab,        ab,     5yz,           yz,        yz",
    })
    void onlyWhatIsNew(String stored, String repeated, String laterStored, String laterRepeated, String wanted) {
        var read = log(stored, repeated);
        var cursor = Cursor.of(Cursor.behind("app1", "d1", read).toString());
        assertNotNull(cursor);
        boolean another = laterRepeated.startsWith("!");
        var later = log(laterStored, laterRepeated.replace("!", ""));
        var fresh = cursor.after(another ? "d2" : "d1", later).lines();
        assertEquals(wanted, fresh.stream().map(LogLine::text).collect(Collectors.joining()));
    }

    private static List<LogLine> log(String stored, String repeated) {
        List<LogLine> lines = new ArrayList<>();
        var second = '0';
        for (var c : stored.toCharArray()) {
            if (Character.isDigit(c)) {
                second = c;
            } else {
                lines.add(new LogLine("2026-07-01T10:00:0" + second + "Z", String.valueOf(c)));
            }
        }
        return Joined.of(lines, repeated.chars().mapToObj(Character::toString).toList());
    }

    private static List<LogLine> untimed(int from, int to, int period) {
        return LogLine.untimed(IntStream.range(from, to).mapToObj(i -> "line " + i % period).toList());
    }

    /** The instance repeats 200 lines: the first of them go as others come. */
    @Test
    void behindWhatWasRepeated() {
        var cursor = Cursor.behind("a", "d", untimed(0, 200, 10_000));
        assertEquals(untimed(200, 230, 10_000), cursor.after("d", untimed(30, 230, 10_000)).lines());
        assertNull(cursor.after("d", untimed(30, 230, 10_000)).doubt());
        assertEquals(List.of(), cursor.after("d", untimed(0, 200, 10_000)).lines());
        // so many came that none of those is there
        var gap = cursor.after("d", untimed(500, 700, 10_000));
        assertEquals(200, gap.lines().size());
        assertEquals("lines between the last answer and these may be missing: the instance has them no more", gap.doubt());
        // nobody can tell rounds of a crash loop from each other: rather some twice than one lost
        var rounds = Cursor.behind("a", "d", untimed(0, 200, 7));
        var doubt = rounds.after("d", untimed(12, 212, 7));
        assertEquals("line " + 211 % 7, doubt.lines().getLast().text());
        assertTrue(doubt.lines().size() >= 12, doubt.lines().toString());
        assertEquals("the log repeats itself: some of these lines may be those of the last answer", doubt.doubt());
    }

    @Test
    void linesOfOneSecondThatAreNotAllThere() {
        var second = IntStream.range(0, 500).mapToObj(i -> new LogLine("2026-07-01T10:00:00Z", "line " + i)).toList();
        assertTrue(Cursor.behind("a", "d", second.subList(400, 500)).unsure(second.subList(400, 500)));
        var all = new ArrayList<>(second);
        all.addFirst(new LogLine("2026-07-01T09:59:59Z", "first"));
        assertEquals(false, Cursor.behind("a", "d", all).unsure(all));
        assertEquals(List.of(), Cursor.behind("a", "d", all).after("d", all).lines());
        assertEquals(false, Cursor.behind("a", "d", untimed(0, 3, 9)).unsure(untimed(0, 3, 9)));
    }

    @Test
    void isShortAndOfOneApp() {
        var cursor = Cursor.behind("k3v9x0q2ab", "d7m2q9xk4t", log("1ab", "abxyz"));
        assertTrue(cursor.toString().length() < 60, cursor.toString());
        assertTrue(cursor.ofApp("k3v9x0q2ab"));
        assertEquals(false, cursor.ofApp("n1i5g8ox6r"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15m", "2026-07-10", "log", "log.abc", "log.abc.def.zzzzzzzzzzzzzzz.1.1.abcdef.",
        "log.abc.def.1.1.1.abcdef.ab"})
    void whatIsNone(String text) {
        assertNull(Cursor.of(text));
    }
}
