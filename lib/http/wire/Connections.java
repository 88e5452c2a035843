package lib.http.wire;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;

/** The connections to one origin that are free to carry another request, the one used last first. */
public final class Connections implements Closeable {

    private static final int MOST = 16;
    /** The other side's own limit is rarely shorter than five seconds, and then it mostly says so. */
    private static final long OLDEST_MS = 30_000;
    private static final long SURELY_MS = 1000;

    private final Deque<Connection> free = new ArrayDeque<>();
    private boolean closed;

    /** Makes a socket that is connected, through whatever lies between. */
    public interface Dial {

        /** It takes as long as it takes. */
        Socket dial() throws IOException;
    }

    /** One that is free, or a new one. */
    public Connection take(Dial dial) throws IOException {
        for (Connection next = next(); next != null; next = next()) {
            if (!next.old(OLDEST_MS) && next.alive(SURELY_MS)) {
                return next;
            }
            next.close();
        }
        return fresh(dial);
    }

    /** A new one. */
    public Connection fresh(Dial dial) throws IOException {
        return new Connection(dial.dial(), this);
    }

    private synchronized Connection next() {
        return free.pollFirst();
    }

    void back(Connection connection) {
        Connection left = connection;
        synchronized (this) {
            if (!closed) {
                free.addFirst(connection);
                left = free.size() > MOST || free.getLast().old(OLDEST_MS) ? free.removeLast() : null;
            }
        }
        if (left != null) {
            left.close();
        }
    }

    /** Closes those that are free, and each that becomes free. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Connection each : free) {
            each.close();
        }
        free.clear();
    }
}
