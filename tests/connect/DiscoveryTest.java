package tests.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static tests.support.HostileServer.html;
import static tests.support.HostileServer.json;
import static tests.support.HostileServer.redirect;
import static tests.support.HostileServer.status;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;

/** From the one address a person knows to the API and the dashboard. Guide: "URL discovery". */
class DiscoveryTest {
    private static final String MANIFEST = "GET /.well-known/better-paas.json";
    private static final String USE = " - use your dashboard URL (e.g. https://paas.example.com) and ensure it is running\n";

    @TempDir
    Path folder;
    private Home home;
    private Cli cli;
    private HostileServer dashboard;
    private HostileServer api;

    @BeforeEach
    void setUp() {
        home = new Home(folder);
        cli = new Cli(home);
        dashboard = new HostileServer();
        api = HostileServer.healthy();
    }

    @AfterEach
    void tearDown() {
        dashboard.close();
        api.close();
    }

    @Test
    void theManifestNamesBoth() {
        dashboard.on(MANIFEST, json("{\"apiUrl\":\"%s\",\"uiUrl\":\"https://ui.example.com\"}".formatted(api.url())));
        assertEquals("https://ui.example.com", pageFor(dashboard.url()));
        assertTrue(api.asked().contains("GET /api/health"), "the API's health was not looked at: " + api.asked());
        assertFalse(dashboard.asked().contains("GET /api/health"), "the dashboard was taken for the API: " + dashboard.asked());
    }

    @Test
    void trailingSlashesAreCut() {
        dashboard.on(MANIFEST, json("{\"apiUrl\":\"%s//\",\"uiUrl\":\"https://ui.example.com/\"}".formatted(api.url())));
        assertEquals("https://ui.example.com", pageFor(dashboard.url() + "/"));
        assertTrue(dashboard.asked().contains("GET /.well-known/better-paas.json"), "asked: " + dashboard.asked());
        assertTrue(api.asked().contains("GET /api/health"), "asked: " + api.asked());
    }

    @Test
    void withoutUiUrlTheAddressGivenIsTheDashboardWhenItIsNotTheApi() {
        dashboard.on(MANIFEST, json("{\"apiUrl\":\"%s\"}".formatted(api.url())));
        assertEquals(dashboard.url(), pageFor(dashboard.url()));
    }

    @Test
    void withoutUiUrlTheVariableSaysWhenTheAddressIsTheApi() {
        api.on(MANIFEST, json("{\"apiUrl\":\"%s\"}".formatted(api.url())));
        cli.env("PAAS_UI_URL", "https://from-variable.example.com/");
        assertEquals("https://from-variable.example.com", pageFor(api.url()));
    }

    @Test
    void theManifestBeatsTheVariable() {
        dashboard.on(MANIFEST, json("{\"apiUrl\":\"%s\",\"uiUrl\":\"https://ui.example.com\"}".formatted(api.url())));
        cli.env("PAAS_UI_URL", "https://from-variable.example.com");
        assertEquals("https://ui.example.com", pageFor(dashboard.url()));
    }

    @Test
    void theOptionBeatsAll() {
        dashboard.on(MANIFEST, json("{\"apiUrl\":\"%s\",\"uiUrl\":\"https://ui.example.com\"}".formatted(api.url())));
        cli.env("PAAS_UI_URL", "https://from-variable.example.com");
        assertEquals("https://from-option.example.com", pageFor(dashboard.url(), "--ui", "https://from-option.example.com/"));
    }

    @Test
    void withoutManifestAHealthyAddressIsBoth() {
        assertEquals(api.url(), pageFor(api.url()));
    }

    @Test
    void aPageForEveryPathIsNoManifest() {
        api.on(MANIFEST, html("<!doctype html><title>dashboard</title>"));
        assertEquals(api.url(), pageFor(api.url()));
    }

    @Test
    void aManifestWithoutApiUrlIsNone() {
        api.on(MANIFEST, json("{\"uiUrl\":\"https://ui.example.com\"}"));
        assertEquals(api.url(), pageFor(api.url()));
    }

