package tests.support;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Ends a run in which nothing ends any more. JUnit's own time limit interrupts a test, which does not help one that is stuck in native
 * code;
 * this one says which tests those are and where they stand, and leaves with a failure.
 */
public final class Watchdog implements TestExecutionListener {
    private final PrintStream out;
    private final Duration patience;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private volatile long last = System.nanoTime();

    public Watchdog(PrintStream out, Duration patience) {
        this.out = out;
        this.patience = patience;
        Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            TestName.of(test).ifPresent(name -> running.add(name + " " + test.getDisplayName()));
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        TestName.of(test).ifPresent(name -> running.remove(name + " " + test.getDisplayName()));
        last = System.nanoTime();
    }

    private void watch() {
        while (System.nanoTime() - last < patience.toNanos()) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                return;
            }
        }
        out.println("\nNo test has ended for " + patience.toSeconds() + " s. Still running: " + running);
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            boolean ours = thread != Thread.currentThread() && Arrays.stream(stack).anyMatch(frame -> frame.getClassName()
                .startsWith("tests."));
            if (ours) {
                out.println(thread.getName());
                Arrays.stream(stack).takeWhile(frame -> !frame.getClassName().startsWith("org.junit.platform."))
                    .forEach(frame -> out.println("  at " + frame.getClassName() + "." + frame.getMethodName() + ":"
                    + frame.getLineNumber()));
            }
        });
        out.println("stuck");
        out.flush();
        Runtime.getRuntime().halt(1);
    }
}
