package lib.http.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * One connection that carries requests one after the other (HTTP/1.1, RFC 9112). It waits without a limit: whoever cannot wait interrupts
 * the thread, and the socket is closed by that ({@link java.nio.channels.InterruptibleChannel}).
 */
public final class Connection implements Closeable {

    private static final int BUFFER = 16 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Connections home;
    private boolean reusable;
    private volatile Writing writing;
    private long free;
    private long keptMs = Long.MAX_VALUE;
    private int answers;

    /** @param home takes it back after each answer that leaves it usable */
    Connection(Socket socket, Connections home) throws IOException {
        this.socket = socket;
        this.home = home;
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /**
     * An answer.
     *
     * @param body to be read to its end or closed; null when there is none
     */
    public record Answer(Head head, InputStream body) {
    }

    /**
     * Sends a request and waits for the head of its answer. A long body is written by a thread of its own, so that an answer that comes
     * before all of it has gone (too large, not allowed) is read and not lost.
     *
     * @param target  as it stands in the first line
     * @param headers all of them, but those about the length of the body
     * @param content null for none
     * @throws IllegalArgumentException when a part of the head has a control character or a line break in it
     */
    public Answer send(String method, String target, Map<String, String> headers, Content content, Executor threads) throws IOException {
        StringBuilder head = new StringBuilder(512).append(clean(method)).append(' ').append(clean(target)).append(" HTTP/1.1\r\n");
        for (Map.Entry<String, String> each : headers.entrySet()) {
            head.append(clean(each.getKey())).append(": ").append(clean(each.getValue())).append("\r\n");
        }
        if (content != null) {
            head.append(content.length() < 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + content.length()).append("\r\n");
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            head.append("Content-Length: 0\r\n");
        }
        head.append("\r\n");
        // after a long body it is not worth keeping: whether all of it has gone is known to the other thread
        reusable = content == null || content.isShort();
        writing = null;
        try {
            out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            if (content != null && content.isShort()) {
                content.source().writeTo(out);
            }
            out.flush();
            if (content != null && !content.isShort()) {
                Writing now = new Writing(content);
                writing = now;
                threads.execute(now);
            }
            return answer(method);
        } catch (IOException | RuntimeException e) {
            close();
            if (writing != null && writing.unreadable != null) {
                throw writing.unreadable;
            }
            throw e;
        }
    }

    private Answer answer(String method) throws IOException {
        Head head = Head.read(in);
        answers++;
        reusable &= head.keepsOpen();
        int kept = head.keptFor();
        // a second before the other side would close it
        keptMs = kept < 0 ? Long.MAX_VALUE : kept * 1000L - 1000;
        return new Answer(head, Framing.of(method, head, this, in));
    }

    private static String clean(String part) {
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) < ' ' && part.charAt(i) != '\t' || part.charAt(i) == 0x7f) {
                throw new IllegalArgumentException("a control character in the head of a request");
            }
        }
        return part;
    }

    /** Whether it has carried an answer before, so that the other side may have closed it in the meantime. */
    public boolean used() {
        return answers > 0;
    }

    /** No other request will follow on it. */
    void last() {
        reusable = false;
    }

    /** The answer has been taken: back to where it came from. */
    void free() {
        if (reusable) {
            free = System.nanoTime();
            home.back(this);
        } else {
            close();
        }
    }

    /** Milliseconds since it became free. */
    private long idleMs() {
        return (System.nanoTime() - free) / 1_000_000;
    }

    /** Whether it can no longer be counted on, by its age alone. */
    boolean old(long mostMs) {
        return idleMs() >= Math.min(mostMs, keptMs);
    }

    /**
     * Whether the other side seems to be there still. One that was used a moment ago is taken to be; else it is listened to for a
     * millisecond: an end is noticed by that. Bytes that nobody asked for would be taken for the next answer, whenever they came.
     */
    boolean alive(long surelyMs) {
        try {
            if (in.available() > 0) {
                return false;
            }
            if (idleMs() < surelyMs) {
                return true;
            }
            socket.setSoTimeout(1);
            try {
                in.read();
                return false;
            } catch (SocketTimeoutException silent) {
                socket.setSoTimeout(0);
                return true;
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** At once, whatever is under way. */
    @Override
    public void close() {
        reusable = false;
        try {
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }

    /** A body on its way. */
    private final class Writing implements Runnable {

        private final Content content;
        private volatile IOException unreadable;

        Writing(Content content) {
            this.content = content;
        }

        @Override
        public void run() {
            try {
                if (content.length() < 0) {
                    Chunks chunks = new Chunks(out);
                    content.source().writeTo(chunks);
                    chunks.end();
                } else {
                    content.source().writeTo(out);
                }
                out.flush();
            } catch (Content.Unreadable e) {
                unreadable = e;
                close();
            } catch (IOException e) {
                // whoever reads the answer finds out: there may be one that says why nothing more is taken
            }
        }
    }

    /** Each piece as a chunk of its own (RFC 9112, section 7.1). */
    private static final class Chunks extends OutputStream {

        private final OutputStream out;

        Chunks(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (count > 0) {
                out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(bytes, from, count);
                out.write('\r');
                out.write('\n');
                out.flush();
            }
        }

        void end() throws IOException {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
