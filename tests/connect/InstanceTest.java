package tests.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Options.Seed;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;

/** The CLI against a local instance, without a browser: the connect session and the admin token as the server keeps them. */
class InstanceTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;
    private Home home;
    private Cli cli;
    private Duration ahead = Duration.ZERO;

    @BeforeEach
    void setUp() {
        home = new Home(folder);
        cli = new Cli(home);
    }

    @Test
    void anExpiredSession() throws Exception {
        try (var instance = Sandbox.start(Options.forTests(), () -> Instant.now().plus(ahead)); var live = start(instance)) {
            var callback = approve(instance, Authorization.of(live));
            ahead = Duration.ofMinutes(5).plusSeconds(1);
            assertEquals(200, get(callback));
            live.finish().exits(4).complainsPart("error: exchange failed: Invalid or expired connect code\nhint: ").calm();
        }
        home.checkNoConfig();
    }

    @Test
    void aSessionJustInTime() throws Exception {
        try (var instance = Sandbox.start(Options.forTests(), () -> Instant.now().plus(ahead)); var live = start(instance)) {
            var callback = approve(instance, Authorization.of(live));
            ahead = Duration.ofMinutes(4);
            assertEquals(200, get(callback));
            live.finish().exits(0).printsPart("Connected successfully.\n");
        }
    }

    @Test
    void aCodeThatWasGuessed() throws Exception {
        try (var instance = Sandbox.start(Options.forTests()); var live = start(instance)) {
            var page = Authorization.of(live);
            approve(instance, page);
            assertEquals(200, page.comeBack("0".repeat(64)).statusCode());
            live.finish().exits(4).complainsPart("error: exchange failed: Invalid or expired connect code\n").calm();
        }
        home.checkNoConfig();
    }

    @Test
    void legacyModeFromStartToEnd() throws Exception {
        try (var instance = Sandbox.start(Options.forTests().withSeed(Seed.EMPTY))) {
            cli.secret(instance.adminToken()).runWith(instance.adminToken() + "\n", "connect", instance.url().toString(), "--legacy",
                "--profile", "observer",
                "--name", "My CI").exits(0).complains("").printsPart("  Profile: observer\n  Agent:   My CI\n");
            cli.run("status").exits(0).complains("").prints("""
                Better-PaaS  %s
                Agent        My CI (observer)

                No apps deployed yet.
                """.formatted(instance.url()));
            assertEquals(0, cli.run("env").stdout().lines().filter(line -> line.contains(instance.adminToken())).count());
        }
        cli.run("status").failsWith(8, "");
    }

    @Test
    void aWrongAdminTokenAndTheLockOut() {
        try (var instance = Sandbox.start(Options.forTests().withLimits(true))) {
            for (int i = 0; i < 5; i++) {
                cli.run("connect", instance.url().toString(), "--admin-token", "wrong-" + i).exits(4).complainsPart("admin token").calm();
            }
            cli.run("connect", instance.url().toString(), "--admin-token", "wrong-6").exits(1)
                .complainsPart("error: Too many failed attempts. Try again later.\nhint: ").calm();
        }
        home.checkNoConfig();
    }

    @Test
    void aTokenTheInstanceDoesNotKnow() {
        try (var instance = Sandbox.start(Options.forTests())) {
            home.connected(instance.url().toString(), "bpagt_" + "0".repeat(64));
            cli.run("status").failsWith(4, "Unauthorized\nhint: ").complainsPart("paas connect " + instance.url());
        }
    }

    @Test
    void theAppsOfTheInstanceAndNoOther() throws Exception {
        try (var instance = Sandbox.start(Options.forTests())) {
            cli.env("PAAS_ADMIN_TOKEN", instance.adminToken()).run("connect", instance.url().toString()).exits(0);
            cli.env("PAAS_ADMIN_TOKEN", null);
            var apps = new ObjectMapper().readTree(send(HttpRequest.newBuilder(instance.url().resolve("/api/apps"))
                .header("Authorization", "Bearer " + instance.adminToken()).build()).body());
            assertTrue(apps.size() > 1, "nothing is seeded");
            var run = cli.run("status").exits(0);
            var lines = run.stdout().lines().toList();
            var table = lines.subList(lines.indexOf("") + 2, lines.indexOf("") + 2 + apps.size());
            for (int i = 0; i < apps.size(); i++) {
                var wanted = List.of(text(apps, i, "name"), text(apps, i, "status"), text(apps, i, "id"),
                    // an address counts while something serves
                    text(apps, i, "status").equals("running") ? text(apps, i, "url") : "");
                assertEquals(String.join(" ", wanted).strip(), table.get(i).replaceAll(" {2,}", " ").strip(), run.toString());
            }
            var json = new ObjectMapper().readTree(cli.run("status", "--json").exits(0).stdout());
            assertEquals(apps.size(), json.path("apps").size());
        }
    }

    private static String text(com.fasterxml.jackson.databind.JsonNode apps, int i, String field) {
        return apps.path(i).path(field).asText();
    }

    private tests.support.Live start(Sandbox instance) {
        var live = cli.secret(instance.adminToken()).start("connect", instance.url().toString(), "--no-browser");
        live.closeInput();
        return live;
    }

    /** What the page does when "Authorize CLI" is pressed. @return the address the browser is sent to */
    private static String approve(Sandbox instance, Authorization page) throws Exception {
        var body = new ObjectMapper().writeValueAsString(Map.of("state", page.state(), "port", page.port(), "profile", "observer", "name",
            "a CLI"));
        var answer = send(HttpRequest.newBuilder(instance.url().resolve("/api/connect/agent/approve"))
            .header("Authorization", "Bearer " + instance.adminToken()).POST(HttpRequest.BodyPublishers.ofString(body)).build());
        assertEquals(200, answer.statusCode(), answer.body());
        return new ObjectMapper().readTree(answer.body()).path("callbackUrl").asText();
    }

    private static int get(String address) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)).build()).statusCode();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
