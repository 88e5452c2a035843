package tests.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import lib.services.logs.Replay;
import org.junit.jupiter.api.Test;

/** Lines that a new connection repeats are not shown twice, and none is swallowed. */
class SeamTest {
    private final Replay seam = new Replay();

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    @Test
    void aShortLogThatIsRepeatedWhole() {
        assertEquals(lines(0, 5), seam.fresh(lines(0, 5)));
        seam.shown("line 5");
        assertEquals(lines(6, 8), seam.fresh(lines(0, 8)));
        assertEquals(List.of(), seam.fresh(lines(0, 8)));
    }

    @Test
    void aLongLogOfWhichTheEndIsRepeated() {
        seam.fresh(lines(0, 200));
        lines(200, 5000).forEach(seam::shown);
        assertEquals(lines(5000, 5050), seam.fresh(lines(4850, 5050)));
        assertEquals(lines(6000, 6200), seam.fresh(lines(6000, 6200)), "more was written meanwhile than is repeated");
    }

    @Test
    void theSameLinesAgainAndAgain() {
        var beat = "beat";
        seam.fresh(List.of(beat, beat, beat));
        assertEquals(List.of(beat, beat), seam.fresh(List.of(beat, beat, beat, beat, beat)));
    }

    @Test
    void anotherContainerThatBeginsInTheSameWords() {
        seam.fresh(List.of("starting", "ready"));
        seam.reset();
        assertEquals(List.of("starting", "ready"), seam.fresh(List.of("starting", "ready")));
        seam.shown("at work");
        assertEquals(List.of("starting", "failed"), seam.fresh(List.of("starting", "failed")));
    }
}
