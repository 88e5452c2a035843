package lib.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import kong.unirest.core.UnirestException;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.http.wire.Content;

/**
 * What a failure of the network means, in words and in kind. The border is whether a request that changes something has left: before it
 * has, the instance cannot be reached; afterwards its answer got lost, and nobody here knows what was done.
 */
final class NetworkFailure {

    /** Longest time to wait for a connection. */
    static final Duration CONNECT = Duration.ofSeconds(10);

    private NetworkFailure() {
    }

    /**
     * What happened is wrapped several times over: the deepest cause that says something counts.
     *
     * @param proxy    through which it was sent; null for none
     * @param limit    how long was waited
     * @param progress how far it had come
     */
    static Failure of(Request request, Proxies.Server proxy, Throwable error, Duration limit, Progress progress) {
        String before = progress.isSent() ? null : "the connection broke off";
        String after = "the connection broke off";
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Failure known -> {
                    return known;
                }
                case UnirestException wrapper -> {
                    // what it wraps counts
                }
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case Dialer.NoConnection e -> {
                    return unconnected(request, proxy, limit);
                }
                case Content.Unreadable e -> {
                    return unreadable(request, e);
                }
                case CertificateException e -> {
                    return certificate(request.uri(), e);
                }
                case SSLException e when isUntrusted(e) -> {
                    return untrusted(request.uri(), e);
                }
                case SSLHandshakeException e -> before = "TLS: " + e.getMessage();
                case SSLException e when said(e).contains("nrecognized SSL message") -> before = "it does not speak TLS";
                case UnknownHostException e -> before = "unknown host";
                case NoRouteToHostException e -> before = "no route to the host";
                case ConnectException e -> before = "connection refused";
                case ProtocolException e -> {
                    return noHttp(request);
                }
                case ZipException e -> {
                    return noHttp(request);
                }
                default -> {
                    // a wrapper, or a fault that the words above describe
                }
            }
        }
        if (before != null) {
            return unreachable(request.uri(), proxy, before);
        }
        return request.changes() ? lost(request, after) : new Failure(Kind.UNREACHABLE,
                "the connection to " + Origin.of(request.uri()) + " broke off before its answer was complete",
                "check that the instance is running and that this machine can reach it");
    }

    private static String said(IOException e) {
        return String.valueOf(e.getMessage());
    }

    /** The instance got the beginning at most, and an end without what was announced: it takes that for no request. */
    private static Failure unreadable(Request request, Content.Unreadable e) {
        return lost(request, e.getMessage());
    }

    /** When nothing came in time, however far it had come. */
    static Failure late(Request request, Proxies.Server proxy, Duration limit, Progress progress) {
        return progress.isConnected() ? timedOut(request, limit, progress) : unconnected(request, proxy, limit);
    }

    private static Failure unconnected(Request request, Proxies.Server proxy, Duration limit) {
        return unreachable(request.uri(), proxy, "no connection within " + seconds(CONNECT.compareTo(limit) < 0 ? CONNECT : limit));
    }

    private static Failure timedOut(Request request, Duration limit, Progress progress) {
        String why = "no answer within " + seconds(limit);
        return request.changes() && progress.isSent() ? lost(request, why) : new Failure(Kind.TIMED_OUT,
                "no answer from " + Origin.of(request.uri()) + " within " + seconds(limit),
                "try again, or allow more time with --timeout SECONDS");
    }

    /** The request has left, and nothing says whether it arrived. */
    static Failure lost(Request request, String why) {
        return new Failure(Kind.ANSWER_LOST, "the answer of " + Origin.of(request.uri()) + " to " + request + " got lost (" + why
                + "); it may have been done", "look whether it was done before you try again");
    }

    private static Failure unreachable(URI uri, Proxies.Server proxy, String why) {
        return proxy == null
                ? new Failure(Kind.UNREACHABLE, "cannot reach " + Origin.of(uri) + " (" + why + ")",
                        "check that the instance is running and that this machine can reach it")
                : new Failure(Kind.UNREACHABLE, "cannot reach " + Origin.of(uri) + " through the proxy " + proxy + " (" + why + ")",
                        "check " + proxy.setting() + ", or name the instance's host in NO_PROXY");
    }

    private static Failure noHttp(Request request) {
        return request.changes() ? lost(request, "what came back is no HTTP")
                : new Failure(Kind.UNREACHABLE, Origin.of(request.uri()) + " answers, but not in HTTP",
                        "check the port, and whether the address begins with http:// or https://");
    }

    /** A proxy that does not let a request pass: nothing has reached the instance. */
    static Failure refused(URI uri, Proxies.Server proxy, int status) {
        if (status == 407) {
            return new Failure(Kind.UNREACHABLE, proxy.login() == null ? "the proxy " + proxy + " wants a user name and a password"
                    : "the proxy " + proxy + " does not accept the user name and password in " + proxy.setting(),
                    "write both before its host as user:password@, special characters encoded (%40 for @)");
        }
        return new Failure(Kind.UNREACHABLE, "the proxy " + proxy + " refused to connect to " + Origin.of(uri) + " (status " + status + ")",
                "check " + proxy.setting() + ", or name the instance's host in NO_PROXY");
    }

    private static boolean isUntrusted(SSLException e) {
        String said = String.valueOf(e.getMessage());
        // the classes that say so are the JDK's own; its words are not translated
        return e.getCause() instanceof CertificateException && !(e.getCause() instanceof CertificateExpiredException)
                && !(e.getCause() instanceof CertificateNotYetValidException) && (said.contains("PKIX") || said.contains("trust"));
    }

    private static Failure untrusted(URI uri, SSLException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest instanceof CertificateExpiredException || deepest instanceof CertificateNotYetValidException
                ? certificate(uri, (CertificateException) deepest)
                : new Failure(Kind.UNREACHABLE, "the certificate of " + Origin.of(uri) + " is signed by nobody this machine trusts",
                        "where it is signed by an authority of your own, name its certificate (a PEM file) in PAAS_CA_FILE");
    }

    private static Failure certificate(URI uri, CertificateException e) {
        String whose = "the certificate of " + Origin.of(uri);
        return switch (e) {
            case CertificateExpiredException late -> new Failure(Kind.UNREACHABLE, whose + " has expired",
                    "renew it on the instance's side");
            case CertificateNotYetValidException early -> new Failure(Kind.UNREACHABLE, whose + " is not valid yet",
                    "check the clock of this machine");
            default -> new Failure(Kind.UNREACHABLE, whose + " is made out for another name (" + e.getMessage() + ")",
                    "use the name that stands in the certificate");
        };
    }

    private static String seconds(Duration limit) {
        return limit.toSeconds() + " s";
    }
}
