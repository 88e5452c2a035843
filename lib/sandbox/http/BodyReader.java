package lib.sandbox.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lib.sandbox.http.Call.CappedBody;

/**
 * Decodes a request body into a record by the rules of the server's decoder (contract: JSON RULES). Field names match in any letter case,
 * unknown fields are passed over, null and absent leave the zero value ("", 0, false, a null list or map), text after the first value is
 * not looked at; a value of another JSON type, or no value at all, is a {@link BadBody}. A component that is an Optional tells null and
 * absent from the zero value: it is empty then.
 */
final class BodyReader {

    /** Read from a Reader, not from bytes: from bytes Jackson would accept UTF-16, UTF-32 and a byte order mark, which Go refuses. */
    private static final JsonFactory JSON = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(10_000).maxNumberLength((int) CappedBody.LIMIT).build())
        .build();
    private static final Pattern HALF = Pattern.compile("[\\x{D800}-\\x{DFFF}]");

    private BodyReader() {
    }

    /**
     * @param type a record whose components are String, long, boolean, Optionals of these (boxed), lists and maps (by String) of all those
     */
    static <R extends Record> R read(Reader body, Class<R> type) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            return whole(json, type, "EOF");
        } catch (JsonProcessingException e) {
            throw new BadBody(GoWords.of(e, "unexpected EOF"));
        }
    }

    /** The same from a text which must hold nothing else. */
    static <R extends Record> R readOnly(String text, Class<R> type) throws IOException {
        String end = "unexpected end of JSON input";
        try (JsonParser json = JSON.createParser(text)) {
            R record = whole(json, type, end);
            String rest = text.substring((int) json.currentLocation().getCharOffset()).strip();
            if (!rest.isEmpty()) {
                throw new BadBody(GoWords.invalid(rest.substring(0, 1)) + "after top-level value");
            }
            return record;
        } catch (JsonProcessingException e) {
            throw new BadBody(GoWords.of(e, end));
        }
    }

    /** A value of another type counts only when what follows it is JSON: Go looks at the form of the whole first. */
    private static <R extends Record> R whole(JsonParser json, Class<R> type, String nothing) throws IOException {
        if (json.nextToken() == null) {
            throw new BadBody(nothing);
        }
        try {
            return record(json, type);
        } catch (BadBody mismatch) {
            while (!json.getParsingContext().inRoot()) {
                json.nextToken();
            }
            throw mismatch;
        }
    }

    private static <R extends Record> R record(JsonParser json, Class<R> type) throws IOException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = zero(components[i].getGenericType());
        }
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                int index = indexOf(components, field);
                json.nextToken();
                if (index < 0) {
                    json.skipChildren();
                } else {
                    values[index] = value(json, components[index].getGenericType(), values[index], field);
                }
            }
        } else if (json.currentToken() != JsonToken.VALUE_NULL) {
            throw mismatch(json, type, "");
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no request record: " + type.getName(), e);
        }
    }

    private static int indexOf(RecordComponent[] components, String name) {
        for (int i = 0; i < components.length; i++) {
            JsonProperty renamed = components[i].getAccessor().getAnnotation(JsonProperty.class);     // for names that Java reserves
            if ((renamed == null ? components[i].getName() : renamed.value()).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** @param field whose value it is, or is in */
    private static Object value(JsonParser json, Type type, Object before, String field) throws IOException {
        JsonToken token = json.currentToken();
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        if (token == JsonToken.VALUE_NULL) {
            return raw == String.class || raw instanceof Class<?> plain && plain.isPrimitive() ? before : zero(type);
        } else if (raw == Optional.class) {
            return Optional.of(value(json, argument(type, 0), null, field));
        } else if (type == String.class && token == JsonToken.VALUE_STRING) {
            return wellFormed(json.getText());
        } else if ((type == long.class || type == Long.class) && token == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        } else if ((type == boolean.class || type == Boolean.class) && token.isBoolean()) {
            return token == JsonToken.VALUE_TRUE;
        } else if (raw == Map.class && token == JsonToken.START_OBJECT) {
            Type item = argument(type, 1);
            Map<String, Object> items = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = wellFormed(json.currentName());
                json.nextToken();
                items.put(name, value(json, item, zero(item), field));
            }
            return items;
        } else if (raw == List.class && token == JsonToken.START_ARRAY) {
            Type item = argument(type, 0);
            List<Object> items = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(json, item, zero(item), field));
            }
            return items;
        }
        throw mismatch(json, type, field);
    }

    private static Object zero(Type type) {
        return type == String.class ? "" : type == long.class ? (Object) 0L : type == boolean.class ? (Object) false
            : type instanceof ParameterizedType generic && generic.getRawType() == Optional.class ? Optional.empty() : null;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    /** Half of a surrogate pair becomes U+FFFD, as in Go; it could not be written back as UTF-8. */
    private static String wellFormed(String text) {
        return HALF.matcher(text).replaceAll("\uFFFD");
    }

    private static BadBody mismatch(JsonParser json, Type type, String field) throws IOException {
        return new BadBody(GoWords.mismatch(json.currentToken(), json.getText(), type, field));
    }
}
