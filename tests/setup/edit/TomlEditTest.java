package tests.setup.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import lib.base.Failure;
import lib.setup.edit.Entry;
import lib.setup.edit.TomlEdit;
import org.junit.jupiter.api.Test;

/** TOML is edited in place: nothing but the entry changes, whichever way its tables are written. */
class TomlEditTest {
    private static final Entry ENTRY = Entries.entry(new TomlEdit(), "mcp_servers", Map.of("startup_timeout_sec", 30L));

    /** The entry checks each edit with a parser itself: what differs elsewhere would be thrown as a failure. */
    @Test
    void inRandomDocumentsOnlyTheEntryChangesAndEveryOtherByteStays() {
        int added = 0;
        int replaced = 0;
        for (long seed = 0; seed < 500; seed++) {
            String text = RandomToml.text(seed);
            try {
                String after = ENTRY.write(text);
                assertEquals(after, ENTRY.write(after), "a second run changes something, seed " + seed);
                boolean old = ENTRY.in(text) != null;
                String gone = ENTRY.remove(after, false);
                String without = ENTRY.remove(text, false);
                String line = text.contains("\r\n") ? "\r\n" : "\n";
                boolean ended = without.endsWith("\n") || without.isEmpty() || without.equals("\ufeff") || gone.equals(without);
                assertEquals(ended ? without : without + line, gone, "something else changed, seed " + seed + " in\n" + text
                    + "\nwhich became\n" + after);
                added += old ? 0 : 1;
                replaced += old ? 1 : 0;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " in\n" + text, e);
            }
        }
        assertTrue(added > 100 && replaced > 100, added + " new entries, " + replaced + " replaced");
    }

    @Test
    void whatDoesNotParseSaysWhereAndIsNeverWritten() {
        refuses("model = \"a\nb = 1\n", "is no TOML from line 1, column 11 on");
        refuses("[a]\nb = 1\nb = 2\n", "is no TOML from line 3, column 1 on");
        refuses("[mcp_servers\n", "is no TOML from line 1, column 13 on");
        refuses("[[mcp_servers]]\na = 1\n", "has something else than a table at \"mcp_servers\"");
    }

    private static void refuses(String text, String how) {
        assertEquals(how, assertThrows(Failure.class, () -> ENTRY.write(text)).getMessage(), text);
    }
}
