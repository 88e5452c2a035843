package tests.wrapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be said of the Windows wrapper without Windows. */
class BatchTest {
    private final String batch = Machine.read(Machine.WRAPPER.resolveSibling("jbang.cmd"));
    private final String shell = Machine.read(Machine.WRAPPER);

    @Test
    void everyLineEndsAsWindowsExpects() {
        assertEquals(batch.replace("\r\n", "\n").replace("\n", "\r\n"), batch);
        assertTrue(batch.endsWith("\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"jbang_version, jbw_version", "gson_version, jbw_gson", "oldest_jdk, jbw_oldest_jdk", "jbang_sha256, jbw_sha256",
        "gson_sha256, jbw_gson_sha256"})
    void hasTheVersionsOfTheOther(String inShell, String inBatch) {
        assertEquals(only("(?m)^" + inShell + "=(\\S+)$", shell), only("(?m)^set \"" + inBatch + "=([^\"]+)\"$", batch));
    }

    @Test
    void fetchesWithTheSamePlugin() {
        var plugin = "org\\.apache\\.maven\\.plugins:maven-dependency-plugin:[0-9.]+:copy-dependencies";
        assertEquals(only("(" + plugin + ")", shell), only("(" + plugin + ")", batch));
    }

    @Test
    void everyJumpHasItsLabelAndEveryLabelItsJump() {
        assertEquals(all("(?m)^:(\\w+)$"), all("(?:goto |call :)(\\w+)"));
    }

    private TreeSet<String> all(String pattern) {
        return Pattern.compile(pattern).matcher(batch).results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String only(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).distinct().toList();
        assertEquals(1, found.size(), pattern);
        return found.getFirst();
    }
}
