package tests.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Request bodies by the rules of the server's JSON decoder. */
class BodyRulesTest {

    private static final String CREATE = "/api/agents/create";

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire admin = Wire.admin(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void namesMatchInAnyCaseAndUnknownFieldsAreIgnored() {
        var made = admin.post(CREATE, "{\"NAME\":\" ci \",\"Scopes\":[\"apps:read\"],\"more\":{\"name\":[1,{}]},\"x\":[[]]}").succeeds();
        assertEquals("ci", made.text("name"));
        assertEquals("[\"apps:read\"]", made.json().path("scopes").toString());
    }

    @Test
    void theLastOfEqualNamesCountsAndNullKeepsWhatWasThere() {
        assertEquals("c", admin.post(CREATE, "{\"name\":\"a\",\"Name\":\"b\",\"name\":\"c\",\"NAME\":null}").text("name"));
    }

    @Test
    void nullAndAbsentAreTheZeroValue() {
        for (var body : List.of("null", "{}", "{\"name\":null}", "{\"name\":\"\",\"scopes\":null}", " null trailing")) {
            admin.post(CREATE, body).refuses(400, "name is required");
        }
        assertEquals("[]", admin.post(CREATE, "{\"name\":\"a\",\"scopes\":null}").json().path("scopes").toString());
        admin.post(CREATE, "{\"name\":\"a\",\"scopes\":[null]}").refuses(400, "invalid scope: ");
        admin.post("/api/agents/delete", "null").refuses(404, "Agent not found");
    }

    @Test
    void textAfterTheFirstValueIsNotLookedAt() {
        admin.post(CREATE, "{\"name\":\"a\"} and more").succeeds();
        admin.post(CREATE, "{\"name\":\"a\"}{\"name\":").succeeds();
        admin.post(CREATE, "{\"name\":\"a\"}" + " ".repeat(3 * 1024 * 1024)).succeeds();
    }

    @Test
    void theContentTypeIsNotLookedAt() {
        admin.post(CREATE, "{\"name\":\"a\"}", "Content-Type", "text/html").succeeds();
    }

    @Test
    void whatIsNoJsonOfTheRightTypeIsABadRequest() {
        for (var body : List.of("", "  \n", "name", "{", "{\"name\":\"a\"", "{name:\"a\"}", "{'name':'a'}",
                "{\"name\":\"a\",}", "{\"name\":1}", "{\"name\":true}", "{\"name\":[\"a\"]}", "{\"name\":{}}",
                "{\"name\":\"a\",\"scopes\":\"apps:read\"}",
                "{\"name\":\"a\",\"scopes\":{}}", "{\"name\":\"a\",\"scopes\":[1]}", "{\"name\":\"a\",\"scopes\":[[]]}", "[]",
                "[{\"name\":\"a\"}]", "\"name\"", "1", "true",
                "\uFEFF{\"name\":\"a\"}", "{\"name\":\"a\tb\"}", "{\"name\":\"\\x\"}", "{\"name\":01}", "{\"name\":\"a\"/**/}")) {
            admin.post(CREATE, body).refuses(400, "Bad request");
        }
        assertEquals("null\n", admin.get("/api/agents").body());
    }

    @Test
    void theReasonIsInGosWords() {
        var cases = List.of("", "EOF", "{", "unexpected EOF", "{\"name\":\"a\"", "unexpected EOF", "{\"name\":1", "unexpected EOF",
            "name", "invalid character 'a' in literal null (expecting 'u')", "x", "invalid character 'x' looking for beginning of value",
            "{name:1}", "invalid character 'n' looking for beginning of object key string",
            "{\"name\":\"a\",}", "invalid character '}' looking for beginning of object key string",
            "{\"name\" 1}", "invalid character '1' after object key",
            "{\"name\":\"a\" \"b\"}", "invalid character '\\\"' after object key:value pair",
            "{\"domains\":[1 2]}", "invalid character '2' after array element",
            "{\"name\":\"\\x\"}", "invalid character 'x' in string escape code",
            "{\"name\":\"a\tb\"}", "invalid character '\\\\t' in string literal",
            "{\"name\":1}", "json: cannot unmarshal number into Go struct field .name of type string",
            "{\"name\":{\"a\":[1]}}", "json: cannot unmarshal object into Go struct field .name of type string",
            "{\"domains\":\"a\"}", "json: cannot unmarshal string into Go struct field .domains of type []string",
            "{\"envVars\":{\"A\":true}}", "json: cannot unmarshal bool into Go struct field .envVars of type string",
            "{\"envVars\":[]}", "json: cannot unmarshal array into Go struct field .envVars of type map[string]string",
            "{\"portOverride\":1.5}", "json: cannot unmarshal number 1.5 into Go struct field .portOverride of type int",
            "{\"portOverride\":1.}", "invalid character '}' after decimal point in numeric literal",
            "{\"portOverride\":-}", "invalid character '}' in numeric literal",
            "tru", "unexpected EOF", "{\"name\":1,", "unexpected EOF");
        for (int i = 0; i < cases.size(); i += 2) {
            admin.post("/api/deploy", cases.get(i)).refuses(400, "Bad request: " + cases.get(i + 1));
        }
    }

    @Test
    void anotherHostsNameIsRefused() throws Exception {
        for (var host : List.of("127.0.0.1", "localhost", "LOCALHOST", "app.localhost", "[::1]", "127.1.2.3")) {
            assertEquals("HTTP/1.1 200 OK", statusFor(host), host);
        }
        for (var host : List.of("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.5", "notlocalhost")) {
            assertEquals("HTTP/1.1 403 Forbidden", statusFor(host), host);
        }
    }

    private String statusFor(String host) throws IOException {
        try (var socket = new Socket("127.0.0.1", sandbox.url().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("GET /api/health HTTP/1.1\r\nHost: " + host + ":" + sandbox.url().getPort()
                + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8).lines().findFirst().orElse("");
        }
    }

    @Test
    void aNumberMustBeAWholeOneForAnIntegerField() {
        for (var port : List.of("\"8080\"", "8080.5", "8080.0", "8e3", "true", "[]", "99999999999999999999")) {
            admin.post("/api/connect/agent/approve", approve(port)).refuses(400, "Bad request");
        }
        for (var port : List.of("0", "-1", "1023", "65536", "99999999999", "null")) {
            admin.post("/api/connect/agent/approve", approve(port)).refuses(400, "Invalid callback port");
        }
        admin.post("/api/connect/agent/approve", approve("1024")).succeeds();
        admin.post("/api/connect/agent/approve", approve("65535")).succeeds();
    }

    @Test
    void moreThanTwoMebibytesIsABadRequestAndTheEndOfTheConnection() {
        int frame = "{\"name\":\"\"}".length();
        var fits = "{\"name\":\"" + "a".repeat(2 * 1024 * 1024 - frame) + "\"}";
        assertEquals(2 * 1024 * 1024 - frame, admin.post(CREATE, fits).succeeds().text("name").length());
        admin.post(CREATE, fits.replaceFirst("a", "aa")).refuses(400, "Bad request").hasHeader("Connection", "close");
        admin.get("/api/system/version").succeeds();
    }

    @Test
    void halfACharacterBecomesTheReplacementCharacter() {
        assertEquals("a\uFFFDb", admin.post(CREATE, "{\"name\":\"a\\ud800b\"}").succeeds().text("name"));
        assertTrue(admin.post(CREATE, "{\"name\":\"\\ud83d\\ude80\"}").succeeds().body().contains("\"name\":\"\uD83D\uDE80\""));
    }

    @Test
    void answersAreEscapedAsTheServerDoes() {
        var made = admin.post(CREATE, "{\"name\":\"<b>&\\u2028\\u001b\\n\\\"é\"}").succeeds();
        var escaped = "\\u003cb\\u003e\\u0026\\u2028\\u001b\\n\\\"é";
        assertEquals(escaped, made.body().replaceAll(".*\"name\":\"(.*)\",\"scopes.*\n", "$1"));
    }

    private static String approve(String port) {
        return "{\"state\":\"0123456789abcdef\",\"port\":" + port + ",\"profile\":\"observer\",\"name\":\"a\"}";
    }
}
