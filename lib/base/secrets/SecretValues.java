package lib.base.secrets;

/** What stands behind a name: where it ends, and whether it is a value or only says something about one. */
final class SecretValues {

    /** Longer values are never looked at for being a word. */
    private static final int WORD = 32;
    private static final int NAME = 40;
    private static final String CLOSERS = "\"'`)]}>";

    private SecretValues() {
    }

    /**
     * Where a value without quotes ends: at a blank; at a quote, bracket or comma behind which nothing of it can follow; at a sign behind
     * which the next {@code name=} begins. A password may hold all of them inside.
     */
    static int end(String text, int from, int end) {
        int i = from;
        int brace = text.startsWith("${", from) ? text.substring(from, Math.min(end, from + 2 * WORD)).indexOf('}') : -1;
        if (brace > 0) {
            i += brace + 1;
        }
        while (i < end) {
            char c = text.charAt(i);
            if (SecretScan.inWord(c)) {
                i++;
                continue;
            }
            switch (c) {
                case '<':
                    return i;
                case '\\':
                    if (escape(text, i, end)) {
                        return i;
                    }
                    break;
                case '"', '\'', '`', ')', ']', '}', '>':
                    if (last(text, i + 1, end)) {
                        return i;
                    }
                    break;
                case ',', ';', '&':
                    if (last(text, i + 1, end) || name(text, i + 1, end)) {
                        return i;
                    }
                    break;
                default:
                    if (blank(c)) {
                        return i;
                    }
            }
            i++;
        }
        return i;
    }

    private static boolean last(String text, int at, int end) {
        return at >= end || blank(text.charAt(at)) || ",;:&\\<".indexOf(text.charAt(at)) >= 0 || CLOSERS.indexOf(text.charAt(at)) >= 0;
    }

    private static boolean escape(String text, int from, int end) {
        int i = from;
        while (i < end && i - from < 8 && text.charAt(i) == '\\') {
            i++;
        }
        return i < end && "nrt\"'".indexOf(text.charAt(i)) >= 0;
    }

    /** Whether {@code name=} stands here. */
    private static boolean name(String text, int from, int end) {
        int i = from;
        int most = Math.min(end, from + NAME);
        while (i < most && (SecretScan.inWord(text.charAt(i)) || text.charAt(i) == ' ' || text.charAt(i) == '.')) {
            i++;
        }
        return i > from && i < most && (text.charAt(i) == '=' || text.charAt(i) == ':');
    }

    /** Whether nobody would mind this being read: no value, its state, a number of something, a reference to where the value is. */
    static boolean harmless(String text, int from, int to) {
        return to <= from || placeholder(text, from, to) || reference(text, from, to) || masked(text, from, to);
    }

    /** {@code bpagt_***} */
    private static boolean masked(String text, int from, int to) {
        int mask = to - Secrets.MASK.length();
        return mask > from && to - from <= WORD && text.startsWith(Secrets.MASK, mask)
            && ("_-./:".indexOf(text.charAt(mask - 1)) >= 0 || text.startsWith("eyJ", mask - 3));
    }

