package tests.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on 127.0.0.1 that hands connections on to another one there. What it does with their beginning is its kind's own. */
abstract class Relay implements AutoCloseable {
    private static final int MOST = 200;

    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** @param listening bound to a port of this machine alone */
    Relay(ServerSocket listening) {
        this.listening = listening;
        Thread.ofVirtual().start(this::accept);
    }

    static ServerSocket plain() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Serves one connection; its return closes it. */
    abstract void serve(Socket client) throws IOException;

    /** Connects to a port of this machine. */
    final Socket to(int port) throws IOException {
        var server = new Socket(InetAddress.getLoopbackAddress(), port);
        server.setTcpNoDelay(true);
        open.add(server);
        return server;
    }

    /** Both directions, until the server has closed. */
    static void join(Socket client, Socket server) throws IOException {
        Thread.ofVirtual().start(() -> {
            try {
                copy(client.getInputStream(), server.getOutputStream());
                server.shutdownOutput();
            } catch (IOException e) {
                close(server);
            }
        });
        try {
            copy(server.getInputStream(), client.getOutputStream());
        } finally {
            close(server);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            out.flush();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                // as every proxy has it: else each second small piece of a handshake waits 40 ms for an acknowledgement
                client.setTcpNoDelay(true);
                if (open.size() > MOST) {
                    client.close();
                    continue;
                }
                open.add(client);
                Thread.ofVirtual().start(() -> {
                    try (client) {
                        serve(client);
                    } catch (IOException e) {
                        // one of the two left: that ends it
                    }
                });
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Relay::close);
    }
}
