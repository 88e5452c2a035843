package tests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.status;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.AboutTheJvm;
import tests.support.Certificates;
import tests.support.Cli;
import tests.support.ForwardProxy;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Sockets;
import tests.support.TlsFront;

/** An instance behind a network's proxy, with a certificate of a private authority: requests and WebSockets alike. */
class ProxyTest {
    private static final String TOKEN = "bpagt_" + "4b".repeat(32);

    @TempDir
    static Path shared;
    @TempDir
    Path folder;
    private static Certificates certificates;
    private static HostileServer server;
    private static TlsFront front;
    private final ForwardProxy proxy = new ForwardProxy();
    private Cli cli;

    @BeforeAll
    static void start() {
        certificates = new Certificates(shared);
        server = Sockets.instance().on("GET /ws/terminal", Sockets.shell(shared.resolve("box"), 100, Sockets.record(), "sh"));
        front = new TlsFront(certificates.server("paas.test"), server.port());
    }

    @AfterAll
    static void stop() {
        front.close();
        server.close();
    }

    /** The name paas.test is known to the proxy alone: who reaches it has come through the proxy. */
    @BeforeEach
    void setUp() {
        proxy.knows("paas.test:443", front.port()).knows("paas.test:80", server.port());
        cli = at("https://paas.test").env("HTTPS_PROXY", proxy.url()).env("PAAS_CA_FILE", certificates.authority().toString());
    }

    @AfterEach
    void tearDown() {
        proxy.close();
    }

    private Cli at(String url) {
        return new Cli(new Home(folder).connected(url, TOKEN)).secret(TOKEN);
    }

    private Cli newcomer() {
        return new Cli(new Home(folder)).env("PAAS_ADMIN_TOKEN", "0123456789abcdef");
    }

    @Test
    void requestsAndWebSocketsGoThroughItWithAPrivateAuthority() {
        int before = server.asked().size();
        cli.run("exec", "web", "--", "echo through").exits(0).prints("through\n").complains("");
        assertEquals(List.of("GET /api/apps", "POST /api/auth/ws-ticket"), server.asked().subList(before, before + 2));
        assertEquals("paas.test", server.seen().getLast().header("Host"));
        assertTrue(server.asked().getLast().startsWith("GET /ws/terminal?"), server.asked().toString());
        assertTrue(proxy.seen().size() >= 2, "one connection for the requests, one for the WebSocket: " + proxy.seen());
        assertTrue(proxy.seen().stream().allMatch("CONNECT paas.test:443"::equals), proxy.seen().toString());
    }

    @Test
    void withoutTlsTheyGoThroughItToo() {
        var plain = at("http://paas.test").env("http_proxy", proxy.url());
        plain.run("exec", "web", "--", "echo plain").exits(0).prints("plain\n").complains("");
        // two terminals, one for the output and one for the errors
        assertEquals(List.of("GET http://paas.test/api/apps", "POST http://paas.test/api/auth/ws-ticket", "CONNECT paas.test:80",
            "POST http://paas.test/api/auth/ws-ticket", "CONNECT paas.test:80"), proxy.seen());
    }

    @ParameterizedTest
    @CsvSource({"https_proxy", "ALL_PROXY", "all_proxy"})
    void otherWaysToNameIt(String variable) {
        cli.env("HTTPS_PROXY", null).env(variable, proxy.url()).run("apps").exits(0);
        assertEquals(Set.of("CONNECT paas.test:443"), Set.copyOf(proxy.seen()));
    }

    @Test
    void itsPasswordIsForItAlone() {
        proxy.wants("ada", "p@ss:w/rd");
        cli.secret("p%40ss").secret("p@ss").env("HTTPS_PROXY", "http://ada:p%40ss:w%2Frd@127.0.0.1:" + proxy.port());
        cli.run("exec", "web", "--", "echo let in").exits(0).prints("let in\n").complains("");
        at("http://paas.test").env("http_proxy", "http://ada:p%40ss:w%2Frd@127.0.0.1:" + proxy.port()).run("apps").exits(0);
        server.seen().forEach(request -> assertEquals(null, request.header("Proxy-Authorization"), request.toString()));
    }

