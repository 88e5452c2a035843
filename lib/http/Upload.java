package lib.http;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kong.unirest.core.ProgressMonitor;

/** Watches a file on its way. There is a limit for each step forward, none for the whole: a large file on a slow line takes its time. */
final class Upload implements ProgressMonitor {

    /** How long the instance may unpack what has arrived. */
    private static final Duration UNPACKING = Duration.ofMinutes(5);

    private final Body.Form form;
    private final Duration step;
    private final long size;
    private volatile long moved = System.nanoTime();
    private volatile long gone;

    /** @param step how long the next bytes may take */
    Upload(Body.Form form, Duration step) {
        this.form = form;
        this.step = step;
        this.size = form.file().toFile().length();
    }

    /** Called for each piece that has gone to the system. */
    @Override
    public void accept(String field, String fileName, Long bytes, Long total) {
        if (field.equals(form.name())) {
            moved = System.nanoTime();
            gone = total;
            form.progress().accept(total);
        }
    }

    /** The answer, or a TimeoutException when nothing moves. */
    <T> T await(Future<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        while (true) {
            try {
                return answer.get(500, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (System.nanoTime() - moved > limit().toNanos()) {
                    throw notYet;
                }
            }
        }
    }

    /** How long it may stand still now. */
    Duration limit() {
        return gone >= size ? UNPACKING : step;
    }
}
