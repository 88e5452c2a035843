package lib.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A JSON object of an answer, read with tolerance: unknown fields are ignored, an absent field, null or one of another type reads as
 * its empty value, as the instance's own Go decoder would do. What a caller cannot do without, it checks itself.
 */
public record JsonObject(Map<String, Object> fields) {

    /** The value as an object; null when it is none. */
    @SuppressWarnings("unchecked")
    public static JsonObject object(Object value) {
        return value instanceof Map<?, ?> map ? new JsonObject((Map<String, Object>) map) : null;
    }

    /**
     * The objects of an array; other elements are left out.
     *
     * @return null when the value is neither an array nor JSON null (the contract answers null for some empty lists)
     */
    public static <T> List<T> objects(Object value, Function<JsonObject, T> read) {
        if (!(value instanceof Iterable<?> items)) {
            return null;
        }
        List<T> all = new ArrayList<>();
        for (Object item : items) {
            if (object(item) instanceof JsonObject json) {
                all.add(read.apply(json));
            }
        }
        return all;
    }

    /** The field as text; "" when it is absent or no string. */
    public String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    /** The field as a number; 0 when it is absent or no number. */
    public double number(String name) {
        return fields.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    /** Whether the field is true. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    /** The texts of an array; empty when it is absent, null or no array. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (fields.get(name) instanceof Iterable<?> items) {
            for (Object item : items) {
                if (item instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /** The texts of an object by name, in its order; empty when it is absent, null or no object. */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (fields.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put((String) key, value instanceof String text ? text : String.valueOf(value)));
        }
        return texts;
    }
}
