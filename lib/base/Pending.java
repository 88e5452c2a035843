package lib.base;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import lib.base.Failure.Kind;

/** A call to the instance that runs while its caller goes on, so that several take as long as the slowest of them. */
public final class Pending<T> {

    private final FutureTask<T> task;

    private Pending(Callable<T> call) {
        task = new FutureTask<>(call);
    }

    /** Starts the call on a thread of its own. */
    public static <T> Pending<T> start(Callable<T> call) {
        Pending<T> pending = new Pending<>(call);
        Thread.ofVirtual().start(pending.task);
        return pending;
    }

    /** Its answer, waited for. Fails as the call does. */
    public T get() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Kind.INTERRUPTED, "interrupted");
        }
    }
}
