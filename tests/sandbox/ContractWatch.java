package tests.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import lib.sandbox.http.Server;
import lib.sandbox.http.Server.Answered;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import tests.support.TestName;

/**
 * Compares every answer that any sandbox of this run gives with the contract, whoever asked: a test's own client, the CLI as a process, a
 * browser. The answers are checked on a thread of their own, so that no test waits; a departure fails the run and names the request and
 * what was running. Answers that a fault made are not among them.
 */
public final class ContractWatch implements TestExecutionListener {

    private final LinkedBlockingQueue<Seen> queue = new LinkedBlockingQueue<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final List<String> departures = new ArrayList<>();
    private final AtomicInteger arrived = new AtomicInteger();
    private int checked;

    /** One that is told of no answer yet. */
    ContractWatch() {
        Thread.ofPlatform().daemon().name("contract-watch").start(this::work);
    }

    /** Watches every sandbox of this JVM from now on. */
    public static ContractWatch start() {
        var watch = new ContractWatch();
        Server.watch(watch::saw);
        return watch;
    }

    /** Takes note of an answer and returns at once. */
    void saw(Answered answer) {
        arrived.incrementAndGet();
        queue.add(new Seen(answer, List.copyOf(running)));
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        TestName.of(test).filter(TestName::isMethod).ifPresent(name -> running.add(name.toString()));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        TestName.of(test).filter(TestName::isMethod).ifPresent(name -> running.remove(name.toString()));
    }

    /** What departed so far, once every answer so far is checked: each request with the tests that ran then. */
    public synchronized List<String> departures() {
        try {
            while (checked < arrived.get()) {
                wait(1000);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted before every answer was checked", e);
        }
        return List.copyOf(departures);
    }

    /** How many answers were looked at. */
    public synchronized int checked() {
        return checked;
    }

    private void work() {
        try {
            while (true) {
                check(queue.take());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void check(Seen seen) {
        try {
            ContractCheck.check(seen.answer);
        } catch (AssertionError | RuntimeException departure) {
            departures.add(departure.getMessage().strip() + "\nwhile these ran: " + String.join(", ", new TreeSet<>(seen.running)));
        } finally {
            checked++;
            notifyAll();
        }
    }

    private record Seen(Answered answer, List<String> running) { }
}
