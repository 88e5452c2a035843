package lib.sandbox.base;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Work that goes on after its request was answered, each piece on its own virtual thread. What still runs at the close is interrupted. */
public final class Background implements AutoCloseable {

    private final double speed;
    private volatile ExecutorService threads = threads();

    /** @param speed what every pause is multiplied by; 0 for no pause at all */
    public Background(double speed) {
        this.speed = speed;
    }

    /** Starts it now; a piece that is interrupted by the close ends without a word. After the close nothing is started. */
    public void run(Work work) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (InterruptedException closing) {
                    Thread.currentThread().interrupt();
                }
            });
        } catch (RejectedExecutionException closed) {
            // The instance stops; a real one would not get to it either.
        }
    }

    /** Waits as long as this takes on a small server, by the speed that was asked for. */
    public void pause(Duration believable) throws InterruptedException {
        Thread.sleep(scaled(believable));
    }

    /** This time by the speed that was asked for. */
    public Duration scaled(Duration believable) {
        return Duration.ofNanos((long) (believable.toNanos() * speed));
    }

    /** The same for a request that takes its time; the connection drops when the instance stops meanwhile. */
    public void pauseInRequest(Duration believable) throws IOException {
        try {
            pause(believable);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the instance stops");
        }
    }

    /** Whether a pause is one; work that only waits in between has nothing to do otherwise. */
    public boolean takesTime() {
        return speed > 0;
    }

    /** Interrupts what runs, as a restart does, and is ready for more. */
    public synchronized void restart() {
        ExecutorService before = threads;
        threads = threads();
        before.shutdownNow();
    }

    @Override
    public synchronized void close() {
        threads.shutdownNow();
    }

    private static ExecutorService threads() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sandbox-background-", 0).factory());
    }

    /** A piece of work that may wait. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }
}
