package tests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;

/** A sandbox for tests of operations, and homes that are connected to it with a profile of their own. */
public final class Instance implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, List<String>> PROFILES = Map.of(
        "observer", List.of("apps:read", "logs:read", "metrics:read"),
        "deployer", List.of("apps:read", "logs:read", "metrics:read", "apps:write", "deploy:trigger"),
        "operator", List.of("apps:read", "logs:read", "metrics:read", "apps:write", "deploy:trigger", "addons:manage", "servers:manage",
            "cron:manage", "backups:manage", "notifications:manage"));

    private final Sandbox sandbox;
    private final HttpClient http = HttpClient.newHttpClient();

    private Instance(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** With the demo apps, no limits, builds at once. */
    public static Instance demo() {
        return start(Options.forTests());
    }

    public static Instance start(Options options) {
        return new Instance(Sandbox.start(options));
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public String url() {
        return sandbox.url().toString();
    }

    /** The CLI in a home below this folder, connected with one of the three profiles. */
    public Cli cli(Path folder, String profile) {
        return cli(folder, profile, PROFILES.get(profile));
    }

    /** The CLI in a home below this folder, its saved profile one that paas does not know, so that the instance alone decides. */
    public Cli cliWithScopes(Path folder, String... scopes) {
        return cli(folder, "", List.of(scopes));
    }

    private Cli cli(Path folder, String profile, List<String> scopes) {
        var token = admin("POST", "/api/agents/create", Map.of("name", "test CLI", "scopes", scopes)).path("token").asText();
        var home = new Home(folder).writeConfig("""
            {"version": 1, "url": "%s", "token": "%s", "profile": "%s", "name": "test CLI"}
            """.formatted(url(), token, profile));
        return new Cli(home).secret(token).secret(sandbox.adminToken());
    }

    /** What the instance answers the admin. */
    public JsonNode admin(String method, String path, Object body) {
        var request = HttpRequest.newBuilder(URI.create(url() + path)).header("Authorization", "Bearer " + sandbox.adminToken());
        try {
            request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The app of this name as the instance answers it. */
    public JsonNode app(String name) {
        for (var app : admin("GET", "/api/apps", null)) {
            if (app.path("name").asText().equals(name)) {
                return app;
            }
        }
        throw new AssertionError("no app " + name);
    }

    @Override
    public void close() {
        http.shutdownNow();
        sandbox.close();
    }
}
