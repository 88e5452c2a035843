package lib.services.settings;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.TextFile;

/**
 * Reads and writes files of {@code NAME=value} lines as the dotenv tools do: {@code export} before the name, comments, values in single
 * quotes as they stand, in double quotes with escapes, both over several lines. {@code $NAME} in a value is not replaced.
 */
public final class Dotenv {

    /** What such a file may have, in bytes. */
    public static final long LARGEST = 1 << 20;

    private static final Pattern ENTRY = Pattern.compile(
            "\\G(?:[ \\t]*(?:#[^\\n]*)?\\n|[ \\t]*(?:export[ \\t]+)?([\\w.-]+)[ \\t]*=[ \\t]*"
                    + "(?:'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\n'\"][^\\n]*|))[ \\t]*(?:#[^\\n]*)?\\n)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[\\w.-]+");
    /** What reads the same with quotes and without, for the dotenv tools and for a shell. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:@%+,=-]*");
    private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t])#.*$");

    private Dotenv() {
    }

    /**
     * A variable, or what stands between variables (comments, blank lines).
     *
     * @param head  what stands before the value; all of it where it is no variable
     * @param name  null where it is no variable
     * @param value as it is meant
     * @param raw   as it is written, quotes and all
     * @param tail  what stands behind it, to the end of the line
     */
    public record Entry(String head, String name, String value, String raw, String tail) {

        /** As it stands in the file. */
        public String text() {
            return head + raw + tail;
        }

        /** The same variable with another value; its comment stays. */
        public Entry with(String other) {
            return new Entry(head, name, other, quoted(other), tail.startsWith("#") ? " " + tail : tail);
        }
    }

    /** @throws Failure USAGE when the file cannot be read, with the number of the first line that makes no sense, never its text */
    static Map<String, String> read(String file) {
        return values(entries(file, TextFile.read(file, LARGEST, "is larger than 1 MiB: is it a file of variables?",
                "name a file of NAME=value lines in UTF-8")));
    }

    /** A file's text. @throws Failure USAGE where it is no UTF-8 */
    public static String text(String file, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw unreadable(file);
        }
    }

    private static Failure unreadable(String file) {
        return new Failure(Kind.USAGE, "cannot read " + file, "name a file of NAME=value lines in UTF-8");
    }

    /**
     * All of a text, in order: joined they are the text again, with line feeds alone at the ends of its lines.
     *
     * @param file its name, for what goes wrong
     * @throws Failure USAGE with the number of the first line that makes no sense
     */
    public static List<Entry> entries(String file, String content) {
        String text = (content.startsWith("\ufeff") ? content.substring(1) : content).replace("\r\n", "\n");
        text = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        List<Entry> entries = new ArrayList<>();
        Matcher entry = ENTRY.matcher(text);
        int end = 0;
        while (end < text.length() && entry.find()) {
            end = entry.end();
            entries.add(entry.group(1) == null ? new Entry(entry.group(), null, "", "", "") : variable(text, entry));
        }
        if (end < text.length()) {
            throw new Failure(Kind.USAGE, "line " + (text.substring(0, end).chars().filter(c -> c == '\n').count() + 1) + " of " + file
                    + " is not NAME=value");
        }
        return entries;
    }

    private static Entry variable(String text, Matcher entry) {
        int quotes = entry.group(4) == null ? 1 : 0;
        int group = entry.group(2) != null ? 2 : entry.group(3) != null ? 3 : 4;
        int start = entry.start(group) - quotes;
        String value = group == 2 ? entry.group(2) : group == 3 ? unescaped(entry.group(3)) : bare(entry.group(4));
        int end = group == 4 ? start + value.length() : entry.end(group) + 1;
        return new Entry(text.substring(entry.start(), start), entry.group(1), value, text.substring(start, end),
                text.substring(end, entry.end()));
    }

    /** The variables; of several of one name the last counts. */
    public static Map<String, String> values(List<Entry> entries) {
        Map<String, String> values = new LinkedHashMap<>();
        entries.stream().filter(each -> each.name != null).forEach(each -> values.put(each.name, each.value));
        return values;
    }

    /** Whether a variable of this name can stand in such a file. */
    public static boolean carries(String name) {
        return NAME.matcher(name).matches();
    }

    /** A line for a variable, its end included; of as many lines as the value has. */
    public static String line(String name, String value) {
        return name + "=" + quoted(value) + "\n";
    }

    /** Single quotes where they do: no tool replaces anything in them. A carriage return would not outlive a file's way over Windows. */
    private static String quoted(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        if (value.indexOf('\'') < 0 && value.indexOf('\r') < 0) {
            return "'" + value + "'";
        }
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$").replace("`", "\\`")
                .replace("\r", "\\r") + "\"";
    }

    /** A comment needs a blank before it: {@code #} is common in passwords. */
    private static String bare(String value) {
        return COMMENT.matcher(value).replaceFirst("").stripTrailing();
    }

    private static String unescaped(String quoted) {
        return Pattern.compile("\\\\(.)", Pattern.DOTALL).matcher(quoted)
                .replaceAll(found -> Matcher.quoteReplacement(switch (found.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "\"", "\\", "$", "'", "`" -> found.group(1);
            default -> found.group();
        }));
    }
}
