package tests.deployments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import lib.services.release.Cause;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.Checkout;

/** The line of a build's log that most likely says why it failed. */
class CauseTest {
    private static final String CAUSE = "=> ";

    /** Logs as builders, programs and a real instance write them; {@code builds.txt} says which line is the cause. */
    @TestFactory
    Stream<DynamicTest> ofLogsAsTheyAre() throws IOException {
        var samples = samples();
        assertTrue(samples.size() >= 60, "samples: " + samples.size());
        return samples.stream().map(each -> DynamicTest.dynamicTest(each.getFirst(), () -> {
            var lines = each.subList(1, each.size());
            var marked = lines.stream().filter(line -> line.startsWith(CAUSE)).toList();
            assertEquals(1, marked.size(), "lines marked as the cause");
            var cause = marked.getFirst().substring(CAUSE.length()).replaceFirst("^(#\\d+ (\\d+\\.\\d+ )?|📦 \\[[^]]+] |✖ )", "").strip();
            var log = lines.stream().map(line -> line.startsWith(CAUSE) ? line.substring(CAUSE.length()) : line).toList();
            assertEquals(cause, Cause.of(log));
        }));
    }

    private static List<List<String>> samples() throws IOException {
        List<List<String>> samples = new ArrayList<>();
        for (var line : Files.readAllLines(Checkout.file("tests/deployments/builds.txt"))) {
            if (line.startsWith("== ")) {
                samples.add(new ArrayList<>(List.of(line.substring(3))));
            } else if (!samples.isEmpty()) {
                samples.getLast().add(line.replace("ESC", "\u001b"));
            }
        }
        return samples;
    }

    /** Lines are separated by {@code /}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fine / npm ERR! missing script: build / ✖ Build failed: exit status 1                    | npm ERR! missing script: build
        0 errors / src/a.c:3: error: x undeclared / make: *** [all] Error 2                      | src/a.c:3: error: x undeclared
        npm warn deprecated x: error prone / found 0 vulnerabilities / ✖ Build failed: exit status 1 | Build failed: exit status 1
        something could not be done / java.lang.IllegalStateException: no database / at a.b      | java.lang.IllegalStateException: no database
        all well / and good                                                                      | ''
        container unhealthy / ✖ health check failed                                              | container unhealthy
        Build failed: exit status 1                                                              | Build failed: exit status 1
        """)
    void isFoundIn(String log, String cause) {
        assertEquals(cause, Cause.of(Arrays.stream(log.split(" / ")).toList()));
    }

    @Test
    void isShortAndNearTheEnd() {
        assertEquals("", Cause.of(List.of()));
        assertEquals(301, Cause.of(List.of("error: " + "x".repeat(5000))).length());
        var early = new ArrayList<>(List.of("error: long ago"));
        early.addAll(Collections.nCopies(400, "step"));
        assertEquals("", Cause.of(early));
    }
}
