package tests.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lib.install.JvmFlags;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tests.support.AboutTheJvm;
import tests.support.Certificates;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Instance;
import tests.support.Run;
import tests.support.TlsFront;
import tests.support.Tty;

/** One real installation, from the first install to the end, in a home whose name has a blank, a quote and a letter beyond ASCII. */
@Timeout(420)
@AboutTheJvm("installs what a JVM runs, and has it trained")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class InstalledTest {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String STEPS = "Copying paas 0.1.0\nStarting it once, so that the JVM remembers what a start needs\n";

    @TempDir
    static Path folder;
    private static Path home;
    private static Path launcher;
    private static Run installed;

    @BeforeAll
    static void install() throws Exception {
        home = Files.createDirectory(folder.resolve("Zoë's home"));
        Files.writeString(home.resolve(".bashrc"), "# mine\n");
        new Home(home).connected("http://127.0.0.1:9", "bpagt_" + "0f".repeat(32));
        launcher = home.resolve(".paas/bin/paas");
        installed = Here.run(Map.of("HOME", home.toString(), "LANG", "C.UTF-8", "SHELL", "/bin/bash"), Here.bundle("install"));
    }

    private static Run paas(Map<String, String> variables, String... words) throws IOException, InterruptedException {
        return Here.run(variables, line(words));
    }

    private static List<String> line(String... words) {
        var line = new ArrayList<>(List.of(launcher.toString()));
        line.addAll(List.of(words));
        return line;
    }

    private static Path copy() throws IOException {
        return Path.of(new ObjectMapper().readTree(Files.readString(home.resolve(".paas/installed.json"))).path("copy").asText());
    }

    /** A JVM that is told to end where it cannot use its cache. */
    private static boolean quick(String... words) throws IOException, InterruptedException {
        return paas(Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on"), words).exit() == 0;
    }

    /** A start of each kind, each with its cache. */
    private static boolean allQuick() throws IOException, InterruptedException {
        return quick("version") && quick("apps", "--help") && quick("completion", "bash") && quick("mcp");
    }

    private static void untilQuick() throws Exception {
        for (int i = 0; i < 300 && !allQuick(); i++) {
            Thread.sleep(500);
        }
        assertTrue(allQuick(), "the caches were not made anew; in the copy: " + Home.names(copy()));
        for (int i = 0; i < 100 && Home.names(copy()).stream().anyMatch(name -> name.startsWith("tried-") || name.equals(".training"));
            i++) {
            Thread.sleep(200);
        }
        assertEquals(List.of("paas.aot", "server.aot", "small.aot", "training.lock"),
            Home.names(copy()).stream().filter(name -> !name.endsWith(".jar")).toList(), "what training leaves");
    }

    @Test
    @Order(1)
    void itSaysWhatItDid() throws Exception {
        installed.exits(0).complains(STEPS).printsMatch("""
            paas 0\\.1\\.0 is installed\\.

            Launcher  ~/\\.paas/bin/paas
            Program   ~/\\.paas/runtime/0\\.1\\.0/[0-9a-f]{12}
            Java      \\Q%s\\E

            To type paas anywhere, add this line to ~/\\.bashrc \\(paas install --path does it\\):

              export PATH="\\$HOME/\\.paas/bin:\\$PATH"
            """.formatted(JAVA));
        assertEquals("# mine\n", Files.readString(home.resolve(".bashrc")), "nobody asked for that");
        assertEquals("rwx------", Home.permissions(home.resolve(".paas")));
        assertEquals("rwxr-xr-x", Home.permissions(launcher));
        assertEquals(List.of("bin", "config.json", "install.lock", "installed.json", "runtime"), Home.names(home.resolve(".paas")));
        assertTrue(allQuick(), "starts do without their cache");
    }

    /** An editor passes few variables on, cron none, and a link is how one puts a program on the PATH. */
    @Test
    @Order(2)
    void itStartsFromEverywhereAndWithNothing() throws Exception {
        paas(Map.of(), "version").exits(0).prints("0.1.0\n").complains("");
        var link = Files.createSymbolicLink(Files.createDirectory(folder.resolve("other place")).resolve("paas"), launcher);
        Here.run(Map.of("LC_ALL", "C", "PATH", "/nowhere"), List.of(link.toString(), "version")).exits(0).prints("0.1.0\n").complains("");
        // typed in a locale that has no such letter, and taken as it was typed
        var run = paas(Map.of("LC_ALL", "C", "PATH", "/usr/bin:/bin", "HOME", home.toString()), "frobnicatü").exits(2).prints("");
        assertTrue(run.stderr().startsWith("error: unknown command \"frobnicatü\"\n"), run.toString());
        paas(Map.of("HOME", home.toString()), "env").exits(0).printsPart("export PAAS_API_URL='http://127.0.0.1:9'\n").complains("");
        var server = Here.start(Map.of("HOME", home.toString()), line("mcp"));
        assertEquals(0, server.waitFor(), "mcp without input ends");
    }

    /** The training plays an instance whose certificate an authority signed: a start finds what looking through a chain takes. */
    @Test
    @Order(2)
    void aRequestOverHttpsIsInTheCache() throws Exception {
        var certificates = new Certificates(Files.createDirectory(folder.resolve("tls")));
        try (var instance = Instance.demo();
             var front = new TlsFront(certificates.server("localhost"), URI.create(instance.url()).getPort())) {
            var connected = new Home(Files.createDirectory(folder.resolve("secure"))).connected("https://localhost:" + front.port(),
                instance.sandbox().adminToken());
            var log = folder.resolve("loaded.log");
            var line = new ArrayList<>(List.of(JAVA));
            JvmFlags.INSTALLED.stream().filter(flag -> !flag.startsWith("-Xlog")).forEach(line::add);
            try (var jars = Files.list(copy())) {
                line.addAll(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + copy().resolve("paas.aot"), "-Xlog:class+load:file=" + log, "-cp",
                    jars.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().collect(Collectors.joining(":")),
                    "lib.cli.Main", "status"));
            }
            Here.run(Map.of("HOME", connected.path().toString(), "PAAS_CA_FILE", certificates.authority().toString(), "LC_ALL", "C.UTF-8"),
                line).exits(0).printsPart("shop-web").complains("");
            var elsewhere = Files.readString(log).lines().filter(each -> each.contains("source:") && !each.contains("shared objects file"))
                .toList();
            assertTrue(elsewhere.size() < 40, elsewhere.size() + " classes are not in the cache:\n" + String.join("\n", elsewhere));
        }
    }

    @Test
    @Order(3)
    void installedAgainByItselfItIsAsItWas() throws Exception {
        var copy = copy();
        var before = Files.readString(launcher);
        paas(Map.of("HOME", home.toString(), "PATH", "/usr/bin:" + launcher.getParent()), "install", "--json").exits(0).complains(STEPS)
            .prints("""
            {
              "version": "0.1.0",
              "previous": "0.1.0",
              "kind": "jvm",
              "launcher": "%s",
              "copy": "%s",
              "java": "%s",
              "cached": true,
              "onPath": true,
              "startUpFiles": []
            }
            """.formatted(launcher, copy, JAVA));
        assertEquals(before, Files.readString(launcher));
        assertEquals(1, Home.names(copy.getParent()).size());
    }

    /** Cut off, of another JDK, damaged: the JVM does without, and says nothing. */
    @Test
    @Order(4)
    void twentyStartsAtOnceWithoutAFittingCacheAllAnswer() throws Exception {
        for (var name : List.of("small.aot", "server.aot", "paas.aot")) {
            var cut = copy().resolve("cut");
            try (var whole = Files.newInputStream(copy().resolve(name))) {
                Files.write(cut, whole.readNBytes(300_000));
            }
            Files.move(cut, copy().resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        var starts = new ArrayList<Process>();
        for (int i = 0; i < 20; i++) {
            starts.add(Here.start(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin"), line("version")));
        }
        for (var start : starts) {
            Here.finish(start, line("version")).exits(0).prints("0.1.0\n").complains("");
        }
        untilQuick();
    }

    @Test
    @Order(5)
    void anotherJavaIsFoundWhenItsOwnHasGone() throws Exception {
        var text = Files.readString(launcher);
        var gone = text.replace("java='" + JAVA + "'", "java='/opt/gone/bin/java'");
        assertFalse(gone.equals(text), text);
        Files.writeString(launcher, gone);
        var state = home.resolve(".paas/installed.json");
        Files.writeString(state, Files.readString(state).replace(JAVA, "/opt/gone/bin/java"));
        paas(Map.of("PATH", "/nowhere"), "version").exits(1).prints("").complains("""
            error: paas needs Java 25 or newer, and /opt/gone/bin/java has gone
            hint: install a JDK 25 and set JAVA_HOME to it, then run this again
            """);
        // one that is too old does not do, in JAVA_HOME or on the PATH
        var old = folder.resolve("old");
        Files.writeString(Files.createDirectories(old.resolve("bin")).resolve("java"), "#!/bin/sh\necho too old\n").toFile()
            .setExecutable(true);
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.15\"\n");
        paas(Map.of("PATH", old + "/bin", "JAVA_HOME", old.toString()), "version").exits(1).prints("");
        var jbang = Files.createDirectory(folder.resolve("jbang"));
        Files.createSymbolicLink(jbang.resolve("currentjdk"), Path.of(System.getProperty("java.home")));
        paas(Map.of("PATH", old + "/bin", "JBANG_DIR", jbang.toString()), "version").exits(0).prints("0.1.0\n").complains("");
        // that start has had the launcher take over the new one
        for (int i = 0; i < 600 && Files.readString(launcher).contains("/opt/gone"); i++) {
            Thread.sleep(200);
        }
        assertEquals(text, Files.readString(launcher));
        paas(Map.of(), "version").exits(0).prints("0.1.0\n").complains("");
    }

    @Test
    @Order(6)
    void setupHasEditorsStartIt() throws Exception {
        var variables = Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin");
        paas(variables, "setup", "--client", "cursor").exits(0).printsPart("✓ Cursor  ready in ");
        var entry = new ObjectMapper().readTree(Files.readString(home.resolve(".cursor/mcp.json"))).path("mcpServers").path("better-paas");
        assertEquals(launcher.toString(), entry.path("command").asText());
        assertEquals("[\"mcp\"]", entry.path("args").toString());
        assertEquals(1, Home.names(copy().getParent()).size(), "a second kind of copy");
        paas(variables, "uninstall").exits(6).prints("").complains("""
            error: Cursor would start what is no longer there (~/.cursor/mcp.json)
            hint: take the entry out first: paas setup --remove
            """);
        paas(variables, "setup", "--remove").exits(0);
        paas(Map.of(), "version").exits(0).prints("0.1.0\n");
    }

    @Test
    @Order(7)
    void uninstallTakesItAllBack() throws Exception {
        // a name beyond ASCII is none in a locale without such letters, but for the launcher, which sees to that
        var variables = Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin", "SHELL", "/bin/bash", "LANG", "C.UTF-8");
        var terminal = new TreeMap<>(variables);
        terminal.put("TERM", "xterm-256color");
        try (var no = Cli.under(line("install"), terminal, home)) {
            no.await("To type paas anywhere, this line belongs in ~/\\.bashrc:");
            no.await("Add it\\?");
            no.type("no").type(Tty.ENTER).finish().exits(0).leavesTheTerminalUsable();
        }
        assertEquals("# mine\n", Files.readString(home.resolve(".bashrc")));
        paas(variables, "install", "--path").exits(0).printsPart("\nNew terminals have it on the PATH: the line is in ~/.bashrc.\n");
        paas(variables, "uninstall").exits(0).complains("").prints("""
            paas is uninstalled.
              the line is out of ~/.bashrc
              removed ~/.paas/bin/paas
              removed ~/.paas/runtime

            The saved connection stays in ~/.paas/config.json; delete the file to be rid of it.
            """);
        var left = new TreeMap<String, String>();
        try (var walk = Files.walk(home)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                left.put(home.relativize(file).toString(), "");
            }
        }
        left.remove(".paas/setup.lock");
        assertEquals("[.bashrc, .paas/config.json]", left.keySet().toString());
        assertEquals("# mine\n", Files.readString(home.resolve(".bashrc")));
        Here.run(variables, Here.bundle("uninstall")).exits(0).prints("""
            Nothing is installed here.

            The saved connection stays in ~/.paas/config.json; delete the file to be rid of it.
            """);
    }

    /** Two at once make one copy; an older one that nothing names goes, one that an editor's entry names stays. */
    @Test
    @Order(8)
    void installsAtOnceDoNotDisturbEachOther() throws Exception {
        var other = Files.createDirectory(folder.resolve("other"));
        var orphan = old(other, "0.0.8/0123456789ab");
        var named = old(other, "0.0.9/ba9876543210");
        Files.writeString(Files.createDirectories(other.resolve(".cursor")).resolve("mcp.json"),
            "{\"mcpServers\":{\"better-paas\":{\"command\":\"java\",\"args\":[\"-cp\",\"" + named + "/*\",\"lib.cli.Main\",\"mcp\"]}}}");
        var first = Here.start(Here.terminal(other), Here.bundle("install"));
        var second = Here.start(Here.terminal(other), Here.bundle("install", "--json"));
        Here.finish(second, Here.bundle("install")).exits(0).printsPart("\"launcher\": \"" + other + "/.paas/bin/paas\",\n");
        Here.finish(first, Here.bundle("install")).exits(0).printsPart("paas 0.1.0 is installed.\n")
            .printsPart("add this line to your shell's start-up file:\n\n  export PATH=");
        assertEquals(1, Home.names(other.resolve(".paas/runtime/0.1.0")).size(), "copies");
        assertFalse(Files.exists(orphan), "nothing names it");
        assertTrue(Files.exists(named.resolve("01-a.jar")), "Cursor's entry names it");
        Here.run(Map.of(), List.of(other + "/.paas/bin/paas", "version")).exits(0).prints("0.1.0\n").complains("");
    }

    private static Path old(Path home, String name) throws IOException {
        var copy = Files.createDirectories(home.resolve(".paas/runtime").resolve(name));
        Files.writeString(copy.resolve("01-a.jar"), "a");
        return Files.setLastModifiedTime(copy, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    }
}
