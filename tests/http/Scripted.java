package tests.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that plays one script a connection, in the order they come, byte for byte: what no HTTP library would send. */
final class Scripted implements AutoCloseable {

    /** What happens on one connection; when it returns, the connection is closed. */
    interface Script {
        void play(Peer peer) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    Scripted(ServerSocket server, Script... scripts) {
        this.server = server;
        Thread.ofVirtual().start(() -> {
            for (int i = 0; i < scripts.length; i++) {
                int connection = i;
                try {
                    var socket = server.accept();
                    open.add(socket);
                    Thread.ofVirtual().start(() -> run(scripts[connection], new Peer(connection, socket)));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    static Scripted plain(Script... scripts) {
        try {
            return new Scripted(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), scripts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Script script, Peer peer) {
        try (peer.socket) {
            script.play(peer);
        } catch (IOException | InterruptedException e) {
            // the client left
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Each request as {@code connection METHOD target body}. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var each : open) {
            each.close();
        }
    }

    /** The server's side of a connection. */
    final class Peer {
        private final int connection;
        private final Socket socket;
        private InputStream in;

        Peer(int connection, Socket socket) {
            this.connection = connection;
            this.socket = socket;
        }

        private InputStream in() throws IOException {
            return in = in == null ? new BufferedInputStream(socket.getInputStream()) : in;
        }

        /** Waits for a request and answers with these bytes. */
        void answer(String bytes) throws IOException {
            read();
            send(bytes.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        /** A whole request, with a body of an announced length or in chunks. */
        void read() throws IOException {
            var start = line();
            int length = 0;
            boolean chunked = false;
            for (var line = line(); !line.isEmpty(); line = line()) {
                length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
                chunked |= line.equals("Transfer-Encoding: chunked");
            }
            var body = new StringBuilder(new String(in().readNBytes(length), StandardCharsets.UTF_8));
            while (chunked) {
                int size = Integer.parseInt(line(), 16);
                body.append(new String(in().readNBytes(size), StandardCharsets.UTF_8));
                if (!line().isEmpty()) {
                    throw new IOException("a chunk of another length");
                }
                chunked = size > 0;
            }
            asked.add(connection + " " + start.replace(" HTTP/1.1", "") + (body.isEmpty() ? "" : " " + body));
        }

        String line() throws IOException {
            var line = new StringBuilder();
            for (int c = in().read(); c != '\n'; c = in().read()) {
                if (c < 0) {
                    throw new IOException("gone");
                }
                line.append((char) c);
            }
            return line.toString().strip();
        }

        /** Waits until the client has left. */
        void awaitEnd() throws IOException {
            while (in().read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }
}
