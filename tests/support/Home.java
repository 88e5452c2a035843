package tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A throw-away home folder; give it a folder of JUnit's {@code @TempDir}. */
public record Home(Path path) {

    public Path folder() {
        return path.resolve(".paas");
    }

    public Path config() {
        return folder().resolve("config.json");
    }

    public boolean hasConfig() {
        return Files.exists(config(), LinkOption.NOFOLLOW_LINKS);
    }

    public String readConfig() {
        try {
            return Files.readString(config());
        } catch (IOException e) {
            throw new UncheckedIOException("no saved connection in " + path, e);
        }
    }

    /** The saved connection as JSON. */
    public JsonNode config(String field) {
        try {
            return new ObjectMapper().readTree(readConfig()).path(field);
        } catch (IOException e) {
            throw new UncheckedIOException("the saved connection is no JSON: " + readConfig(), e);
        }
    }

    /** Writes the file as it stands, with the permissions the CLI gives. */
    public Home writeConfig(String text) {
        try {
            Files.createDirectories(folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(config(), text);
            Files.setPosixFilePermissions(config(), PosixFilePermissions.fromString("rw-------"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("config.json cannot be written", e);
        }
    }

    /** A saved connection as {@code paas connect} leaves one. */
    public Home connected(String url, String token) {
        return writeConfig("""
            {
              "version": 1,
              "url": "%s",
              "token": "%s",
              "profile": "deployer",
              "name": "test CLI",
              "agentId": "agent12345"
            }
            """.formatted(url, token));
    }

    /** The permissions of a file as {@code rw-------}. */
    public static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException("no permissions of " + path, e);
        }
    }

    /** The saved connection is private and alone: folder 0700, file 0600, no temporary file left behind. */
    public void checkPrivate() {
        assertEquals("rwx------", permissions(folder()), "permissions of " + folder());
        assertEquals("rw-------", permissions(config()), "permissions of " + config());
        assertEquals(List.of("config.json"), names(folder()), "files in " + folder());
    }

    public void checkNoConfig() {
        assertFalse(hasConfig(), "there is a " + config());
        if (Files.isDirectory(folder())) {
            assertEquals(List.of(), names(folder()), "files left in " + folder());
        }
    }

    public static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        }
    }
}
