package tests.setup.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lib.base.Failure;
import lib.setup.edit.Entry;
import lib.setup.edit.JsonEdit;
import org.junit.jupiter.api.Test;

/** JSON is edited in place: nothing but the entry changes, whatever the document looks like. */
class JsonEditTest {
    private static final JsonEdit JSON = new JsonEdit();
    private static final Entry ENTRY = Entries.json(JSON);

    /** The entry checks each edit with a parser itself: what differs elsewhere would be thrown as a failure. */
    @Test
    void inRandomDocumentsOnlyTheEntryChangesAndEveryOtherByteStays() {
        int added = 0;
        int inverted = 0;
        for (long seed = 0; seed < 2000; seed++) {
            String text = RandomJson.text(seed);
            String after = at(seed, text, () -> ENTRY.write(text));
            assertEquals(after, at(seed, after, () -> ENTRY.write(after)), "a second run changes something, seed " + seed);
            String gone = at(seed, after, () -> ENTRY.remove(after, false));
            boolean old = ENTRY.in(text) != null;
            if (old || ENTRY.neighbours(text) > 0) {
                String without = old ? at(seed, text, () -> ENTRY.remove(text, false)) : text;
                assertEquals(without, gone, "something else changed, seed " + seed + " in\n" + text + "\nwhich became\n" + after);
                inverted++;
            }
            added += old ? 0 : 1;
        }
        assertTrue(added > 500 && inverted > 250, added + " new entries, " + inverted + " compared");
    }

    @Test
    void theStyleIsThatOfTheNeighbours() {
        assertEquals("""
            {
                "mcpServers": {
                    "x": {}, // mine
                    "better-paas": {
                        "command": "c"
                    }
                }
            }
            """, put("""
            {
                "mcpServers": {
                    "x": {} // mine
                }
            }
            """));
        assertEquals("{\"a\":1,\"mcpServers\":{\"better-paas\":{\"command\":\"c\"}}}", put("{\"a\":1}"));
        assertEquals("{ \"mcpServers\": { \"x\": {}, \"better-paas\": {\"command\": \"c\"} } }", put("{ \"mcpServers\": { \"x\": {} } }"));
        assertEquals("{\r\n\t\"mcpServers\": {\r\n\t\t\"better-paas\": {\r\n\t\t\t\"command\": \"c\"\r\n\t\t},\r\n\t},\r\n}",
            put("{\r\n\t\"mcpServers\": {\r\n\t\t\"better-paas\": 5,\r\n\t},\r\n}"));
    }

    @Test
    void whatDoesNotParseSaysWhereAndIsNeverWritten() {
        refuses("{\n  \"a\": 1\n  \"b\": 2\n}", "is no JSON from line 3, column 3 on");
        refuses("{\"a\": 1", "is no JSON from line 1, column 8 on");
        refuses("{\"a\": 1} {}", "is no JSON from line 1, column 10 on");
        refuses("{'a': 1}", "is no JSON from line 1, column 2 on");
        refuses("[1]", "holds no JSON object");
        refuses("{\"mcpServers\": []}", "has something else than an object at \"mcpServers\"");
    }

    private static void refuses(String text, String how) {
        assertEquals(how, assertThrows(Failure.class, () -> ENTRY.write(text)).getMessage(), text);
    }

    private static String put(String text) {
        return JSON.put(text, List.of("mcpServers", "better-paas"), java.util.Map.of("command", "c"));
    }

    private interface Step {
        String run();
    }

    private static String at(long seed, String text, Step step) {
        try {
            return step.run();
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + " in\n" + text, e);
        }
    }
}
