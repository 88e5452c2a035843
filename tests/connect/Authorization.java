package tests.connect;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tests.support.Live;

/**
 * The page address a running {@code paas connect} printed, and what a browser would send back to it.
 *
 * @param page the whole address
 * @param ui   what comes before {@code /connect/agent}
 */
record Authorization(String page, String ui, String state, int port) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Waits for the address on stderr: a line of its own, two blanks in. */
    static Authorization of(Live connect) {
        var found = connect.awaitStderr("(?m)^  ((\\S+)/connect/agent\\?state=([0-9a-f]{48})&port=(\\d+))$");
        return new Authorization(found.group(1), found.group(2), found.group(3), Integer.parseInt(found.group(4)));
    }

    /** What the dashboard redirects the browser to. */
    String callback(String code) {
        return "http://127.0.0.1:" + port + "/callback?code=" + code + "&state=" + state;
    }

    HttpResponse<String> get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery)).build());
    }

    HttpResponse<String> comeBack(String code) {
        return send(HttpRequest.newBuilder(URI.create(callback(code))).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("the callback server does not answer " + request.uri(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
