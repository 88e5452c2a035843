package lib.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import lib.http.wire.Connections;

/**
 * Makes the connection below requests and WebSockets: the name, TCP, the proxy, TLS with the host's name checked. Its sockets are those of
 * channels, so that an interrupt of the thread that waits on one closes it.
 */
final class Dialer implements Callable<Socket>, Connections.Dial, AutoCloseable {

    private static final int LONGEST_HEAD = 16 * 1024;

    private final URI uri;
    private final Settings settings;
    private final Proxies.Server proxy;
    private final boolean tunnel;
    private final Progress progress;
    private Socket socket;
    private boolean given;

    /**
     * @param tunnel   whether a proxy is asked for a way through it; else it gets the requests themselves
     * @param progress told when something answered
     */
    Dialer(URI uri, Settings settings, boolean tunnel, Progress progress) {
        this.uri = uri;
        this.settings = settings;
        this.proxy = settings.proxies().of(uri);
        this.tunnel = tunnel;
        this.progress = progress;
    }

    @Override
    public Socket call() throws IOException {
        return dial();
    }

    /** The connected socket. It takes as long as it takes: whoever cannot wait closes this, or interrupts the thread. */
    @Override
    public Socket dial() throws IOException {
        // whatever does not ask for the open gets TLS
        boolean tls = !uri.getScheme().equals("http");
        String host = uri.getHost().startsWith("[") ? uri.getHost().substring(1, uri.getHost().length() - 1) : uri.getHost();
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        // whose certificates count is known before anything is asked: a file that cannot be read is a fault of the settings
        SSLSocketFactory factory = tls ? factory() : null;
        Socket plain = proxy == null ? connected(host, port) : connected(proxy.host(), proxy.port());
        try {
            return prepared(plain, factory, host, port);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private SSLSocketFactory factory() {
        SSLContext context = settings.trust().context();
        return context == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : context.getSocketFactory();
    }

    private Socket prepared(Socket plain, SSLSocketFactory factory, String host, int port) throws IOException {
        if (proxy != null && tunnel) {
            tunnel(plain, (uri.getHost().indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port);
        }
        return factory == null ? plain : held(secured(plain, factory, host, port));
    }

    private synchronized Socket held(Socket next) throws IOException {
        socket = next;
        if (given) {
            next.close();
        }
        return next;
    }

    /**
     * Connected to the first of the name's addresses that answers. Each has its share of the time, so that one which swallows everything
     * (IPv6 without a way out) does not stand before the others.
     */
    private Socket connected(String host, int port) throws IOException {
        long end = System.nanoTime() + Math.min(NetworkFailure.CONNECT.toNanos(), settings.timeout().toNanos());
        InetAddress[] addresses = InetAddress.getAllByName(host);
        IOException first = null;
        for (int i = 0; i < addresses.length; i++) {
            Socket plain = held(SocketChannel.open().socket());
            try {
                // keys of a shell go one by one: none may wait for the next
                plain.setTcpNoDelay(true);
                long share = Math.max(1, (end - System.nanoTime()) / 1_000_000 / (addresses.length - i));
                plain.connect(new InetSocketAddress(addresses[i], port), (int) share);
                progress.connected();
                return plain;
            } catch (SocketTimeoutException e) {
                plain.close();
                first = first == null ? new NoConnection() : first;
            } catch (IOException e) {
                plain.close();
                first = first == null || first instanceof NoConnection ? e : first;
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        }
        throw first;
    }

    /** Nothing answered in time. */
    static final class NoConnection extends IOException {

        private static final long serialVersionUID = 1;
    }

    private void tunnel(Socket plain, String target) throws IOException {
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\nUser-Agent: " + settings.userAgent() + "\r\n"
                + (proxy.login() == null ? "" : "Proxy-Authorization: " + proxy.login() + "\r\n") + "\r\n";
        plain.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String head = head(plain.getInputStream());
        if (!head.matches("(?s)HTTP/1\\.[01] \\d{3}\\b.*")) {
            throw new ProtocolException("the proxy answers, but not in HTTP");
        }
        int status = Integer.parseInt(head.substring(9, 12));
        if (status != HttpURLConnection.HTTP_OK) {
            throw NetworkFailure.refused(uri, proxy, status);
        }
    }

    /** Byte by byte: what follows the head belongs to the server behind the proxy. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private static Socket secured(Socket plain, SSLSocketFactory factory, String host, int port) throws IOException {
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Through which it goes; null for none. */
    Proxies.Server proxy() {
        return proxy;
    }

    /** Gives up, wherever it is. */
    @Override
    public synchronized void close() {
        given = true;
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // gone already
        }
    }
}
