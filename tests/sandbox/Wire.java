package tests.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import lib.sandbox.instance.Sandbox;

/** A plain HTTP client of a sandbox with a token, or without one; every answer goes through {@link ContractCheck}. */
final class Wire {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI url;
    private final String token;

    private Wire(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    static Wire admin(Sandbox sandbox) {
        return new Wire(sandbox.url(), sandbox.adminToken());
    }

    static Wire anonymous(Sandbox sandbox) {
        return new Wire(sandbox.url(), null);
    }

    /** The same instance with another token. */
    Wire as(String token) {
        return new Wire(url, token);
    }

    /** The same instance with the token of a new agent; this one must be the admin's. */
    Wire asAgent(String... scopes) {
        return as(newAgent(scopes).text("token"));
    }

    Reply newAgent(String... scopes) {
        var list = scopes.length == 0 ? "" : "\"" + String.join("\",\"", scopes) + "\"";
        return post("/api/agents/create", "{\"name\":\"an agent\",\"scopes\":[" + list + "]}").succeeds();
    }

    Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Reply post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    /** What a GET answers as bytes, with whatever headers. */
    HttpResponse<byte[]> download(String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted at GET " + path, e);
        }
    }

    /** @param headers names and values in turn */
    Reply send(String method, String path, String body, String... headers) {
        return publish(method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    Reply sendBytes(String method, String path, byte[] body, String... headers) {
        return publish(method, path, BodyPublishers.ofByteArray(body), headers);
    }

    private Reply publish(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20))
            .method(method, body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            var reply = new Reply(method, path, response.statusCode(), response.headers(), response.body());
            ContractCheck.check(reply);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted at " + method + " " + path, e);
        }
    }
}
