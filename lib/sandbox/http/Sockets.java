package lib.sandbox.http;

import io.undertow.Handlers;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lib.sandbox.http.Socket.SocketRoute;
import org.xnio.IoUtils;

/**
 * The WebSockets that are open. Each has a thread of the platform: reading a pseudo-terminal is a native call, which would hold the carrier
 * of a virtual one, and there are as few of these as the machine has cores.
 */
final class Sockets implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Sockets.class.getName());
    private static final AttachmentKey<Opening> OPENING = AttachmentKey.create(Opening.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<Socket, Thread> running = new ConcurrentHashMap<>();
    private final ExecutorService inputs = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("sandbox-input-", 0).factory());
    private volatile boolean closed;

    /** Notes that this exchange is to become a WebSocket. */
    static Answer later(Call call, SocketRoute route) {
        call.exchange().putAttachment(OPENING, new Opening(call, route));
        return new Answer(101, Map.of(), new byte[0]);
    }

    static boolean wanted(HttpServerExchange exchange) {
        return exchange.getAttachment(OPENING) != null;
    }

    /** Makes the exchange a WebSocket, which drops as soon as it is open when it is to be cut. */
    void upgrade(HttpServerExchange exchange, boolean cut) throws Exception {
        Opening opening = exchange.getAttachment(OPENING);
        // The server's library writes the answer itself: of the headers that all answers share it has none.
        exchange.getResponseHeaders().clear();
        Handlers.websocket((facade, channel) -> {
            if (cut) {
                IoUtils.safeClose(channel);
            } else {
                Thread.ofPlatform().daemon().name("sandbox-socket").start(() -> run(new Socket(channel, inputs), opening));
            }
        }).handleRequest(exchange);
    }

    /** Drops every connection and interrupts what its thread does; waits a moment for their ends, such as those of shells. */
    void dropAll() {
        List<Thread> threads = List.copyOf(running.values());
        running.keySet().forEach(Socket::drop);
        threads.forEach(Thread::interrupt);
        try {
            Instant deadline = Instant.now().plus(PATIENCE);
            for (Thread thread : threads) {
                thread.join(Duration.between(Instant.now(), deadline));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        dropAll();
        inputs.shutdownNow();
    }

    private void run(Socket socket, Opening opening) {
        running.put(socket, Thread.currentThread());
        try {
            socket.whenGone(Thread.currentThread()::interrupt);
            if (closed) {
                return;
            }
            opening.route.run(socket, opening.call);
        } catch (IOException | InterruptedException left) {
            LOG.log(Level.DEBUG, "a client left", left);
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "the sandbox failed at a WebSocket", failure);
        } finally {
            running.remove(socket);
            socket.drop();
        }
    }

    private record Opening(Call call, SocketRoute route) { }
}
