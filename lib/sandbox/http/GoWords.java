package lib.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What Go's encoding/json says of a text that is no JSON, or JSON of another shape. */
final class GoWords {

    /** What the other parser expected, and where Go then says that it is. */
    private static final Map<String, String> PLACES = Map.of(
        "double-quote to start field name", "looking for beginning of object key string",
        "a colon to separate field name and value", "after object key",
        "comma to separate Object entries", "after object key:value pair",
        "comma to separate Array entries", "after array element");
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
        rule(".*", (found, end) -> "invalid character in numeric literal");      // that is 01: the other parser does not tell the character
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

    /**
     * A value of another type than its field.
     *
     * @param field its name; {@code ""} for the whole body
     * @param text  the value as it stands there
     */
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
            return (generic.getRawType() == List.class ? "[]" : generic.getRawType() == Optional.class ? "*" : "map[string]") + go(last);
        } else if (type == String.class) {
            return "string";
        }
        return type == long.class || type == Long.class ? "int" : type == boolean.class || type == Boolean.class ? "bool" : "struct";
    }
}
