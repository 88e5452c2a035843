package tests.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lib.services.logs.Joined;
import lib.services.logs.LogLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stored lines and those that the container's log repeats are one log, with no line twice. */
class JoinedTest {

    /** A letter a line; stored ones are lower case in the result, where they have a time, and others upper case. */
    @ParameterizedTest
    @CsvSource({
        "'','',''",
        "abc,'',abc",
        "'',abc,ABC",
        "abc,abc,abc",
        "abc,bc,abc",
        "bc,abc,Abc",
        "abc,bcd,abcD",
        "oldbc,abcd,oldAbcD",
        "sf,sfsfsf,sfSFSF",
        "old,new,oldNEW",
        "oldsf,sfsfs,oldsfSFS",
        "ppp,pppp,pppP",
        "ppp,ppp,ppp",
        "pppppp,ppp,pppppp",
        "xp,bxppxp,BxpPXP",
        // stopped and started: what it wrote in between is not stored
        "abcxy,abctsxy,abcTSxy",
        "oldabxy,abtsxy,oldabTSxy",
        "ax,atsx,aTSx",
        "abcdef,abtcdsef,abTcdSef",
        "xgggggg,xggggtsgg,xggggTSgg",
        "abcdxy,cdtsxyz,abcdTSxyZ",
        "abc,xaybzc,XaYbZc",
        // of another container, of which nothing is repeated
        "oldxy,tsxy,oldTSxy",
    })
    void everyLineOnce(String stored, String repeated, String joined) {
        var all = Joined.of(letters(stored).stream().map(text -> new LogLine("2026-07-01T10:00:00Z", text)).toList(), letters(repeated));
        assertEquals(joined, all.stream().map(line -> line.time().isEmpty() ? line.text().toUpperCase() : line.text())
            .collect(Collectors.joining()));
    }

    private static List<String> letters(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(""));
    }

    @Test
    void aLongLogOfWhichOnlyTheEndIsRepeated() {
        var stored = LogLine.all(IntStream.range(0, 20_000).mapToObj(i -> "[2026-07-01T10:00:00Z] line " + i).toList());
        var joined = Joined.of(stored, IntStream.range(19_850, 20_050).mapToObj(i -> "line " + i).toList());
        assertEquals(IntStream.range(0, 20_050).mapToObj(i -> "line " + i).toList(), joined.stream().map(LogLine::text).toList());
    }
}
