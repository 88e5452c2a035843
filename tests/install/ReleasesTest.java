package tests.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.install.ReleaseServer.FILE;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lib.base.Failure;
import lib.commands.program.Install;
import lib.commands.program.Upgrade;
import lib.op.Page;
import lib.op.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tests.support.Home;

/** What comes from a page of releases is taken when all is right with it, and else nothing is changed. */
class ReleasesTest {
    private static final String AGAIN = "check the network, and run this again; a mirror or this machine: --releases <address>";

    @TempDir
    Path folder;
    private Path home;
    private Path launcher;
    private ReleaseServer server;
    private final List<String> steps = new ArrayList<>();

    @BeforeEach
    void before() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
        launcher = Files.createDirectories(home.resolve(".paas/bin")).resolve("paas");
        server = new ReleaseServer();
        installed(true, "release", server.address());
    }

    @AfterEach
    void after() {
        server.close();
    }

    /** One that is there already, and must be there still after what fails. */
    private void installed(boolean whole, String kind, String from) throws Exception {
        Files.writeString(launcher, ReleaseServer.program("0.1.0")).toFile().setExecutable(true);
        Files.writeString(home.resolve(".paas/installed.json"), """
            {"version": "0.1.0", "copy": "/c", %s, "kind": "%s", "from": "%s"}
            """.formatted(whole ? "\"native\": true" : "\"java\": \"/j\"", kind, from));
    }

    private String refused(String... words) throws Exception {
        var install = new Install(null, Progress.NONE, Here.machine(home, Map.of("PAAS_RELEASES", server.address())));
        new CommandLine(install).parseArgs(Stream.concat(Stream.of("--native", "--no-path"), Stream.of(words)).toArray(String[]::new));
        var failure = assertThrows(Failure.class, install::call);
        assertEquals(ReleaseServer.program("0.1.0"), Files.readString(launcher), "the former program is as it was");
        assertTrue(!Files.isSymbolicLink(launcher));
        var version = home.resolve(".paas/runtime/0.1.0");
        assertEquals(List.of(), Files.exists(version, LinkOption.NOFOLLOW_LINKS) ? Home.names(version) : List.of(), "what is left");
        return (failure.kind().exitCode() + " " + failure.getMessage() + " - " + failure.hint()).replace(server.address(), "ADDRESS");
    }

    @Test
    void aWrongChecksumIsRefused() throws Exception {
        server.release("0.1.0", ReleaseServer.program("0.1.0")).has("download/v0.1.0/" + FILE, ReleaseServer.program("6.6.6"));
        assertEquals("1 ADDRESS/download/v0.1.0/" + FILE
            + " is not the file that its release names: its checksum is another - nothing of it "
            + "was kept; run this again, and where it stays so tell whoever publishes it", refused());
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        assertEquals("5 there is no SHA256SUMS of release 0.1.0 at ADDRESS - see which releases there are, or build it: set GRAALVM_HOME "
            + "to "
            + "a GraalVM 25", refused());
        server.has("download/v0.1.0/SHA256SUMS", "<html>Please sign in to the network</html>\n");
        assertEquals("1 ADDRESS/download/v0.1.0/SHA256SUMS is no list of checksums - look at it in a browser: a proxy may answer in its "
            + "place; another address: --releases <address>", refused());
        server.has("download/v0.1.0/SHA256SUMS", "0".repeat(64) + "  paas-windows-x64.exe\n");
        assertEquals("5 release 0.1.0 has no " + FILE
            + ", so none for this machine - build it: set GRAALVM_HOME to a GraalVM 25; or install "
            + "without --native", refused());
        server.has("download/v0.1.0/SHA256SUMS", "0".repeat(64) + " *./" + FILE + "\n");
        assertEquals("5 there is no " + FILE + " of release 0.1.0 at ADDRESS - see which releases there are, or build it: set GRAALVM_HOME "
            + "to a GraalVM 25", refused());
        server.has("download/v0.1.0/SHA256SUMS", exchange -> ReleaseServer.send(exchange, 403, "no"));
        assertEquals("1 ADDRESS/download/v0.1.0/SHA256SUMS answers with status 403 - look at it in a browser: a proxy may answer in its "
            + "place; another address: --releases <address>", refused());
    }

    @Test
    void aDownloadThatIsCutOffIsTriedAgainAndThenTold() throws Exception {
        server.release("0.1.0", ReleaseServer.program("0.1.0")).has("download/v0.1.0/" + FILE, exchange -> {
            exchange.sendResponseHeaders(200, 40_000_000);
            exchange.getResponseBody().write(new byte[100_000]);
        });
        var origin = server.address().replace("/releases", "");
        assertEquals("8 the connection to " + origin + " broke off before its answer was complete - " + AGAIN, refused());
        assertEquals(3, server.asked().stream().filter(path -> path.endsWith(FILE)).count(), "tries");
    }

    @Test
    void withoutANetworkItSaysSo() throws Exception {
        server.close();
        assertEquals("8 cannot reach " + server.address().replace("/releases", "") + " (connection refused) - " + AGAIN, refused());
    }

    /** A publisher's other machine is his own affair; an unencrypted one is not. */
    @Test
    void redirectsAreFollowedButNeverIntoTheOpen() throws Exception {
        server.redirects("download/v0.1.0/SHA256SUMS", "http://elsewhere.example/SHA256SUMS");
        assertEquals("1 " + server.address().replace("/releases", "")
            + " redirects to http://elsewhere.example, which is not encrypted, and "
            + "what comes from there would be run - nothing was fetched; another address: --releases <address>", refused());
        var other = server.address().replace("127.0.0.1", "localhost");
        server.release("0.1.0", ReleaseServer.program("0.1.0")).has("elsewhere", ReleaseServer.program("0.1.0"))
            .redirects("download/v0.1.0/" + FILE, other + "/elsewhere");
        install();
        assertEquals(ReleaseServer.program("0.1.0"), Files.readString(Files.readSymbolicLink(launcher)));
    }

    private Install.Done install() {
        var install = new Install(null, Progress.NONE, noted("PAAS_RELEASES", server.address()));
        new CommandLine(install).parseArgs("--native", "--no-path");
        return install.call();
    }

    private lib.files.Machine noted(String... variables) {
        try {
            return Here.machine(home, variables.length == 0 ? Map.of() : Map.of(variables[0], variables[1]));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "http://example.com/releases|2 http://example.com/releases is not encrypted, and what comes from there would be run - use https; "
            + "plain http is for this machine alone",
        "http://127.0.0.1.example.com/r|2 http://127.0.0.1.example.com/r is not encrypted, and what comes from there would be run - use "
            + "https; plain http is for this machine alone"})
    void plainHttpIsForThisMachineAlone(String address, String said) throws Exception {
        assertEquals(said, refused("--releases", address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"releases", "ftp://example.com/r", "https:///r", "https://me:secret@example.com/r", "https://example.com/r?a=b",
        "https://exa mple.com"})
    void whatIsNoAddressIsNotRepeated(String address) throws Exception {
        assertEquals("2 that is no address of releases - name their page, without a user name, e.g. https://github.com/org/paas/releases",
            refused("--releases", address));
    }

    @Test
    void aFileThatDoesNotStartOrIsAnotherVersionIsNotInstalled() throws Exception {
        var next = "nothing was changed; install without --native, or set GRAALVM_HOME to a GraalVM 25 to build it here";
        server.release("0.1.0", "\u007fELF of another machine");
        assertEquals("1 the native program does not start on this machine - " + next, refused());
        server.release("0.1.0", ReleaseServer.program("0.0.9"));
        assertEquals("1 the native program is paas 0.0.9, not 0.1.0 - " + next, refused());
    }

    @Test
    void whereNoReleasesAreKnownItSaysWhatToDo() throws Exception {
        installed(false, "unknown", "");
        var install = new Install(null, Progress.NONE, noted());
        new CommandLine(install).parseArgs("--native", "--no-path");
        var failure = assertThrows(Failure.class, install::call);
        assertEquals("there is no GraalVM 25 here to build the native program with, and it is not known where the releases are - set "
            + "GRAALVM_HOME to a GraalVM 25, or name the address: --releases https://github.com/org/paas/releases",
            failure.getMessage() + " - " + failure.hint());
        var without = new Install(null, Progress.NONE, noted());
        new CommandLine(without).parseArgs("--releases", "https://example.com");
        assertEquals("--releases says where the native program is, and without --native there is none",
            assertThrows(Failure.class, without::call).getMessage());
    }

    /** GitHub's way, a redirect to the newest, and that of a folder on a web server, a file with its number. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUpgradeTakesTheNewestRelease(boolean redirect) throws Exception {
        var fresh = ReleaseServer.program("0.2.0");
        server.release("0.2.0", fresh).has("tag/v0.2.0", "<html>what is new</html>");
        if (redirect) {
            server.redirects("latest", "tag/v0.2.0");
        } else {
            server.has("latest", "v0.2.0\n");
        }
        var looked = upgrade("--check");
        assertEquals("available", looked.state());
        assertEquals(List.of(new Page.Line("0.1.0 is installed, and " + server.address() + " has 0.2.0: paas upgrade")),
            looked.page().parts());
        assertEquals(ReleaseServer.program("0.1.0"), Files.readString(launcher));
        var done = upgrade();
        assertEquals("upgraded 0.1.0 0.2.0 " + server.address(), done.state() + " " + done.version() + " " + done.latest() + " "
            + done.from());
        assertEquals("What is new: " + server.address() + "/tag/v0.2.0", done.changes());
        assertTrue(Files.isSymbolicLink(launcher));
        assertEquals(fresh, Files.readString(launcher));
        assertEquals("up-to-date", upgrade().state());
    }

    private Upgrade.Upgraded upgrade(String... words) {
        var upgrade = new Upgrade(Progress.NONE, noted());
        new CommandLine(upgrade).parseArgs(words);
        return upgrade.call();
    }

    @Test
    void anUpgradeThatCannotLeavesTheFormerOne() throws Exception {
        server.has("latest", "<html>moved</html>");
        var failure = assertThrows(Failure.class, this::upgrade);
        assertEquals(server.address() + "/latest does not say which version is the newest", failure.getMessage());
        server.has("latest", "0.2.0").release("0.2.0", ReleaseServer.program("0.2.0"))
            .has("download/v0.2.0/" + FILE, ReleaseServer.program("6.6.6"));
        assertTrue(assertThrows(Failure.class, this::upgrade).getMessage().endsWith("its checksum is another"));
        assertEquals(ReleaseServer.program("0.1.0"), Files.readString(launcher));
        installed(false, "catalog", "paas@org");
        assertEquals("a release's file is a native program, and this paas is none",
            assertThrows(Failure.class, () -> upgrade("--from", server.address())).getMessage());
    }

    /** A catalog's next version installs itself as what it was. */
    @ParameterizedTest
    @CsvSource({"true, run --quiet paas@org install --no-path --from paas@org --native",
        "false, run --quiet paas@org install --no-path --from"
        + " paas@org"})
    void theKindStays(boolean whole, String asked) throws Exception {
        installed(whole, "catalog", "paas@org");
        var log = folder.resolve("asked");
        var jbang = Files.createDirectories(home.resolve(".jbang/bin")).resolve("jbang");
        Files.writeString(jbang, "#!/bin/sh\necho \"$@\" >>'" + log + "'\ncase \"$*\" in *version) echo 0.2.0 ;; esac\n").toFile()
            .setExecutable(true);
        assertThrows(Failure.class, this::upgrade);
        assertEquals(List.of("run --quiet --fresh paas@org version", asked), Files.readAllLines(log));
    }
}
