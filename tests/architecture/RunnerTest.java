package tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tests.support.Checkout;
import tests.support.Report;
import tests.support.Samples;

/** The runner itself: a test that fails must not look like one that passes. Alone, since it captures what tests print. */
@Isolated
class RunnerTest {

    @Test
    void countsAndShowsWhatFailed() {
        var out = run(false, Samples.Mixed.class);
        assertTrue(out.endsWith("\n1 passed, 1 failed, 1 skipped\nfalse"), out);
        assertTrue(out.contains("FAILED tests.support.Samples$Mixed.fails\n    one is not two ==> expected: <1> but was: <2>\n      at tests.support.Samples"), out);
        assertTrue(out.contains("stdout of the test:\n    words before the failure"), out);
        assertFalse(out.contains("words nobody needs"), out);
        assertTrue(out.contains("skipped tests.support.Samples$Mixed.lacksSomething: no such program: apt-get install it"), out);
    }

    @Test
    void inCiNothingIsSkipped() {
        var out = run(true, Samples.Mixed.class);
        assertTrue(out.endsWith("\n1 passed, 2 failed, 0 skipped\nfalse"), out);
        assertTrue(out.contains("in CI nothing may be"), out);
    }

    @Test
    void aClassThatCannotBeSetUpFails() {
        var out = run(false, Samples.Broken.class);
        assertTrue(out.endsWith("\n0 passed, 1 failed, 0 skipped\nfalse"), out);
        assertTrue(out.contains("nothing to stand on"), out);
    }

    @Test
    void everyTestOfAClassThatLacksSomethingIsSkipped() {
        var out = run(false, Samples.Absent.class);
        assertTrue(out.endsWith("\n0 passed, 0 failed, 2 skipped\nfalse"), "a run without a single test is no success: " + out);
        assertTrue(out.contains("no browser: apt-get install chromium"), out);
    }

    @Test
    void theCommandLine() throws Exception {
        assertEquals("1 error: no test matches \"no-such-test\" - see --list\n", all("--only", "no-such-test"));
        assertTrue(all("--list").startsWith("0 "), all("--list"));
        assertTrue(all("--list", "--only", "RunnerTest.the*Line").equals("0 tests.architecture.RunnerTest.theCommandLine\n"), all("--list", "--only", "RunnerTest.the*Line"));
        assertTrue(all("--frobnicate").startsWith("2 error: unknown option --frobnicate\n"), all("--frobnicate"));
        assertTrue(all("--only").startsWith("2 error: --only needs a pattern\n"), all("--only"));
    }

    @Test
    void everyClassNamedTestIsFound() throws Exception {
        var listed = all("--list");
        Checkout.sources("tests").stream().filter(path -> path.endsWith("Test.java")).forEach(path ->
            assertTrue(listed.contains("\n" + path.replace(".java", "").replace('/', '.') + ".") || listed.startsWith("0 " + path.replace(".java", "").replace('/', '.')),
                path + " is not among the tests"));
    }

    private static String run(boolean ci, Class<?> tests) {
        var bytes = new ByteArrayOutputStream();
        var report = new Report(new PrintStream(bytes, true, StandardCharsets.UTF_8), ci);
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests))
            .configurationParameter("junit.platform.output.capture.stdout", "true").build(), report);
        boolean good = report.summary();
        return bytes.toString(StandardCharsets.UTF_8) + good;
    }

    /** Runs the runner as a process. @return exit code, blank, both streams */
    private static String all(String... options) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-classpath", System.getProperty("java.class.path"), "tests.All"));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).directory(Checkout.root().toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output;
    }
}
