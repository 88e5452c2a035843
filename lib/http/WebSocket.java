package lib.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lib.base.Failure;
import lib.json.Json;
import lib.json.JsonObject;
import lib.json.JsonWriter;

/**
 * One open WebSocket, read by asking. The server is never further ahead of the reader than a few messages, so following costs the same
 * memory however much comes. Pings keep proxies from cutting a silent connection.
 *
 * <p>The instance never says goodbye: it drops the connection, so that an end and a broken network look alike (streams, part 1). The JDK's
 * own WebSocket loses the last message before such a drop about one time in ten (an InternalError of its own), and here that is where the
 * reason of a failure stands; so frames are read here (RFC 6455, section 5).
 */
public final class WebSocket implements AutoCloseable {

    /** What {@link #read} answers when nothing came in time. */
    public static final byte[] NOTHING = {};

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    /** Messages under way to the reader at most. */
    private static final int AHEAD = 16;
    /** Bytes kept of one text message: the instance knows no limit, a line of a log does not get longer by reason. */
    private static final int LONGEST = 1 << 20;
    private static final int PIECE = 8192;
    private static final Duration PING_EVERY = Duration.ofSeconds(20);
    private static final long SEND_MS = 10_000;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(AHEAD);
    private final SecureRandom random = new SecureRandom();
    private final Socket socket;
    private final DataInputStream in;
    private final Thread reader;
    private volatile boolean closed;

    /**
     * @param socket after the handshake
     * @param in     what the handshake has left of its input
     */
    WebSocket(Socket socket, BufferedInputStream in) {
        this.socket = socket;
        this.in = new DataInputStream(in);
        this.reader = Thread.ofVirtual().start(this::receive);
        Thread.ofVirtual().start(this::ping);
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
                arrived.offer(END);
                return null;
            }
            return next == null ? NOTHING : next;
        } catch (InterruptedException e) {
            throw NetworkFailure.interrupted();
        }
    }

    /** What a message of a log says: {@code message} of its JSON object; the text itself where it is none. */
    public static String line(byte[] message) {
        JsonObject json = JsonObject.object(Json.readOrNull(message));
        return json == null ? new String(message, StandardCharsets.UTF_8) : json.text("message");
    }

    /**
     * Sends an object of plain values as JSON, in a text message.
     *
     * @return false when the connection is gone, or the server has not read for ten seconds
     */
    public boolean send(Map<String, ?> object) {
        return write(TEXT, JsonWriter.bytes(object));
    }

    private synchronized boolean write(int kind, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) (0x80 | kind));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        FutureTask<Void> sent = new FutureTask<>(() -> {
            socket.getOutputStream().write(frame.array(), 0, frame.position());
            return null;
        });
        Thread.ofVirtual().start(sent);
        try {
            sent.get(SEND_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw NetworkFailure.interrupted();
        }
    }

    private void receive() {
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            boolean binary = false;
            while (true) {
                int head = in.readUnsignedByte();
                int kind = head & 0xf;
                long length = in.readUnsignedByte() & 0x7f;
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
                if (kind == CLOSE || length < 0 || kind > BINARY && (kind != PING && kind != PONG || length > 125)) {
                    write(CLOSE, new byte[0]);
                    return;
                }
                if (kind == PING || kind == PONG) {
                    byte[] said = in.readNBytes((int) length);
                    if (kind == PING) {
                        write(PONG, said);
                    }
                    continue;
                }
                binary = kind == CONTINUATION ? binary : kind == BINARY;
                payload(length, binary, text);
                if (!binary && (head & 0x80) != 0) {
                    arrived.put(text.toByteArray());
                    text.reset();
                }
            }
        } catch (IOException | InterruptedException | Failure end) {
            // dropped: that is how these connections end; or let go of by us while a ping or a goodbye was answered
        } finally {
            end();
        }
    }

    private void payload(long length, boolean binary, ByteArrayOutputStream text) throws IOException, InterruptedException {
        for (long left = length; left > 0; ) {
            byte[] piece = new byte[(int) Math.min(left, PIECE)];
            in.readFully(piece);
            left -= piece.length;
            if (binary) {
                arrived.put(piece);
            } else {
                text.write(piece, 0, Math.min(piece.length, LONGEST - Math.min(LONGEST, text.size())));
            }
        }
    }

    private void end() {
        try {
            arrived.put(END);
        } catch (InterruptedException closedByTheReader) {
            arrived.clear();
            arrived.offer(END);
        }
    }

    private void ping() {
        try {
            do {
                Thread.sleep(PING_EVERY);
            } while (!closed && write(PING, new byte[0]));
            socket.close();
        } catch (IOException | InterruptedException e) {
            // closed already
        }
    }

    /** Lets go at once; a shell at the other end is ended by that. */
    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            // gone already
        }
        reader.interrupt();
    }
}
