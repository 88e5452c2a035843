package tests.setup.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lib.setup.file.SettingsFile;
import lib.setup.file.SettingsFile.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tests.support.Home;

/** Another program's settings are never lost, not even by a writer that is killed. */
class SettingsFileTest {
    private static final byte[] OLD = "{\"old\": 1}".repeat(5000).getBytes();
    private static final byte[] NEW = "{\"new\": 2}".repeat(6000).getBytes();

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void setUp() throws IOException {
        file = Files.write(folder.resolve("settings.json"), OLD);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void whoIsKilledAfterAStepHasLostNothing(Step step) throws Exception {
        var bytes = Files.write(folder.resolve("new"), NEW);
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"),
            Writing.class.getName(), file.toString(), bytes.toString(), step.name()).inheritIO().start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it hangs");
        assertEquals(137, process.exitValue(), "it was not killed there");
        assertArrayEquals(step == Step.REPLACED ? NEW : OLD, Files.readAllBytes(file), "after " + step);
        if (step != Step.BACKUP_WRITTEN) {
            assertArrayEquals(OLD, Files.readAllBytes(folder.resolve("settings.json.bak")), "the backup after " + step);
        }
        // and the next one writes as if nothing had been
        assertTrue(new SettingsFile(file).replace(Files.readAllBytes(file), NEW, "settings.json.bak"));
        assertArrayEquals(NEW, Files.readAllBytes(file));
    }

    @Test
    void theBackupIsPrivateAndTheRightsStay() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertTrue(new SettingsFile(file).replace(OLD, NEW, "settings.json.bak"));
        assertEquals("rw-r-----", Home.permissions(file));
        assertEquals("rw-------", Home.permissions(folder.resolve("settings.json.bak")));
        assertEquals(List.of("settings.json", "settings.json.bak"), Home.names(folder));
        var fresh = folder.resolve("a/b/fresh.json");
        assertTrue(new SettingsFile(fresh).replace(null, NEW, ""));
        assertEquals("rw-------", Home.permissions(fresh));
    }

    @Test
    void linksAreFollowedToTheirEnd() throws IOException {
        var dotfiles = Files.createDirectories(folder.resolve("dotfiles"));
        Files.move(file, dotfiles.resolve("settings.json"));
        Files.createSymbolicLink(folder.resolve("middle"), Path.of("dotfiles"));
        Files.createSymbolicLink(file, Path.of("middle/settings.json"));
        assertTrue(new SettingsFile(file).replace(OLD, NEW, "settings.json.bak"));
        assertTrue(Files.isSymbolicLink(file));
        assertArrayEquals(NEW, Files.readAllBytes(dotfiles.resolve("settings.json")));
        assertEquals(List.of("settings.json", "settings.json.bak"), Home.names(dotfiles));

        var dangling = Files.createSymbolicLink(folder.resolve("dangling.json"), Path.of("dotfiles/later.json"));
        assertNull(new SettingsFile(dangling).read());
        assertTrue(new SettingsFile(dangling).replace(null, NEW, ""));
        assertTrue(Files.isSymbolicLink(dangling));
        assertArrayEquals(NEW, Files.readAllBytes(dotfiles.resolve("later.json")));
    }

    @Test
    void whatSomebodyElseWroteMeanwhileStays() throws IOException {
        var theirs = "{\"theirs\": 3}".getBytes();
        var watched = new SettingsFile(file, step -> {
            if (step == Step.WRITTEN) {
                assertTrue(file.toFile().delete());
                write(theirs);
            }
        });
        assertFalse(watched.replace(OLD, NEW, "settings.json.bak"));
        assertArrayEquals(theirs, Files.readAllBytes(file));
        assertFalse(new SettingsFile(file).replace(null, NEW, ""), "it appeared meanwhile");
        assertFalse(new SettingsFile(file).replace(OLD, null, "settings.json.bak"), "it is not the one to be removed");
        assertArrayEquals(theirs, Files.readAllBytes(file));
        assertEquals(List.of("settings.json", "settings.json.bak"), Home.names(folder));
    }

    @Test
    void aFolderInTheFilesPlaceIsSaidToBeOne() throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals("it is a folder, not a file", assertThrows(FileSystemException.class, () -> new SettingsFile(file).read())
            .getReason());
    }

    private void write(byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
