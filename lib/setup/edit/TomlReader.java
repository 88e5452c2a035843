package lib.setup.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** The door to the TOML parser: plain values out of a text. */
final class TomlReader {

    private TomlReader() {
    }

    static Map<String, Object> read(String text) {
        TomlParseResult result;
        try {
            result = Toml.parse(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (StackOverflowError tooDeep) {
            throw new Failure(Kind.FAILED, "is nested too deep");
        }
        if (result.hasErrors()) {
            TomlPosition at = result.errors().getFirst().position();
            throw Unparsed.at(at.line(), at.column(), "TOML");
        }
        return table(result);
    }

    private static Map<String, Object> table(TomlTable table) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name : table.keySet()) {
            members.put(name, value(table.get(List.of(name))));
        }
        return members;
    }

    private static Object value(Object value) {
        return switch (value) {
            case TomlTable table -> table(table);
            case TomlArray array -> {
                List<Object> items = new ArrayList<>();
                for (int i = 0; i < array.size(); i++) {
                    items.add(value(array.get(i)));
                }
                yield items;
            }
            default -> value;
        };
    }

    /** The inside of a basic string, its escapes resolved. */
    static String unescape(String inner) {
        if (inner.indexOf('\\') < 0) {
            return inner;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = inner.charAt(++i);
            int digits = escaped == 'u' ? 4 : escaped == 'U' ? 8 : 0;
            switch (escaped) {
                case 'b' -> text.append('\b');
                case 't' -> text.append('\t');
                case 'n' -> text.append('\n');
                case 'f' -> text.append('\f');
                case 'r' -> text.append('\r');
                case 'u', 'U' -> text.appendCodePoint(Integer.parseInt(inner, i + 1, i + 1 + digits, 16));
                default -> text.append(escaped);
            }
            i += digits;
        }
        return text.toString();
    }
}
