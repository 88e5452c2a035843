package tests.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import lib.json.JsonFault;
import lib.json.JsonText;
import org.junit.jupiter.api.Test;

/** A text that is read as it comes; that it says the same is held in {@link JsonTest}. */
class JsonStreamTest {

    @Test
    void whatStreamsIsKeptNoLongerThanItsLongestText() throws Exception {
        var piece = ("\"" + "x".repeat(40_000) + "\\n\",12345678901234567890,").getBytes(StandardCharsets.UTF_8);
        var json = new JsonText(new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream("[".getBytes(
            StandardCharsets.UTF_8)), repeated(piece, 4_000), new ByteArrayInputStream("1]".getBytes(StandardCharsets.UTF_8))))));
        int texts = 0;
        for (boolean more = json.enter(']'); more; more = json.more(']')) {
            if (texts % 2 == 0) {
                json.pass();
            } else if (json.value() instanceof String text) {
                assertEquals(40_001, text.length());
            }
            texts++;
        }
        json.end();
        assertEquals(8_001, texts);
        var endless = new JsonText(new SequenceInputStream(new ByteArrayInputStream("\"".getBytes(StandardCharsets.UTF_8)),
            repeated("xxxxxxxx".getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE)));
        assertThrows(JsonFault.class, endless::value);
    }

    /** The same again and again. */
    private static InputStream repeated(byte[] piece, int times) {
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                return at >= (long) piece.length * times ? -1 : piece[(int) (at++ % piece.length)];
            }
        };
    }
}
