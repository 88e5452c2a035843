package tests.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.json;
import static tests.support.HostileServer.redirect;
import static tests.support.HostileServer.silent;
import static tests.support.HostileServer.status;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;

/** {@code paas api}: what was typed goes out, what comes back is printed, and the status is the exit code. */
class CallApiTest {
    private static final String TOKEN = "bpagt_" + "5c".repeat(32);

    @TempDir
    Path folder;
    private final HostileServer server = HostileServer.healthy();
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = new Cli(new Home(folder).connected(server.url(), TOKEN)).secret(TOKEN);
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"thing", "/thing", "api/thing", "/api/thing", "GET thing", "get /api/thing", "{url}/api/thing"})
    void theSameRouteHoweverItIsWritten(String line) {
        server.on("GET /api/thing", json(" {\"a\":1}"));
        var words = ("api " + line.replace("{url}", server.url())).split(" ");
        cli.run(words).exits(0).prints(" {\"a\":1}").complains("");
        assertEquals(List.of("GET /api/thing"), server.asked());
        assertEquals("Bearer " + TOKEN, server.seen().getFirst().header("Authorization"));
        assertEquals("*/*", server.seen().getFirst().header("Accept"));
    }

    @Test
    void pathsBesideApi() {
        server.on("GET /.well-known/better-paas.json", json("{}"));
        cli.run("api", "/.well-known/better-paas.json").exits(0).prints("{}");
        cli.run("api", "/ws/logs?appId=x").failsWith(2, "a WebSocket is no request\nhint: their commands: paas logs --follow");
        assertEquals(1, server.seen().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/api/apps", "//evil.example/api/apps", "http://127.0.0.1:1/api/apps",
        "http://user@127.0.0.1/api/apps", "ftp://127.0.0.1/x", "HTTP://EVIL.example"})
    void noOtherAddressGetsTheToken(String address) {
        cli.run("api", address).failsWith(2, "this address is not the instance's, and a token is never sent to another one\n"
            + "hint: give the path alone; this machine is connected to " + server.url() + "\n");
        assertEquals(List.of(), server.asked());
    }

    @Test
    void aRedirectElsewhereDoesNotGetItEither() {
        server.on("GET /api/thing", redirect(302, "http://localhost:" + server.port() + "/api/thing"));
        cli.run("api", "thing").failsWith(1, "the instance redirects to http://localhost:" + server.port()
            + ", and a token is never sent to another address");
        assertEquals(List.of("GET /api/thing"), server.asked());
    }

    @Test
    void fieldsOfAGetAreItsQuery() {
        server.on("GET /api/thing", json("{}"));
        cli.run("api", "get", "thing?x=1", "-f", "name=a b&c", "-F", "n=5", "-f", "list[]=ü").exits(0);
        assertEquals(List.of("GET /api/thing?x=1&list%5B%5D=%C3%BC&n=5&name=a+b%26c"), server.asked().stream().map(each -> {
            var parts = each.split("\\?");
            return parts[0] + "?" + String.join("&", java.util.Arrays.stream(parts[1].split("&"))
                .sorted(java.util.Comparator.comparing((String one) -> !one.startsWith("x")).thenComparing(one -> one)).toList());
        }).toList());
    }

    @Test
    void fieldsOfAPostAreItsBody() {
        server.on("POST /api/thing", json("{\"ok\":true}"));
        cli.run("api", "thing", "-f", "text=5", "-F", "number=5", "-F", "yes=true", "-F", "none=null", "-F", "list=[1,{\"a\":2}]", "-F",
            "word=web", "-f", "envVars[A]=1", "-f", "envVars[B]=", "-f", "tags[]=x", "-f", "tags[]=y", "-f", "eq=a=b").exits(0)
            .prints("{\"ok\":true}").complains("");
        var request = server.seen().getFirst();
        assertEquals("POST /api/thing", request.toString());
        assertEquals("application/json", request.header("Content-Type"));
        assertEquals("{\"text\":\"5\",\"envVars\":{\"A\":\"1\",\"B\":\"\"},\"tags\":[\"x\",\"y\"],\"eq\":\"a=b\",\"number\":5,\"yes\":true,"
            + "\"none\":null,\"list\":[1,{\"a\":2}],\"word\":\"web\"}", request.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "thing -f name | a field is written name=value",
        "thing -f =x | a field is written name=value",
        "thing -f a=1 -f a=2 | the field a cannot be sent: it is there already; the elements of a list are written a[]=…",
        "thing -f a=1 -f a[b]=2 | the field a[b] cannot be sent: a is no object",
        "thing -f a=1 -f a[]=2 | the field a[] cannot be sent: the elements of a list are plain values",
        "thing -f a[b=1 | the field a[b cannot be sent: its name is not written as a, a[b] or a[]",
        "fetch thing | \"fetch\" is no method",
        "get thing --input x | a GET has no body",
        "post thing --input nowhere/at/all | cannot read nowhere/at/all (",
        "thing -H x | -H takes a header as name:value, in plain ASCII",
        "thing -H Authorization:Bearer | -H may not set Authorization",
        "thing#part | a # ends an address: write it as %23",
        "thing?a=%zz | this is no path: ",
        "a{b} | this is no path: ",
        "'' | missing the path of a route"})
    void whatCannotBeSentIsNot(String line, String message) {
        var words = ("api " + line).replace(" ''", "").strip().split(" ");
        cli.run(words).failsWith(2, message);
        assertEquals(List.of(), server.asked());
    }

    @ParameterizedTest
    @CsvSource({"400,1", "401,4", "403,4", "404,5", "405,1", "409,6", "429,1", "500,1"})
    void theStatusIsTheExitCodeAndTheBodyIsPrinted(int status, int code) {
        server.on("POST /api/thing", error(status, "Not today"));
        cli.run("api", "post", "thing").exits(code).prints("{\"error\":\"Not today\"}\n").complainsPart("error: Not today\n").calm();
    }

    @Test
    void statusAndHeaders() {
        server.on("GET /api/thing", status(200, "text/plain", "hello", "X-One: 1"));
        cli.run("api", "thing", "-i").exits(0).complains("").prints("HTTP/1.1 200\nconnection: close\ncontent-length: 5\n"
            + "content-type: text/plain\nx-one: 1\n\nhello");
        server.on("GET /api/thing", status(404, "text/plain", "nothing"));
        cli.run("api", "thing", "-i").exits(5)
            .prints("HTTP/1.1 404\nconnection: close\ncontent-length: 7\ncontent-type: text/plain\n\nnothing");
    }

    @Test
    void asJson() {
        server.on("GET /api/thing", status(200, "application/json", "{\"n\":1.10,\"t\":\"" + TOKEN + "\"}"));
        cli.run("api", "thing", "--json").exits(0).complains("").prints("""
            {
              "status": 200,
              "headers": {
                "connection": "close",
                "content-length": "87",
                "content-type": "application/json"
              },
              "body": {
                "n": 1.10,
                "t": "***"
              }
            }
            """);
        server.on("GET /api/thing", error(409, "Taken"));
        cli.run("api", "thing", "--json").exits(6).printsPart("\"status\": 409").printsPart("\"error\": \"Taken\"")
            .complains("error: Taken\n");
    }

    /** What was asked for is shown as it is, secrets included; the token of this connection is not. */
    @Test
    void onlyTheOwnTokenIsHidden() {
        server.on("GET /api/thing", json("{\"password\":\"hunter2hunter2\",\"echo\":\"Bearer " + TOKEN
            + "\",\"db\":\"postgres://a:b4b4b4b4@h/x\"}\n"));
        cli.run("api", "thing").exits(0).complains("")
            .prints("{\"password\":\"hunter2hunter2\",\"echo\":\"Bearer bpagt_***\",\"db\":\"postgres://a:b4b4b4b4@h/x\"}\n");
    }

    @Test
    void bytesSurviveBothWays() throws Exception {
        var bytes = new byte[40 * 1024 * 1024];
        new Random(7).nextBytes(bytes);
        server.on("GET /api/thing", (HostileServer.Reply) out -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " + bytes.length
                + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
        });
        var file = folder.resolve("out.bin");
        try (var tty = cli.terminalWithOutput(file, "api", "thing")) {
            tty.finish().exits(0);
        }
        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void theInputIsSentAsItIs() throws Exception {
        var got = new ByteArrayOutputStream();
        var head = new StringBuilder();
        server.on("POST /api/thing", new HostileServer.Talk() {
            @Override
            public void talk(HostileServer.Seen request, java.io.InputStream in, java.io.OutputStream out) throws java.io.IOException {
                head.append(request.path()).append(' ').append(request.header("Transfer-Encoding")).append(' ')
                    .append(request.header("Content-Type"));
                chunks(in, got);
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
            }
        });
        var bytes = new byte[3 * 1024 * 1024];
        new Random(8).nextBytes(bytes);
        var file = Files.write(folder.resolve("in.bin"), bytes);
        cli.run("api", "thing", "--input", file.toString(), "-f", "id=a b", "-H", "Content-Type: application/zip").exits(0).prints("{}")
            .complains("");
        assertEquals("/api/thing?id=a+b chunked application/zip", head.toString());
        assertArrayEquals(bytes, got.toByteArray());
        got.reset();
        cli.runWith("{\"id\": 1}\n", "api", "post", "thing", "--input", "-").exits(0).prints("{}");
        assertEquals("{\"id\": 1}\n", got.toString(StandardCharsets.UTF_8));
    }

    private static void chunks(java.io.InputStream in, ByteArrayOutputStream to) throws java.io.IOException {
        while (true) {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                line.append((char) c);
            }
            int length = Integer.parseInt(line.toString().strip(), 16);
            to.write(in.readNBytes(length));
            in.readNBytes(2);
            if (length == 0) {
                return;
            }
        }
    }

    @Test
    void anAnswerThatGotLostIsSaidToBe() {
        server.on("POST /api/thing", HostileServer.drop());
        cli.run("api", "post", "thing").failsWith(9, "the answer of " + server.url() + " to POST /api/thing got lost (");
        server.on("DELETE /api/thing", silent(Duration.ofSeconds(20)));
        cli.run("api", "delete", "thing", "--timeout", "2").failsWith(9, "the answer of " + server.url()
            + " to DELETE /api/thing got lost (");
        assertEquals(1, server.count("POST /api/thing"));
        assertEquals(1, server.count("DELETE /api/thing"));
        server.on("GET /api/thing", HostileServer.drop());
        cli.run("api", "thing").failsWith(8, "the connection to " + server.url() + " broke off");
    }

    @Test
    void whatWasPrintedDoesNotComeTwice() {
        server.on("GET /api/thing", HostileServer.truncated("[1,2"));
        cli.run("api", "thing").exits(1).prints("[1,2").complainsPart("error: the answer broke off after 4 bytes\n").calm();
        assertEquals(1, server.count("GET /api/thing"));
    }

    @Test
    void aReaderThatLeavesIsNoFailure() throws Exception {
        server.on("GET /api/thing", HostileServer.huge(30_000_000, false));
        try (var live = cli.start("api", "thing")) {
            live.awaitStdout("^\\[");
        }
        assertTrue(server.count("GET /api/thing") == 1, server.asked().toString());
    }

    @Test
    void theAdminTokenGoesOutOnlyWhenAskedFor() {
        try (var instance = Instance.demo()) {
            var own = instance.cli(folder, "operator");
            own.run("api", "agents").exits(4).prints("{\"error\":\"Forbidden: admin token required\"}\n")
                .complains("error: Forbidden: admin token required\nhint: no profile may do this; add --admin to send it with the admin "
                + "token\n");
            own.run("api", "agents", "--admin").failsWith(4, "only the admin token can do this, and there is none here\n"
                + "hint: give it for this once in PAAS_ADMIN_TOKEN, or run this at a terminal, which asks for it\n");
            own.env("PAAS_ADMIN_TOKEN", "f".repeat(64)).run("api", "agents", "--admin").exits(4)
                .complainsPart("error: the instance does not accept this admin token\n");
            own.env("PAAS_ADMIN_TOKEN", TOKEN).run("api", "agents", "--admin").failsWith(2, "this is an agent token");
            own.env("PAAS_ADMIN_TOKEN", instance.sandbox().adminToken());
            own.run("api", "agents").exits(4);
            own.run("api", "agents", "--admin").exits(0).printsPart("\"name\":\"test CLI\"").complains("");
            own.env("PAAS_ADMIN_TOKEN", null);
            try (var tty = own.terminal("api", "agents", "--admin")) {
                tty.await("Admin token: ");
                tty.type(instance.sandbox().adminToken() + "\r");
                tty.finish().exits(0).leavesTheTerminalUsable();
            }
        }
    }

    @Test
    void againstTheInstance() {
        try (var instance = Instance.demo()) {
            var own = instance.cli(folder, "deployer");
            own.run("api", "post", "apps/stop", "-f", "id=" + instance.app("notes").path("id").asText()).exits(0)
                .prints("{\"status\":\"stopped\"}\n");
            assertEquals("stopped", instance.app("notes").path("status").asText());
            own.runWith("{\"id\":\"" + instance.app("notes").path("id").asText() + "\"}", "api", "post", "apps/start", "--input", "-")
                .exits(0);
            assertEquals("running", instance.app("notes").path("status").asText());
            own.run("api", "head", "health", "-i").exits(0).printsPart("HTTP/1.1 200\n");
            own.run("api", "options", "apps", "-i").exits(0).printsPart("HTTP/1.1 204\n");
            own.run("api", "nowhere").exits(5).prints("404 page not found\n").complains("error: 404 page not found\n");
            // the rate limit refuses before anything is done: what can be sent again is, what came through a pipe is not
            instance.sandbox().fault(Fault.of(new Effect.Status(429, "Too many requests", 1)).at("/api/apps/stop").times(1));
            own.run("api", "post", "apps/stop", "-f", "id=" + instance.app("notes").path("id").asText()).exits(0);
            instance.sandbox().fault(Fault.of(new Effect.Status(429, "Too many requests", 1)).at("/api/apps/start").times(1));
            own.runWith("{}", "api", "post", "apps/start", "--input", "-").exits(1).complainsPart("Too many requests");
        }
    }
}
