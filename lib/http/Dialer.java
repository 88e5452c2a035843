package lib.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes the connection below a WebSocket: the name, TCP, the proxy, TLS with the host's name checked. Java-WebSocket could do each of them,
 * but under one deadline none, and what a proxy says against it would be lost.
 */
final class Dialer implements Callable<Socket>, AutoCloseable {

    private static final int LONGEST_HEAD = 16 * 1024;

    private final URI uri;
    private final Settings settings;
    private final Proxies.Server proxy;
    private Socket socket;
    private boolean given;
    private volatile boolean connected;

    Dialer(URI uri, Settings settings) {
        this.uri = uri;
        this.settings = settings;
        this.proxy = settings.proxies().of(uri);
    }

    /** The connected socket. It takes as long as it takes: whoever cannot wait closes this. */
    @Override
    public Socket call() throws IOException {
        boolean tls = uri.getScheme().equals("https");
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        Socket plain = held(new Socket());
        connect(plain, proxy == null ? new InetSocketAddress(host, port) : new InetSocketAddress(proxy.host(), proxy.port()));
        if (proxy != null) {
            tunnel(plain, (uri.getHost().indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port);
        }
        return tls ? held(secured(plain, host, port)) : plain;
    }

    private synchronized Socket held(Socket next) throws IOException {
        socket = next;
        if (given) {
            next.close();
        }
        return next;
    }

    private void connect(Socket plain, InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        try {
            // keys of a shell go one by one: none may wait for the next
            plain.setTcpNoDelay(true);
            plain.connect(address, (int) Math.min(NetworkFailure.CONNECT.toMillis(), settings.timeout().toMillis()));
            connected = true;
        } catch (SocketTimeoutException e) {
            throw new HttpConnectTimeoutException("no connection");
        }
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

    private Socket secured(Socket plain, String host, int port) throws IOException {
        SSLContext context = settings.trust().context();
        SSLSocketFactory factory = context == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : context.getSocketFactory();
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

    /** Whether anything answered at all. */
    boolean connected() {
        return connected;
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
