package tests.wrapper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which JDK the wrapper hands to JBang. The JDKs are folders with a release file and a java that notes when it is started. */
class JdkTest {
    @TempDir
    Path folder;
    private Machine machine;
    private Path wrapper;

    @BeforeEach
    void machine() {
        machine = new Machine(folder);
        machine.program("jbang", "echo \"${JAVA_HOME-none}\"");
        wrapper = machine.wrapperWithOwnJdks();
    }

    @Test
    void thatOfJavaHomeFirst() {
        var jdk = machine.jdk("first", "25.0.3");
        machine.with("JAVA_HOME", jdk).path(machine.jdk("second", "26").resolve("bin"));
        chooses(jdk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.3", "26-ea", "100.1"})
    void isNewEnough(String version) {
        var jdk = machine.jdk("jdk", version);
        machine.with("JAVA_HOME", jdk);
        chooses(jdk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"24.0.2", "1.8.0_402", "9", "17.0.15"})
    void isTooOld(String version) {
        var jdk = machine.jdk("jvm/new", "25");
        machine.with("JAVA_HOME", machine.jdk("old", version));
        chooses(jdk);
    }

    @Test
    void aJavaOnThePathThroughItsLinks() throws IOException {
        var jdk = machine.jdk("jdk", "25");
        Files.createSymbolicLink(folder.resolve("alternative"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(machine.bin.resolve("java"), folder.resolve("alternative"));
        machine.with("JAVA_HOME", machine.jdk("old", "17"));
        chooses(jdk);
    }

    @Test
    void thoseOfTheSystemThenThoseOfSdkman() throws IOException {
        var sdkman = machine.jdk("a home/.sdkman/candidates/java/25.0.1-tem", "25.0.1");
        machine.path(machine.jdk("old", "17").resolve("bin"));
        chooses(sdkman);
        var elsewhere = machine.jdk("sdk man/candidates/java/26", "26");
        machine.with("SDKMAN_DIR", folder.resolve("sdk man"));
        chooses(elsewhere);
        machine.jdk("jvm/a-17", "17");
        var system = machine.jdk("jvm/b-25", "25");
        chooses(system);
    }

    @Test
    void thoseJBangDownloaded() {
        var jdk = machine.jdk("a home/.jbang/cache/jdks/25", "25");
        chooses(jdk);
    }

    @Test
    void aRuntimeWithoutCompilerIsPassedOver() throws IOException {
        var runtime = machine.jdk("runtime", "25");
        Files.delete(runtime.resolve("bin/javac"));
        var jdk = machine.jdk("jvm/jdk", "25");
        machine.with("JAVA_HOME", runtime);
        chooses(jdk);
    }

    @Test
    void brokenFoldersArePassedOver() throws IOException {
        var jdk = machine.jdk("jvm/z", "25");
        Files.createDirectories(folder.resolve("jvm/empty"));
        machine.write(folder.resolve("jvm/no-java/release"), "JAVA_VERSION=\"25\"\n");
        Files.createDirectories(folder.resolve("jvm/dir/bin/java"));
        machine.with("JAVA_HOME", folder.resolve("gone"));
        chooses(jdk);
    }

    @Test
    void withoutAReleaseFileItIsAsked() throws IOException {
        var jdk = machine.jdk("jdk", "25.0.3");
        Files.delete(jdk.resolve("release"));
        machine.with("JAVA_HOME", jdk);
        chooses(jdk, "java", "jbang");
    }

    @Test
    void aReleaseFileWithoutVersionIsNotBelieved() throws IOException {
        var jdk = machine.jdk("jdk", "25.0.3");
        Files.writeString(jdk.resolve("release"), "SOURCE=\"x\"");
        machine.with("JAVA_HOME", jdk);
        chooses(jdk, "java", "jbang");
    }

    @Test
    void aVersionManagersScriptIsAskedForItsJdk() {
        var jdk = machine.jdk("managed", "25");
        machine.program("java", "printf 'Property settings:\\n    java.home = %s\\n    java.io.tmpdir = /tmp\\n' >&2".formatted(jdk));
        chooses(jdk, "java", "jbang");
    }

    @Test
    void whenNoneFitsJavaHomeStays() {
        machine.with("JAVA_HOME", folder.resolve("gone"));
        assertEquals(folder.resolve("gone") + "\n", run());
        machine.with("JAVA_HOME", null);
        assertEquals("none\n", run());
    }

    @Test
    void whenNoneFitsJBangRunsOnWhatThereIs() throws IOException {
        Files.delete(machine.bin.resolve("jbang"));
        var old = machine.jdk("old", "17");
        machine.with("JAVA_HOME", old).maven();
        assertEquals("maven\n" + old + "\n", run());
    }

    /** That JAVA_HOME is the JDK, and which programs were started for it. */
    private void chooses(Path jdk, String... calls) {
        var before = machine.calls().size();
        assertEquals(jdk + "\n", run());
        assertEquals(calls.length == 0 ? List.of("jbang") : List.of(calls), machine.calls().subList(before, machine.calls().size()));
    }

    private String run() {
        return machine.run(machine.home, new byte[0], Machine.command(wrapper, "x")).out();
    }
}
