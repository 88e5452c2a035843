package tests.deployments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import lib.services.release.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line of a build's log that most likely says why it failed. */
class CauseTest {

    /** Lines are separated by {@code /}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fine / npm ERR! missing script: build / ✖ Build failed: exit status 1                    | npm ERR! missing script: build
        0 errors / src/a.c:3: error: x undeclared / make: *** [all] Error 2                      | src/a.c:3: error: x undeclared
        npm warn deprecated x: error prone / found 0 vulnerabilities / ✖ Build failed: exit status 1 | Build failed: exit status 1
        fatal: repository 'https://x/' not found / ✖ clone failed                                | fatal: repository 'https://x/' not found
        something could not be done / java.lang.IllegalStateException: no database / at a.b      | java.lang.IllegalStateException: no database
        all well / and good                                                                      | ''
        💔 container unhealthy / ✖ health check failed                                           | 💔 container unhealthy
        """)
    void isFoundIn(String log, String cause) {
        assertEquals(cause, Cause.of(Arrays.stream(log.split(" / ")).toList()));
    }

    @Test
    void isShortAndNearTheEnd() {
        assertEquals("", Cause.of(List.of()));
        assertEquals(301, Cause.of(List.of("error: " + "x".repeat(5000))).length());
        var early = new java.util.ArrayList<>(List.of("error: long ago"));
        early.addAll(java.util.Collections.nCopies(100, "step"));
        assertEquals("", Cause.of(early));
    }
}
