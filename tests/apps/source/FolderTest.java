package tests.apps.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Bundle;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Programs;
import tests.support.Run;
import tests.support.Sockets;

/** What of a folder reaches an instance, and what a folder can make this machine do: with a real git, a real unzip, in every locale. */
class FolderTest {
    private static final String UPLOAD = "POST /api/deploy/upload";

    @TempDir
    Path folder;
    private HostileServer server;
    private Cli cli;
    private Path site;

    @BeforeEach
    void setUp() throws IOException {
        Programs.need("git", "apt-get install git");
        server = Sockets.instance().on(UPLOAD, json("{\"id\":\"n1\",\"name\":\"site\",\"status\":\"building\",\"url\":\"\"}"));
        cli = new Cli(new Home(folder.resolve("home")).connected(server.url(), "bpagt_" + "4b".repeat(32)));
        site = Files.createDirectories(folder.resolve("home/site"));
        Files.writeString(site.resolve("index.html"), "x");
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void namesBeyondAsciiAreSentInEveryLocale() throws Exception {
        Files.writeString(site.resolve("grüße.txt"), "ü");
        Files.createDirectories(site.resolve("日本/ä"));
        Files.writeString(site.resolve("日本/ä/x.txt"), "x");
        Files.writeString(site.resolve("日本/.paasignore"), "n*\n");
        Files.writeString(site.resolve("日本/nö.txt"), "x");
        run("/bin/sh", "-c", "printf x > \"$(printf 'caf\\351.txt')\"");
        var wanted = new TreeSet<>(List.of("grüße.txt", "index.html", "日本/.paasignore", "日本/ä/x.txt"));
        for (var locale : List.of("C", "C.UTF-8")) {
            cli.env("LC_ALL", locale);
            deploy().exits(0).complainsPart("not sent: caf\\xe9.txt, whose name is not UTF-8\n");
            assertEquals(wanted, sent(), locale);
        }
        run("git", "init", "-q");
        for (var locale : List.of("C", "C.UTF-8")) {
            cli.env("LC_ALL", locale);
            deploy().exits(0).complainsPart("not sent: caf\\xe9.txt, whose name is not UTF-8\n");
            assertEquals(wanted, sent(), locale + " by git");
        }
    }

    @Test
    void theSavedConnectionIsNeverSent() throws Exception {
        Files.createDirectories(site.resolve("sub/.paas"));
        Files.createDirectories(site.resolve(".paas"));
        Files.writeString(site.resolve(".paas/config.json"), "{}");
        Files.writeString(site.resolve("sub/.paas/config.json"), "{}");
        Files.createSymbolicLink(site.resolve("link.json"), Path.of(".paas/config.json"));
        var note = "not sent: .paas/config.json, the saved connection of paas, with its token\n";
        deploy().exits(0).complainsPart(note).complainsPart("not sent: link.json, the saved");
        assertEquals(new TreeSet<>(List.of("index.html")), sent());
        run("git", "init", "-q");
        run("git", "add", "-A");
        deploy().exits(0).complainsPart(note);
        assertEquals(new TreeSet<>(List.of("index.html")), sent());
    }

    @Test
    void whatIsSentByMistakeIsNamed() throws Exception {
        Files.createDirectories(site.resolve("web/node_modules/p"));
        for (var file : List.of(".env", ".env.example", "web/.env.local", "web/node_modules/p/a.js", "web/node_modules/p/b.js",
            ".DS_Store")) {
            Files.writeString(site.resolve(file), "x");
        }
        deploy().exits(0)
            .complainsPart("sent along: .env, web/.env.local, which usually hold secrets; a .paasignore file (as .gitignore) leaves them "
            + "out\n")
            .complainsPart("sent along: web/node_modules/ (2 files), which the build makes anew; leave it out with .paasignore\n")
            .complainsPart("sent along: .DS_Store, of no use to the app; leave it out with .paasignore\n");
        Files.writeString(site.resolve(".paasignore"), ".env*\n!.env.example\nnode_modules/\n.DS_Store\n");
        assertFalse(deploy().exits(0).stderr().contains("sent along"));
        assertEquals(new TreeSet<>(List.of(".env.example", ".paasignore", "index.html")), sent());
    }

    @Test
    void theArchiveKeepsWhatCanBeExecuted() throws Exception {
        Files.writeString(site.resolve("app.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(site.resolve("app.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        deploy().exits(0);
        var zip = archive();
        var script = "import zipfile,sys\nfor i in zipfile.ZipFile(sys.argv[1]).infolist(): print(i.filename, i.create_system, "
            + "oct(i.external_attr >> 16), "
            + "len(zipfile.ZipFile(sys.argv[1]).read(i)))";
        assertEquals("source/app.sh 3 0o100755 10\nsource/index.html 3 0o100644 1\n", run("python3", "-c", script, zip.toString()));
    }

    @Test
    void aCheckoutThatGitDoesNotAnswerForIsNotSent() throws Exception {
        run("git", "init", "-q");
        Files.writeString(site.resolve(".env"), "x");
        Files.writeString(site.resolve(".git/info/exclude"), ".env\n");
        deploy().exits(0);
        assertEquals(new TreeSet<>(List.of("index.html")), sent());
        long before = server.count(UPLOAD);
        cli.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
        for (var line : List.of(List.of("deploy", "site", "--upload", "site"), List.of("deploy", "site", "--upload", site.toString()))) {
            cli.run(line.toArray(String[]::new)).failsWith(1, "git does not answer for " + site
                + ": detected dubious ownership in repository at '"
                + site + "'\nhint: if you trust it: git config --global --add safe.directory " + site + "\n");
        }
        cli.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", null);
        Files.delete(site.resolve(".git/HEAD"));
        deploy().failsWith(1, "git does not answer for " + site + ": not a git repository");
        var nothing = Files.createDirectories(folder.resolve("nothing"));
        cli.env("PATH", nothing.toString());
        deploy().failsWith(1,
            "this folder is a git checkout, and there is no git to say what belongs to it\nhint: install git\n");
        assertEquals(before, server.count(UPLOAD));
    }

    /** Everything in a folder's configuration that can name a program names one that leaves a trace. */
    @Test
    void nothingThatAFolderConfiguresRuns() throws Exception {
        run("git", "init", "-q", "-b", "main");
        run("git", "-c", "user.name=t", "-c", "user.email=t@e.x", "commit", "-q", "--allow-empty", "-m", "first");
        run("git", "add", "index.html");
        var trace = folder.resolve("trace");
        var program = Files.writeString(folder.resolve("evil"), "#!/bin/sh\necho \"$0 $*\" >> " + trace + "\ncat\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        var hooks = Files.createDirectories(folder.resolve("hooks"));
        for (var hook : List.of("post-index-change", "fsmonitor-watchman", "pre-commit", "reference-transaction")) {
            Files.copy(program, hooks.resolve(hook));
            Files.copy(program, site.resolve(".git/hooks").resolve(hook));
        }
        Files.writeString(site.resolve(".gitattributes"), "*.html filter=evil diff=evil\n*.txt filter=evil\n");
        Files.writeString(site.resolve("a.txt"), "x");
        Files.writeString(site.resolve(".git/config"), """
            [core]
                repositoryformatversion = 0
                fsmonitor = %1$s
                hooksPath = %2$s
                sshCommand = %1$s
                pager = %1$s
                gitProxy = %1$s
                askPass = %1$s
            [filter "evil"]
                clean = %1$s
                smudge = %1$s
                process = %1$s
                required = true
            [diff "evil"]
                textconv = %1$s
                command = %1$s
            [alias]
                status = !%1$s
                ls-files = !%1$s
            [credential]
                helper = %1$s
            [remote "origin"]
                url = https://github.com/ada/site.git
                uploadpack = %1$s
            [protocol "ext"]
                allow = always
            [branch "main"]
                remote = origin
                merge = refs/heads/main
            """.formatted(program, hooks));
        // git looks into a file when it seems to have changed
        Files.writeString(site.resolve("index.html"), "touched");
        deploy().exits(0);
        var process = inside("deploy", "site2", "--no-wait");
        assertTrue(process.contains("from this checkout: https://github.com/ada/site.git, branch main"), process);
        assertTrue(process.contains("changed and not committed"), process);
        assertFalse(Files.exists(trace), () -> read(trace));
    }

    private Run deploy() {
        server.on("GET /api/deployments/history", json("[]"),
            json("[{\"id\":\"d1\",\"appId\":\"n1\",\"appName\":\"site\",\"status\":\"building\",\"logs\":[]}]"));
        return cli.run("deploy", "site", "--upload", "site");
    }

    /** The program started in the folder itself. */
    private String inside(String... words) throws Exception {
        var command = new ArrayList<>(Bundle.command(List.of(), List.of(words)));
        var builder = new ProcessBuilder(command).directory(site.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", folder.resolve("home").toString());
        return output(builder.start());
    }

    private TreeSet<String> sent() throws Exception {
        var names = new TreeSet<String>();
        var listed = run("python3", "-c",
            "import zipfile,sys\nsys.stdout.buffer.write(chr(10).join(zipfile.ZipFile(sys.argv[1]).namelist()).encode())",
            archive().toString());
        listed.lines().forEach(each -> names.add(each.replaceFirst("^source/", "")));
        return names;
    }

    /** The last one that arrived. */
    private Path archive() throws IOException {
        var request = server.seen().stream().filter(each -> each.toString().equals(UPLOAD)).reduce((first, last) -> last).orElseThrow();
        var body = new String(request.bytes(), StandardCharsets.ISO_8859_1);
        var part = body.substring(body.indexOf("application/zip\r\n\r\n") + "application/zip\r\n\r\n".length(), body.lastIndexOf("\r\n--"));
        return Files.write(folder.resolve("sent.zip"), part.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).directory(site.toFile()).redirectErrorStream(true).start();
        var said = output(process);
        assertEquals(0, process.exitValue(), said);
        return said;
    }

    private static String output(Process process) throws Exception {
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return said;
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
