package lib.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.io.StringReader;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.xnio.IoUtils;

/**
 * One open WebSocket, as a route sees it. Nothing is read, so no ping is answered and no leaving noticed, before {@link #listen} or
 * {@link #ignoreInput}. The server never sends a close frame of its own: the connection drops.
 */
public record Socket(WebSocketChannel channel, Executor threads) {

    private static final System.Logger LOG = System.getLogger(Socket.class.getName());

    /** Sends this as JSON in a text frame and waits until it is on its way. */
    public void json(Object value) throws IOException {
        WebSockets.sendTextBlocking(new String(GoJson.write(value), UTF_8).strip(), channel);
    }

    /** Sends a binary frame and waits until it is on its way. */
    public void binary(byte[] bytes) throws IOException {
        WebSockets.sendBinaryBlocking(ByteBuffer.wrap(bytes), channel);
    }

    /**
     * Reads from now on: each text frame that is a JSON object of this type, by the rules of a request's body, goes to the consumer, one
     * at a time and in order. It may block; no more is read meanwhile. Other frames are passed over.
     */
    public <R extends Record> void listen(Class<R> type, Consumer<R> input) {
        read((from, text) -> {
            from.suspendReceives();
            threads.execute(() -> take(text, type, input));
        });
    }

    /** Reads from now on, and throws away what comes. */
    public void ignoreInput() {
        read((from, text) -> { });
    }

    /** Runs this once, soon after the connection has ended, on a thread that must not be blocked. */
    public void whenGone(Runnable action) {
        channel.addCloseTask(closed -> action.run());
        if (!channel.isOpen()) {
            action.run();
        }
    }

    /** Drops the connection without a close frame. */
    void drop() {
        IoUtils.safeClose(channel);
    }

    private void read(BiConsumer<WebSocketChannel, String> input) {
        channel.getReceiveSetter().set(new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                input.accept(from, message.getData());
            }
        });
        channel.resumeReceives();
    }

    private <R extends Record> void take(String text, Class<R> type, Consumer<R> input) {
        try {
            input.accept(BodyReader.read(new StringReader(text), type));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a frame was not taken", e);       // streams.md: bad JSON is ignored without an answer
        } finally {
            channel.resumeReceives();
        }
    }

    /** What one WebSocket does from its opening to its end, on a thread of its own that may block. */
    @FunctionalInterface
    public interface SocketRoute {

        /**
         * The connection drops when this returns or throws. The thread is interrupted when the client has left or the instance closes.
         *
         * @param call the handshake, for its query
         * @throws IOException from {@link Socket#json} and {@link Socket#binary} once the client has left
         */
        void run(Socket socket, Call call) throws IOException, InterruptedException;
    }
}
