package lib.services.terminal;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import lib.http.WebSocket;

/**
 * A second terminal of the same container, for standard error alone. A program that writes to the terminal's device file there is heard
 * here, which no framing in one terminal could give: the two streams stay apart, as bytes, while they come.
 */
final class ErrorTerminal implements AutoCloseable {

    private static final Pattern DEVICE = Pattern.compile("/dev/[A-Za-z]+(?:/?[0-9]+)?");
    private static final Duration WHILE = Duration.ofMinutes(1);
    private static final Duration PROMPT = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofSeconds(2);
    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    private final String mark = UUID.randomUUID().toString().replace("-", "");
    private final WebSocket terminal;
    private final Consumer<byte[]> bytes;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile RuntimeException broken;
    private volatile String device;
    private boolean begun;
    private volatile boolean over;

    ErrorTerminal(WebSocket terminal, Consumer<byte[]> bytes) {
        this.terminal = terminal;
        this.bytes = bytes;
        Thread.ofVirtual().start(this::listen);
    }

    /** The device file to write to, waited for; null when there is none, so that the streams cannot be told apart. */
    String path(Duration limit) {
        try {
            long most = Math.min(limit.toMillis(), LONGEST_START.toMillis());
            return ready.await(Math.max(0, most), TimeUnit.MILLISECONDS) ? device : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** What the command prints at its end, behind everything else. */
    String end() {
        return new Marks(mark, null).printed("end");
    }

    private void listen() {
        Marks marks = new Marks(mark, new Marks.Listener() {
            @Override
            public void bytes(byte[] some) {
                if (begun && !over) {
                    bytes.accept(some);
                }
            }

            @Override
            public void mark(String word) {
                marked(word);
            }
        });
        try {
            terminal.send(RemoteCommand.SIZE);
            byte[] some = terminal.read(PROMPT);
            if (some != null) {
                terminal.send(Map.of("type", "input", "data", " unset HISTFILE; stty -echo -opost && "
                        + marks.printed("tty=%s", "\"$(tty || readlink /proc/self/fd/0)\"") + " 2>/dev/null; read -r paas_l; exit\r"));
            }
            while (some != null && !over) {
                some = terminal.read(WHILE);
                if (some != null) {
                    marks.next(some);
                }
            }
        } catch (RuntimeException e) {
            broken = e;
        } finally {
            ready.countDown();
            ended.countDown();
        }
    }

    private void marked(String word) {
        if (word.startsWith("tty=")) {
            String path = word.substring(4);
            device = DEVICE.matcher(path).matches() ? path : null;
            begun = true;
            ready.countDown();
        } else {
            over = true;
        }
    }

    /**
     * Waits for what is still under way.
     *
     * @param whole whether the command came to its end, and so said it here too
     */
    void drain(boolean whole) {
        try {
            if (whole) {
                ended.await(LATE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public void close() {
        // what the shell says as it leaves is no error of the command's
        over = true;
        terminal.send(Map.of("type", "input", "data", "\r"));
        terminal.close();
    }
}
