package lib.sandbox.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.xnio.Options;

/**
 * The port on 127.0.0.1 and the threads of its requests, a virtual one each. It can be closed for a while, so that connections are really
 * refused, and opened again on the same port.
 */
final class Listener implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BUFFER = 16 * 1024;
    private static final int BUFFERS = 64;

    private final HttpHandler handler;
    private int port;
    private Undertow undertow;
    private ExecutorService threads;
    private boolean closed;

    /** @param port 0 for a free one, which it then keeps */
    Listener(int port, HttpHandler handler) {
        this.port = port;
        this.handler = handler;
    }

    /** Throws a RuntimeException with a java.net.BindException as its cause when the port cannot be had. */
    synchronized void open() {
        ExecutorService requests = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sandbox-request-", 0).factory());
        undertow = Undertow.builder()
            .addHttpListener(port, "127.0.0.1")
            .setIoThreads(2)
            .setWorkerThreads(1)
            // none direct: freeing those makes JDK 24 and newer warn on stderr; none kept by a thread: each request has one of its own, and
            // what its thread kept would be there until a finalizer ran
            .setByteBufferPool(new DefaultByteBufferPool(false, BUFFER, BUFFERS, 0))
            .setWorkerOption(Options.THREAD_DAEMON, true)
            .setServerOption(UndertowOptions.DECODE_URL, false)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)      // the limit is CappedBody's
            .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
            .setHandler(exchange -> exchange.dispatch(requests, handler))
            .build();
        threads = requests;
        undertow.start();
        port = ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
    }

    synchronized int port() {
        return port;
    }

    /** Drops every connection and refuses new ones for this long, on a thread of its own; {@code meanwhile} runs while it is closed. */
    void reopen(Duration after, Runnable meanwhile) {
        Thread.ofPlatform().daemon().name("sandbox-reopen").start(() -> {
            stop();
            meanwhile.run();
            try {
                Thread.sleep(after);
                openAgain();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }

    private synchronized void stop() {
        if (undertow != null) {
            undertow.stop();
            threads.shutdownNow();
            undertow = null;
        }
    }

    /** The port may take a moment to be free again. */
    private void openAgain() throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!tryToOpen(Instant.now().isAfter(deadline))) {
            Thread.sleep(20);
        }
    }

    private synchronized boolean tryToOpen(boolean last) {
        try {
            if (!closed && undertow == null) {
                open();
            }
            return true;
        } catch (RuntimeException e) {
            undertow = null;
            threads.shutdownNow();
            if (last || !(e.getCause() instanceof BindException)) {
                throw e;
            }
            return false;
        }
    }
}
