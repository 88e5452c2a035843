package tests.wrapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the wrapper takes JBang from, on machines with fake programs. */
class WrapperTest {
    /** Prints its words, each on a line in brackets, then its standard input; exits with 3. */
    private static final String FAKE = """
        for word; do printf '[%s]\\n' "$word"; done
        cat
        exit 3
        """;
    private static final String[] AWKWARD = {
        "a  b", "", "it's", "\"", "*", "$HOME", "b\\", "l1\nl2\n", "-x", ";", "|", "&", "`id`", "ü", ""};

    @TempDir
    Path folder;
    private Machine machine;

    @BeforeEach
    void machine() {
        machine = new Machine(folder);
    }

    @Test
    void theInstalledOneFirst() {
        machine.with("JAVA_HOME", machine.jdk("jdk", "25")).maven().program("curl", "").program("jbang", FAKE);
        var result = machine.run(machine.home, "input".getBytes(), Machine.command(Machine.WRAPPER, AWKWARD));
        assertEquals("[" + String.join("]\n[", AWKWARD) + "]\ninput", result.out());
        assertEquals("", result.err());
        assertEquals(3, result.code());
        assertEquals(List.of("jbang"), machine.calls());
    }

    @Test
    void theInstalledOneIsToldTheHome() {
        var home = machine.root.resolve("home");
        machine.with("HOME", home).program("jbang", "echo \"$JBANG_JAVA_OPTIONS\"").run("x").prints("-Duser.home=" + home + "\n");
        machine.with("JBANG_JAVA_OPTIONS", "-Dx=1").run("x").prints("-Dx=1 -Duser.home=" + home + "\n");
    }

    @Test
    void neverItself() throws IOException {
        var link = Files.createDirectory(folder.resolve("link"));
        Files.createSymbolicLink(link.resolve("jbang"), Machine.WRAPPER);
        var copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(Machine.WRAPPER, copy.resolve("jbang"));
        assertTrue(copy.resolve("jbang").toFile().setExecutable(true));
        machine.path(Machine.WRAPPER.getParent(), link, copy).run("version").fails(127, "found neither jbang");
        machine.program("jbang", "echo real").run("version").prints("real\n");
    }

    @Test
    void aScriptThatLeadsBackIsLeftOut() {
        machine.program("jbang", "\"" + Machine.WRAPPER + "\" \"$@\"").run("version").fails(127, "leads back to this wrapper");
    }

    @Test
    void foldersAndTextsOfThatNameAreNoPrograms() throws IOException {
        Files.createDirectory(machine.bin.resolve("jbang"));
        Files.writeString(Files.createDirectory(folder.resolve("text")).resolve("jbang"), "not executable");
        machine.path(folder.resolve("text")).run("version").fails(127, "found neither jbang");
    }

    @Test
    void mavenSecond() {
        var jdk = machine.jdk("jdk", "25");
        machine.with("JAVA_HOME", jdk).maven().program("curl", "");
        var first = machine.run("x.java");
        assertEquals("maven\n" + jdk + "\n", first.out());
        assertEquals("[jbang wrapper] fetching JBang 0.132.1 with Maven, once\n", first.err());
        machine.run("x.java").prints("maven\n" + jdk + "\n");
        assertEquals(List.of("mvn"), machine.calls());
    }

    @Test
    void mavenIsNotNeededAgain() throws IOException {
        var jdk = machine.jdk("jdk", "25");
        machine.with("JAVA_HOME", jdk).maven().run("x.java");
        Files.delete(machine.bin.resolve("mvn"));
        machine.run("x.java").prints("maven\n" + jdk + "\n");
    }

    @Test
    void aFailureOfMavenIsSaid() {
        machine.with("JAVA_HOME", machine.jdk("jdk", "25")).program("curl", "echo echo installer")
            .program("mvn", "echo '[ERROR] no route to the repository'; exit 1");
        machine.run("x.java").fails(1, "[ERROR] no route to the repository\n", "error: Maven could not fetch JBang 0.132.1", "hint: ");
        assertEquals(List.of("mvn"), machine.calls());
        assertEquals(List.of(), List.of(machine.cache().toFile().list()));
    }

    @Test
    void whatABrokenMavenSaysIsShown() {
        machine.with("JAVA_HOME", machine.jdk("jdk", "25")).program("mvn", "echo 'no such option'; exit 64");
        machine.run("x.java").fails(1, "no such option\n[jbang wrapper] error: Maven could not fetch");
    }

    @Test
    void aMavenThatBringsNothingIsAFailure() {
        machine.with("JAVA_HOME", machine.jdk("jdk", "25")).program("mvn", "exit 0").run("x.java").fails(1, "Maven could not fetch");
    }

    @Test
    void theInstallerThird() {
        machine.program("curl", "echo \"$*\" >&2; cat <<'END'\n" + FAKE + "END\n");
        var result = machine.run(machine.home, "input".getBytes(), Machine.command(Machine.WRAPPER, AWKWARD));
        assertEquals("[" + String.join("]\n[", AWKWARD) + "]\ninput", result.out());
        assertEquals("[jbang wrapper] fetching JBang with its installer\n-fLs https://sh.jbang.dev\n", result.err());
        assertEquals(3, result.code());
    }

    @Test
    void whatTheInstallerLeftIsUsed() {
        machine.program("curl", "").write(machine.home.resolve(".jbang/bin/jbang"), "echo own \"$@\"");
        machine.run("x").prints("own x\n");
        assertEquals(List.of(), machine.calls());
    }

    @Test
    void anInstallerThatDoesNotComeIsNotRun() {
        machine.program("curl", "echo 'echo half a script'; exit 6").run("x").fails(1, "could not fetch the installer", "hint: ");
    }

    @Test
    void mavenWithoutJavaIsLeftOut() {
        machine.maven().program("curl", "echo echo installer");
        var result = machine.run(machine.home, new byte[0], Machine.command(machine.wrapperWithOwnJdks(), "x"));
        assertEquals("installer\n", result.out());
        var said = "[jbang wrapper] found mvn but no Java: leaving mvn out\n[jbang wrapper] fetching JBang with its installer\n";
        assertEquals(said, result.err());
        assertEquals(List.of("curl"), machine.calls());
    }

    @Test
    void nothingAtAll() {
        machine.run("paas.java")
            .fails(127, "error: found neither jbang, nor mvn with a JDK, nor curl with bash", "hint: install a JDK 25 and Maven");
    }

    @Test
    void withoutAHome() {
        machine.with("HOME", null).maven().run("x").fails(1, "neither HOME nor JBANG_DIR is set");
    }

    @Test
    void shellcheckHasNothingToSay() throws Exception {
        var shellcheck = Machine.find("shellcheck");
        assumeTrue(shellcheck.isPresent(), "shellcheck is not on the PATH: apt-get install shellcheck");
        machine.run(machine.home, new byte[0], List.of(shellcheck.get().toString(), "-s", "sh", Machine.WRAPPER.toString())).prints("");
        assertFalse(Machine.read(Machine.WRAPPER).contains("shellcheck disable"));
    }
}
