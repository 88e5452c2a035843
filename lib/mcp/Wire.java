package lib.mcp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The one writer: a message a line, whoever sends. It writes on a thread of its own, since a client that reads nothing for a while must
 * not keep the server from seeing that its input has ended.
 */
final class Wire {

    /** Of messages that nobody has taken yet; who sends more waits. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    /** A client that takes nothing of so much for so long is gone. */
    private static final long LONGEST_WAIT_MS = 60_000;

    private final OutputStream out;
    private final Runnable left;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long bytes;
    private long taken;
    private boolean gone;
    private Thread writer;

    /** @param left what is done when nobody takes it any more; at most once */
    Wire(OutputStream out, Runnable left) {
        this.out = out;
        this.left = left;
    }

    /** Sends it, behind all that was sent before; null is nothing. */
    void send(String message) {
        if (message == null) {
            return;
        }
        byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            if (!room(line.length)) {
                return;
            }
            waiting.add(line);
            bytes += line.length;
            if (writer == null) {
                writer = new Thread("mcp-writer") {
                    @Override
                    public void run() {
                        write();
                    }
                };
                writer.setDaemon(true);
                writer.start();
            }
            notifyAll();
        }
    }

    /** @return false when it is not to be sent: nobody is there, or who sends was given up while it waited */
    private synchronized boolean room(int length) {
        long seen = taken;
        long end = System.nanoTime() + LONGEST_WAIT_MS * 1_000_000;
        while (!gone && bytes > 0 && bytes + length > MOST_BYTES) {
            if (taken != seen) {
                seen = taken;
                end = System.nanoTime() + LONGEST_WAIT_MS * 1_000_000;
            } else if (System.nanoTime() >= end) {
                leave();
                break;
            }
            try {
                wait(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !gone;
    }

    private void write() {
        while (true) {
            byte[] line;
            synchronized (this) {
                while (waiting.isEmpty()) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                line = waiting.getFirst();
            }
            try {
                out.write(line);
                out.flush();
            } catch (IOException e) {
                leave();
                return;
            }
            synchronized (this) {
                waiting.removeFirst();
                bytes -= line.length;
                taken += line.length;
                notifyAll();
            }
        }
    }

    private synchronized void leave() {
        if (!gone) {
            gone = true;
            waiting.clear();
            bytes = 0;
            notifyAll();
            left.run();
        }
    }

    /**
     * Waits until all of it is written, as long as somebody takes it.
     *
     * @param pause milliseconds in which nobody took anything, after which nobody will
     */
    synchronized void drain(long pause) {
        long seen = taken;
        long end = System.nanoTime() + pause * 1_000_000;
        while (!waiting.isEmpty() && System.nanoTime() < end) {
            try {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (taken != seen) {
                seen = taken;
                end = System.nanoTime() + pause * 1_000_000;
            }
        }
    }
}
