package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Sockets;

/** {@code paas deploy --upload}: what is sent of a folder, and what is refused before anything is. */
class UploadTest {
    private static final String TOKEN = "bpagt_" + "4b".repeat(32);
    private static final String UPLOAD = "POST /api/deploy/upload";

    @TempDir
    Path folder;
    private HostileServer server;
    private Cli cli;
    private Path site;

    @BeforeEach
    void setUp() throws IOException {
        server = Sockets.instance()
            .on(UPLOAD, json("{\"id\":\"n1\",\"name\":\"my-site\",\"status\":\"building\",\"url\":\"\",\"gitRepo\":\"upload://n1\"}"))
            .on("GET /api/deployments/history", json("[]"),
            json("[{\"id\":\"d1\",\"appId\":\"n1\",\"appName\":\"my-site\",\"status\":\"building\",\"logs\":[]}]"));
        cli = new Cli(new Home(folder.resolve("home")).connected(server.url(), TOKEN)).secret(TOKEN);
        site = Files.createDirectories(folder.resolve("My Site/node_modules"));
        Files.writeString(site.resolve("x.js"), "x");
        site = site.getParent();
        Files.writeString(site.resolve("index.html"), "<h1>ü</h1>".repeat(1000));
        Files.writeString(site.resolve(".gitignore"), "node_modules/\n");
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void aFolderBecomesAnApp() throws IOException {
        cli.run("deploy", "--upload", site.toString(), "--env", "A=1", "--memory", "512m").exits(0)
            .prints("my-site is building (deployment d1).\nWait for it: paas deployments wait d1\nUndo: paas delete my-site\n")
            .complainsPart("sending " + site + ": 2 files, 11.0 kB (index.html 11.0 kB, .gitignore 14 B)\na new app: my-site\n");
        var request = server.seen().stream().filter(each -> each.toString().equals(UPLOAD)).findFirst().orElseThrow();
        var boundary = request.header("Content-Type").replaceFirst("multipart/form-data; boundary=([^;]+).*", "$1");
        assertEquals("Bearer " + TOKEN, request.header("Authorization"));
        assertEquals("paas/0.1.0", request.header("User-Agent"));
        var parts = new String(request.bytes(), StandardCharsets.ISO_8859_1).split("--" + boundary);
        assertEquals(4, parts.length);
        assertEquals("--\r\n", parts[3]);
        assertTrue(parts[1].startsWith(
            "\r\nContent-Disposition: form-data; name=\"config\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"), parts[1]);
        assertEquals(new ObjectMapper().readTree("{\"name\":\"my-site\",\"envVars\":{\"A\":\"1\"},\"memory\":\"512m\"}"),
            new ObjectMapper().readTree(parts[1].substring(parts[1].indexOf("\r\n\r\n"))));
        assertTrue(parts[2].matches(
            "(?s)\r\nContent-Disposition: form-data; name=\"archive\"; filename=\"[\\w-]+\\.zip\"\r\nContent-Type: "
            + "application/zip\r\n\r\n.*"),
            parts[2].substring(0, 200));
        assertEquals(Map.of("source/index.html", "<h1>ü</h1>".repeat(1000), "source/.gitignore", "node_modules/\n"),
            unzipped(parts[2].substring(parts[2].indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Map<String, String> unzipped(byte[] zip) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void aTakenNameIsRefusedWithoutSending() {
        cli.run("deploy", "web", "--upload", site.toString()).exits(6).prints("").complainsPart(
            "error: there is an app web already (a1b2c3d4e5), which comes from a Dockerfile\n"
            + "hint: take another name: paas deploy <name> …; or put the folder in its place: --replace\n");
        assertEquals(0, server.count(UPLOAD));
    }

    @Test
    void nothingIsAskedForWhatCannotBeSent() throws IOException {
        cli.run("deploy", "x1", "--upload", folder.resolve("none").toString()).failsWith(2, folder.resolve("none") + " is no folder");
        cli.run("deploy", "x1", "--upload", site.toString(), "--image", "nginx").failsWith(2, "an app comes from one place");
        cli.run("deploy", "x1", "--upload", site.toString(), "--branch", "main").failsWith(2, "--branch belongs to a repository");
        assertEquals(0, server.asked().size());
    }

    @Test
    void theInstancesRefusal() {
        server.on(UPLOAD, error(400, "invalid zip archive: zip: not a valid zip file"));
        cli.run("deploy", "x1", "--upload", site.toString()).exits(1).prints("")
            .complainsPart("error: invalid zip archive: zip: not a valid zip file\n");
        assertEquals(1, server.count(UPLOAD));
        server.on(UPLOAD, error(403, "Forbidden: missing scope deploy:trigger"));
        cli.run("deploy", "x1", "--upload", site.toString()).exits(4).complainsPart("hint: the profile deployer has it");
        server.on(UPLOAD, HostileServer.drop());
        cli.run("deploy", "x1", "--upload", site.toString()).exits(9).complainsPart(
            "error: the answer of " + server.url()
            + " to POST /api/deploy/upload got lost (the connection broke off); it may have been done\nhint: look whether");
    }
}
