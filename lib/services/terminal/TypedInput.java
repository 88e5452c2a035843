package lib.services.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lib.http.WebSocket;

/**
 * A program's standard input, typed at the terminal of a container: lines of printable ASCII that {@code printf %b} there makes bytes
 * again. Each line is acknowledged when the program's pipe has taken it, so that no more is under way than the buffers in between hold,
 * however slowly it reads. A line begins with {@code #}: should the shell ever get to read one, it is a comment.
 */
final class TypedInput {

    /** The line after the last. */
    static final String LAST = "#.";

    /** Bytes read at once. */
    private static final int PIECE = 2000;
    /** Characters of a line: the terminal's driver takes 4,095. */
    private static final int LONGEST_LINE = 3000;
    private static final int LINES_UNDER_WAY = 10;
    private static final long FIRST_MS = 200;

    private final InputStream from;
    private final WebSocket terminal;
    private final Semaphore room = new Semaphore(LINES_UNDER_WAY);
    private final Semaphore started = new Semaphore(0);
    private final Semaphore looked = new Semaphore(0);
    private volatile boolean ended;
    private volatile boolean anything;
    private volatile boolean stopped;

    TypedInput(InputStream from, WebSocket terminal) {
        this.from = from;
        this.terminal = terminal;
        // a thread of the platform: a native read that blocks would hold a virtual one's carrier
        Thread.ofPlatform().daemon().name("input").start(this::type);
    }

    /** Whether anything may come: an input that ends at once, as most have that nobody gave a thought, needs nothing at the other end. */
    boolean comes() {
        try {
            return !looked.tryAcquire(FIRST_MS, TimeUnit.MILLISECONDS) || anything;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The command runs and reads. */
    void start() {
        started.release();
    }

    /** A line was taken. */
    void taken() {
        room.release();
    }

    /** Whether all of it was read. */
    boolean ended() {
        return ended;
    }

    /** Nobody reads any more. */
    void stop() {
        if (!stopped) {
            stopped = true;
            synchronized (terminal) {
                send(LAST);
            }
        }
    }

    private void type() {
        byte[] piece = new byte[PIECE];
        try {
            for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
                anything = true;
                looked.release();
                if (!lines(Arrays.copyOf(piece, n))) {
                    return;
                }
            }
        } catch (IOException unreadable) {
            // as its end: there is no more of it
        }
        ended = true;
        looked.release();
        awaitStart();
        stop();
    }

    private void awaitStart() {
        started.acquireUninterruptibly();
        started.release();
    }

    private boolean lines(byte[] bytes) {
        awaitStart();
        ByteArrayOutputStream line = new ByteArrayOutputStream(LONGEST_LINE + 5);
        line.write('#');
        for (byte each : bytes) {
            line.writeBytes(ShellLine.typed(each));
            if (line.size() > LONGEST_LINE && !send(line)) {
                return false;
            }
        }
        return line.size() == 1 || send(line);
    }

    private boolean send(ByteArrayOutputStream line) {
        room.acquireUninterruptibly();
        String text = line.toString(StandardCharsets.US_ASCII);
        line.reset();
        line.write('#');
        synchronized (terminal) {
            return !stopped && send(text);
        }
    }

    private boolean send(String line) {
        return terminal.send(Map.of("type", "input", "data", line + "\n"));
    }
}
