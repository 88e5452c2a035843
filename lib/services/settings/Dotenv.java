package lib.services.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.TextFile;

/**
 * Reads files of {@code NAME=value} lines as the dotenv tools do: {@code export} before the name, comments, values in single quotes as they
 * stand, in double quotes with escapes, both over several lines. {@code $NAME} in a value is not replaced.
 */
final class Dotenv {

    private static final long LARGEST = 1 << 20;
    private static final Pattern ENTRY = Pattern.compile(
            "\\G(?:[ \\t]*(?:#[^\\n]*)?\\n|[ \\t]*(?:export[ \\t]+)?([\\w.-]+)[ \\t]*=[ \\t]*"
                    + "(?:'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\n'\"][^\\n]*|))[ \\t]*(?:#[^\\n]*)?\\n)", Pattern.DOTALL);

    private Dotenv() {
    }

    /** @throws Failure USAGE when the file cannot be read, with the number of the first line that makes no sense, never its text */
    static Map<String, String> read(String file) {
        return parse(file, TextFile.read(file, LARGEST, "is larger than 1 MiB: is it a file of variables?",
                "name a file of NAME=value lines in UTF-8"));
    }

    private static Map<String, String> parse(String file, String content) {
        String text = (content.startsWith("\ufeff") ? content.substring(1) : content).replace("\r\n", "\n") + "\n";
        Map<String, String> values = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(text);
        int end = 0;
        while (end < text.length() && entry.find()) {
            end = entry.end();
            if (entry.group(1) != null) {
                values.put(entry.group(1), entry.group(2) != null ? entry.group(2)
                        : entry.group(3) != null ? unescaped(entry.group(3)) : bare(entry.group(4)));
            }
        }
        if (end < text.length()) {
            throw new Failure(Kind.USAGE, "line " + (text.substring(0, end).chars().filter(c -> c == '\n').count() + 1) + " of " + file
                    + " is not NAME=value");
        }
        return values;
    }

    /** A comment needs a blank before it: {@code #} is common in passwords. */
    private static String bare(String value) {
        return value.replaceFirst("(^|[ \\t])#.*$", "").stripTrailing();
    }

    private static String unescaped(String quoted) {
        return Pattern.compile("\\\\(.)", Pattern.DOTALL).matcher(quoted)
                .replaceAll(found -> Matcher.quoteReplacement(switch (found.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "\"", "\\", "$", "'" -> found.group(1);
            default -> found.group();
        }));
    }
}