    @ParameterizedTest
    @CsvSource({"https, ada:wrong@", "https, ''", "http, ada:wrong@", "http, ''"})
    void aWrongPassword(String scheme, String login) {
        proxy.wants("ada", "right");
        var there = at(scheme + "://paas.test").secret("wrong").env("PAAS_CA_FILE", certificates.authority().toString());
        there.env(scheme + "_proxy", "http://" + login + "127.0.0.1:" + proxy.port());
        there.run("apps").failsWith(8, "the proxy 127.0.0.1:" + proxy.port() + (login.isEmpty() ? " wants a user name and a password\n"
            : " does not accept the user name and password in " + scheme + "_proxy\n") + "hint: write both before its host");
    }

    @Test
    void aProxyThatRefuses() {
        proxy.refuses("403 Forbidden");
        cli.run("apps").failsWith(8, "the proxy 127.0.0.1:" + proxy.port() + " refused to connect to https://paas.test (status 403)\n"
            + "hint: check HTTPS_PROXY, or name ");
        at("http://paas.test").env("http_proxy", proxy.url()).run("apps")
            .failsWith(8, "the proxy 127.0.0.1:" + proxy.port() + " refused GET /api/apps (status 403)\nhint: ask who runs it");
        newcomer().env("http_proxy", proxy.url()).run("connect", "http://paas.test", "--legacy")
            .complainsPart("the proxy 127.0.0.1:" + proxy.port() + " refused GET /.well-known/better-paas.json (status 403)");
    }

    @Test
    void aNameThatTheProxyDoesNotKnow() {
        at("https://nowhere.test").env("HTTPS_PROXY", proxy.url()).run("apps")
            .failsWith(8, "the proxy 127.0.0.1:" + proxy.port() + " refused to connect to https://nowhere.test (status 502)\n");
        at("http://nowhere.test").env("http_proxy", proxy.url()).run("apps")
            .failsWith(8, "the proxy 127.0.0.1:" + proxy.port() + " refused GET /api/apps (status 502)\n");
    }

    @Test
    void whatNoProxyNamesIsReachedDirectly() {
        cli.env("NO_PROXY", "example.com, paas.test").run("apps").failsWith(8, "cannot reach https://paas.test (unknown host)\n");
        assertEquals(List.of(), proxy.seen());
    }

