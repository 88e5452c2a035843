package lib.services.domains;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import lib.base.Failure;

/** Asks what stands at an address for a domain: whether it answers, who answers, and with which certificate. */
public final class Probe {

    private static final int CONNECT_MS = 4000;
    private static final int ANSWER_MS = 6000;
    private static final long ALL_SECONDS = 14;
    private static final int MOST_HEAD = 8192;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}).*");

    private final int httpPort;
    private final int httpsPort;

    /** At the usual ports, which alone browsers ask. */
    public Probe() {
        this(80, 443);
    }

    /** At others, for tests. */
    public Probe(int httpPort, int httpsPort) {
        this.httpPort = httpPort;
        this.httpsPort = httpsPort;
    }

    /**
     * What answered.
     *
     * @param status      of the answer; 0 for none
     * @param server      who answers, by its own words; "" where it does not say
     * @param certificate {@code by <issuer> until <day>}; "" where none was shown
     * @param wrong       what is wrong, as the end of a sentence; "" for nothing
     */
    public record Answer(int status, String server, String certificate, String wrong) {

        private static Answer silent(String wrong) {
            return new Answer(0, "", "", wrong);
        }

        /** Whether it is a proxy of Cloudflare, which says so in each answer. */
        public boolean cloudflare() {
            return server.equalsIgnoreCase("cloudflare");
        }
    }

    /** Over HTTP. Takes some seconds at most, and never fails. */
    public Answer http(String domain, String address) {
        return limited(() -> {
            try (Socket socket = connect(address, httpPort)) {
                return ask(socket, domain, "");
            }
        });
    }

    /** The same over HTTPS; a certificate that nobody trusts is told, and the answer behind it all the same. */
    public Answer https(String domain, String address) {
        return limited(() -> {
            String certificate;
            String wrong = "";
            try (Socket plain = connect(address, httpsPort); SSLSocket socket = secured(plain, domain, false)) {
                certificate = words(socket.getSession().getPeerCertificates()[0]);
                return ask(socket, domain, certificate);
            } catch (SSLException e) {
                wrong = "its certificate is not accepted";
            } catch (GeneralSecurityException e) {
                return Answer.silent("this Java has no TLS");
            }
            return untrusted(domain, address, wrong);
        });
    }

    private Answer untrusted(String domain, String address, String wrong) throws IOException {
        try (Socket plain = connect(address, httpsPort); SSLSocket socket = secured(plain, domain, true)) {
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            Answer answer = ask(socket, domain, words(shown));
            String why = shown.getNotAfter().before(new Date()) ? "its certificate has expired"
                    : !covers(shown, domain) ? "its certificate is made out for another name"
                    : "its certificate is signed by nobody this machine trusts";
            return new Answer(answer.status, answer.server, answer.certificate, why);
        } catch (SSLException e) {
            return Answer.silent("no certificate for it is there yet (the TLS handshake failed)");
        } catch (GeneralSecurityException e) {
            return Answer.silent(wrong);
        }
    }

    private Socket connect(String address, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(address), port), CONNECT_MS);
            socket.setSoTimeout(ANSWER_MS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static SSLSocket secured(Socket plain, String domain, boolean whoever) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, whoever ? new TrustManager[] {new Everybody()} : null, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, domain, plain.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        if (!whoever) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Looks at a certificate that is not accepted, to say what is wrong with it; nothing secret is sent. */
    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // only looked at
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // only looked at
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static boolean covers(X509Certificate certificate, String domain) {
        try {
            String parent = "*" + domain.substring(Math.max(0, domain.indexOf('.')));
            return certificate.getSubjectAlternativeNames() != null && certificate.getSubjectAlternativeNames().stream()
                    .map(each -> String.valueOf(each.get(1)).toLowerCase(Locale.ROOT)).anyMatch(each -> each.equals(domain)
                    || each.equals(parent));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String words(Certificate certificate) {
        X509Certificate shown = (X509Certificate) certificate;
        String issuer = shown.getIssuerX500Principal().getName();
        Matcher name = Pattern.compile("(?:^|,)(?:O|CN)=((?:[^,\\\\]|\\\\.)+)").matcher(issuer);
        return "by " + (name.find() ? name.group(1).replace("\\", "") : issuer) + " until "
                + Instant.ofEpochMilli(shown.getNotAfter().getTime()).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Answer ask(Socket socket, String domain, String certificate) {
        try {
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + domain + "\r\nUser-Agent: paas\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String head = head(socket.getInputStream());
            Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
            if (!status.matches()) {
                return new Answer(0, "", certificate, head.isEmpty() ? "it closes connections without an answer"
                        : "it does not speak HTTP");
            }
            Matcher server = Pattern.compile("(?im)^server:[ \\t]*([^\\r\\n]{1,60})").matcher(head);
            return new Answer(Integer.parseInt(status.group(1)), server.find() ? server.group(1).strip() : "", certificate, "");
        } catch (SocketTimeoutException e) {
            return new Answer(0, "", certificate, "it accepts connections and does not answer");
        } catch (IOException e) {
            return new Answer(0, "", certificate, "it closes connections without an answer");
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0 && head.length() < MOST_HEAD && head.indexOf("\r\n\r\n", head.length() - 4) < 0; c = in.read()) {
            head.append((char) c);
        }
        return head.toString();
    }

    private interface Asked {
        Answer now() throws IOException;
    }

    private static Answer limited(Asked asked) {
        FutureTask<Answer> task = new FutureTask<>(asked::now);
        Thread.ofVirtual().start(task);
        try {
            return task.get(ALL_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Answer.silent("nothing answers within " + Duration.ofSeconds(ALL_SECONDS).toSeconds() + " s");
        } catch (ExecutionException e) {
            return Answer.silent(e.getCause() instanceof SocketTimeoutException ? "nothing answers" : "no connection is taken");
        } catch (InterruptedException e) {
            throw Failure.interrupted();
        }
    }
}
