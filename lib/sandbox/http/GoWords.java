package lib.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Go's encoding/json says of a text that is no JSON, or JSON of another shape. */
final class GoWords {

    private static final Pattern CHARACTER = pattern("Unexpected character \\('(.+)' \\(code .*?\\)\\): (?:was )?(.*)");
    private static final Pattern NUMBER = pattern("Unexpected character \\('(.+)' \\(code .*?\\)\\) in numeric value: (\\w+).*");
    private static final Pattern TOKEN = pattern("Unrecognized token '(.+?)': .*");
    private static final Pattern ESCAPE = pattern("Unrecognized character escape '(.+)' \\(code .*");
    private static final Pattern CONTROL = pattern("Illegal unquoted character \\(\\(CTRL-CHAR, code ([0-9]+)\\)\\).*");
    /** What the other parser expected, and where Go then says that it is. */
    private static final Map<String, String> PLACES = Map.of(
        "double-quote to start field name", "looking for beginning of object key string",
        "a colon to separate field name and value", "after object key",
        "comma to separate Object entries", "after object key:value pair",
        "comma to separate Array entries", "after array element");
    private static final Map<String, String> DIGITS =
        Map.of("Decimal", "after decimal point in numeric literal", "Exponent", "in exponent of numeric literal");

    private GoWords() {
    }

    /** @param end what is said when the text ends too early: a stream's end is told otherwise than a text's */
    static String of(JsonProcessingException failure, String end) {
        String message = failure.getOriginalMessage();
        if (failure instanceof JsonEOFException || message.startsWith("Unexpected end-of-input")) {
            return end;
        }
        Matcher number = NUMBER.matcher(message);
        Matcher character = CHARACTER.matcher(message);
        Matcher token = TOKEN.matcher(message);
        Matcher escape = ESCAPE.matcher(message);
        Matcher control = CONTROL.matcher(message);
        if (character.matches()) {
            String expected = character.group(2).replaceFirst("^expecting ", "");
            return invalid(character.group(1).charAt(0)) + PLACES.getOrDefault(expected, "looking for beginning of value");
        } else if (number.matches()) {
            return invalid(number.group(1).charAt(0)) + DIGITS.getOrDefault(number.group(2), "in numeric literal");
        } else if (token.matches()) {
            return literal(token.group(1), end);
        } else if (escape.matches()) {
            return invalid(escape.group(1).charAt(0)) + "in string escape code";
        } else if (control.matches()) {
            return invalid((char) Integer.parseInt(control.group(1))) + "in string literal";
        }
        return "invalid character in numeric literal";      // what is left is 01: the other parser does not tell the character
    }

    /** The beginning of a complaint about a character. */
    static String invalid(char character) {
        String shown = switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\'', '\\' -> "\\" + character;
            default -> character < ' ' ? "\\x%02x".formatted((int) character) : "" + character;
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
                    return invalid(token.charAt(i)) + "in literal " + word + " (expecting '" + word.charAt(i) + "')";
                }
            }
        }
        return invalid(token.charAt(0)) + "looking for beginning of value";
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

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL);
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