    @Test
    void thisMachineIsReachedDirectly() {
        at(server.url()).env("HTTP_PROXY", proxy.url()).env("ALL_PROXY", proxy.url())
            .run("exec", "web", "--", "echo direct").exits(0).prints("direct\n");
        assertEquals(List.of(), proxy.seen());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "socks5://127.0.0.1:1080|names a proxy of the kind socks5, which paas does not speak",
        "https://ada:secret1@proxy.test|names a proxy of the kind https, which paas does not speak",
        "http://ada:secret1@|does not name a proxy",
        "http://ada:secret1%zz@proxy.test:3128|has a user name or password with a % that starts no code of two digits",
        "proxy.test:99999|names a proxy with a port that does not exist"})
    void whatIsNoProxyThatCanBeUsed(String value, String message) {
        cli.secret("secret1").env("HTTPS_PROXY", value)
            .run("apps").failsWith(2, "HTTPS_PROXY " + message + "\nhint: write it as http://host:port");
    }

    @Test
    void anAuthorityThatNobodyTrusts() {
        cli.env("PAAS_CA_FILE", null).run("apps")
            .failsWith(8, "the certificate of https://paas.test is signed by nobody this machine trusts\n"
                + "hint: where it is signed by an authority of your own, name its certificate (a PEM file) in PAAS_CA_FILE\n");
        cli.env("SSL_CERT_FILE", certificates.authority().toString()).run("apps").exits(0);
    }

    /** As other programs write a certificate: with another title, Windows' ends of lines, text around it, or OpenSSL's trust behind it. */
    @Test
    void anAuthorityInOtherWords() throws Exception {
        var pem = Files.readString(certificates.authority());
        var der = Base64.getMimeDecoder().decode(pem.replaceAll("(?s).*BEGIN CERTIFICATE-----|-----END.*", ""));
        var trusted = Base64.getMimeEncoder().encodeToString(ByteBuffer.allocate(der.length + 2).put(der).put((byte) 0x30).put((byte) 0)
            .array());
        int count = 0;
        for (var text : List.of(pem.replace(" CERTIFICATE-", " X509 CERTIFICATE-"), pem.replace("\n", "\r\n"),
            "CN=Test\n" + pem + "\n-----BEGIN",
            "-----BEGIN TRUSTED CERTIFICATE-----\n" + trusted + "\n-----END TRUSTED CERTIFICATE-----\n")) {
            var file = Files.writeString(folder.resolve("words" + count++ + ".pem"), text);
            cli.env("PAAS_CA_FILE", file.toString()).run("apps").exits(0);
        }
    }

    /** The authorities in the file come to those of the JVM, and do not replace them. */
    @Test
    @AboutTheJvm("names the JVM's authorities")
    void theAuthoritiesOfTheJvmStillCount() throws Exception {
        var other = new Certificates(Files.createDirectory(folder.resolve("other")));
        var jvm = KeyStore.getInstance("PKCS12");
        jvm.load(null, null);
        try (var pem = Files.newInputStream(certificates.authority())) {
            jvm.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        try (var out = Files.newOutputStream(folder.resolve("jvm.p12"))) {
            jvm.store(out, "changeit".toCharArray());
        }
        cli.env("PAAS_CA_FILE", other.authority().toString()).run("apps")
            .failsWith(8, "the certificate of https://paas.test is signed by ");
        cli.jvm("-Djavax.net.ssl.trustStore=" + folder.resolve("jvm.p12")).jvm("-Djavax.net.ssl.trustStorePassword=changeit");
        cli.run("apps").exits(0);
        try (var wrong = new TlsFront(certificates.server("other.test"), server.port())) {
            proxy.knows("paas.test:443", wrong.port());
            cli.run("apps").failsWith(8, "the certificate of https://paas.test is made out for another name (");
        }
    }

    @Test
    void aCertificateThatIsNotTheInstances() {
        try (var other = new TlsFront(certificates.server("other.test"), server.port());
             var expired = new TlsFront(certificates.server("paas.test", "-startdate", "-9d", "-validity", "2"), server.port())) {
            proxy.knows("paas.test:443", other.port());
            cli.run("apps").failsWith(8, "the certificate of https://paas.test is made out for another name (").complainsPart("paas.test");
            proxy.knows("paas.test:443", expired.port());
            cli.run("apps").failsWith(8, "the certificate of https://paas.test has expired\n");
        }
    }

    @Test
    void aFileOfCertificatesThatIsNone() throws IOException {
        var key = Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        var broken = Files.writeString(folder.resolve("broken.pem"), Files.readString(certificates.authority())
            + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        var none = folder.resolve("none.pem");
        for (var variable : List.of("PAAS_CA_FILE", "SSL_CERT_FILE")) {
            cli.env("PAAS_CA_FILE", null);
            Map.of(none, "there is no such file", key, "there is no certificate in it", broken, "certificate 2 in it is damaged", folder,
                "it cannot be read").forEach((file, why) -> cli.env(variable, file.toString()).run("apps")
                    .failsWith(2, "the file " + file + " that " + variable + " names cannot be used: " + why + "\nhint: name a PEM file"));
        }
    }

    @Test
    void aGatewayWithALoginOfItsOwnIsNotTheInstance() {
        try (var gateway = HostileServer.healthy().on("GET /api/apps", status(403, "text/html", "<h1>Access</h1>"))
            .on("GET /api/health", status(401, "text/plain", "who are you", "WWW-Authenticate: Basic realm=\"x\""))) {
            at(gateway.url()).run("apps").failsWith(4, "something in front of " + gateway.url() + " refused GET /api/apps (status 403)\n"
                + "hint: an access gateway takes headers");
            gateway.on("GET /api/apps", status(407, "text/html", "<h1>a proxy that nobody named</h1>"));
            at(gateway.url()).run("apps").failsWith(1, "the instance answered with status 407\n");
            newcomer().run("connect", gateway.url(), "--legacy")
                .complainsPart("something in front of " + gateway.url() + " refused GET /api/health (status 401)");
            gateway.on("GET /api/health", status(502, "text/html", "<h1>Bad gateway</h1>"));
            newcomer().run("connect", gateway.url(), "--legacy").complainsPart("the instance answered with status 502");
        }
    }
}
