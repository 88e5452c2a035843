package tests.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import lib.files.Machine;
import lib.install.JBang;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How JBang is started for an upgrade: by a program on a JVM, which JBang can use too, and by a native one, which has none. */
class JBangRunTest {

    @TempDir
    Path folder;

    private JBang.Said run(String java) throws Exception {
        var jbang = Files.createDirectories(folder.resolve(".jbang/bin")).resolve("jbang");
        Files.writeString(jbang, "#!/bin/sh\necho \"${JAVA_HOME-none} $*\"\necho '[jbang] quiet' >&2\nexit 3\n");
        Files.setPosixFilePermissions(jbang, PosixFilePermissions.fromString("rwx------"));
        var environment = Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString());
        var machine = new Machine(Machine.Os.LINUX, folder.toString(), folder.toString(), environment, path -> Files.exists(Path.of(path)),
            "0.1.0", "lib.cli.Main", java, List.of("paas"));
        return JBang.of(machine).run(List.of("paas@org", "version"));
    }

    @Test
    void aNativeProgramHasNoJavaToName() throws Exception {
        var said = run(null);
        assertEquals(3, said.code());
        assertEquals((System.getenv("JAVA_HOME") == null ? "none" : System.getenv("JAVA_HOME")) + " paas@org version\n", said.out());
        assertEquals("[jbang] quiet\n", said.err());
    }

    @Test
    void aJdkIsNamed() throws Exception {
        var java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.createFile(java.resolveSibling("javac"));
        assertEquals(folder.resolve("jdk") + " paas@org version\n", run(java.toString()).out());
    }
}
