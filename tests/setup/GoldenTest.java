package tests.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;

/**
 * Settings as people have them, before and after: {@code name.before} becomes {@code name.after}, or stays and says what is in
 * {@code name.refused}. A second run changes nothing, and {@code --remove} gives the first bytes back, or {@code name.removed} where the
 * first file had an entry of somebody else's. UPDATE_SNAPSHOTS=1 writes what is compared; look at the difference before committing it.
 */
class GoldenTest {
    private static final Map<String, String> FILES = Map.of("cursor", ".cursor/mcp.json", "claude", ".claude.json", "codex",
        ".codex/config.toml");
    private static final boolean UPDATE = "1".equals(System.getenv("UPDATE_SNAPSHOTS"));

    @TempDir
    Path folder;

    @Test
    void thereAreEnough() throws IOException {
        for (var client : FILES.keySet()) {
            assertTrue(cases(client).size() >= 8, client + " has " + cases(client).size());
        }
        assertTrue(FILES.keySet().stream().mapToInt(client -> cases(client).size()).sum() >= 60);
    }

    @TestFactory
    Stream<DynamicTest> files() {
        return FILES.keySet().stream().sorted().flatMap(client -> cases(client).stream()
            .map(before -> DynamicTest.dynamicTest(client + "/" + name(before), () -> check(client, before))));
    }

    private void check(String client, Path before) throws IOException {
        var local = new Local(Files.createDirectories(folder.resolve(client).resolve(name(before))));
        var file = folder.resolve(client).resolve(name(before)).resolve(FILES.get(client));
        var first = Files.readAllBytes(before);
        Files.createDirectories(file.getParent());
        Files.write(file, first);
        var failure = local.run("--client", client, "--no-verify").failure();
        if (Files.exists(sibling(before, "refused")) || UPDATE && failure != null) {
            assertNotNull(failure, "it was written:\n" + Files.readString(file, StandardCharsets.ISO_8859_1));
            compare(sibling(before, "refused"), local.neutral(failure.getMessage()) + "\n");
            assertBytes(first, Files.readAllBytes(file), "the file was touched");
            return;
        }
        assertNull(failure, () -> String.valueOf(failure));
        compare(sibling(before, "after"), local.neutral(Files.readString(file)));
        var written = Files.readAllBytes(file);
        var at = Files.getLastModifiedTime(file);
        assertNull(local.run("--client", client, "--no-verify").failure());
        assertBytes(written, Files.readAllBytes(file), "a second run changed something");
        assertEquals(at, Files.getLastModifiedTime(file), "a second run wrote the same again");
        assertNull(local.run("--client", client, "--remove").failure());
        if (Files.exists(sibling(before, "removed")) || UPDATE && !new String(first).equals(Files.readString(file))) {
            assertTrue(new String(first, StandardCharsets.UTF_8).contains("better-paas"),
                "there was no entry, so --remove must give the first bytes back:\n"
                + Files.readString(file));
            compare(sibling(before, "removed"), Files.readString(file));
        } else {
            assertBytes(first, Files.readAllBytes(file), "--remove did not give the first bytes back");
        }
    }

    private static void compare(Path wanted, String actual) throws IOException {
        if (UPDATE) {
            Files.writeString(wanted, actual);
        }
        assertEquals(Files.readString(wanted), actual, wanted.getFileName().toString());
    }

    private static void assertBytes(byte[] wanted, byte[] actual, String message) {
        assertEquals(new String(wanted, StandardCharsets.ISO_8859_1), new String(actual, StandardCharsets.ISO_8859_1), message);
    }

    private static List<Path> cases(String client) {
        try (Stream<Path> files = Files.list(Checkout.file("tests/setup/golden").resolve(client))) {
            return files.filter(file -> file.toString().endsWith(".before")).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String name(Path before) {
        return before.getFileName().toString().replace(".before", "");
    }

    private static Path sibling(Path before, String ending) {
        return before.resolveSibling(name(before) + "." + ending);
    }
}
