package lib.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * A connected socket as Java-WebSocket gets it. The library gives up reading when it cannot write, and the reason of an end is in what was
 * sent last: so what cannot be written is dropped here in silence, and the end is found by reading. It also knows when a write is stuck.
 */
final class Line extends Socket {

    private final Socket socket;
    private volatile boolean writing;
    private volatile boolean broken;

    Line(Socket socket) {
        this.socket = socket;
    }

    /** Hands out this line, once. */
    SocketFactory factory() {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                return Line.this;
            }

            @Override
            public Socket createSocket(String host, int port) {
                return Line.this;
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress local, int localPort) {
                return Line.this;
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                return Line.this;
            }

            @Override
            public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) {
                return Line.this;
            }
        };
    }

    /** Whether the server has still to take what is being written. */
    boolean writing() {
        return writing;
    }

    /** Whether something could not be written. */
    boolean broken() {
        return broken;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream out = socket.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                writing = true;
                try {
                    if (!broken) {
                        out.write(bytes, from, count);
                    }
                } catch (IOException e) {
                    broken = true;
                } finally {
                    writing = false;
                }
            }
        };
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    /** The library's wish is for its own sockets; this one is set up already. */
    @Override
    public void setTcpNoDelay(boolean on) {
        // see Dialer
    }

    @Override
    public void setReuseAddress(boolean on) {
        // see Dialer
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
