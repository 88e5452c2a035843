package lib.mcp;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is at work: each call on a virtual thread of its own, so many at once; what comes beyond waits, and beyond that is refused, since a
 * client that never reads would fill the memory. A cancelled call is interrupted, and nothing more is sent of it.
 */
final class Calls {

    private static final int AT_WORK = 64;
    private static final int WAITING = 64;
    /** Of all messages at work or waiting. */
    private static final long MOST_BYTES = 8L * LineReader.LIMIT;

    /** How long calls may go on when the input has ended: who closed it has gone, and an editor that ends waits for this process. */
    private static final int GRACE_MS = 80;
    /** For the last words of calls that are given up. */
    private static final int LAST_WORDS_MS = 60;

    static final String BUSY = "too many calls at once: " + AT_WORK + " are at work and " + WAITING
            + " wait; nothing was done, call again when some have been answered";

    private final AtomicLong bytes = new AtomicLong();
    private final Map<String, Work> inFlight = new ConcurrentHashMap<>();
    /** At work or waiting. */
    private final AtomicInteger taken = new AtomicInteger();
    private ExecutorService workers;
    private Semaphore places;

    /** One piece of work, until it is done or given up. */
    private static final class Work {
        private Thread thread;
        private boolean cancelled;
        private boolean done;

        /** @return false when it was cancelled before */
        private synchronized boolean begin() {
            thread = Thread.currentThread();
            return !cancelled;
        }

        /** @return whether its answer is still wanted */
        private synchronized boolean end() {
            done = true;
            return !cancelled;
        }

        private synchronized void cancel() {
            cancelled = true;
            if (thread != null && !done) {
                thread.interrupt();
            }
        }
    }

    /** What works, and answers in the end. */
    interface Task {
        /** @return what is to be sent; null for nothing */
        String run();
    }

    /**
     * Has a task done.
     *
     * @param id   of the request, under which it can be cancelled; null for none
     * @param size of its message, in bytes
     * @return false when too much is going on
     */
    boolean start(Object id, int size, Task task, Wire wire) {
        Work work = new Work();
        String key = id == null ? null : key(id);
        if (bytes.addAndGet(size) > MOST_BYTES) {
            bytes.addAndGet(-size);
            return false;
        }
        if (key != null) {
            inFlight.put(key, work);
        }
        if (taken.incrementAndGet() > AT_WORK + WAITING) {
            over(key, work, size);
            return false;
        }
        try {
            workers().execute(() -> {
                try {
                    String answer = work.begin() ? atWork(id, task) : null;
                    if (work.end()) {
                        wire.send(answer);
                    }
                } finally {
                    over(key, work, size);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            // the end has come
            over(key, work, size);
            return false;
        }
    }

    /** Its turn comes when one of the places is free. */
    private String atWork(Object id, Task task) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            // given up before it began: nothing was done, and nobody is there to be told
            return null;
        }
        try {
            return answered(id, task);
        } finally {
            places.release();
        }
    }

    /** Whatever a request does to this program, it is answered: a client that waits in vain hangs. */
    private static String answered(Object id, Task task) {
        try {
            return task.run();
        } catch (RuntimeException | Error e) {
            return Answer.error(id, Answer.INTERNAL_ERROR, "unexpected failure: " + e.getClass().getSimpleName());
        }
    }

    private void over(String key, Work work, int size) {
        bytes.addAndGet(-size);
        taken.decrementAndGet();
        if (key != null) {
            inFlight.remove(key, work);
        }
    }

    /** Gives up a call; one that is over or was never there is nothing. */
    void cancel(Object id) {
        Work work = id instanceof String || id instanceof Number ? inFlight.get(key(id)) : null;
        if (work != null) {
            work.cancel();
        }
    }

    /** A number is the same however wide it came. */
    private static String key(Object id) {
        return id instanceof String text ? "\"" + text : id instanceof BigInteger big ? big.toString() : String.valueOf(((Number) id)
                .longValue());
    }

    private synchronized ExecutorService workers() {
        if (workers == null) {
            workers = Executors.newVirtualThreadPerTaskExecutor();
            places = new Semaphore(AT_WORK, true);
        }
        return workers;
    }

    /** Lets what is at work come to its end for a moment, then gives it up. */
    void leave() {
        if (workers == null) {
            return;
        }
        workers.shutdown();
        await(GRACE_MS);
        workers.shutdownNow();
        // what was interrupted says so
        await(LAST_WORDS_MS);
    }

    private void await(long milliseconds) {
        try {
            workers.awaitTermination(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
