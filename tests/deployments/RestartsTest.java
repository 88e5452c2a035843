package tests.deployments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;
import lib.services.release.Restarts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A container that restarts in a loop says the same again and again, with an error in it; one at work does not. */
class RestartsTest {

    /** Lines are separated by {@code /}; {@code xN} repeats all before it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        start / FATAL: no DATABASE_URL x3                                        | 2 | FATAL: no DATABASE_URL
        pid 17 at 10:00:01 / Error: connect ECONNREFUSED 127.0.0.1:5432 x5       | 4 | Error: connect ECONNREFUSED 127.0.0.1:5432
        panic: boom x4                                                           | 3 | panic: boom
        > web start / > node x.js / Error: Cannot find module 'y' / Node.js v22 x12 | 11 | Error: Cannot find module 'y'
        Traceback (most recent call last): /   File "a.py", line 1 / KeyError: 'X' x3 | 2 | KeyError: 'X'
        """)
    void aLoop(String lines, int times, String lastWords) {
        assertEquals(new Restarts(times, lastWords), Restarts.in(log(lines)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start / FATAL: x x2", "ping x100", "GET / 200 / GET /errors 200 x50", "start / ready x1",
        "FATAL: x / up again / GET /a x1"})
    void none(String lines) {
        assertNull(Restarts.in(log(lines)));
    }

    private static List<String> log(String lines) {
        int end = lines.lastIndexOf(" x");
        var round = String.join("\n", lines.substring(0, end).split(" / ")) + "\n";
        return Arrays.asList(("before\n" + round.repeat(Integer.parseInt(lines.substring(end + 2)))).split("\n"));
    }
}
