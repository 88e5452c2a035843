package lib.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one reader of JSON: a value as maps, lists and plain values, with Jackson's streaming parser alone, since it stands on the start
 * path.
 */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {
    }

    /**
     * @param utf8 one value and nothing behind it
     * @return a Map, List, String, Integer, Long, BigInteger, BigDecimal, Boolean or null; of two fields of one name the later counts
     * @throws IOException when it is no JSON, no UTF-8, nested deeper than 1,000 levels, or something follows the value
     */
    public static Object read(byte[] utf8) throws IOException {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
            return value;
        }
    }

    /**
     * A list of objects of which few fields are wanted: the others, most of a long answer, are passed over and not kept.
     *
     * @param wanted the names of the fields that are kept
     * @return what is no object in it is null; null when it is no list, or no JSON
     */
    public static List<Map<String, Object>> readRows(byte[] utf8, Set<String> wanted) {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            List<Map<String, Object>> rows = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                boolean object = parser.currentToken() == JsonToken.START_OBJECT;
                rows.add(object ? row(parser, wanted) : null);
                if (!object) {
                    value(parser);
                }
            }
            return parser.nextToken() == null ? rows : null;
        } catch (IOException noJson) {
            return null;
        }
    }

    private static Map<String, Object> row(JsonParser parser, Set<String> wanted) throws IOException {
        Map<String, Object> row = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (wanted.contains(name)) {
                row.put(name, value(parser));
            } else {
                parser.skipChildren();
            }
        }
        return row;
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

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("no JSON value");
        }
        switch (token) {
            case START_OBJECT:
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                return map;
            case START_ARRAY:
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                return list;
            case VALUE_STRING:
                return parser.getText();
            case VALUE_NUMBER_INT:
                return parser.getNumberValue();
            case VALUE_NUMBER_FLOAT:
                return decimal(parser);
            case VALUE_TRUE:
                return Boolean.TRUE;
            case VALUE_FALSE:
                return Boolean.FALSE;
            case VALUE_NULL:
                return null;
            default:
                throw new IOException("no JSON value");
        }
    }

    /** What is only carried along comes out as it went in. The parser takes 1E+99999999999 for a number; no type of Java's holds it. */
    private static Object decimal(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw new IOException("a number beyond all bounds", e);
        }
    }
}
