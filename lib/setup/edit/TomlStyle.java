package lib.setup.edit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values and keys as TOML. */
final class TomlStyle {

    private TomlStyle() {
    }

    static String key(List<String> path) {
        return path.stream().map(TomlStyle::key).collect(Collectors.joining("."));
    }

    private static String key(String name) {
        return name.matches("[A-Za-z0-9_-]+") ? name : string(name);
    }

    /** A list of several items has a line an item; inside an inline table it may not. */
    static String value(Object value, String line, String indentation, boolean inline) {
        return switch (value) {
            case String string -> string(string);
            case Map<?, ?> map when map.isEmpty() -> "{}";
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(each -> key((String) each.getKey()) + " = " + value(each.getValue(), line, indentation, true))
                    .collect(Collectors.joining(", ", "{ ", " }"));
            case List<?> list when list.size() > 1 && !inline -> list.stream()
                    .map(each -> line + indentation + "    " + value(each, line, indentation, true) + ",")
                    .collect(Collectors.joining("", "[", line + indentation + "]"));
            case List<?> list -> list.stream().map(each -> value(each, line, indentation, true))
                    .collect(Collectors.joining(", ", "[", "]"));
            default -> String.valueOf(value);
        };
    }

    /** Paths with backslashes are easier to read in a literal string. */
    private static String string(String string) {
        if (string.indexOf('\\') >= 0 && string.indexOf('\'') < 0 && string.chars().noneMatch(c -> c < ' ' || c == 0x7f)) {
            return "'" + string + "'";
        }
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.append('"').toString();
    }
}
