package lib.sandbox.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
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
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
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

    /** Reads a record of components that are String, long, boolean, Optionals of these (boxed), lists and maps (by String) of all those. */
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

    /** What Go's encoding/json says of a text that is no JSON, or JSON of another shape. */
    static final class GoWords {

        /** What the other parser expected, and where Go then says that it is. */
        private static final Map<String, String> PLACES = Map.of(
            "double-quote to start field name", "looking for beginning of object key string",
            "a colon to separate field name and value", "after object key",
            "comma to separate Object entries", "after object key:value pair", "comma to separate Array entries", "after array element");
        private static final Map<String, String> DIGITS =
            Map.of("Decimal", "after decimal point in numeric literal", "Exponent", "in exponent of numeric literal");
        /** What the other parser says, and what becomes of its first and second group, and of the end; the first one that fits counts. */
        private static final Map<Pattern, BiFunction<MatchResult, String, String>> RULES = new LinkedHashMap<>();

        static {
            rule("Unexpected character \\('(.+)' \\(code .*?\\)\\): (?:was )?(?:expecting )?(.*)",
                (found, end) -> invalid(found.group(1)) + PLACES.getOrDefault(found.group(2), "looking for beginning of value"));
            rule("Unexpected character \\('(.+)' \\(code .*?\\)\\) in numeric value: (\\w+).*",
                (found, end) -> invalid(found.group(1)) + DIGITS.getOrDefault(found.group(2), "in numeric literal"));
            rule("Unrecognized token '(.+?)': .*", (found, end) -> literal(found.group(1), end));
            rule("Unrecognized character escape '(.+)' \\(code .*", (found, end) -> invalid(found.group(1)) + "in string escape code");
            rule("Illegal unquoted character \\(\\(CTRL-CHAR, code ([0-9]+)\\)\\).*",
                (found, end) -> invalid(Character.toString(Integer.parseInt(found.group(1)))) + "in string literal");
            rule("Unexpected end-of-input.*", (found, end) -> end);
            rule(".*", (found, end) -> "invalid character in numeric literal");      // 01: the other parser does not tell the character
        }

        private GoWords() {
        }

        /** @param end what is said when the text ends too early: a stream's end is told otherwise than a text's */
        static String of(JsonProcessingException failure, String end) {
            return failure instanceof JsonEOFException ? end : RULES.entrySet().stream().flatMap(rule ->
                rule.getKey().matcher(failure.getOriginalMessage()).results().limit(1).map(found -> rule.getValue().apply(found, end)))
                .findFirst().orElseThrow();
        }

        /** The beginning of a complaint about a character. */
        static String invalid(String character) {
            char c = character.charAt(0);
            String shown = switch (c) {
                case '\n' -> "\\n";
                case '\r' -> "\\r";
                case '\t' -> "\\t";
                case '\'', '\\' -> "\\" + c;
                default -> c < ' ' ? "\\x%02x".formatted((int) c) : "" + c;
            };
            return "invalid character '" + shown + "' ";
        }

        /** Go reads true, false and null character by character. */
        private static String literal(String token, String end) {
            for (String word : List.of("true", "false", "null")) {
                if (word.startsWith(token)) {
                    return end;
                }
                for (int i = 1; token.charAt(0) == word.charAt(0) && i < Math.min(token.length(), word.length()); i++) {
                    if (token.charAt(i) != word.charAt(i)) {
                        return invalid(token.substring(i)) + "in literal " + word + " (expecting '" + word.charAt(i) + "')";
                    }
                }
            }
            return invalid(token) + "looking for beginning of value";
        }

        /** A value, its text as it stands there, of another type than its field, whose name is {@code ""} for the whole body. */
        static String mismatch(JsonToken token, String text, Type type, String field) {
            String kind = switch (token) {
                case START_OBJECT -> "object";
                case START_ARRAY -> "array";
                case VALUE_STRING -> "string";
                case VALUE_TRUE, VALUE_FALSE -> "bool";
                default -> type == long.class || type == Long.class ? "number " + text : "number";
            };
            String place = field.isEmpty() ? "value" : "struct field ." + field;
            return "json: cannot unmarshal " + kind + " into Go " + place + " of type " + go(type);
        }

        private static void rule(String regex, BiFunction<MatchResult, String, String> words) {
            RULES.put(Pattern.compile("\\A(?:" + regex + ")\\z", Pattern.DOTALL), words);
        }

        private static String go(Type type) {
            if (type instanceof ParameterizedType generic) {
                Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
                Type raw = generic.getRawType();
                return (raw == List.class ? "[]" : raw == Optional.class ? "*" : "map[string]") + go(last);
            } else if (type == String.class) {
                return "string";
            }
            return type == long.class || type == Long.class ? "int" : type == boolean.class || type == Boolean.class ? "bool" : "struct";
        }
    }
}
