package lib.sandbox.http;

import java.io.IOException;

/** What one WebSocket does from its opening to its end, on a thread of its own that may block. */
@FunctionalInterface
public interface SocketRoute {

    /**
     * The connection drops when this returns or throws. The thread is interrupted when the client has left or the instance closes.
     *
     * @param call the handshake, for its query
     * @throws IOException from {@link Socket#text} and {@link Socket#binary} once the client has left
     */
    void run(Socket socket, Call call) throws IOException, InterruptedException;
}