    private static boolean placeholder(String text, int from, int to) {
        if (to - from > WORD) {
            return false;
        }
        char first = text.charAt(from);
        boolean same = true;
        for (int i = from + 1; i < to && same; i++) {
            same = text.charAt(i) == first;
        }
        if (same && (to - from > 1 ? "*xX.-_•".indexOf(first) >= 0 : !Secrets.letterOrDigit(first))) {
            return true;
        }
        int start = from;
        int end = to;
        while (end - start > 1 && "<[({*".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end - start > 1 && ">])}*.!".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        char[] word = new char[end - start];
        for (int i = 0; i < word.length; i++) {
            char c = text.charAt(start + i);
            word[i] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            if ((word[i] < 'a' || word[i] > 'z') && c != '/') {
                return false;
            }
        }
        switch (new String(word)) {
            case "absent", "accepted", "bool", "boolean", "changed", "configured", "created", "deleted", "denied", "disabled", "empty",
                "enabled", "error", "expired", "failed", "failure", "false", "filtered", "hidden", "incorrect", "invalid", "invalidated",
                "masked", "mismatch", "missing", "n/a", "nil", "no", "none", "not", "null", "ok", "optional", "present", "provided",
                "received", "redacted", "refreshed", "rejected", "renewed", "required", "reset", "revoked", "rotated", "sent", "set",
                "string", "success", "successful", "true", "undefined", "unknown", "unset", "updated", "valid", "verified", "wrong", "yes":
                return true;
            default:
                return false;
        }
    }

    /** {@code $NAME}, {@code ${…}}, {@code {{ … }}}, {@code <your token>}, {@code process.env.X}: where a value is, not what. */
    static boolean reference(String text, int from, int to) {
        if (to - from < 2) {
            return false;
        }
        char first = text.charAt(from);
        char second = text.charAt(from + 1);
        char last = text.charAt(to - 1);
        if (first == '$') {
            if (second == '{') {
                // GitHub's have a second brace, and blanks inside
                return text.startsWith("{{", from + 1) || last == '}' && to - from <= 2 * WORD;
            }
            boolean name = second == '(' || Secrets.letterOrDigit(second) || second == '_';
            for (int i = from + 1; i < to && i < from + NAME && name && second != '('; i++) {
                char c = text.charAt(i);
                name = c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
            }
            return name && to - from <= NAME;
        }
        boolean braces = first == '{' && second == '{' && last == '}' || first == '<' && last == '>' || first == '%' && last == '%';
        return to - from <= 2 * WORD && (braces || text.startsWith("process.env", from) || text.startsWith("os.environ", from));
    }

    /** Letters of words and the signs in them, nothing else: no digit. */
    static boolean plain(String text, int from, int to) {
        if (to - from > 2 * WORD) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!(Character.isLetter(c) || c == '-' || c == '_' || c == '.' || c == '\'' || c == ':' || c == ',' || c == '/')) {
                return false;
            }
        }
        return true;
    }

    /** {@code name(…)}, {@code name["…"]}, or {@code some.name} where that is no value either: a line of a program. */
    static boolean code(String text, int from, int to, boolean dots) {
        int i = from;
        boolean dot = false;
        while (i < to && i - from < 2 * WORD && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '.' || text.charAt(i) == '_')) {
            dot |= text.charAt(i) == '.';
            i++;
        }
        if (i == to || i + 1 == to && text.charAt(i) == ';') {
            return dots && dot;
        }
        char next = text.charAt(i);
        boolean call = next == '(' && (dots || i + 1 == to || ",;)".indexOf(text.charAt(to - 1)) >= 0);
        boolean index = next == '[' && (i + 1 == to ? dots : "\"'".indexOf(text.charAt(i + 1)) >= 0);
        return i > from && (call || index);
    }

    /** Digits only. */
    static boolean number(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from;
    }

    /** A count: 4096, 1,024, 12.5, 3/10, 4k. */
    static boolean amount(String text, int from, int to) {
        for (int i = from; i < to && to - from < WORD; i++) {
            if ("0123456789.,/%kKM".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return to > from && to - from < WORD;
    }

    static boolean blank(char c) {
        return c <= ' ' || c == '\u00a0';
    }

    /** The number of backslashes before a quote that stands here, or -1: no quote. */
    static int quote(String text, int from, int end) {
        int i = from;
        while (i < end && i - from < 8 && text.charAt(i) == '\\') {
            i++;
        }
        return i < end && "\"'`".indexOf(text.charAt(i)) >= 0 ? i - from : -1;
    }

    /** @param level the backslashes before the opening quote. @return where the content ends, or -1: not in this line */
    static int closing(String text, int from, int end, char quote, int level) {
        int i = from;
        while (i < end) {
            char c = text.charAt(i);
            if (c == quote) {
                return i;
            }
            if (c != '\\') {
                i++;
                continue;
            }
            int start = i;
            while (i < end && text.charAt(i) == '\\') {
                i++;
            }
            int slashes = i - start;
            if (i < end && text.charAt(i) == quote) {
                if (level > 0 && slashes <= level) {
                    return start;
                }
                if (level == 0 && slashes % 2 == 0) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
