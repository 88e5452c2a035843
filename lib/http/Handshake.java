package lib.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import lib.api.Agent;
import lib.http.Transport.Answer;

/**
 * Opens a WebSocket (RFC 6455, section 4) over plain TCP or TLS, with the host's name checked.
 *
 * @param opened  the stream; null when it was refused
 * @param refused what the server said instead; null when it is open
 */
public record Handshake(WebSocket opened, Answer refused) {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_LINES = 200;
    private static final int LONGEST_BODY = 4096;

    /** @param uri with http or https, the address of the WebSocket otherwise */
    public static Handshake with(URI uri, String userAgent, Duration timeout) throws IOException {
        boolean tls = uri.getScheme().equalsIgnoreCase("https");
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        Socket socket = new Socket();
        try {
            connect(socket, host, port, timeout);
            socket.setSoTimeout((int) timeout.toMillis());
            socket = tls ? secured(socket, host, port) : socket;
            return talk(socket, uri, userAgent);
        } catch (SocketTimeoutException e) {
            socket.close();
            throw new HttpTimeoutException("no answer");
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static void connect(Socket socket, String host, int port, Duration timeout) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), (int) Math.min(NetworkFailure.CONNECT.toMillis(), timeout.toMillis()));
        } catch (SocketTimeoutException e) {
            throw new HttpConnectTimeoutException("no connection");
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static Handshake talk(Socket socket, URI uri, String userAgent) throws IOException {
        byte[] nonce = new byte[16];
        new SecureRandom().nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        String request = "GET " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: " + uri.getRawAuthority() + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: " + key + "\r\nSec-WebSocket-Version: 13\r\nUser-Agent: " + userAgent + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
        String status = line(in);
        if (!status.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            throw new IOException("no HTTP");
        }
        Map<String, String> headers = headers(in);
        int code = Integer.parseInt(status.substring(9, 12));
        if (code == 101 && accept(key).equals(headers.get("sec-websocket-accept"))) {
            socket.setSoTimeout(0);
            return new Handshake(new WebSocket(socket, in), null);
        }
        byte[] body = code == 101 ? new byte[0] : in.readNBytes(length(headers));
        socket.close();
        String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
        return new Handshake(null, new Answer(uri, code, type, headers.getOrDefault("retry-after", ""), "", body, null));
    }

    private static int length(Map<String, String> headers) {
        String length = headers.getOrDefault("content-length", "");
        return length.matches("\\d{1,6}") ? Math.min(LONGEST_BODY, Integer.parseInt(length)) : length.isEmpty() && headers.containsKey("connection") ? LONGEST_BODY : 0;
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (int i = 0; i < MOST_LINES; i++) {
            String line = line(in);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
        }
        throw new IOException("too many headers");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("no whole answer");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
