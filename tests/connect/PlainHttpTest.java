package tests.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;
import static tests.support.HostileServer.redirect;
import static tests.support.Tty.ENTER;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Certificates;
import tests.support.Cli;
import tests.support.ForwardProxy;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.TlsFront;

/** A token never goes unencrypted where nobody meant it to go. The names below .test are known to the proxy alone. */
class PlainHttpTest {
    private static final String ADMIN = "ad0be".repeat(12) + "cafe";
    private static final String TOKEN = "bpagt_" + "5a".repeat(32);
    private static final String MANIFEST = "GET /.well-known/better-paas.json";
    private static final String WHAT = "https://paas.test names http://api.test as its API: tokens would go there unencrypted, for anybody "
        + "on the way to read";

    @TempDir
    static Path shared;
    private static Certificates certificates;
    @TempDir
    Path folder;
    private final ForwardProxy proxy = new ForwardProxy();
    private HostileServer dashboard;
    private HostileServer api;
    private TlsFront front;
    private Home home;
    private Cli cli;

    @BeforeAll
    static void certify() {
        certificates = new Certificates(shared);
    }

    @BeforeEach
    void setUp() {
        dashboard = new HostileServer().on(MANIFEST, json("{\"apiUrl\":\"http://api.test\"}"));
        api = HostileServer.healthy().on("POST /api/auth/verify", json("{\"valid\":true}"))
            .on("POST /api/agents/create", json("{\"id\":\"q1w2e3r4t5\",\"name\":\"CI\",\"scopes\":[],\"createdAt\":"
            + "\"2026-07-01T10:00:00Z\",\"token\":\"" + TOKEN + "\"}"));
        front = new TlsFront(certificates.server("paas.test"), dashboard.port());
        proxy.knows("paas.test:443", front.port()).knows("paas.test:80", dashboard.port()).knows("api.test:80", api.port())
            .knows("192.168.7.7:80", api.port()).knows("other.test:80", api.port());
        home = new Home(folder);
        cli = new Cli(home).secret(ADMIN).env("HTTPS_PROXY", proxy.url()).env("HTTP_PROXY", proxy.url())
            .env("PAAS_CA_FILE", certificates.authority().toString());
    }

    @AfterEach
    void tearDown() {
        front.close();
        proxy.close();
        dashboard.close();
        api.close();
    }

    private void nothingWasSent() {
        assertTrue(api.seen().stream().allMatch(request -> request.header("Authorization") == null && request.method().equals("GET")),
            api.seen().toString());
        home.checkNoConfig();
    }

    @ParameterizedTest
    @CsvSource({"https://paas.test, http://api.test", "https://paas.test, http://192.168.7.7", "http://paas.test, http://api.test"})
    void whereNobodyCanBeAskedItIsRefused(String typed, String named) {
        dashboard.on(MANIFEST, json("{\"apiUrl\":\"" + named + "\"}"));
        cli.env("PAAS_ADMIN_TOKEN", ADMIN).run("connect", typed).exits(3).prints("Connecting to " + typed + " …\n")
            .complains("error: " + WHAT.replace("https://paas.test", typed).replace("http://api.test", named)
            + "\nhint: let the instance name an https address, or add --allow-http\n");
        nothingWasSent();
    }

    @Test
    void theBrowsersWayAlike() {
        cli.run("connect", "https://paas.test", "--no-browser").exits(3).complainsPart("error: " + WHAT + "\n");
        nothingWasSent();
    }

    @Test
    void theFlagAllowsIt() {
        cli.env("PAAS_ADMIN_TOKEN", ADMIN).run("connect", "https://paas.test", "--allow-http").exits(0).complains("");
        assertEquals("http://api.test", home.config("url").asText());
    }

    @Test
    void aPersonIsAskedAndEnterIsNo() {
        try (var terminal = cli.env("PAAS_ADMIN_TOKEN", ADMIN).terminal("connect", "https://paas.test")) {
            terminal.await("Send them all the same\\? \\[no\\]: ?$");
            assertTrue(terminal.toString().replaceAll("\\s+", " ").contains("names http://api.test as its API"), terminal.toString());
            terminal.type(ENTER);
            terminal.finish().exits(3);
        }
        nothingWasSent();
    }

    @Test
    void aPersonMaySayYes() {
        try (var terminal = cli.env("PAAS_ADMIN_TOKEN", ADMIN).terminal("connect", "https://paas.test", "--profile", "observer", "--name",
            "CI")) {
            terminal.await("Send them all the same\\? \\[no\\]: ?$");
            terminal.type("yes" + ENTER);
            terminal.finish().exits(0);
        }
        assertEquals("http://api.test", home.config("url").asText());
    }

    /** Who types http means it; and on this machine nobody is on the way. */
    @Test
    void whatWasTypedAndThisMachineAreNotAskedAbout() {
        cli.env("PAAS_ADMIN_TOKEN", ADMIN).run("connect", "http://api.test").exits(0).complains("");
        dashboard.on(MANIFEST, json("{\"apiUrl\":\"" + api.url() + "\"}"));
        cli.run("connect", "https://paas.test").exits(0);
        assertEquals(api.url(), home.config("url").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {MANIFEST, "GET /api/health"})
    void aRedirectDoesNotChooseTheHost(String route) {
        api.on(MANIFEST, json("{\"apiUrl\":\"http://api.test\"}"));
        dashboard.on(MANIFEST, HostileServer.error(404, "not found"));
        dashboard.on(route, redirect(302, "http://api.test" + route.substring("GET ".length())));
        cli.env("PAAS_ADMIN_TOKEN", ADMIN).run("connect", "http://paas.test", "--allow-http").exits(8).complains(
            "error: could not reach PaaS at http://paas.test - use your dashboard URL (e.g. https://paas.example.com) and ensure it is "
            + "running\nhint: it redirects to http://api.test; if that is your instance, run: paas connect http://api.test\n");
        nothingWasSent();
    }

    @Test
    void norDoesOneOfTheApiThatTheManifestNames() {
        api.on("GET /api/health", redirect(302, "http://other.test/elsewhere/api/health"));
        api.on("GET /elsewhere/api/health", json("{\"status\":\"healthy\"}"));
        cli.env("PAAS_ADMIN_TOKEN", ADMIN).run("connect", "https://paas.test", "--allow-http").exits(8).complains(
            "error: PaaS API at http://api.test is not reachable\nhint: it redirects to http://other.test; if that is your instance, "
            + "run: paas connect http://other.test\n");
        nothingWasSent();
    }

    @Test
    void oneFromHttpToHttpsIsFollowed() {
        var plain = new HostileServer().on("GET /api/health", redirect(301, "https://paas.test/api/health"));
        dashboard.on(MANIFEST, HostileServer.error(404, "not found")).on("GET /api/health", json("{\"status\":\"healthy\"}"))
            .on("POST /api/auth/verify", json("{\"valid\":true}")).on("POST /api/agents/create", json("{\"id\":\"q1\",\"name\":\"CI\","
            + "\"scopes\":[],\"createdAt\":\"2026-07-01T10:00:00Z\",\"token\":\"" + TOKEN + "\"}"));
        try (plain) {
            proxy.knows("paas.test:80", plain.port());
            cli.env("PAAS_ADMIN_TOKEN", ADMIN).run("connect", "http://paas.test").exits(0).complains("");
        }
        assertEquals("https://paas.test", home.config("url").asText());
        assertEquals(List.of(), api.seen(), "the other server");
    }
}
