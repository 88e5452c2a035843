package lib.http;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** What a failure of the network means, in words and in kind. */
final class NetworkFailure {

    /** Longest time to wait for a connection. */
    static final Duration CONNECT = Duration.ofSeconds(10);

    private NetworkFailure() {
    }

    /** The JDK wraps what happened several times over: the deepest cause that says something counts. */
    static Failure of(URI uri, Throwable error, Duration timeout) {
        String why = "the connection broke off";
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Failure known -> {
                    return known;
                }
                case HttpConnectTimeoutException e -> {
                    return unreachable(uri, "no connection within " + Math.min(CONNECT.toSeconds(), timeout.toSeconds()) + " s");
                }
                case HttpTimeoutException e -> {
                    return timedOut(uri, timeout);
                }
                case SSLException e -> {
                    return unreachable(uri, "TLS: " + e.getMessage());
                }
                case UnknownHostException e -> why = "unknown host";
                case UnresolvedAddressException e -> why = "unknown host";
                case ConnectException e -> why = "connection refused";
                default -> {
                    // a wrapper, or a fault that the default words describe
                }
            }
        }
        return unreachable(uri, why);
    }

    static Failure timedOut(URI uri, Duration timeout) {
        return new Failure(Kind.TIMED_OUT, "no answer from " + Origin.of(uri) + " within " + timeout.toSeconds() + " s",
                "try again, or allow more time with --timeout SECONDS");
    }

    private static Failure unreachable(URI uri, String why) {
        return new Failure(Kind.UNREACHABLE, "cannot reach " + Origin.of(uri) + " (" + why + ")",
                "check that the instance is running and that this machine can reach it");
    }

    static Failure interrupted() {
        Thread.currentThread().interrupt();
        return new Failure(Kind.INTERRUPTED, "interrupted");
    }
}
