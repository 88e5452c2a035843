package lib.sandbox.db;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long one run of a client may take. Contract: x-limits of the db calls; the statement may go on in the database. */
record TimeLimit(Duration time) {

    <T> T within(Callable<T> run) throws ClientFailure {
        FutureTask<T> task = new FutureTask<>(run);
        Thread thread = Thread.ofVirtual().name("sandbox-database-client").start(task);
        try {
            return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new ClientFailure("Query timed out after 30s.");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new ClientFailure("signal: killed");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ClientFailure failure -> throw failure;
                case RuntimeException failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
