package tests.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.AboutTheJvm;
import tests.support.Bundle;
import tests.support.Cli;
import tests.support.Home;

/** The copies of the program below {@code ~/.paas/runtime}: as many as entries name, and for their owner alone. */
class CopiesTest {
    @TempDir
    Path folder;

    private Path copy(String version, String hash) throws Exception {
        return aged(Files.writeString(Files.createDirectories(folder.resolve(".paas/runtime").resolve(version).resolve(hash))
            .resolve("01-a.jar"), "a").getParent());
    }

    /** One that nothing else on this machine names: what any process has on its command line stays. */
    private static String hash() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    private static Path aged(Path copy) throws Exception {
        return Files.setLastModifiedTime(copy, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    }

    @Test
    void thoseThatNothingNamesGo() throws Exception {
        var local = new Local(folder);
        var orphan = copy("0.0.9", hash());
        var named = copy("0.0.8", hash());
        var pasted = copy("0.0.7", hash());
        Files.createFile(pasted.resolve("pasted"));
        aged(pasted);
        var killed = copy("0.1.0", ".new-1");
        var working = copy("0.1.0", ".new-2");
        Files.setLastModifiedTime(working, FileTime.from(Instant.now()));
        var young = copy("0.1.0", hash());
        Files.setLastModifiedTime(young, FileTime.from(Instant.now()));
        Files.writeString(Files.createDirectories(folder.resolve(".codex")).resolve("config.toml"),
            "[mcp_servers.better-paas]\ncommand = \"java\"\nargs = [\"-cp\", \"" + named + "/*\", \"lib.cli.Main\", \"mcp\"]\n");
        local.run("--client", "cursor", "--no-verify");
        assertFalse(Files.exists(orphan.getParent()), "named by nobody");
        assertTrue(Files.exists(named.resolve("01-a.jar")), "named by Codex");
        assertTrue(Files.exists(pasted.resolve("01-a.jar")), "pasted somewhere");
        assertFalse(Files.exists(killed), "left by a killed setup");
        assertTrue(Files.exists(working) && Files.exists(young), "of a setup at work");
        var entry = Files.readString(folder.resolve(".cursor/mcp.json"));
        assertTrue(Home.names(folder.resolve(".paas/runtime/0.1.0")).stream().anyMatch(entry::contains), entry);
    }

    @Test
    void oneThatAServerRunsFromStays() throws Exception {
        var local = new Local(folder);
        var used = copy("0.0.9", hash());
        var server = new ProcessBuilder("/bin/sh", "-c", "read line", used + "/*").start();
        try {
            local.run("--client", "cursor", "--no-verify");
            assertTrue(Files.exists(used.resolve("01-a.jar")), "a server runs from it");
        } finally {
            server.destroy();
            server.waitFor();
        }
        local.run("--client", "cursor", "--no-verify");
        assertFalse(Files.exists(used));
    }

    @Test
    void nothingGoesWhileAFileCannotBeRead() throws Exception {
        var local = new Local(folder);
        var orphan = copy("0.0.9", hash());
        Files.createDirectories(folder.resolve(".claude.json"));
        local.run("--client", "cursor", "--no-verify");
        assertTrue(Files.exists(orphan));
    }

    @Test
    void aPrintedOneStays() throws Exception {
        var local = new Local(folder);
        local.run("--print", "cursor");
        var version = folder.resolve(".paas/runtime/0.1.0");
        var printed = Home.names(version);
        for (var each : printed) {
            aged(version.resolve(each));
        }
        Files.writeString(folder.resolve("program/a.txt"), "b");
        local.run("--client", "cursor", "--no-verify");
        assertTrue(Home.names(version).containsAll(printed) && Home.names(version).size() == 2, Home.names(version).toString());
    }

    /** Whatever the umask: what is saved there later is nobody else's. */
    @Test
    void theFolderIsPrivateFromTheFirst() throws Exception {
        var command = Bundle.command(List.of(), List.of("setup", "--print", "cursor"));
        var builder = new ProcessBuilder(Stream.concat(Stream.of("/bin/sh", "-c",
            "umask 000; exec \"$@\"", "sh"), command.stream()).toList()).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        var process = builder.start();
        process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor());
        for (var each : List.of(".paas", ".paas/runtime")) {
            assertEquals("rwx------", Home.permissions(folder.resolve(each)), each);
        }
    }

    @Test
    @AboutTheJvm("sets the JVM's language, and looks at jars")
    void inAnArabicLocaleTheNamesAreTheSame() throws Exception {
        new Cli(new Home(folder)).jvm("-Duser.language=ar").jvm("-Duser.country=EG").run("setup", "--print", "cursor").exits(0);
        try (var walk = Files.walk(folder.resolve(".paas/runtime"))) {
            var jars = walk.map(each -> each.getFileName().toString()).filter(each -> each.endsWith(".jar")).toList();
            assertTrue(!jars.isEmpty() && jars.stream().allMatch(each -> each.matches("[0-9]{2}-.*")), jars.toString());
        }
    }
}
