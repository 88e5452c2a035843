package lib.base.secrets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Masks the secrets in free text (logs, output, error texts) and in variables, so that what is left still says what was there:
 * {@code bpagt_***}, {@code DB_PASSWORD=***}, {@code postgres://app:***@db:5432/app}. Never for identifiers, and before a text becomes
 * JSON.
 *
 * <p>An object knows the exact secrets of one call, besides the shapes that everybody's have. It keeps nothing between two texts. A text
 * is read once from front to end, whatever is in it; one without secrets comes back as the same object.
 */
public final class Secrets {

    /** What stands in a secret's place; the instance itself writes the same. */
    public static final String MASK = "***";

    /** Knows secrets by their shape and by the name before them; no exact ones. */
    public static final Secrets BY_SHAPE = new Secrets();

    /** Shorter than every token that is known by its prefix. */
    private static final int TOKEN = 16;

    private final List<String> exact;

    /**
     * @param exact the very tokens and passwords of this call, which are masked wherever they stand; those shorter than four letters are
     *     not, and those shorter than twelve only where they stand alone, since people type words
     */
    public Secrets(Collection<String> exact) {
        List<String> usable = new ArrayList<>();
        for (String secret : exact) {
            if (secret != null && secret.length() >= 4 && !usable.contains(secret)) {
                usable.add(secret);
            }
        }
        this.exact = usable;
    }

    /** @param exact as above */
    public Secrets(String... exact) {
        this(Arrays.asList(exact));
    }

    /** @param text of any number of lines. @return the same with its secrets masked; as many lines */
    public String text(String text) {
        boolean shapes = suspicious(text);
        if (exact.isEmpty() && !shapes) {
            return text;
        }
        int length = text.length();
        Lines lines = new Lines(exact, shapes);
        StringBuilder out = null;
        int copied = 0;
        for (int start = 0; start <= length;) {
            int end = end(text, start);
            String line = text.substring(start, end);
            String masked = lines.next(line, end == length ? "" : text.substring(end + 1, end(text, end + 1)));
            if (masked != line) {
                out = out == null ? new StringBuilder(length + MASK.length()) : out;
                out.append(text, copied, start).append(masked);
                copied = end;
            }
            start = end + 1;
        }
        return out == null ? text : out.append(text, copied, length).toString();
    }

    /**
     * The lines of one text, in order: a secret may begin in one and end in another.
     *
     * @return as many; the same list when nothing is secret
     */
    public List<String> lines(List<String> lines) {
        String text = String.join("\n", lines);
        String masked = text(text);
        if (masked.equals(text)) {
            return lines;
        }
        List<String> all = new ArrayList<>(lines.size());
        int start = 0;
        for (String line : lines) {
            int end = end(masked, start);
            for (int i = line.indexOf('\n'); i >= 0; i = line.indexOf('\n', i + 1)) {
                end = end(masked, end + 1);
            }
            all.add(masked.substring(start, end));
            start = end + 1;
        }
        return all;
    }

    /** For a text that is followed: each line is masked when it comes, knowing those before it and not those after. For one thread. */
    public Lines following() {
        return new Lines(exact, true);
    }

    /** The same for what was asked for as it is: the exact secrets alone, no shapes. */
    public Lines exactly() {
        return new Lines(exact, false);
    }

    /** Whether a variable of this name usually holds something secret. */
    public static boolean credential(String variableName) {
        return SecretNames.credential(variableName);
    }

    /** Whether a column or a field of this name usually holds something secret; a bare {@code key} is none there, and no place in a row. */
    public static boolean field(String name) {
        return SecretNames.inText(name, 0, name.length()) == SecretNames.STRONG;
    }

    /**
     * Variables with the values of credential-like names replaced by {@code ***}, and other values as free text; empty values, names and
     * the order stay.
     *
     * @param variables name and value; not changed
     */
    public Map<String, String> variables(Map<String, String> variables) {
        Map<String, String> masked = new LinkedHashMap<>();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String value = variable.getValue();
            masked.put(variable.getKey(), value == null || value.isEmpty() ? value : credential(variable.getKey()) ? MASK : text(value));
        }
        return masked;
    }

    /** Masks a text line by line. */
    public static final class Lines {

        private final SecretExact exact;
        private final SecretScan scan;

        private Lines(List<String> exact, boolean shapes) {
            this.exact = exact.isEmpty() ? null : new SecretExact(exact);
            this.scan = shapes ? new SecretScan() : null;
        }

        /** @param line without its end. @return the line, masked */
        public String next(String line) {
            return next(line, null);
        }

        /** @param after the line that follows, or null when nobody knows yet */
        private String next(String line, String after) {
            String masked = exact == null ? line : exact.next(line, after);
            return scan == null ? masked : scan.next(masked, after);
        }
    }

    /**
     * Whether the text may hold a secret, told without loading what knows them: an address, a long run of letters and digits, or a word
     * that secrets are named with.
     */
    private static boolean suspicious(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (letterOrDigit(c) || c == '_' || c == '-' || c == '.') {
                run++;
                if (run >= TOKEN || c >= 'A' && stem(text, i)) {
                    return true;
                }
            } else if (c == '/' && i > 0 && (text.charAt(i - 1) == ':' || text.charAt(i - 1) == '\\')) {
                return true;
            } else if (c != '\n' && c != '\r') {
                // at the end of a line a token may go on in the next
                run = 0;
            }
        }
        return false;
    }

    /** Whether a word begins here that secrets are named with. */
    static boolean stem(String text, int at) {
        switch (text.charAt(at) | 0x20) {
            case 'a':
                return small(text, at, "auth");
            case 'b':
                return small(text, at, "bpagt_") || small(text, at, "bear") || small(text, at, "basic");
            case 'c':
                return small(text, at, "cred") || small(text, at, "cook") || small(text, at, "conn");
            case 'd':
                return small(text, at, "dsn");
            case 'k':
                return small(text, at, "key");
            case 'p':
                return small(text, at, "pass") || small(text, at, "pw") || small(text, at, "pin") || small(text, at, "priv")
                    || small(text, at, "pepper");
            case 's':
                return small(text, at, "secr") || small(text, at, "salt") || small(text, at, "sig");
            case 't':
                return small(text, at, "toke");
            case 'w':
                return small(text, at, "webh") || small(text, at, "whsec_");
            default:
                return false;
        }
    }

    private static boolean small(String text, int at, String word) {
        if (at + word.length() > text.length()) {
            return false;
        }
        for (int i = 1; i < word.length(); i++) {
            char c = text.charAt(at + i);
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Of English: other letters are in no token, and end one. */
    static boolean letterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
    }

    private static int end(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }
}
