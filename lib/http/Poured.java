package lib.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A body on its way that is sent as it comes. There is a limit for each step forward, none for the whole; where the bytes come from may
 * take as long as it likes.
 */
final class Poured extends FilterInputStream {

    private final Duration step;
    private volatile boolean waiting;
    private volatile long moved = System.nanoTime();

    /** @param step how long the instance may take for what it has got */
    Poured(InputStream from, Duration step) {
        super(from);
        this.step = step;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        waiting = true;
        try {
            return super.read(bytes, offset, length);
        } finally {
            moved = System.nanoTime();
            waiting = false;
        }
    }

    /** The answer, or a TimeoutException when nothing moves. */
    <T> T await(Future<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        while (true) {
            try {
                return answer.get(200, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (!waiting && System.nanoTime() - moved > step.toNanos()) {
                    throw notYet;
                }
            }
        }
    }
}
