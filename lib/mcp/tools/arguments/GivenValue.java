package lib.mcp.tools.arguments;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lib.base.CleanText;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.secrets.Secrets;
import lib.json.Decimal;
import lib.json.Json;
import lib.json.JsonWriter;
import lib.op.OneText;
import lib.op.Range;
import lib.run.Inputs;
import picocli.CommandLine.Model.ArgSpec;

/**
 * A value as a client gave it, for one input. Models and clients bend values: a number or a boolean comes as text, a whole number as 5.0, a
 * list or an object as JSON text, one text for a list. What means one thing only is taken; for anything else the failure says what fits and
 * what came.
 *
 * @param name of the parameter
 */
record GivenValue(ArgSpec input, String name, Object value) {

    private static final int LONGEST_SHOWN = 60;

    /** As the words of a command line: none for what is empty, NAME=value for variables. */
    List<String> words() {
        if (Map.class.isAssignableFrom(input.type())) {
            return pairs(value);
        }
        if (input.isMultiValue()) {
            return items();
        }
        return List.of(word());
    }

    /** Whether nothing was given, though the name stands there: null, or a blank text where no text can be blank. */
    boolean absent() {
        return value == null || value.equals("") && !(input.type() == String.class || input.isMultiValue() && !map())
                || value instanceof String text && text.isBlank() && (map() || number() || truth() || input.type().isEnum());
    }

    /** The same for an input that only narrows what is looked at: an empty text, and a list of them, is no filter. */
    boolean empty() {
        return absent() || value.equals("") || value instanceof List<?> list && list.stream().allMatch(each -> "".equals(each));
    }

    private boolean map() {
        return Map.class.isAssignableFrom(input.type());
    }

    private boolean truth() {
        return input.type() == boolean.class || input.type() == Boolean.class;
    }

    private boolean number() {
        return input.type() == int.class || input.type() == Integer.class || input.type() == long.class || input.type() == Long.class;
    }

    private List<String> pairs(Object given) {
        List<String> pairs = new ArrayList<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                String name = key.toString().strip();
                if (name.isEmpty() || name.contains("=") || item == null || item instanceof Map || item instanceof List) {
                    throw wrong();
                }
                pairs.add(name + "=" + plain(item));
            });
        } else if (given instanceof List<?> list) {
            list.forEach(each -> pairs.addAll(pairs(each)));
        } else if (given instanceof String text && parsed(text) instanceof Map<?, ?> map) {
            return pairs(map);
        } else if (given instanceof String text && text.indexOf('=') > 0) {
            pairs.add(text);
        } else {
            throw wrong();
        }
        return pairs;
    }

    private List<String> items() {
        boolean line = Inputs.element(input).isAnnotationPresent(OneText.class);
        Object given = !line && value instanceof String text && parsed(text) instanceof List<?> list ? list : value;
        List<String> items = new ArrayList<>();
        for (Object each : given instanceof List<?> list ? list : List.of(given)) {
            if (each == null || each instanceof Map || each instanceof List) {
                throw wrong();
            }
            items.add(plain(each));
        }
        return items;
    }

    private String word() {
        if (value instanceof Map || value instanceof List) {
            throw wrong();
        }
        String text = plain(value);
        if (truth()) {
            String word = text.strip().toLowerCase(Locale.ROOT);
            if (!word.equals("true") && !word.equals("false")) {
                throw wrong();
            }
            return word;
        }
        if (number()) {
            return whole(text.strip());
        }
        if (input.type().isEnum()) {
            for (Object each : input.type().getEnumConstants()) {
                if (each.toString().equalsIgnoreCase(text.strip())) {
                    return each.toString();
                }
            }
            throw wrong();
        }
        return text;
    }

    private String whole(String text) {
        Range range = Inputs.range(input);
        if (range != null && range.lenient()) {
            Integer any = whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            if (any != null) {
                return String.valueOf(any < range.min() ? input.initialValue() : Math.min(any, range.max()));
            }
        }
        Integer whole = whole(text, range == null ? Integer.MIN_VALUE : range.min(), range == null ? Integer.MAX_VALUE : range.max());
        if (whole == null) {
            throw wrong();
        }
        return whole.toString();
    }

    /** @return null when the text is no whole number, or is out of bounds; 5.0 and 1e1 are whole */
    static Integer whole(String text, int min, int max) {
        try {
            // an exponent of thousands is a number of thousands of digits
            BigDecimal number = text.length() > LONGEST_SHOWN ? null : new BigDecimal(text.strip());
            if (number == null || Math.abs((long) number.scale()) > LONGEST_SHOWN) {
                return null;
            }
            int whole = number.intValueExact();
            return whole < min || whole > max ? null : whole;
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    /** As text, a number without an exponent: but for one of thousands, which is a number of thousands of digits. */
    static String plain(Object value) {
        BigDecimal exact = value instanceof Decimal decimal ? decimal.exact() : null;
        return exact != null && Math.abs((long) exact.scale()) <= LONGEST_SHOWN ? exact.toPlainString() : value.toString();
    }

    private static Object parsed(String text) {
        String json = text.strip();
        return json.startsWith("{") || json.startsWith("[") ? Json.readOrNull(json.getBytes(StandardCharsets.UTF_8)) : null;
    }

    private Failure wrong() {
        return new Failure(Kind.USAGE, "the value of \"" + name + "\" does not fit: it has to be " + fits() + "; what came is " + came());
    }

    private String fits() {
        Range range = Inputs.range(input);
        if (map()) {
            return "an object of names and texts, as {\"NAME\": \"value\"}";
        }
        if (input.isMultiValue()) {
            return Inputs.element(input).isAnnotationPresent(OneText.class) ? "a text" : "a list of texts";
        }
        if (input.type().isEnum()) {
            List<String> words = new ArrayList<>();
            for (Object each : input.type().getEnumConstants()) {
                words.add(each.toString());
            }
            return "one of " + String.join(", ", words);
        }
        return truth() ? "true or false" : !number() ? "a text" : range == null ? "a whole number"
                : "a whole number from " + range.min() + " to " + range.max();
    }

    /** Shortened and masked; of variables, whose values may be anything, only the kind. */
    private String came() {
        if (map()) {
            return value instanceof Map ? "an object with a name or a value that is no text"
                    : value instanceof List ? "a list" : value instanceof String ? "a text" : "a " + kind();
        }
        return came(value);
    }

    /** As JSON, shortened and masked. */
    static String came(Object value) {
        String json = JsonWriter.line(Map.of("v", value));
        String shown = Secrets.BY_SHAPE.text(json.substring("{\"v\":".length(), json.length() - 1));
        return CleanText.line(shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "…" : shown);
    }

    private String kind() {
        return value instanceof Number ? "number" : "boolean";
    }
}
