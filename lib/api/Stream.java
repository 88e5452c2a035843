package lib.api;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One open WebSocket, read by asking. The server is never further ahead of the reader than a few messages, so following costs the same
 * memory however much comes. Pings keep proxies from cutting a silent connection.
 *
 * <p>The instance never says goodbye: it drops the connection, so that an end and a broken network look alike (streams, part 1).
 */
public final class Stream implements AutoCloseable, WebSocket.Listener {

    /** What {@link #read} answers when nothing came in time. */
    public static final byte[] NOTHING = {};

    /** Messages under way to the reader at most. */
    private static final int AHEAD = 16;
    /** Bytes kept of one text message: the instance knows no limit, a line of a log does not get longer by reason. */
    private static final int LONGEST = 1 << 20;
    private static final Duration PING = Duration.ofSeconds(20);
    private static final long SEND_MS = 10_000;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private volatile WebSocket socket;
    private volatile boolean closed;

    Stream() {
    }

    Stream over(WebSocket opened) {
        socket = opened;
        Thread.ofVirtual().start(this::ping);
        return this;
    }

    /**
     * The next message: of a text one all of it (at most a mebibyte), of a binary one what has come of it so far.
     *
     * @return {@link #NOTHING} (that very object) when none came in time; null at the end
     */
    public byte[] read(Duration limit) {
        try {
            byte[] next = arrived.poll(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
            if (next == END) {
                arrived.add(END);
                return null;
            }
            if (next == null) {
                return NOTHING;
            }
            socket.request(1);
            return next;
        } catch (InterruptedException e) {
            throw Failure.interrupted();
        }
    }

    /** What a message of a log says: {@code message} of its JSON object; the text itself where it is none. */
    public static String line(byte[] message) {
        Json json = Json.object(Json.parse(message));
        return json == null ? new String(message, StandardCharsets.UTF_8) : json.text("message");
    }

    /**
     * Sends a text message.
     *
     * @return false when the connection is gone, or the server has not read for ten seconds
     */
    public synchronized boolean send(String text) {
        try {
            socket.sendText(text, true).get(SEND_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException gone) {
            lost(null, gone);
            return false;
        } catch (TimeoutException | IllegalStateException e) {
            return false;
        } catch (InterruptedException e) {
            throw Failure.interrupted();
        }
    }

    /** Sends an object of plain values as JSON. */
    public boolean send(Map<String, ?> object) {
        return send(new String(Json.write(object), StandardCharsets.UTF_8));
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(AHEAD);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        byte[] bytes = data.toString().getBytes(StandardCharsets.UTF_8);
        message.write(bytes, 0, Math.min(bytes.length, LONGEST - Math.min(LONGEST, message.size())));
        if (last) {
            hand(message.toByteArray(), from);
            message.reset();
        } else {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        hand(bytes, from);
        return null;
    }

    private void hand(byte[] bytes, WebSocket from) {
        if (bytes.length == 0) {
            from.request(1);
        } else {
            arrived.add(bytes);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        arrived.add(END);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        arrived.add(END);
    }

    private void ping() {
        try {
            while (!closed && !socket.isInputClosed()) {
                Thread.sleep(PING);
                socket.sendPing(ByteBuffer.allocate(0)).whenComplete(this::lost);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection that breaks while something is sent is not reported to the listener. */
    private void lost(WebSocket sent, Throwable error) {
        if (error != null && !(error instanceof IllegalStateException)) {
            arrived.add(END);
        }
    }

    /** Lets go at once; a shell at the other end is ended by that. */
    @Override
    public void close() {
        closed = true;
        if (socket != null) {
            socket.abort();
        }
    }
}