    @Test
    void theLocalApiHasItsDashboardOnPort3000() {
        try (var local = localhost8080()) {
            assertEquals("http://localhost:3000", pageFor("http://localhost:8080"));
            assertEquals("http://127.0.0.1:3000", pageFor("127.0.0.1:8080"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"apiUrl\":\"\"}", "{\"apiUrl\":7}", "[]", "\"text\"", "null", "{broken", ""})
    void aUselessManifestAndNoHealth(String manifest) {
        dashboard.on(MANIFEST, json(manifest));
        var run = connect(dashboard.url());
        run.exits(8).complainsPart("error: could not reach PaaS at " + dashboard.url() + USE).complainsPart("hint: ").calm();
        home.checkNoConfig();
    }

    @Test
    void pagesInsteadOfJsonEverywhere() {
        dashboard.on(MANIFEST, html("<h1>hello</h1>")).on("GET /api/health", html("<h1>hello</h1>"));
        connect(dashboard.url()).exits(8).complainsPart("error: could not reach PaaS at " + dashboard.url() + USE).calm();
        home.checkNoConfig();
    }

    @Test
    void nothingListens() {
        var address = dashboard.url();
        dashboard.close();
        connect(address).exits(8).prints("Connecting to " + address + " …\n").complainsPart("error: could not reach PaaS at " + address
            + USE).calm();
        home.checkNoConfig();
    }

    @Test
    void theApiOfTheManifestDoesNotListen() {
        dashboard.on(MANIFEST, json("{\"apiUrl\":\"%s\"}".formatted(api.url())));
        api.close();
        connect(dashboard.url()).exits(8).complainsPart("error: PaaS API at " + api.url() + " is not reachable\n").calm();
        home.checkNoConfig();
    }

    @Test
    void theApiOfTheManifestIsNoApi() {
        dashboard.on(MANIFEST, json("{\"apiUrl\":\"%s\"}".formatted(api.url())));
        api.on("GET /api/health", html("<h1>hello</h1>"));
        connect(dashboard.url()).exits(8).complainsPart("error: PaaS API at " + api.url() + " is not reachable\n").calm();
    }

    @Test
    void theApiOfTheManifestIsSick() {
        dashboard.on(MANIFEST, json("{\"apiUrl\":\"%s\"}".formatted(api.url())));
        api.on("GET /api/health", status(500, "application/json", "{\"error\":\"no\"}"));
        connect(dashboard.url()).exits(8).complainsPart("error: PaaS API at " + api.url() + " is not reachable\n").calm();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "file:///etc/passwd", "ftp://h", "http://user:pw@127.0.0.1:1"})
    void aManifestIsNotTrustedWithAnyAddress(String address) {
        dashboard.on(MANIFEST, json("{\"apiUrl\":\"%s\"}".formatted(address)));
        var run = connect(dashboard.url());
        assertTrue(run.exit() == 1 || run.exit() == 8, "exit code: " + run);
        run.calm();
        assertFalse(run.toString().contains("user:pw"), "a password is shown: " + run);
        home.checkNoConfig();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "file:///etc/passwd", "http://user:pw@127.0.0.1:1", "https://ui.example.com\\u001b[31m"})
    void norTheDashboardsWith(String address) {
        dashboard.on(MANIFEST, json("{\"apiUrl\":\"%s\",\"uiUrl\":\"%s\"}".formatted(api.url(), address)));
        var run = connect(dashboard.url());
        assertTrue(run.exit() == 1 || run.exit() == 8, "exit code: " + run);
        run.calm();
        home.checkNoConfig();
    }

    @Test
    void aRedirectIsFollowedAndItsTargetSaved() {
        dashboard.on("GET /api/health", redirect(301, api.url() + "/api/health"));
        assertEquals(api.url(), pageFor(dashboard.url()));
    }

    @Test
    void aHugeManifestIsNotReadForEver() {
        dashboard.on(MANIFEST, HostileServer.huge(33L * 1024 * 1024, true));
        connect(dashboard.url()).calm();
        home.checkNoConfig();
    }

    /** A server on 127.0.0.1:8080, where the default of the product lives. */
    private static HostileServer localhost8080() {
        try (var probe = new ServerSocket(8080, 1, InetAddress.getByName("127.0.0.1"))) {
            probe.setReuseAddress(true);
        } catch (IOException e) {
            abort("port 8080 is in use: stop what listens there");
        }
        return HostileServer.healthy(8080);
    }

    private tests.support.Run connect(String url) {
        return cli.run("connect", url, "--no-browser");
    }

    /** Runs connect up to the page it wants opened and leaves it with Ctrl-C. @return the dashboard of that page */
    private String pageFor(String url, String... options) {
        var arguments = new java.util.ArrayList<>(java.util.List.of("connect", url, "--no-browser"));
        arguments.addAll(java.util.List.of(options));
        try (var live = cli.start(arguments.toArray(String[]::new))) {
            live.closeInput();
            var page = Authorization.of(live);
            live.interrupt().finish().exits(130).calm();
            home.checkNoConfig();
            return page.ui();
        }
    }
}
