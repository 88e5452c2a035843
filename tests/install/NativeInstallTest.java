package tests.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lib.services.program.NativeBuild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tests.support.AboutTheJvm;
import tests.support.Checkout;
import tests.support.Home;
import tests.support.Run;

/** {@code paas install --native} as a process: the release's file, the one that a GraalVM builds, and what is done with it later. */
@Timeout(300)
@AboutTheJvm("installs a native program in place of one that a JVM runs")
class NativeInstallTest {
    @TempDir
    Path folder;
    private Path home;
    private Map<String, String> variables;

    @BeforeEach
    void home() throws Exception {
        home = Files.createDirectory(folder.resolve("Zoë's home"));
        variables = new TreeMap<>(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin", "LANG", "C.UTF-8", "SHELL", "/bin/bash"));
    }

    private Run paas(String... words) throws Exception {
        return Here.run(variables, Here.bundle(words));
    }

    private Path launcher() {
        return home.resolve(".paas/bin/paas");
    }

    private String installed() throws Exception {
        return new ObjectMapper().readTree(Files.readString(home.resolve(".paas/installed.json"))).toString();
    }

    @Test
    void theReleasesFileIsInstalledUsedBySetupAndTakenBack() throws Exception {
        try (var releases = new ReleaseServer().release("0.1.0", ReleaseServer.program("0.1.0"))) {
            variables.put("PAAS_HEADERS", "X-Secret: of the instance");
            paas("install", "--native", "--releases", releases.address()).exits(0)
                .complains("Downloading " + ReleaseServer.FILE + " of paas 0.1.0 from 127.0.0.1\n").printsMatch("""
                paas 0\\.1\\.0 is installed\\.

                Launcher  ~/\\.paas/bin/paas
                Program   ~/\\.paas/runtime/0\\.1\\.0/[0-9a-f]{12}
                Source    %s

                To type paas anywhere, add this line to ~/\\.bashrc \\(paas install --path does it\\):

                  export PATH="\\$HOME/\\.paas/bin:\\$PATH"
                """.formatted(releases.address() + "/download/v0.1.0/" + ReleaseServer.FILE));
            assertEquals(List.of("/releases/download/v0.1.0/SHA256SUMS", "/releases/download/v0.1.0/" + ReleaseServer.FILE),
                releases.asked());
            assertFalse(releases.headers().contains("X-secret"), "headers are for the instance: " + releases.headers());
            assertEquals(ReleaseServer.program("0.1.0"), Files.readString(launcher()));
            Here.run(Map.of(), List.of(launcher().toString(), "version")).exits(0).prints("0.1.0\n").complains("");
            var program = Files.readSymbolicLink(launcher());
            assertEquals("01-paas", program.getFileName().toString());
            assertEquals("rwxr-xr-x", Home.permissions(program));
            assertEquals("rwx------", Home.permissions(home.resolve(".paas/runtime")));
            // where from is what JBang's cache on this machine says, else the releases
            assertTrue(installed().startsWith("{\"version\":\"0.1.0\",\"copy\":\"" + program.getParent() + "\",\"native\":true,\"kind\":"),
                installed());
            // again: nothing is left of the work, and there is one copy
            paas("install", "--native", "--json", "--releases", releases.address()).exits(0).prints("""
                {
                  "version": "0.1.0",
                  "previous": "0.1.0",
                  "kind": "native",
                  "launcher": "%s",
                  "copy": "%s",
                  "source": "%s",
                  "cached": true,
                  "onPath": false,
                  "startUpFiles": []
                }
                """.formatted(launcher(), program.getParent(), releases.address() + "/download/v0.1.0/" + ReleaseServer.FILE));
            assertEquals(List.of(program.getParent().getFileName().toString()), Home.names(home.resolve(".paas/runtime/0.1.0")));
        }
        editorsStartIt();
        paas("uninstall").exits(0).prints("""
            paas is uninstalled.
              removed ~/.paas/bin/paas
              removed ~/.paas/runtime

            The saved connection stays in ~/.paas/config.json; delete the file to be rid of it.
            """);
        assertFalse(Files.exists(launcher(), java.nio.file.LinkOption.NOFOLLOW_LINKS));
    }

    /** By its own name, and with no option of a JVM's. */
    private void editorsStartIt() throws Exception {
        new Home(home).connected("http://127.0.0.1:9", "bpagt_" + "0f".repeat(32));
        paas("setup", "--client", "cursor", "--no-verify").exits(0);
        var entry = new ObjectMapper().readTree(Files.readString(home.resolve(".cursor/mcp.json"))).path("mcpServers").path("better-paas");
        assertEquals(launcher().toString(), entry.path("command").asText());
        assertEquals("[\"mcp\"]", entry.path("args").toString());
        paas("setup", "--remove").exits(0);
    }

    /** The stand-in makes what the real one makes: a program at the place that it was told, from what it was told. */
    @Test
    void aGraalVmBuildsItOfWhatThisProgramIsLoadedFrom() throws Exception {
        var said = folder.resolve("said");
        var graal = graal("25.0.1", """
            printf '%%s\\n' "$LC_ALL" "$@" >'%s'
            printf 'GraalVM Native Image: Generating...\\n[1/8] Initializing...  (1.0s @ 0.1GB)\\n[2/8] Performing analysis...  ['
            sleep 1
            printf '****] (2.0s)\\n'
            while [ "$1" != -o ]; do shift; done
            printf '#!/bin/sh\\necho 0.1.0\\n' >"$2"
            """.formatted(said));
        variables.put("GRAALVM_HOME", graal.toString());
        paas("install", "--native", "--no-path").exits(0).complainsMatch("Building a native program with " + graal
            + "/bin/native-image: about 3 minutes of two cores \\(more where they are busy\\), and 4\\.5 GB of memory\n"
            + "(Building: started, 0:0\\d\n)?Building: 1 of 8 steps done, 0:0\\d\n(Building: 2 of 8 steps done, 0:0\\d\n)?")
            .printsPart("\nSource    built with " + graal + "/bin/native-image\n");
        var wanted = new ArrayList<>(List.of("C.UTF-8"));
        wanted.addAll(Checkout.directive("paas.java", "NATIVE_OPTIONS"));
        assertEquals(wanted.subList(1, wanted.size()), NativeBuild.OPTIONS);
        var told = Files.readAllLines(said);
        assertEquals(wanted, told.subList(0, wanted.size()));
        var rest = told.subList(wanted.size(), told.size());
        assertEquals(List.of("-cp", "-o", "lib.cli.Main"), List.of(rest.get(0), rest.get(2), rest.get(4)));
        assertTrue(rest.get(1).contains("picocli-4"), "the class path: " + rest.get(1));
        assertTrue(rest.get(3).matches("\\Q" + home + "\\E/\\.paas/runtime/0\\.1\\.0/\\.new-[^/]+/paas"), rest.get(3));
        Here.run(Map.of(), List.of(launcher().toString(), "version")).exits(0).prints("0.1.0\n");
        assertTrue(installed().contains("\"native\":true"), installed());
    }

    @Test
    void aBuildThatFailsSaysWhyAndKeepsTheLog() throws Exception {
        graal("25", "echo 'Error: Image build request for lib.cli.Main failed: no room'; exit 20\n");
        variables.put("PATH", folder.resolve("graal/bin") + ":/usr/bin:/bin");
        var run = paas("install", "--native");
        run.exits(1).prints("").complainsMatch("Building a native program with .*\n(Building: started, 0:0\\d\n)?"
            + "error: the native program was not built: Image build request for lib\\.cli\\.Main failed: no room\n"
            + "hint: all that was said is in /\\S+\\.log; to take a release's file instead: --releases <address>\n");
        var log = Path.of(run.stderr().replaceFirst("(?s).* is in (/\\S+\\.log);.*", "$1"));
        assertEquals("Error: Image build request for lib.cli.Main failed: no room\n", Files.readString(log));
        Files.delete(log);
        assertEquals(List.of(), Home.names(home.resolve(".paas/runtime/0.1.0")), "what the work leaves");
        assertFalse(Files.exists(launcher()));
    }

    /** One that is too old is named, and passed over. */
    @Test
    void anOldGraalVmDoesNotDo() throws Exception {
        try (var releases = new ReleaseServer().release("0.1.0", ReleaseServer.program("0.1.0"))) {
            new Home(home);
            Files.createDirectories(launcher().getParent());
            Files.writeString(launcher(), ReleaseServer.program("0.0.9")).toFile().setExecutable(true);
            Files.writeString(home.resolve(".paas/installed.json"), """
                {"version": "0.0.9", "copy": "/c", "native": true, "kind": "release", "from": "%s"}
                """.formatted(releases.address()));
            var graal = graal("21.0.2", "exit 1\n");
            variables.put("JAVA_HOME", graal.toString());
            paas("install", "--native", "--no-path").exits(0)
                .complains(graal + "/bin/native-image is of GraalVM 21, and it takes 25: using "
                + "the release's file\nDownloading " + ReleaseServer.FILE + " of paas 0.1.0 from 127.0.0.1\n")
                .printsPart("paas 0.1.0 is installed; it was 0.0.9.\n");
        }
    }

    /** A folder as a GraalVM's. @param build what its image builder does when it is to build */
    private Path graal(String version, String build) throws Exception {
        var graal = folder.resolve("graal");
        Files.writeString(Files.createDirectories(graal.resolve("bin")).resolve("native-image"),
            "#!/bin/sh\nif [ \"$1\" = --version ]; then "
            + "echo 'native-image " + version + " 2025-10-21'; echo 'GraalVM Runtime Environment'; exit 0; fi\n" + build).toFile()
            .setExecutable(true);
        return graal;
    }
}
