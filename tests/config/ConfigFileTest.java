package tests.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.AboutTheJvm;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Programs;
import tests.support.Run;

/** {@code ~/.paas/config.json}: shared with the Go CLI and with scripts, private, and never lost. */
class ConfigFileTest {
    private static final String ADMIN = "deadbeef".repeat(8);
    private static final String TOKEN = "bpagt_" + "91".repeat(32);
    private static final String CREATE = "POST /api/agents/create";

    @TempDir
    Path folder;
    private Home home;
    private Cli cli;
    private HostileServer server;

    @BeforeEach
    void setUp() {
        home = new Home(folder);
        cli = new Cli(home).secret(ADMIN);
        server = HostileServer.healthy()
            .on("POST /api/auth/verify", json("{\"valid\":true}"))
            .on(CREATE, json("{\"id\":\"q1w2e3r4t5\",\"name\":\"test "
            + "CLI\",\"scopes\":[],\"createdAt\":\"2026-07-01T10:00:00Z\",\"token\":\"" + TOKEN + "\"}"));
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void oneOfTheGoCliIsRead() {
        // As json.MarshalIndent writes it: no line end, < > & escaped, agentId left out when empty.
        home.writeConfig("""
            {
              "version": 1,
              "url": "%s",
              "token": "%s",
              "profile": "operator",
              "name": "R\\u0026D \\u003claptop\\u003e"
            }""".formatted(server.url(), TOKEN));
        cli.run("status").exits(0).complains("").printsPart("Agent        R&D <laptop> (operator)\n");
        assertEquals("Bearer " + TOKEN, server.seen().getFirst().header("Authorization"));
    }

    @Test
    void theGuidesJqLinesReadIt() throws Exception {
        connect().exits(0);
        Programs.need("jq", "apt-get install jq");
        var process = new ProcessBuilder("/bin/sh", "-euc",
            "TOKEN=$(jq -r .token ~/.paas/config.json); URL=$(jq -r .url ~/.paas/config.json); echo \"$TOKEN $URL\"");
        process.environment().put("HOME", folder.toString());
        assertEquals(TOKEN + " " + server.url() + "\n", new String(process.redirectErrorStream(true).start().getInputStream()
            .readAllBytes()));
    }

    @Test
    void fieldsItDoesNotKnowSurvive() throws Exception {
        var other = """
            "theme":"dunkel – 日本 \\ud83d\\ude00","big":123456789012345678901234567890,"exact":1.10,"tiny":1e-400,"deep":{"a":[1,{"b":null},[]],"c":true,"empty":{}},"list":[]
            """.strip();
        home.writeConfig("{" + other.replaceFirst(",\"list\":\\[]$", "")
            + ",\"version\":1,\"url\":\"http://old\",\"token\":\"bpagt_old00\",\"agentId\":\"old\",\"list\":[]}");
        connect().exits(0).complains("The agent of before and its token live on at http://old: to "
            + "revoke it, delete it in the dashboard under Agent Access.\n");
        var saved = home.readConfig();
        var mapper = new ObjectMapper().enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        var before = mapper.readTree("{" + other + "}");
        var after = mapper.readTree(saved);
        before.fieldNames().forEachRemaining(name -> assertEquals(before.get(name), after.get(name), name + " in\n" + saved));
        assertEquals(TOKEN, after.path("token").asText());
        assertEquals("q1w2e3r4t5", after.path("agentId").asText());
        assertTrue(saved.startsWith("{\n  \"version\": 1,\n  \"url\": \"" + server.url() + "\",\n  \"token\": "), saved);
        assertTrue(saved.contains("123456789012345678901234567890"), saved);
        assertTrue(saved.endsWith("\n}\n"), saved);
        home.checkPrivate();
    }

    @Test
    void nothingOfAnOlderConnectionStays() {
        home.connected("http://old.example.com", "bpagt_old00000000");
        connect().exits(0);
        assertFalse(home.readConfig().contains("old"), home.readConfig());
    }

    @Test
    void widePermissionsAreNarrowed() throws Exception {
        home.connected("http://old.example.com", "bpagt_old00000000");
        Files.setPosixFilePermissions(home.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(home.config(), PosixFilePermissions.fromString("rw-r--r--"));
        connect().exits(0);
        home.checkPrivate();
    }

    /** A second name of the old file shows whether the new one was written beside it and moved, or over it. */
    @Test
    void theOldFileIsReplacedNotOverwritten() throws Exception {
        home.connected("http://old.example.com", "bpagt_old00000000");
        var second = Files.createLink(folder.resolve("second-name"), home.config());
        connect().exits(0);
        assertTrue(Files.readString(second).contains("http://old.example.com"), "written over in place");
    }

    @Test
    void aLinkedFileStaysALink() throws Exception {
        var real = folder.resolve("dotfiles/paas.json");
        Files.createDirectories(real.getParent());
        Files.writeString(real, "{\"version\":1,\"url\":\"http://old\",\"token\":\"bpagt_old00\",\"mine\":1}");
        Files.createDirectory(home.folder());
        Files.createSymbolicLink(home.config(), real);
        connect().exits(0);
        assertTrue(Files.isSymbolicLink(home.config()), "the link was replaced by a file");
        assertEquals(TOKEN, home.config("token").asText());
        assertEquals(1, home.config("mine").asInt());
        assertEquals("rw-------", Home.permissions(real));
        assertEquals(List.of("paas.json"), Home.names(real.getParent()));
    }

    @Test
    void aLinkedFolderStaysALink() throws Exception {
        var real = Files.createDirectory(folder.resolve("private"));
        Files.createSymbolicLink(home.folder(), real);
        connect().exits(0);
        assertTrue(Files.isSymbolicLink(home.folder()), "the link was replaced");
        assertEquals(List.of("config.json"), Home.names(real));
        assertEquals("rw-------", Home.permissions(real.resolve("config.json")));
        cli.run("status").exits(0);
    }

    @Test
    void aLinkThatLeadsNowhere() throws Exception {
        Files.createDirectory(home.folder());
        Files.createSymbolicLink(home.config(), folder.resolve("gone/config.json"));
        cli.run("status").calm();
        var run = connect().calm();
        if (run.exit() == 0) {
            cli.run("status").exits(0);
        } else {
            run.exits(1).complainsPart(home.config().toString());
            assertEquals(0, server.count(CREATE), "an agent was created although it cannot be saved");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "{", "{\"version\":1,", "not json", "[]", "null", "7", "\"text\"",
            "{\"version\":1,\"url\":\"http://h\",\"token\":\"bpagt_x0000\"} trailing",
        "{\"version\":1,\"url\":\"http://h\"}", "{\"version\":1,\"token\":\"bpagt_x0000\"}",
            "{\"version\":1,\"url\":\"\",\"token\":\"bpagt_x0000\"}",
        "{\"version\":1,\"url\":\"http://h\",\"token\":\"\"}", "{\"version\":1,\"url\":\"http://h\",\"token\":null}",
            "{\"version\":1,\"url\":7,\"token\":\"bpagt_x0000\"}",
        "{\"version\":\"1\",\"url\":\"http://h\",\"token\":\"bpagt_x0000\"}",
            "{\"version\":1,\"url\":\"http://h\",\"token\":\"bpagt_x\\ninjected\"}", "\u0000\u0001\u0002"
    })
    void aDamagedFileIsNamedAndLeftAlone(String content) {
        home.writeConfig(content);
        damaged();
        assertEquals(content, home.readConfig());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "99", "99999999999999999999"})
    void aFileOfANewerVersionIsNamedAndLeftAlone(String version) {
        var content = "{\"version\":%s,\"url\":\"http://h\",\"token\":\"bpagt_x0000\"}".formatted(version);
        home.writeConfig(content);
        damaged();
        assertEquals(content, home.readConfig());
    }

    @Test
    void theReasonDoesNotShowTheToken() {
        home.writeConfig("{\"version\":1,\"url\":\"http://h\",\"token\":\"bpagt_0123456789abcdef\" oops");
        cli.secret("0123456789abcdef");
        damaged();
    }

    @Test
    void aFolderInItsPlace() throws Exception {
        Files.createDirectories(home.config());
        damaged();
        assertTrue(Files.isDirectory(home.config()));
    }

    @Test
    void aFileInThePlaceOfTheFolder() throws Exception {
        Files.writeString(home.folder(), "mine");
        var run = connect().exits(1).complainsPart("error: ").complainsPart(home.config().toString()).complainsPart("hint: ").calm();
        assertEquals(0, server.count(CREATE), run.toString());
        assertEquals("mine", Files.readString(home.folder()));
        cli.run("status").calm().complainsPart("error: ");
    }

    @Test
    void aHugeFileIsNotReadIntoMemory() throws Exception {
        home.writeConfig("");
        try (var file = new java.io.RandomAccessFile(home.config().toFile(), "rw")) {
            file.setLength(5L * 1024 * 1024 * 1024);
        }
        cli.run("env").failsWith(1, "").complainsPart(home.config().toString());
    }

    @Test
    void aVersionThatIsMissingIsTheFirst() {
        home.writeConfig("{\"url\":\"%s\",\"token\":\"%s\"}".formatted(server.url(), TOKEN));
        var run = cli.run("status").calm();
        assertTrue(run.exit() == 0 || run.exit() == 1 && run.stderr().contains(home.config().toString()), run.toString());
    }

    @Test
    @AboutTheJvm("sets what the JVM takes for the account's home")
    void withoutHomeVariableTheAccountsHomeIsUsed() {
        cli.env("HOME", null).jvm("-Duser.home=" + folder);
        home.connected(server.url(), TOKEN);
        cli.run("status").exits(0).complains("");
    }

    @Test
    @AboutTheJvm("sets what the JVM takes for the account's home")
    void theHomeVariableBeatsTheAccountsHome() {
        cli.jvm("-Duser.home=/proc/nonexistent");
        home.connected(server.url(), TOKEN);
        cli.run("status").exits(0).complains("");
    }

    @Test
    void aHomeWithBlanksAndUmlauts() throws Exception {
        var odd = new Home(Files.createDirectory(folder.resolve("Größe & 'co' $x")));
        new Cli(odd).secret(ADMIN).run("connect", server.url(), "--admin-token", ADMIN).exits(0).printsPart("  Config:  " + odd.config()
            + "\n");
        odd.checkPrivate();
    }

    /** No reading command and no connect goes on with such a file; the error names it. */
    private void damaged() {
        for (var run : List.of(cli.run("status"), cli.run("env"), connect())) {
            assertEquals(1, run.exit(), run.toString());
            run.complainsPart("error: ").complainsPart(home.config().toString()).calm();
        }
        assertEquals(List.of(), server.asked().stream().filter(each -> each.startsWith("POST")).toList(),
            "asked before the file was looked at");
        assertEquals(List.of("config.json"), Home.names(home.folder()), "left behind");
    }

    @Test
    void oneThatOthersCanReadIsSaidOnce() throws Exception {
        home.connected(server.url(), TOKEN);
        Files.setPosixFilePermissions(home.config(), PosixFilePermissions.fromString("rw-rw-rw-"));
        cli.run("status").exits(0).complains(home.config() + " can be read or written by others: run chmod 600 " + home.config() + "\n");
        cli.run("connect", server.url(), "--admin-token", ADMIN).exits(0);
        home.checkPrivate();
        cli.run("status").exits(0).complains("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paas.example.com", "ftp://h", "http://", "http://my_paas:8080", "http://a b", "http://ada:pw@h", "://"})
    void anAddressThatIsNoneIsDamage(String url) {
        home.connected(url, TOKEN);
        cli.run("status").failsWith(1, home.config() + " is damaged: its url cannot be used: ")
            .complainsPart("\nhint: mend it, or remove ");
    }

    @Test
    void aPipeInItsPlaceIsNotWaitedFor() throws Exception {
        Files.createDirectories(home.folder());
        assertEquals(0, new ProcessBuilder("mkfifo", home.config().toString()).start().waitFor());
        cli.run("status").failsWith(1, "cannot read " + home.config() + " (it is no plain file)\n");
    }

    private Run connect() {
        return cli.run("connect", server.url(), "--admin-token", ADMIN);
    }
}
