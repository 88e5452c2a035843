package lib.services.release;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks an app's address for its first page, to learn whether anything listens there: without a health path the instance takes docker's own
 * proxy for the app, and calls an app live that listens nowhere. An address that cannot be reached from here says nothing.
 */
public final class Knock {

    private static final int CONNECT_MS = 2000;
    private static final int ANSWER_MS = 5000;
    private static final long ALL_MS = 8000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}).*", Pattern.DOTALL);

    private Knock() {
    }

    /**
     * Asks once.
     *
     * @param address  the app's, http or https
     * @param instance the instance's own: an address of this machine or its network is asked only if that is one, too
     * @return what is wrong, as the end of a sentence that begins with "its address"; null when something answers, or nothing can be said
     */
    public static String at(String address, String instance) {
        FutureTask<String> asked = new FutureTask<>(() -> ask(URI.create(address), URI.create(instance)));
        Thread.ofVirtual().start(asked);
        try {
            return asked.get(ALL_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static String ask(URI address, URI instance) throws IOException {
        boolean secure = "https".equals(address.getScheme());
        if (address.getHost() == null || !secure && !"http".equals(address.getScheme())) {
            return null;
        }
        InetAddress host = InetAddress.getByName(address.getHost());
        if (near(host) && !near(InetAddress.getByName(instance.getHost()))) {
            return null;
        }
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, address.getPort() > 0 ? address.getPort() : secure ? 443 : 80), CONNECT_MS);
            plain.setSoTimeout(ANSWER_MS);
            Socket socket = secure ? secured(plain, address) : plain;
            return answer(socket, address.getAuthority());
        }
    }

    private static Socket secured(Socket plain, URI address) throws IOException {
        SSLSocket socket = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, address.getHost(),
                plain.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** From here on the connection stands: an end without a word is the app's. */
    private static String answer(Socket socket, String authority) {
        try {
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + authority + "\r\nUser-Agent: paas\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String first = firstLine(socket.getInputStream());
            Matcher status = STATUS.matcher(first);
            if (first.isEmpty()) {
                return "accepts connections and closes them without an answer";
            }
            int code = status.matches() ? Integer.parseInt(status.group(1)) : 200;
            return code >= 502 && code <= 504 ? "answers " + code + ", as a proxy does with nothing behind it" : null;
        } catch (SocketTimeoutException e) {
            return "accepts connections and does not answer within " + ANSWER_MS / 1000 + " s";
        } catch (IOException e) {
            return "accepts connections and closes them without an answer";
        }
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < 200; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static boolean near(InetAddress host) {
        return host.isLoopbackAddress() || host.isSiteLocalAddress() || host.isLinkLocalAddress() || host.isAnyLocalAddress();
    }
}
