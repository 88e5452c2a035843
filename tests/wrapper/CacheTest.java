package tests.wrapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wrapper's cache: filled once, whole or not there, filled again when it is damaged. Maven and the JDK are fakes. */
class CacheTest {
    @TempDir
    Path folder;
    private Machine machine;
    private String expected;

    @BeforeEach
    void machine() {
        machine = new Machine(folder);
        var jdk = machine.jdk("jdk", "25.0.3");
        machine.with("JAVA_HOME", jdk).maven();
        expected = "maven\n" + jdk + "\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "jar gone", "jar empty", "jar too many", "jars gone", "index gone", "index empty", "index garbage", "index elsewhere"})
    void damageIsMended(String damage) throws IOException {
        machine.run("x");
        var current = machine.cache().resolve("current");
        var jar = machine.cached("third.jar");
        switch (damage) {
            case "jar gone" -> Files.delete(jar);
            case "jar empty" -> Files.writeString(jar, "");
            case "jar too many" -> Files.writeString(jar.resolveSibling("stranger.jar"), "x");
            case "jars gone" -> Files.move(jar.getParent(), folder.resolve("moved"));
            case "index gone" -> Files.delete(current);
            case "index empty" -> Files.writeString(current, "");
            case "index garbage" -> Files.write(current, new byte[] {0, -1, '\n', '$', '(', 7, 0});
            default -> Files.writeString(current, "jars.x/../../../../kept 0\n");
        }
        var kept = Files.writeString(Files.createDirectory(machine.home.resolve("kept")).resolve("file"), "x");
        var mended = machine.run("x");
        assertEquals(expected, mended.out());
        assertEquals("[jbang wrapper] fetching JBang 0.132.1 with Maven, once\n", mended.err());
        machine.run("x").prints(expected);
        assertEquals(List.of("mvn", "mvn"), machine.calls());
        assertTrue(Files.exists(kept));
    }

    @Test
    void nothingRunsThatIsNotThePinnedJar() {
        machine.maven();
        var script = Machine.read(machine.bin.resolve("mvn"));
        machine.write(machine.bin.resolve("mvn"), script.substring(script.indexOf('\n') + 1).replace("echo sound", "echo tampered"));
        machine.run("x").fails(1, "error: jbang-cli-0.132.1.jar is not the file that this wrapper knows (SHA-256 0)\n",
            "hint: see where Maven takes it from");
        machine.maven().run("x");
        assertEquals(List.of("mvn", "mvn"), machine.calls(), "the tampered one was kept");
    }

    @Test
    void withoutAProgramForSumsNothingRuns() throws Exception {
        machine.maven();
        machine.write(machine.bin.resolve("sha256sum"), "exit 127\n");
        machine.run("x").fails(1, "error: cannot compute a SHA-256\n", "hint: install sha256sum or shasum");
    }

    @Test
    void aJarThatChangedIsSeenWhenJBangFails() throws IOException {
        machine.run("x");
        var damaged = Files.writeString(machine.cached("third.jar"), "not a jar any more");
        var mended = machine.run("x");
        assertEquals(expected, mended.out());
        assertTrue(mended.err().startsWith("[jbang wrapper] the JBang in " + damaged.getParent() + " is damaged\n"), mended.err());
        assertFalse(Files.exists(damaged));
        machine.run("x").prints(expected);
    }

    @Test
    void anArchiveTheJvmCrashesWithIsDropped() {
        machine.run("x");
        var archive = machine.cached("third.jar").resolveSibling("25.0.3.jsa");
        machine.write(archive, "broken");
        var mended = machine.run("x");
        assertEquals(expected, mended.out());
        assertEquals("[jbang wrapper] starting JBang again without " + archive + "\n", mended.err());
        machine.run("x").prints(expected);
    }

    @Test
    void isBelowJbangDir() {
        machine.with("JBANG_DIR", folder.resolve("jbang dir")).run("x");
        assertTrue(machine.cached("jbang-cli-0.132.1.jar").startsWith(folder.resolve("jbang dir/wrapper/0.132.1")));
        assertEquals(List.of(), List.of(machine.home.toFile().list()));
    }

    @Test
    void ofManyAtTheSameTimeOneFetches() {
        slowMaven();
        var running = IntStream.range(0, 8)
            .mapToObj(_ -> machine.start(machine.home, new byte[0], Machine.command(Machine.WRAPPER, "x")))
            .toList();
        for (var one : running) {
            var result = one.end();
            assertEquals(expected, result.out());
            assertEquals(0, result.code(), result.err());
        }
        assertEquals(List.of("mvn"), machine.calls());
        assertEquals(2, machine.cache().toFile().list().length);
    }

    @Test
    void aLockThatWasLeftBehindIsTakenOver() throws Exception {
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        var host = new String(new ProcessBuilder("uname", "-n").start().getInputStream().readAllBytes()).strip();
        machine.write(machine.cache().resolve("lock"), dead.pid() + " " + host + "\n");
        assertEquals(expected, machine.run("x").out());
    }

    @Test
    void aLockOfAnotherHostIsWaitedFor() throws Exception {
        var lock = machine.cache().resolve("lock");
        machine.write(lock, "1 another-host\n");
        var waiting = machine.start(machine.home, new byte[0], Machine.command(Machine.WRAPPER, "x"));
        assertFalse(waiting.process().waitFor(1, TimeUnit.SECONDS));
        Files.delete(lock);
        var result = waiting.end();
        assertEquals(expected, result.out());
        assertTrue(result.err().startsWith("[jbang wrapper] waiting for another wrapper that is fetching JBang\n"), result.err());
    }

    @Test
    void anInterruptedFetchLeavesNothing() throws InterruptedException {
        slowMaven();
        var running = machine.start(machine.home, new byte[0], Machine.command(Machine.WRAPPER, "x"));
        while (machine.calls().isEmpty()) {
            Thread.sleep(20);
        }
        running.process().destroy();
        assertEquals(143, running.end().code());
        assertEquals(List.of(), List.of(machine.cache().toFile().list()));
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() {
        machine.with("JBANG_DIR", "/proc/jbang").run("x").fails(1, "error: cannot write to /proc/jbang/wrapper/0.132.1", "hint: ");
    }

    @Test
    void mavensFailureLeavesNoLock() {
        machine.program("mvn", "exit 1").run("x").fails(1, "Maven could not fetch");
        machine.maven();
        assertEquals(expected, machine.run("x").out());
    }

    private void slowMaven() {
        machine.maven();
        var script = Machine.read(machine.bin.resolve("mvn"));
        machine.write(machine.bin.resolve("mvn"), script.substring(script.indexOf('\n') + 1) + "sleep 1\n");
    }
}
