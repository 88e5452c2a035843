package lib.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lib.base.Failure;
import lib.json.Json;
import lib.json.JsonObject;
import lib.json.JsonWriter;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;

/**
 * One open WebSocket, read by asking. The server is never further ahead of the reader than a few messages, so following costs the same
 * memory however much comes. Pings keep proxies from cutting a silent connection.
 *
 * <p>The instance never says goodbye: it drops the connection, so that an end and a broken network look alike (streams, part 1). The JDK's
 * own WebSocket loses the last message before such a drop about one time in ten (an InternalError of its own), and there stands the reason
 * of a failure; so it is Java-WebSocket below, with {@link Frames} and {@link Line} for what it would keep without bounds or give up early.
 */
public final class WebSocket implements AutoCloseable {

    /** What {@link #read} answers when nothing came in time. */
    public static final byte[] NOTHING = {};

    /** Messages under way to the reader at most. */
    private static final int AHEAD = 16;
    private static final Duration PING_EVERY = Duration.ofSeconds(20);
    private static final Duration SEND = Duration.ofSeconds(10);
    private static final byte[] END = {};

    static {
        // the library logs through SLF4J, which complains on standard error when nobody listens
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
    }

    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(AHEAD);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final Line line;
    private final Frames frames;
    private final Client client;
    private volatile Thread reader;
    private volatile boolean ended;
    private volatile Exception error;

    private WebSocket(URI uri, Line line, Map<String, String> headers) {
        this.line = line;
        this.frames = new Frames(uri, this::take);
        this.client = new Client(URI.create(uri.toString().replaceFirst("^http", "ws")), headers);
    }

    /**
     * Opens one. The one time limit of the settings covers the name, the connection, TLS and the handshake.
     *
     * @throws Failure as for a GET: UNREACHABLE, TIMED_OUT
     */
    static Handshake open(Request request, Settings settings) {
        long end = System.nanoTime() + settings.timeout().toNanos();
        Progress progress = new Progress();
        Dialer dialer = new Dialer(request.uri(), settings, true, progress);
        FutureTask<Socket> dialing = new FutureTask<>(dialer);
        Thread.ofVirtual().start(dialing);
        try {
            Line line = new Line(dialing.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS));
            progress.sent();
            Map<String, String> headers = new HashMap<>(settings.headers());
            headers.put("Host", request.uri().getRawAuthority());
            headers.put("User-Agent", settings.userAgent());
            return new WebSocket(request.uri(), line, headers).shaken(end);
        } catch (ExecutionException e) {
            dialer.close();
            throw NetworkFailure.of(request, dialer.proxy(), e.getCause(), settings.timeout(), progress);
        } catch (IOException e) {
            dialer.close();
            throw NetworkFailure.of(request, dialer.proxy(), e, settings.timeout(), progress);
        } catch (TimeoutException e) {
            dialer.close();
            throw NetworkFailure.late(request, dialer.proxy(), settings.timeout(), progress);
        } catch (InterruptedException e) {
            dialer.close();
            throw Failure.interrupted();
        }
    }

    private Handshake shaken(long end) throws IOException, InterruptedException, TimeoutException {
        client.connect();
        if (!answered.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            close();
            throw new TimeoutException();
        }
        if (reader != null) {
            Thread.ofVirtual().start(this::ping);
            return new Handshake(this, null);
        }
        close();
        if (frames.broken() != null) {
            throw frames.broken();
        }
        if (frames.answer() == null) {
            throw new IOException("no answer", error);
        }
        return new Handshake(null, frames.answer());
    }

    /**
     * The next message: of a text one all of it (at most a mebibyte), of a binary one what has come of it so far.
     *
     * @return {@link #NOTHING} (that very object) when none came in time; null at the end
     */
    public byte[] read(Duration limit) {
        try {
            byte[] next = ended ? arrived.poll() : arrived.poll(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
            if (next == null && ended) {
                next = arrived.poll();
                return next == END ? null : next;
            }
            return next == END ? null : next == null ? NOTHING : next;
        } catch (InterruptedException e) {
            throw Failure.interrupted();
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
        String json = new String(JsonWriter.bytes(object), StandardCharsets.UTF_8);
        return sent(() -> client.send(json));
    }

    /** The library's queue has no end, so each message waits until the server has taken it. */
    private boolean sent(Runnable message) {
        try {
            message.run();
            for (long end = System.nanoTime() + SEND.toNanos(); client.hasBufferedData() || line.writing(); ) {
                if (ended || System.nanoTime() > end) {
                    return false;
                }
                Thread.sleep(1);
            }
            return !line.broken();
        } catch (WebsocketNotConnectedException e) {
            return false;
        } catch (InterruptedException e) {
            throw Failure.interrupted();
        }
    }

    private void ping() {
        try {
            do {
                Thread.sleep(PING_EVERY);
            } while (!ended && sent(client::sendPing));
            close();
        } catch (InterruptedException e) {
            close();
        }
    }

    private void take(byte[] message) {
        try {
            arrived.put(message);
        } catch (InterruptedException closedByTheReader) {
            // nobody reads any more
        }
    }

    /** Lets go at once; a shell at the other end is ended by that. */
    @Override
    public void close() {
        try {
            line.close();
        } catch (IOException e) {
            // gone already
        }
        if (reader != null) {
            reader.interrupt();
        }
    }

    /** The library's side of it. */
    private final class Client extends WebSocketClient {

        Client(URI uri, Map<String, String> headers) {
            super(uri, frames, headers);
            setSocketFactory(line.factory());
            setDaemon(true);
            // its own watch takes a server that is busy for one that is gone: the instance does not read while it replays a log
            setConnectionLostTimeout(0);
        }

        @Override
        public void onOpen(ServerHandshake handshake) {
            reader = Thread.currentThread();
            answered.countDown();
        }

        /** One answer is enough for as many pings as come before it is written: who floods gets no queue out of it. */
        @Override
        public void onWebsocketPing(org.java_websocket.WebSocket socket, Framedata ping) {
            if (!hasBufferedData() && !line.writing() && isOpen()) {
                super.onWebsocketPing(socket, ping);
            }
        }

        @Override
        public void onMessage(String message) {
            throw new IllegalStateException("messages go to Frames");
        }

        @Override
        public void onError(Exception e) {
            error = e;
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {
            ended = true;
            arrived.offer(END);
            answered.countDown();
        }
    }
}
