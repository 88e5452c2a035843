package tests.support;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints one line a test class as it ends, how many have by then, what failed or was skipped below it, and at last the slowest and the
 * counts.
 * Classes may run at the same time: a class's lines are kept and printed together.
 */
public final class Report implements TestExecutionListener {
    private static final int TRACE_LINES = 8;
    private static final int SLOWEST = 5;

    private record Timed(String name, Duration time) {
    }

    private final PrintStream out;
    private final boolean skipsFail;
    private final Map<String, ClassRun> running = new ConcurrentHashMap<>();
    private final Map<String, String> captured = new ConcurrentHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Instant began = Instant.now();
    private final Map<String, Instant> started = new ConcurrentHashMap<>();
    private final List<Timed> times = new ArrayList<>();
    private TestPlan plan;
    private long classes;
    private long ended;
    private int passed;
    private int failed;
    private int skipped;

    /** @param skipsFail count a skipped test as a failed one (CI, where every part must be there) */
    public Report(PrintStream out, boolean skipsFail) {
        this.out = out;
        this.skipsFail = skipsFail;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
        classes = plan.getRoots().stream().flatMap(root -> plan.getDescendants(root).stream()).filter(Report::isClass).count();
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        for (var key : List.of("stdout", "stderr")) {
            var text = entry.getKeyValuePairs().get(key);
            if (text != null) {
                captured.merge(test.getUniqueId(), key + " of the test:\n" + text.strip(), (a, b) -> a + "\n" + b);
            }
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (isClass(test)) {
            running.put(test.getUniqueId(), new ClassRun(Instant.now()));
        } else if (test.isTest()) {
            started.put(test.getUniqueId(), Instant.now());
        }
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        var run = classOf(test);
        countSkipped(run, test, reason);
        if (isClass(test)) {
            print(test, run);
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        var run = classOf(test);
        var began = started.remove(test.getUniqueId());
        if (began != null) {
            times.add(new Timed(nameOf(test), Duration.between(began, Instant.now())));
        }
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    run.passed++;
                }
            }
            case FAILED -> countFailed(run, test, result.getThrowable());
            case ABORTED -> countSkipped(run, test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
        }
        if (isClass(test)) {
            print(test, run);
        }
    }

    /** A check of the whole run that counts as a failed test when something is wrong. */
    public synchronized void fail(String name, List<String> wrong) {
        if (wrong.isEmpty()) {
            return;
        }
        failed++;
        failures.add(name);
        out.println("FAILED " + name + ":");
        wrong.forEach(each -> out.println(each.indent(4).stripTrailing()));
    }

    /** Prints the last lines. @return whether at least one test ran and none failed */
    public synchronized boolean summary() {
        if (!failures.isEmpty()) {
            out.println("\nFailed:");
            failures.forEach(name -> out.println("  " + name));
        }
        out.println("\nSlowest:");
        times.stream().sorted(Comparator.comparing(Timed::time).reversed()).limit(SLOWEST)
            .forEach(each -> out.printf("  %8s  %s%n", seconds(each.time), each.name));
        out.println("\n" + seconds(Duration.between(began, Instant.now())));
        out.println(passed + " passed, " + failed + " failed, " + skipped + " skipped");
        out.flush();
        return failed == 0 && passed > 0;
    }

    private void countSkipped(ClassRun run, TestIdentifier test, String reason) {
        // Nothing is reported for the tests of a class that stops before them, so they are counted here.
        int count = test.isTest() ? 1 : Math.max(1, (int) plan.getDescendants(test).stream().filter(each -> !isClass(each)).count());
        var why = reason.replaceFirst("^Assumption failed: ", "");
        if (skipsFail) {
            run.failed += count;
            failures.add(nameOf(test) + " (skipped, and in CI nothing may be)");
            run.details.add("  FAILED " + nameOf(test) + ": skipped, and in CI nothing may be: " + why);
        } else {
            run.skipped += count;
            run.details.add("  skipped " + nameOf(test) + ": " + why);
        }
    }

    private void countFailed(ClassRun run, TestIdentifier test, Optional<Throwable> cause) {
        run.failed++;
        failures.add(nameOf(test));
        run.details.add("  FAILED " + nameOf(test));
        cause.ifPresent(thrown -> run.details.add(describe(thrown).indent(4).stripTrailing()));
        var output = captured.get(test.getUniqueId());
        if (output != null) {
            run.details.add(output.indent(4).stripTrailing());
        }
    }

    private void print(TestIdentifier test, ClassRun run) {
        passed += run.passed;
        failed += run.failed;
        skipped += run.skipped;
        var counts = run.passed + " passed"
            + (run.failed > 0 ? ", " + run.failed + " failed" : "")
            + (run.skipped > 0 ? ", " + run.skipped + " skipped" : "");
        out.printf("%3d of %d  %-44s %8s  %s%n", ++ended, classes, nameOf(test), seconds(Duration.between(run.began, Instant.now())),
            counts);
        run.details.forEach(out::println);
        out.flush();
    }

    /** The run of the outermost class a test belongs to; a class skipped as a whole was never started and gets one here. */
    private ClassRun classOf(TestIdentifier test) {
        var at = Optional.of(test);
        while (at.isPresent() && !isClass(at.get())) {
            at = plan.getParent(at.get());
        }
        return at.map(found -> running.computeIfAbsent(found.getUniqueId(), id -> new ClassRun(Instant.now())))
            .orElseGet(() -> new ClassRun(Instant.now()));
    }

    private static boolean isClass(TestIdentifier test) {
        return test.getSource().filter(ClassSource.class::isInstance).isPresent();
    }

    private static String nameOf(TestIdentifier test) {
        var name = TestName.of(test).map(TestName::toString).orElse(test.getDisplayName());
        boolean plain = isClass(test) || test.getDisplayName().startsWith(name.substring(name.lastIndexOf('.') + 1) + "(");
        return plain ? name : name + " " + test.getDisplayName();
    }

    private static String describe(Throwable thrown) {
        var text = new StringBuilder(thrown instanceof AssertionError && thrown.getMessage() != null ? thrown.getMessage()
            : thrown.toString());
        Arrays.stream(thrown.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("tests.") || frame.getClassName().startsWith("lib."))
            .limit(TRACE_LINES)
            .forEach(frame -> text.append("\n  at ").append(frame));
        if (thrown.getCause() != null && thrown.getCause() != thrown) {
            text.append("\ncaused by ").append(describe(thrown.getCause()));
        }
        return text.toString();
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1000.0);
    }

    /** Counts and lines of one class, printed when it ends. */
    private static final class ClassRun {
        private final Instant began;
        private final List<String> details = new ArrayList<>();
        private int passed;
        private int failed;
        private int skipped;

        ClassRun(Instant began) {
            this.began = began;
        }
    }
}
