package tests.domains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import lib.services.domains.Names;
import lib.services.domains.Probe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Certificates;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.TlsFront;

/** {@code paas domains check}: from the name to the certificate, and what is missing. */
class CheckDomainTest {
    @TempDir
    Path folder;

    @Test
    void whatIsMissing() {
        try (var instance = Instance.demo(); var names = new NameServer().has("api.harbor-lane.example A", "127.0.0.9")) {
            var cli = instance.cli(folder, "observer");
            cli.run("domains", "check", "shop-web", "--resolver", names.address()).exits(1)
                .complains("error: 2 of 2 domains do not work yet: shop.harbor-lane.example, www.harbor-lane.example\n").prints("""
                ✖ shop.harbor-lane.example (shop-web, running)
                  DNS  no record
                  - there is no DNS record for it; make one: shop.harbor-lane.example  A  203.0.113.7
                ✖ www.harbor-lane.example (shop-web, running)
                  DNS  no record
                  - there is no DNS record for it; make one: www.harbor-lane.example  A  203.0.113.7
                """);
            cli.run("domains", "check", "api.harbor-lane.example", "--resolver", names.address()).exits(1).printsMatch(
                "✖ api.harbor-lane.example \\(shop-api, running\\)\n  DNS    127.0.0.9, which is not the instance\n  HTTP   no answer\n"
                + "  HTTPS  no answer\n  - its DNS record leads elsewhere \\(127.0.0.9\\); change it: api.harbor-lane.example  A  "
                + "203.0.113.7\n"
                + "  - HTTPS \\(port 443\\): no connection is taken\n  - HTTP \\(port 80\\): no connection is taken\n");
            cli.run("domains", "check", "nobody.example.com", "--resolver", names.address()).exits(1).printsPart(
                "  - no app has it: paas domains add <app> nobody.example.com\n");
            cli.run("domains", "check", "notes").failsWith(5, "notes has no custom domain\n");
            cli.run("domains", "check", "notes.example.com", "--resolver", "a b").failsWith(2, "\"a b\" is no name server\n");
        }
    }

    /** Nobody answers: nothing is known, which is not "no record". */
    @Test
    void aNameServerThatIsSilent() {
        try (var instance = Instance.demo()) {
            var names = new NameServer();
            var address = names.address();
            names.close();
            instance.cli(folder, "observer").run("domains", "check", "api.harbor-lane.example", "--resolver", address).exits(1)
                .printsPart("  - its DNS record cannot be looked up: ").printsPart("  DNS  not known\n");
        }
    }

    @Test
    void theRightAddressAndNothingBehindIt() {
        try (var instance = Instance.demo(); var names = new NameServer().has("api.harbor-lane.example A", "203.0.113.7", "198.51.100.1")) {
            var run = instance.cli(folder, "observer").run("domains", "check", "api.harbor-lane.example", "--resolver", names.address(),
                "--json").exits(1);
            run.printsPart("\"dns\": \"right\"").printsPart("\"addresses\": [\n        \"203.0.113.7\",\n        \"198.51.100.1\"\n      ]")
                .printsPart("HTTPS (port 443): ");
        }
    }

    @Test
    void names() {
        try (var server = new NameServer().has("a.example A", "192.0.2.1", "192.0.2.2").has("a.example AAAA", "2001:db8:0:0:0:0:0:1")
            .has("b.example CNAME", "web.apps.example.org")) {
            var names = new Names(server.address());
            assertEquals(new Names.Found(List.of("192.0.2.1", "192.0.2.2", "2001:db8::1"), "", ""), names.of("A.example"));
            assertEquals(new Names.Found(List.of(), "web.apps.example.org", ""), names.of("b.example"));
            assertEquals(new Names.Found(List.of(), "", ""), names.of("c.example"));
            assertEquals(List.of("127.0.0.1"), names.of("web.localhost").addresses());
            assertEquals(List.of("203.0.113.7"), names.of("k3.203.0.113.7.sslip.io").addresses());
            assertEquals(List.of("203.0.113.7"), names.of("k3-203-0-113-7.nip.io").addresses());
        }
    }

    @Test
    void whoAnswers() {
        try (var server = new HostileServer().on("GET /", HostileServer.status(200, "text/html", "hi", "Server: cloudflare"),
            HostileServer.status(502, "text/html", ""), HostileServer.drop(), HostileServer.raw("SSH-2.0-x\r\n\r\n"))) {
            var probe = new Probe(server.port(), server.port());
            var first = probe.http("shop.example.com", "127.0.0.1");
            assertEquals("200 cloudflare true ", first.status() + " " + first.server() + " " + first.cloudflare() + " " + first.wrong());
            assertEquals("shop.example.com", server.seen().getFirst().header("Host"));
            assertEquals(502, probe.http("shop.example.com", "127.0.0.1").status());
            assertEquals("it closes connections without an answer", probe.http("shop.example.com", "127.0.0.1").wrong());
            assertEquals("it does not speak HTTP", probe.http("shop.example.com", "127.0.0.1").wrong());
            assertEquals("no certificate for it is there yet (the TLS handshake failed)", probe.https("shop.example.com", "127.0.0.1")
                .wrong());
        }
        assertEquals("no connection is taken", new Probe(1, 1).http("shop.example.com", "127.0.0.1").wrong());
    }

    @Test
    void certificates() throws Exception {
        var authority = new Certificates(folder);
        try (var server = new HostileServer().on("GET /", HostileServer.status(200, "text/html", "hi"));
                var front = new TlsFront(authority.server("paas.test"), server.port());
                var late = new TlsFront(authority.server("paas.test", "-startdate", "-9d", "-validity", "2"), server.port())) {
            var probe = new Probe(front.port(), front.port());
            var answer = probe.https("shop.example.com", "127.0.0.1");
            assertEquals("200 its certificate is made out for another name", answer.status() + " " + answer.wrong());
            assertTrue(answer.certificate().matches("by Test Authority until \\d{4}-\\d\\d-\\d\\d"), answer.certificate());
            assertEquals("its certificate is signed by nobody this machine trusts", probe.https("paas.test", "127.0.0.1").wrong());
            assertEquals("its certificate has expired", new Probe(1, late.port()).https("paas.test", "127.0.0.1").wrong());
        }
    }
}
