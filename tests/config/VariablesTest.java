package tests.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lib.sandbox.instance.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Bundle;
import tests.support.Checkout;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Instance;
import tests.support.Programs;
import tests.support.Run;

/** {@code PAAS_API_URL} and {@code PAAS_TOKEN}: a connection without a file, as CI has it. */
class VariablesTest {
    private static final String CALL = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
        {"jsonrpc":"2.0","method":"notifications/initialized"}
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"paas_status","arguments":{}}}
        """;

    @TempDir
    Path folder;
    private Home home;
    private Cli cli;
    private Instance instance;
    private String token;

    @BeforeEach
    void setUp() {
        home = new Home(folder);
        cli = new Cli(home);
        instance = Instance.demo();
    }

    @AfterEach
    void tearDown() {
        instance.close();
    }

    private String url() {
        return instance.url();
    }

    private String token(String... scopes) {
        return instance.admin("POST", "/api/agents/create", Map.of("name", "CI", "scopes", List.of(scopes))).path("token").asText();
    }

    private String token() {
        if (token == null) {
            token = token("apps:read", "logs:read", "metrics:read");
        }
        return token;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAAS_API_URL", "PAAS_URL"})
    void connectWithoutAFile(String name) {
        var run = cli.env(name, url() + "/").env("PAAS_TOKEN", token()).run("status").exits(0).complains("");
        run.printsPart("Better-PaaS  " + url() + "\nAgent        PAAS_TOKEN\n\n");
        cli.run("apps", "-q").exits(0).complains("");
        assertEquals(List.of(), Home.names(folder), "left behind in the home");
    }

    /** A token never goes in the open because https was written in capitals, as it may be (RFC 3986, section 3.1). */
    @Test
    void aSchemeInCapitals() throws Exception {
        cli.env("PAAS_API_URL", url().replace("http:", "HTTP:")).env("PAAS_TOKEN", token()).run("status").exits(0);
        var received = new ByteArrayOutputStream();
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var reader = Thread.startVirtualThread(() -> {
                while (!listener.isClosed()) {
                    try (var client = listener.accept()) {
                        client.setSoTimeout(2_000);
                        received.writeBytes(client.getInputStream().readNBytes(40));
                    } catch (IOException e) {
                        // the next one, or the end
                    }
                }
            });
            var address = "HTTPS://127.0.0.1:" + listener.getLocalPort();
            cli.env("PAAS_API_URL", address).run("status").exits(8);
            new Home(folder).connected(address, "bpagt_" + "0f".repeat(32));
            cli.env("PAAS_API_URL", "").env("PAAS_TOKEN", "").run("status").exits(8);
            listener.close();
            reader.join();
        }
        var bytes = received.toByteArray();
        assertTrue(bytes.length >= 80, bytes.length + " bytes came");
        assertEquals(0x16, bytes[0], "what came is no TLS: " + received);
        assertFalse(received.toString(StandardCharsets.ISO_8859_1).contains("GET"), received.toString());
    }

    @Test
    void theyNeedNoHome() {
        cli.env("PAAS_API_URL", url()).env("PAAS_TOKEN", token()).env("HOME", folder.resolve("gone").toString()).run("status").exits(0)
            .complains("");
    }

    @Test
    void theyCountBeforeTheFile() {
        home.connected("http://127.0.0.1:1", "bpagt_" + "0f".repeat(32));
        cli.env("PAAS_API_URL", url()).env("PAAS_URL", "http://127.0.0.1:2").env("PAAS_TOKEN", token()).run("status").exits(0)
            .printsPart("Better-PaaS  " + url() + "\n");
        cli.env("PAAS_API_URL", "").env("PAAS_URL", "").env("PAAS_TOKEN", "").run("status").exits(8)
            .complainsPart("127.0.0.1:1");
    }

    @Test
    void theInstanceDecidesWhatTheTokenMay() {
        cli.env("PAAS_API_URL", url()).env("PAAS_TOKEN", token()).run("stop", "notes").failsWith(4, "")
            .complainsPart("apps:write");
    }

    /** To connect anew would change nothing as long as they are set. */
    @Test
    void whatTheInstanceRefusesIsMendedWhereItCameFrom() {
        home.connected(url(), token());
        var wrong = "bpagt_" + "0f".repeat(32);
        cli.env("PAAS_API_URL", url()).env("PAAS_TOKEN", token()).run("stop", "notes").exits(4).complains(
            "error: Forbidden: missing scope apps:write\n"
                + "hint: the profile deployer has it; set PAAS_TOKEN to the token of an agent with the profile deployer\n");
        cli.env("PAAS_TOKEN", wrong);
        cli.run("apps").exits(4).complains("error: Unauthorized\nhint: the instance does not accept the token in PAAS_TOKEN (any more): "
            + "set PAAS_TOKEN to the token of an agent of " + url() + "\n");
        cli.env("PAAS_API_URL", "").env("PAAS_TOKEN", "");
        home.connected(url(), wrong);
        cli.run("apps").exits(4).complains("error: Unauthorized\n"
            + "hint: the instance does not accept this token (any more); run: paas connect " + url() + "\n");
    }

    @Test
    void theLockOutToo() {
        var wrong = "bpagt_" + "0f".repeat(32);
        try (var strict = Instance.start(Options.forTests().withLimits(true))) {
            cli.env("PAAS_API_URL", strict.url()).env("PAAS_TOKEN", wrong);
            Run run = null;
            for (int i = 0; i < 6; i++) {
                run = cli.run("apps");
            }
            run.exits(1).complainsMatch("error: .*\nhint: wait \\d+ s before you do anything else: each further try with a wrong token "
                + "doubles it; then set PAAS_TOKEN to the token of an agent of " + strict.url() + "\n");
        }
    }

    @Test
    void forTools() throws Exception {
        var builder = new ProcessBuilder(Bundle.command(List.of(), List.of("mcp"))).directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", System.getenv("PATH"), "HOME", folder.toString(), "PAAS_API_URL", url(),
            "PAAS_TOKEN", token()));
        var process = builder.start();
        process.getOutputStream().write(CALL.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        try (var reader = process.inputReader()) {
            reader.readLine();
            var answer = new ObjectMapper().readTree(reader.readLine()).path("result");
            assertEquals(url(), answer.path("structuredContent").path("url").asText(), answer.toString());
        } finally {
            process.destroy();
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "https://h, -, 4, 'PAAS_API_URL is set, but not PAAS_TOKEN'",
        "-, t0ken, 4, 'PAAS_TOKEN is set, but neither PAAS_API_URL nor PAAS_URL'",
        "paas.example.com, t0ken, 2, 'PAAS_API_URL cannot be used: it does not begin with http:// or https://'",
        "ftp://h, t0ken, 2, 'PAAS_API_URL cannot be used: it does not begin with http:// or https://'",
        "https://ada:hunter2@h, t0ken, 2, 'PAAS_API_URL cannot be used: it holds a user name or password'",
        "http://my_paas:8080, t0ken, 2, 'PAAS_API_URL cannot be used: its host name has a \"_\" in it, which cannot be used here'",
        "https://, t0ken, 2, 'PAAS_API_URL cannot be used: it '",
        "https://h?a=b, t0ken, 2, 'PAAS_API_URL cannot be used: it has a \"?\" or \"#\"'",
        "https://h, t0 ken, 2, 'PAAS_TOKEN cannot be used: it holds characters that no token has'"
    })
    void whatCannotBeUsedIsNamed(String url, String token, int code, String message) {
        home.connected(url(), token());
        for (var command : List.of("status", "env", "apps")) {
            var run = cli.secret("hunter2").env("PAAS_API_URL", url).env("PAAS_TOKEN", token).run(command).failsWith(code, message);
            assertTrue(run.stderr().lines().count() == 2 && run.stderr().contains("\nhint: "), run.toString());
        }
    }

    @Test
    void envPrintsThem() {
        cli.env("PAAS_URL", url()).env("PAAS_TOKEN", token()).run("env").exits(0).complains("").prints("""
            export PAAS_URL='%s'
            export PAAS_API_URL='%s'
            export PAAS_TOKEN='%s'
            """.formatted(url(), url(), token()));
    }

    @Test
    void disconnectSaysThatTheyStillConnect() {
        home.connected(url(), token());
        cli.env("PAAS_API_URL", url()).env("PAAS_TOKEN", token()).run("disconnect").exits(0).complains("").prints("""
            Disconnected. Local config removed.
            The agent "test CLI" and its token live on: to revoke it, delete it in the dashboard under Agent Access (paas disconnect --revoke does both).
            Still set and used: PAAS_API_URL and PAAS_TOKEN. To leave them: unset them.
            """);
        home.checkNoConfig();
    }

    @Test
    void editorsDoNotGetThem() {
        cli.env("PAAS_API_URL", url()).env("PAAS_TOKEN", token()).run("setup").failsWith(4,
            "editors do not pass PAAS_API_URL and PAAS_TOKEN on, and no connection is saved\nhint: run: paas connect <url>\n");
        assertEquals(List.of(), Home.names(folder));
    }

    @Test
    void connectSaysThatTheyCountAndWhoseTokenLivesOn() {
        home.connected("https://old.example.com", "bpagt_" + "0f".repeat(32));
        cli.secret(instance.sandbox().adminToken()).env("PAAS_API_URL", url()).env("PAAS_TOKEN", token());
        cli.runWith(instance.sandbox().adminToken() + "\n", "connect", url(), "--legacy").exits(0).complains("""
            The agent of before, "test CLI", and its token live on at https://old.example.com: to revoke it, delete it in the dashboard \
            under Agent Access.
            Set and used in place of the saved connection: PAAS_API_URL and PAAS_TOKEN.
            """);
    }

    /** The job of docs/ci.md, as it stands there. */
    @Test
    void theJobOfTheDocuments() throws Exception {
        Programs.need("jq", "apt-get install jq");
        var page = Checkout.read("docs/ci.md");
        int start = page.indexOf("```sh\nexport PAAS_URL=") + "```sh\n".length();
        var job = page.substring(start, page.indexOf("```", start)).replace("https://paas.example.com", url());
        var paas = Files.writeString(Files.createDirectory(folder.resolve("bin")).resolve("paas"), "#!/bin/sh\nexec "
            + String.join(" ", Bundle.command(List.of(), List.of()).stream().map(word -> "'" + word + "'").toList()) + " \"$@\"\n");
        assertTrue(paas.toFile().setExecutable(true));
        var builder = new ProcessBuilder("/bin/sh", "-eu", "-c", job).redirectErrorStream(true);
        builder.environment().putAll(Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"), "HOME", folder.toString(),
            "TOKEN_OF_THE_JOB", token()));
        assertEquals("landing\n", new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(List.of("bin"), Home.names(folder));
    }
}
