package lib.http;

/**
 * How far a request has come: the border between what cannot have been done and what may have been. The thread that sends it carries it,
 * since Unirest hands nothing of the caller's through.
 */
final class Progress {

    private static final ThreadLocal<Progress> CURRENT = new ThreadLocal<>();

    private volatile boolean connected;
    private volatile boolean sent;

    /** This thread carries it from now on. */
    void begin() {
        CURRENT.set(this);
    }

    /** This thread carries none any more. */
    static void end() {
        CURRENT.remove();
    }

    static Progress ofThisThread() {
        Progress current = CURRENT.get();
        return current == null ? new Progress() : current;
    }

    /** Something answered at the address, the proxy's where there is one. */
    void connected() {
        connected = true;
    }

    /** From now on some of the request may have arrived. */
    void sent() {
        connected = true;
        sent = true;
    }

    boolean isConnected() {
        return connected;
    }

    boolean isSent() {
        return sent;
    }
}
