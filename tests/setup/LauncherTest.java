package tests.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.base.Failure;
import lib.files.Machine;
import lib.files.Machine.Os;
import lib.setup.Launch;
import lib.setup.Launcher;
import org.junit.jupiter.api.Test;
import tests.support.Checkout;

/** The one place that decides what editors start. */
class LauncherTest {
    private static final List<String> JARS = List.of("01-paas.jar", "02-picocli.jar");

    @Test
    void theFlagsAreThoseOfTheBundle() {
        var bounded = new ArrayList<>(Checkout.directive("paas.java", "RUNTIME_OPTIONS"));
        bounded.add("-Xmx512m");
        assertEquals(bounded, Launcher.JVM_OPTIONS);
    }

    @Test
    void javaIsStartedByItsAbsolutePathOnEverySystem() {
        var arguments = new ArrayList<>(Launcher.JVM_OPTIONS);
        arguments.addAll(List.of("-cp", "/home/ada/.paas/runtime/0.1.0/h/*", "lib.cli.Main", "mcp"));
        assertEquals(new Launch("/jdk/bin/java", arguments), Launcher.of(machine(Os.MAC, "/jdk/bin/java", Set.of()), "java",
            "/home/ada/.paas/runtime/0.1.0/h", JARS));

        var windows = Launcher.of(machine(Os.WINDOWS, "C:\\jdk\\bin\\java.exe", Set.of()), "java",
            "C:\\Users\\ada\\.paas\\runtime\\0.1.0\\h", JARS);
        assertEquals("C:\\jdk\\bin\\java.exe", windows.command());
        assertEquals("C:\\Users\\ada\\.paas\\runtime\\0.1.0\\h\\*", windows.arguments().get(Launcher.JVM_OPTIONS.size() + 1));
    }

    @Test
    void jbangIsTakenFromItsFolderThenFromThePath() {
        assertEquals("/home/ada/.jbang/bin/jbang", via(Set.of("/home/ada/.jbang/bin/jbang", "/usr/bin/jbang")).command());
        assertEquals("/usr/bin/jbang", via(Set.of("/usr/bin/jbang", "relative/jbang")).command());
        var arguments = new ArrayList<>(List.of("run", "--quiet", "--offline", "--java", "25+"));
        Launcher.JVM_OPTIONS.forEach(option -> arguments.add("--runtime-option=" + option));
        arguments.addAll(List.of("--cp=/r/02-picocli.jar", "--main", "lib.cli.Main", "/r/01-paas.jar", "mcp"));
        assertEquals(arguments, via(Set.of("/usr/bin/jbang")).arguments());
    }

    @Test
    void aNativeBinaryStartsItself() {
        assertEquals(new Launch("/r/01-paas", List.of("mcp")), Launcher.of(machine(Os.LINUX, null, Set.of()), "java", "/r",
            List.of("01-paas")));
        assertEquals("this is the native binary, which JBang does not start", assertThrows(Failure.class, () ->
            Launcher.of(machine(Os.LINUX, null, Set.of("/usr/bin/jbang")), "jbang", "/r", List.of("01-paas"))).getMessage());
    }

    @Test
    void whatCannotBeStartedIsRefused() {
        assertEquals("no jbang was found on the PATH or in ~/.jbang/bin", assertThrows(Failure.class, () -> via(Set.of())).getMessage());
        assertEquals("on Windows JBang is a .cmd file, which editors cannot start", assertThrows(Failure.class, () ->
            Launcher.of(machine(Os.WINDOWS, "java.exe", Set.of()), "jbang", "C:\\r", JARS)).getMessage());
        assertEquals("there is no way \"docker\" to start the server", assertThrows(Failure.class, () ->
            Launcher.of(machine(Os.LINUX, "java", Set.of()), "docker", "/r", JARS)).getMessage());
    }

    private static Launch via(Set<String> files) {
        return Launcher.of(machine(Os.LINUX, "/jdk/bin/java", files), "jbang", "/r", JARS);
    }

    private static Machine machine(Os os, String java, Set<String> files) {
        return new Machine(os, "/home/ada", "/work", Map.of("PATH", "relative:/usr/local/bin/:/usr/bin"), files::contains, "0.1.0",
            "lib.cli.Main", java, List.of());
    }
}
