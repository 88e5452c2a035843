package lib.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The one writer of JSON: maps, lists and plain values. */
public final class JsonWriter {

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

    private static String write(Object value, boolean indented) {
        JsonOut json = new JsonOut(indented);
        value(json, value);
        return json.toString();
    }

    /** Without an exponent: not everything that reads numbers reads 2.76E-4. */
    private static void number(JsonOut json, double number) {
        String text = Double.toString(number);
        if (!Double.isFinite(number)) {
            // JSON has no number for it
            json.writeString(text);
        } else {
            json.writeRawValue(text.indexOf('E') < 0 ? text : new BigDecimal(text).toPlainString());
        }
    }

    private static void value(JsonOut json, Object value) {
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
            json.writeRawValue(decimal.toString());
        } else if (value instanceof Double || value instanceof Float) {
            number(json, ((Number) value).doubleValue());
        } else if (value instanceof Number whole) {
            json.writeNumber(whole.longValue());
        } else {
            json.writeString(value.toString());
        }
    }
}
