package lib.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one reader of JSON: a value as maps, lists and plain values. */
public final class Json {

    private Json() {
    }

    /**
     * @param utf8 one value and nothing behind it
     * @return a Map, List, String, Integer, Long, BigInteger, {@link Decimal}, Boolean or null; of two fields of one name the later counts
     * @throws IOException always a {@link JsonFault}: when it is no JSON, no UTF-8, nested deeper than 1,000 levels, something follows the
     *                     value, or a number has more than 1,000 digits
     */
    public static Object read(byte[] utf8) throws IOException {
        JsonText json = new JsonText(utf8);
        Object value = json.value();
        json.end();
        return value;
    }

    /**
     * A list of objects of which few fields are wanted: the others, most of a long answer, are passed over and not kept.
     *
     * @param wanted the names of the fields that are kept
     * @return what is no object in it is null; null when it is no list, or no JSON
     */
    public static List<Map<String, Object>> readRows(byte[] utf8, Set<String> wanted) {
        JsonText json = new JsonText(utf8);
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        try {
            if (!json.begins('[')) {
                return null;
            }
            for (boolean more = json.enter(']'); more; more = json.more(']')) {
                if (json.begins('{')) {
                    rows.add(row(json, wanted, fields));
                } else {
                    rows.add(null);
                    json.pass();
                }
            }
            json.end();
            return rows;
        } catch (IOException noJson) {
            return null;
        }
    }

    /** @param fields those of the rows before, in their order, which most rows have as well: thousands of names are not read again */
    private static Map<String, Object> row(JsonText json, Set<String> wanted, List<Field> fields) throws IOException {
        Map<String, Object> row = new HashMap<>();
        int at = 0;
        for (boolean more = json.enter('}'); more; more = json.more('}'), at++) {
            Field field = at < fields.size() ? fields.get(at) : null;
            if (field == null || field.written == null || !json.took(field.written)) {
                field = Field.of(json.name(), wanted);
                if (at < fields.size()) {
                    fields.set(at, field);
                } else {
                    fields.add(field);
                }
            }
            if (field.wanted) {
                row.put(field.name, json.value());
            } else {
                json.pass();
            }
        }
        return row;
    }

    /** @param written as it stands before its value without blanks; null where it may be written in several ways */
    private record Field(String name, boolean wanted, byte[] written) {

        static Field of(String name, Set<String> wanted) {
            boolean plain = true;
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                plain &= c >= ' ' && c <= '~' && c != '"' && c != '\\';
            }
            return new Field(name, wanted.contains(name), plain ? ('"' + name + "\":").getBytes(StandardCharsets.ISO_8859_1) : null);
        }
    }

    /** {@link #read} for an answer that may be anything: null when it is no JSON, as for JSON null. */
    public static Object readOrNull(byte[] utf8) {
        try {
            return utf8.length == 0 ? null : read(utf8);
        } catch (IOException noJson) {
            return null;
        }
    }

    /**
     * {@link #read} for an object.
     *
     * @throws IOException also when the value is none
     */
    @SuppressWarnings("unchecked") // JSON objects have texts as names
    public static Map<String, Object> readObject(byte[] utf8) throws IOException {
        if (read(utf8) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IOException("no JSON object");
    }
}
