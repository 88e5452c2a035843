package lib.json;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/** JSON as people and files get it: two blanks of indentation, {@code "name": value}, as Go and most editors write it. */
public final class PrettyJson {

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final JSON FORMAT = JSON.builder()
            // numbers of fields that are only carried along must come out as they went in
            .enable(JSON.Feature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JSON.Feature.WRITE_NULL_PROPERTIES)
            .enable(JSON.Feature.PRETTY_PRINT_OUTPUT)
            .prettyPrinter(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
                    .withArrayIndenter(LINES)
                    .withObjectIndenter(LINES))
            .build();

    private static final JSON COMPACT = JSON.builder().enable(JSON.Feature.WRITE_NULL_PROPERTIES).build();

    private PrettyJson() {
    }

    /** The object as text, with a line break at its end. */
    public static String write(Map<String, Object> object) {
        try {
            return FORMAT.asString(object) + "\n";
        } catch (IOException impossible) {
            throw new IllegalStateException("maps, lists and plain values are always JSON", impossible);
        }
    }

    /** The object as text on one line, for a protocol that has a message a line. */
    public static String line(Map<String, Object> object) {
        try {
            return COMPACT.asString(object);
        } catch (IOException impossible) {
            throw new IllegalStateException("maps, lists and plain values are always JSON", impossible);
        }
    }

    /**
     * Reads an object whose fields are to be written again.
     *
     * @throws IOException when the bytes are no JSON object
     */
    public static Map<String, Object> read(byte[] bytes) throws IOException {
        return FORMAT.mapFrom(bytes);
    }
}
