package lib.mcp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The one writer: a message a line, whoever sends. */
final class Wire {

    private final OutputStream out;
    private volatile boolean gone;

    Wire(OutputStream out) {
        this.out = out;
    }

    /** Sends it; null is nothing. */
    void send(String message) {
        if (message == null) {
            return;
        }
        byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            try {
                out.write(line);
                out.flush();
            } catch (IOException e) {
                gone = true;
            }
        }
    }

    /** Whether nobody takes it any more. */
    boolean gone() {
        return gone;
    }
}
