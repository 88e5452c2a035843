package lib.services.sql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what redis-cli prints for people ({@code --no-raw}). Unlike what it prints for programs, that tells an error from a text, nothing
 * from an empty text, and where a text with line breaks ends.
 */
final class RedisReply {

    static final String OPTION = "--no-raw";

    private static final Pattern PLACE = Pattern.compile("^(?: *[0-9]+[)~#] )+");
    private static final Pattern NUMBER = Pattern.compile("\\((?:integer|double)\\) (.*)");
    private static final Pattern TRUTH = Pattern.compile("\\((true|false)\\)");
    private static final Pattern EMPTY = Pattern.compile("\\(empty [a-z ]+\\)");
    private static final String ERROR = "(error) ";
    private static final String NIL = "(nil)";

    private final List<String> cells = new ArrayList<>();
    private final String error;

    /** @param lines of the output */
    RedisReply(List<String> lines) {
        error = lines.size() == 1 && lines.getFirst().startsWith(ERROR) ? lines.getFirst().substring(ERROR.length()) : null;
        boolean items = !lines.isEmpty() && PLACE.matcher(lines.getFirst()).find();
        for (String line : lines) {
            String bare = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            String value = items ? PLACE.matcher(bare).replaceFirst("") : bare;
            if (!EMPTY.matcher(value).matches() || items) {
                cells.add(cell(value));
            }
        }
    }

    /** What Redis complains about; null when it does not. */
    String error() {
        return error;
    }

    /** The texts in order, lists in lists flattened; null for nothing. */
    List<String> cells() {
        return cells;
    }

    private static String cell(String value) {
        Matcher number = NUMBER.matcher(value);
        Matcher truth = TRUTH.matcher(value);
        return value.equals(NIL) ? null : number.matches() ? number.group(1) : truth.matches() ? truth.group(1)
                : value.length() > 1 && value.startsWith("\"") && value.endsWith("\"") ? unquoted(value) : value;
    }

    private static String unquoted(String quoted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c != '\\' || i + 2 >= quoted.length()) {
                byte[] same = quoted.substring(i, i + (Character.isHighSurrogate(c) ? 2 : 1)).getBytes(StandardCharsets.UTF_8);
                i += Character.isHighSurrogate(c) ? 1 : 0;
                bytes.writeBytes(same);
                continue;
            }
            i++;
            char escaped = quoted.charAt(i);
            boolean hex = escaped == 'x' && i + 2 < quoted.length() - 1 && Character.digit(quoted.charAt(i + 1), 16) >= 0
                    && Character.digit(quoted.charAt(i + 2), 16) >= 0;
            if (hex) {
                bytes.write(Integer.parseInt(quoted.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(switch (escaped) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'a' -> 7;
                    case 'b' -> '\b';
                    default -> escaped;
                });
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
