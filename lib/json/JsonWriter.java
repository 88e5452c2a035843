package lib.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The one writer of JSON: maps, lists and plain values, with Jackson's streaming generator. */
public final class JsonWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {
    }

    /** The object as people and files get it: two blanks of indentation, {@code "name": value}, and a line break at the end. */
    public static String text(Map<String, ?> object) {
        return write(object, true) + "\n";
    }

    /** The object on one line, for a protocol that has a message a line. */
    public static String line(Map<String, ?> object) {
        return write(object, false);
    }

    /** The same in UTF-8. */
    public static byte[] bytes(Map<String, ?> object) {
        return line(object).getBytes(StandardCharsets.UTF_8);
    }

    private static String write(Object value, boolean pretty) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            if (pretty) {
                json.setPrettyPrinter(lines());
            }
            value(json, value);
        } catch (IOException impossible) {
            throw new IllegalStateException("maps, lists and plain values are always JSON", impossible);
        }
        return text.toString();
    }

    /** A printer carries its state: each text has one of its own. */
    private static DefaultPrettyPrinter lines() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("").withArrayEmptySeparator("")).withArrayIndenter(indenter).withObjectIndenter(indenter);
    }

    /** Without an exponent: not everything that reads numbers reads 2.76E-4. */
    private static void number(JsonGenerator json, double number) throws IOException {
        String text = Double.toString(number);
        if (text.indexOf('E') < 0 || !Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNumber(new BigDecimal(text).toPlainString());
        }
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        // no pattern switch: the first one of a process costs more than a small request
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> each : map.entrySet()) {
                json.writeFieldName(String.valueOf(each.getKey()));
                value(json, each.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                value(json, each);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof BigInteger big) {
            json.writeNumber(big);
        } else if (value instanceof Decimal decimal) {
            json.writeNumber(decimal.toString());
        } else if (value instanceof Double || value instanceof Float) {
            number(json, ((Number) value).doubleValue());
        } else if (value instanceof Number whole) {
            json.writeNumber(whole.longValue());
        } else {
            json.writeString(value.toString());
        }
    }
}
