package tests.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.commands.program.Install;
import lib.commands.program.Upgrade;
import lib.files.Machine;
import lib.install.Changes;
import lib.install.LaunchScript;
import lib.install.Program;
import lib.install.Provenance;
import lib.install.Provenance.Kind;
import lib.op.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What cannot be done is said before anything is changed; and the parts that prove themselves without a process. */
class RefusalsTest {
    @TempDir
    Path folder;
    private Path home;

    @BeforeEach
    void setUp() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
    }

    private String install(Machine machine, String... words) {
        var install = new Install(null, Progress.NONE, machine);
        new CommandLine(install).parseArgs(words);
        var failure = assertThrows(Failure.class, install::call);
        return failure.kind().exitCode() + " " + failure.getMessage() + " - " + failure.hint();
    }

    private String upgrade(Map<String, String> variables, String... words) throws Exception {
        var upgrade = new Upgrade(Progress.NONE, Here.machine(home, variables));
        new CommandLine(upgrade).parseArgs(words);
        var failure = assertThrows(Failure.class, upgrade::call);
        return failure.kind().exitCode() + " " + failure.getMessage() + " - " + failure.hint();
    }

    /** A file where a folder should be, and a disk that takes nothing. */
    @ParameterizedTest
    @CsvSource({".paas", ".paas/runtime", ".paas/runtime/0.1.0", ".paas/bin"})
    void aFileInTheWayIsToldAndStays(String name) throws Exception {
        Files.writeString(Files.createDirectories(home.resolve(name).getParent()).resolve(Path.of(name).getFileName()), "mine");
        var said = install(Here.machine(home, Map.of()), "--no-path");
        assertTrue(said.matches("1 cannot install to ~/\\.paas \\([^()]+\\) - make it a folder that you can write to, on a disk with room"),
            said);
        assertFalse(said.contains("Exception"), said);
        assertEquals("mine", Files.readString(home.resolve(name)));
        assertFalse(Files.exists(home.resolve(".paas/bin/paas")));
    }

    @Test
    void whereNothingCanBeWrittenNothingIsDone() throws Exception {
        var machine = Here.machine(home, Map.of());
        // a file system on which even root makes no folder
        var sys = new Machine(machine.os(), "/sys", "/", Map.of(), machine.exists(), "0.1.0", machine.main(), machine.java(),
            machine.classPath());
        var said = install(sys, "--no-path");
        assertTrue(said.startsWith("1 cannot install to ~/.paas ("), said);
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() throws Exception {
        assertEquals("2 --path and --no-path are opposites - leave out one of them", install(Here.machine(home, Map.of()), "--path",
            "--no-path"));
        assertEquals("2 paas does not know the start-up file of your shell - leave out --path, and add this line to it: "
            + "export PATH=\"$HOME/.paas/bin:$PATH\"", install(Here.machine(home, Map.of("SHELL", "/bin/tcsh")), "--path"));
        var colon = Files.createDirectory(folder.resolve("a:b"));
        assertEquals("1 the name of your home folder has a \":\" in it, which Java cannot use - set HOME to a folder without one",
            install(Here.machine(colon, Map.of())));
        assertFalse(Files.exists(home.resolve(".paas")));
    }

    @Test
    void anUpgradeSaysWhyItCannot() throws Exception {
        assertEquals("1 paas is not installed on this machine - run: jbang paas@org install", upgrade(Map.of()));
        installed("clone", home + "/paas");
        assertEquals("1 this paas was installed from a clone, ~/paas - there: git pull && ./jbang paas.java install", upgrade(Map.of()));
        installed("jar", "");
        assertTrue(upgrade(Map.of()).startsWith("1 this paas was installed from a jar, which knows no place of newer ones - run a newer"));
        installed("unknown", "");
        assertEquals("1 it is not known which catalog this paas came from - name it: paas upgrade --from paas@org", upgrade(Map.of()));
        installed("catalog", "paas@org");
        assertEquals("1 a newer version comes through JBang, and there is none on the PATH or in ~/.jbang/bin - install JBang, or run a "
            + "newer jar: java -jar paas-fatjar.jar install", upgrade(Map.of("PATH", "/nowhere")));
        // JBang's own reason, with the noise around it left out
        var jbang = Files.createDirectories(home.resolve(".jbang/bin")).resolve("jbang");
        Files.writeString(jbang, "#!/bin/sh\necho '[jbang] Resolving…' >&2\necho \"[jbang] [ERROR] no $4 in the catalog\" >&2\n"
            + "echo '[jbang] Run with --verbose for more details' >&2\nexit 2\n").toFile().setExecutable(true);
        assertEquals("1 JBang cannot do it: no paas@else in the catalog - see for yourself: jbang --fresh paas@else version",
            upgrade(Map.of(), "--from", "paas@else"));
        // one that installs something else than it said: not believed
        Files.writeString(jbang, "#!/bin/sh\ncase \"$*\" in *version) echo 0.2.0 ;; esac\n");
        assertEquals("1 paas 0.2.0 was fetched, and it is not what the launcher starts - see for yourself: ~/.paas/bin/paas version",
            upgrade(Map.of()));
    }

    /** A catalog that has nothing newer, or that is only looked at. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0.1.0|up-to-date|Up to date: 0.1.0 is what paas@org has.",
        "0.0.9|older|Up to date: 0.1.0 is installed, and paas@org has 0.0.9.",
        "0.2.0|available|0.1.0 is installed, and paas@org has 0.2.0: paas upgrade"})
    void whatTheCatalogHasIsLookedAtFirst(String has, String state, String line) throws Exception {
        installed("catalog", "paas@org");
        var asked = folder.resolve("asked");
        var jbang = Files.createDirectories(home.resolve(".jbang/bin")).resolve("jbang");
        Files.writeString(jbang, "#!/bin/sh\necho \"$@\" >>'" + asked + "'\necho " + has + "\n").toFile().setExecutable(true);
        var upgrade = new Upgrade(Progress.NONE, Here.machine(home, Map.of()));
        new CommandLine(upgrade).parseArgs("--check");
        var result = upgrade.call();
        assertEquals(state, result.state());
        assertEquals(List.of(new lib.op.Page.Line(line)), result.page().parts());
        assertEquals("run --quiet --fresh paas@org version\n", Files.readString(asked));
    }

    private void installed(String kind, String from) throws Exception {
        var launcher = Files.createDirectories(home.resolve(".paas/bin")).resolve("paas");
        Files.writeString(launcher, "#!/bin/sh\necho 0.1.0\n").toFile().setExecutable(true);
        Files.writeString(home.resolve(".paas/installed.json"), """
            {"version": "0.1.0", "copy": "/c", "java": "/j", "kind": "%s", "from": "%s"}
            """.formatted(kind, from));
    }

    /** JBang tells a program nothing of its catalog; its cache does. */
    @Test
    void whereACopyCameFromIsFoundOut() throws Exception {
        var cache = Files.createDirectories(folder.resolve("jbang/cache"));
        var jar = Files.createFile(Files.createDirectories(cache.resolve("jars/paas.java.abc")).resolve("paas.jar"));
        Files.createDirectory(cache.resolve("urls"));
        assertEquals(new Provenance(Kind.UNKNOWN, ""), from(jar));
        Files.writeString(folder.resolve("jbang/jbang-catalog.json"), """
            {"catalogs": {"other": {"catalog-ref": "https://example.com/other/jbang-catalog.json"},
                          "org": {"catalog-ref": "https://example.com/org/jbang-catalog.json"}}}
            """);
        fetched(cache, "https://example.com/other/jbang-catalog.json", "jbang-catalog.json",
            "{\"aliases\": {\"paas\": {\"script-ref\": \"paas.java\"}}}");
        fetched(cache, "https://example.com/org/jbang-catalog.json", "jbang-catalog.json",
            "{\"aliases\": {\"paas\": {\"script-ref\": \"../src/paas.java\"}}}");
        assertEquals(new Provenance(Kind.UNKNOWN, ""), from(jar));
        fetched(cache, "https://example.com/src/paas.java", "paas.java", "");
        assertEquals(new Provenance(Kind.CATALOG, "paas@org"), from(jar));
        assertEquals(new Provenance(Kind.JAR, ""), from(Files.createFile(folder.resolve("paas-fatjar.jar"))));
        assertEquals("", releases(jar, null), "example.com is not GitHub");
        // what GitHub, GitLab and Bitbucket show as a page is fetched from the file's own address, and kept under that
        for (var page : Map.of("https://github.com/org/paas/blob/HEAD/", "https://raw.githubusercontent.com/org/paas/HEAD/",
            "https://gitlab.com/a/b/paas/-/blob/main/", "https://gitlab.com/a/b/paas/-/raw/main/",
            "https://bitbucket.org/org/paas/src/HEAD/", "https://bitbucket.org/org/paas/raw/HEAD/").entrySet()) {
            Files.writeString(folder.resolve("jbang/jbang-catalog.json"),
                "{\"catalogs\": {\"redirected\": {\"catalog-ref\": \"" + page.getKey() + "jbang-catalog.json\"}}}");
            fetched(cache, page.getValue() + "jbang-catalog.json", "jbang-catalog.json",
                "{\"aliases\": {\"paas\": {\"script-ref\": \"paas.java\"}}}");
            assertEquals(new Provenance(Kind.UNKNOWN, ""), from(jar));
            fetched(cache, page.getValue() + "paas.java", "paas.java", "");
            assertEquals(new Provenance(Kind.CATALOG, "paas@redirected"), from(jar));
            assertEquals(page.getKey().contains("github") ? "https://github.com/org/paas/releases" : "", releases(jar, null));
        }
        Files.createFile(folder.resolve("paas.java"));
        Files.createDirectories(folder.resolve("lib/cli"));
        assertEquals("", releases(jar, null), "a clone without an origin");
        for (var origin : List.of("https://github.com/org/paas", "https://github.com/org/paas.git", "git@github.com:org/paas.git",
            "ssh://git@github.com/org/paas.git", "https://example.com/org/paas.git")) {
            Files.writeString(Files.createDirectories(folder.resolve(".git")).resolve("config"), "[core]\n\tbare = false\n"
                + "[remote \"other\"]\n\turl = https://github.com/a/b\n[remote \"origin\"]\n\tfetch = +refs\n\turl = " + origin + "\n");
            assertEquals(origin.contains("example") ? "" : "https://github.com/org/paas/releases", releases(jar, null), origin);
        }
        assertEquals(new Provenance(Kind.CLONE, folder.toString()), from(jar));
    }

    private Provenance from(Path jar) throws Exception {
        return Provenance.of(machine(jar));
    }

    private String releases(Path jar, Provenance before) throws Exception {
        return Provenance.releases(machine(jar), before);
    }

    private Machine machine(Path jar) throws Exception {
        var machine = Here.machine(home, Map.of());
        return new Machine(machine.os(), machine.home(), folder.toString(), Map.of(), machine.exists(), "0.1.0", machine.main(),
            machine.java(), List.of(jar.toString()));
    }

    private static void fetched(Path cache, String address, String name, String text) throws Exception {
        var hash = java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(address.getBytes()));
        Files.writeString(Files.createDirectories(cache.resolve("urls").resolve(hash)).resolve(name), text);
    }

    @ParameterizedTest
    @CsvSource({"0.2.0,0.1.0,true", "0.1.0,0.1.0,false", "0.1.0,0.2.0,false", "1.0.0,1.0.0-rc.1,true", "1.0.0-rc.1,1.0.0,false",
        "1.0.0-rc.2,1.0.0-rc.1,true", "0.10.0,0.9.9,true", "1,0.9,true"})
    void versionsHaveAnOrder(String one, String other, boolean newer) {
        assertEquals(newer, Changes.newer(one, other));
    }

    @Test
    void whatChangedIsWhatStandsBetween() {
        var text = "# Changelog\n\n## [Unreleased]\nnot yet\n\n## [0.3.0] - 2026-12-01\nc\n\n## 0.2.0\nb\n\n## [0.1.0]\na\n";
        assertEquals("## [0.3.0] - 2026-12-01\nc\n\n## 0.2.0\nb", Changes.between(text, "0.1.0"));
        assertEquals("", Changes.between(text, "0.3.0"));
    }

    /** That of Windows is not run here: what can be seen of it is held. */
    @Test
    void theLauncherOfWindowsIsABatchFile() throws Exception {
        var copy = Files.createDirectories(folder.resolve("100%/copy"));
        Files.createFile(copy.resolve("01-paas.jar"));
        Files.createFile(copy.resolve("02-picocli.jar"));
        var text = LaunchScript.batch(new Program(copy, "C:\\jdk\\bin\\java.exe", "lib.cli.Main"), "0.1.0");
        assertEquals(text.lines().count(), text.chars().filter(c -> c == '\r').count(), "line ends");
        assertTrue(text.startsWith("@echo off\r\nrem Starts paas 0.1.0."), text);
        assertTrue(text.contains("\r\nset \"copy=" + folder + "/100%%/copy\"\r\nset \"java=C:\\jdk\\bin\\java.exe\"\r\n"), text);
        assertTrue(text.contains(" \"-XX:AOTCache=%copy%\\%cache%.aot\" \"-Dpaas.copy=%copy%\" %moved% "
            + "-cp \"%copy%\\01-paas.jar;%copy%\\02-picocli.jar\" lib.cli.Main %*\r\nexit /b %errorlevel%\r\n"), text);
    }
}
