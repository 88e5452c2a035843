package tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tests.support.Checkout;

/** The runner itself: a test that fails must not look like one that passes. */
class RunnerTest {

    @Test
    void countsAndShowsWhatFailed() throws Exception {
        var out = java("tests.support.Samples", "false", "Mixed", "100");
        assertTrue(out.endsWith("\n1 passed, 1 failed, 1 skipped\nfalse\n"), out);
        assertTrue(out.contains("\n  1 of 1  tests.support.Samples$Mixed "), out);
        assertTrue(out.contains("\nSlowest:\n") && out.contains(" s  tests.support.Samples$Mixed."), out);
        assertTrue(out.contains(
            "FAILED tests.support.Samples$Mixed.fails\n    one is not two ==> expected: <1> but was: <2>\n      at tests.support.Samples"),
            out);
        assertTrue(out.contains("stdout of the test:\n    words before the failure"), out);
        assertTrue(out.contains("skipped tests.support.Samples$Mixed.lacksSomething: no such program: apt-get install it"), out);
    }

    @Test
    void inCiNothingIsSkipped() throws Exception {
        var out = java("tests.support.Samples", "true", "Mixed", "100");
        assertTrue(out.endsWith("\n1 passed, 2 failed, 0 skipped\nfalse\n"), out);
        assertTrue(out.contains("in CI nothing may be"), out);
    }

    @Test
    void aClassThatCannotBeSetUpFails() throws Exception {
        var out = java("tests.support.Samples", "false", "Broken", "100");
        assertTrue(out.endsWith("\n0 passed, 1 failed, 0 skipped\nfalse\n"), out);
        assertTrue(out.contains("nothing to stand on"), out);
    }

    @Test
    void everyTestOfAClassThatLacksSomethingIsSkipped() throws Exception {
        var out = java("tests.support.Samples", "false", "Absent", "100");
        assertTrue(out.endsWith("\n0 passed, 0 failed, 2 skipped\nfalse\n"), "a run without a single test is no success: " + out);
        assertTrue(out.contains("no browser: apt-get install chromium"), out);
    }

    @Test
    void aRunThatIsStuckEnds() throws Exception {
        var out = java("tests.support.Samples", "false", "Stuck", "10");
        assertTrue(out.contains("Still running: [tests.support.Samples$Stuck.forEver forEver()]")
            && out.contains("at tests.support.Samples$Stuck.forEver"), out);
        assertTrue(out.endsWith("stuck\n"), out);
    }

    @Test
    void aPatternThatMatchesNothing() throws Exception {
        assertEquals("error: no test matches \"no-such-test\" - see --list\nexit 1", java("tests.All", "--only", "no-such-test"));
    }

    @Test
    void aPatternWithAStar() throws Exception {
        assertEquals("tests.architecture.RunnerTest.aPatternWithAStar\nexit 0", java("tests.All", "--list", "--only", "RunnerTest.a*Star"));
    }

    @Test
    void wrongOptions() throws Exception {
        var unknown = java("tests.All", "--frobnicate");
        assertTrue(unknown.startsWith("error: unknown option --frobnicate\n") && unknown.endsWith("exit 2"), unknown);
        var incomplete = java("tests.All", "--only");
        assertTrue(incomplete.startsWith("error: --only needs a pattern\n") && incomplete.endsWith("exit 2"), incomplete);
    }

    /** A class that is written and never run proves nothing. */
    @Test
    void everyTestClassIsFound() throws Exception {
        var listed = "\n" + java("tests.All", "--list");
        for (var path : Checkout.sources("tests")) {
            if (path.endsWith("Test.java")) {
                assertTrue(listed.contains("\n" + path.replace(".java", "").replace('/', '.') + "."), path + " is not among the tests");
            }
        }
        assertFalse(listed.contains("tests.support.") || listed.contains("tests.bench."), listed);
    }

    /** Runs a main class on this class path. @return both streams; for the runner {@code exit N} behind them */
    private static String java(String main, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
            "-classpath", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).directory(Checkout.root().toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        return main.equals("tests.All") ? output + "exit " + exit : output;
    }
}
