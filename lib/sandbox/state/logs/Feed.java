package lib.sandbox.state.logs;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** What a container prints, read as {@code docker logs --follow} gives it: what it has printed so far, then each line as it comes. */
public final class Feed implements AutoCloseable {

    private static final String END = new String("end");

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Consumer<Feed> onClose;

    Feed(Consumer<Feed> onClose) {
        this.onClose = onClose;
    }

    /** Waits for the next line, which has no time in front; null once the container is stopped, removed or replaced, and from then on. */
    public String next() throws InterruptedException {
        String line = lines.take();
        if (line == END) {     // by identity: a container can print any text
            end();
            return null;
        }
        return line;
    }

    /** Stops listening. A reader that waits is let go. */
    @Override
    public void close() {
        onClose.accept(this);
        end();
    }

    void add(String line) {
        lines.add(line);
    }

    void end() {
        lines.add(END);
    }
}
