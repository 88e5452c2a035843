package lib.base.secrets;

/**
 * Reads a text once, line by line, and masks what has the shape of a secret. What one line leaves open (a token up to its end, a quote that
 * is not closed, a private key) is looked for at the beginning of the next. How far it looks ahead at a place is bounded, and what it has
 * masked it does not read again: the time grows with the text and with nothing else.
 */
final class SecretScan {

    /** The furthest that the end of a quoted value is looked for in the next line. */
    private static final int QUOTED = 4096;

    private final SecretKeys keys = new SecretKeys();
    private final SecretTokens tokens = new SecretTokens();
    private final SecretAddresses addresses = new SecretAddresses();
    private String line;
    private String after;
    private int end;
    private StringBuilder out;
    private int copied;
    private int begin;
    private int beforeFrom;
    private int beforeTo;
    private boolean signed;
    private char quote;

    /** @param after the next line, or null when it is not known. @return the line masked; the same object when nothing was found */
    String next(String line, String after) {
        this.line = line;
        this.after = after;
        end = line.endsWith("\r") ? line.length() - 1 : line.length();
        out = null;
        copied = 0;
        begin = 0;
        beforeTo = -1;
        signed = false;
        int i = goOn();
        while (i < end) {
            i = step(i);
        }
        return out == null ? line : out.append(line, copied, line.length()).toString();
    }

    String line() {
        return line;
    }

    /** The next line, or null when it is not known. */
    String after() {
        return after;
    }

    SecretTokens tokens() {
        return tokens;
    }

    /** Where the line ends; a carriage return is not of it. */
    int end() {
        return end;
    }

    /** Where the line begins, or in escaped text the last {@code \n} ends. */
    int begin() {
        return begin;
    }

    /** Where the word before begins when it stands just before this place, or -1: for "API key". */
    int wordBefore(int at) {
        return beforeTo == at - 1 && beforeTo >= 0 && line.charAt(beforeTo) == ' ' ? beforeFrom : -1;
    }

    /** In this line there is an authorization that a signature belongs to. */
    void sign() {
        signed = true;
    }

    boolean signed() {
        return signed;
    }

    /** Masks a stretch. */
    void cut(int from, int to) {
        if (to <= from || to - from == Secrets.MASK.length() && line.startsWith(Secrets.MASK, from)) {
            return;
        }
        out = out == null ? new StringBuilder(line.length() + Secrets.MASK.length()) : out;
        out.append(line, copied, from).append(Secrets.MASK);
        copied = to;
    }

    /** A value in quotes is not closed in this line. */
    void leaveOpen(char quote) {
        this.quote = quote;
    }

    private int step(int i) {
        char c = line.charAt(i);
        if (inWord(c)) {
            int to = wordEnd(line, i, end);
            int next = word(i, to);
            beforeFrom = i;
            beforeTo = next == to ? to : -1;
            return next;
        }
        switch (c) {
            case '\\':
                return escape(i);
            case '[':
                return colour(i);
            case ':':
                int slashes = line.startsWith("//", i + 1) ? 2 : line.startsWith("\\/\\/", i + 1) ? 4 : 0;
                return slashes > 0 ? addresses.read(this, i + 1 + slashes) : i + 1;
            default:
                return i + 1;
        }
    }

    private int word(int from, int to) {
        boolean digits = false;
        for (int i = from; i < to && !digits; i++) {
            digits = line.charAt(i) <= '9' && line.charAt(i) != '-';
        }
        for (int i = from; i < to;) {
            if (line.charAt(i) == '-' && line.startsWith(SecretKeys.BEGIN, i)) {
                return keys.begin(this, i);
            }
            int next = tokens.read(this, i, to, digits);
            if (next > 0) {
                return next;
            }
            // the next place that is not inside letters and digits
            i++;
            while (i < to && Secrets.letterOrDigit(line.charAt(i - 1)) && line.charAt(i) != '-') {
                i++;
            }
        }
        if (to < end && line.charAt(to) == ':' && line.charAt(to - 1) <= '9') {
            int next = tokens.robot(this, from, to);
            if (next > 0) {
                return next;
            }
        }
        int next = to < end ? SecretFields.read(this, from, to) : -1;
        return next > 0 ? next : to;
    }

    /** What the line before left open. @return where to go on */
    private int goOn() {
        if (keys.open()) {
            return keys.next(this);
        }
        if (tokens.open()) {
            return tokens.next(this);
        }
        if (addresses.open()) {
            return addresses.next(this);
        }
        char open = quote;
        quote = 0;
        return open == 0 ? 0 : closing(open);
    }

    private int closing(char open) {
        boolean blank = false;
        int most = Math.min(end, QUOTED);
        for (int i = 0; i < most; i++) {
            char c = line.charAt(i);
            blank |= SecretValues.blank(c);
            if (c == open) {
                int to = i;
                while (to > 0 && line.charAt(to - 1) == '\\') {
                    to--;
                }
                boolean last = i + 1 == end || ",}])".indexOf(line.charAt(i + 1)) >= 0;
                if (last || !blank && !Secrets.letterOrDigit(line.charAt(i + 1))) {
                    cut(0, to);
                    return i + 1;
                }
                return 0;
            }
        }
        if (!blank && end > 0 && end <= most && SecretShapes.rest(line, end)) {
            cut(0, end);
            quote = open;
            return end;
        }
        return 0;
    }

    /** In escaped text the letter behind the backslash is not of the word that follows. */
    private int escape(int from) {
        int i = from;
        while (i < end && line.charAt(i) == '\\') {
            i++;
        }
        if (i < end) {
            char c = line.charAt(i);
            if (c == 'n' || c == 'r') {
                begin = i + 1;
                return i + 1;
            }
            if (c == 't' || c == '"' || c == '\'') {
                return i + 1;
            }
            if (c == 'u' && i + 5 <= end || c == 'x' && i + 3 <= end) {
                return i + (c == 'u' ? 5 : 3);
            }
        }
        return i;
    }

    /** {@code [32m}: what is left of a colour. */
    private int colour(int from) {
        int i = from + 1;
        while (i < end && i - from < 16 && (line.charAt(i) == ';' || line.charAt(i) >= '0' && line.charAt(i) <= '9')) {
            i++;
        }
        return i > from + 1 && i < end && line.charAt(i) == 'm' ? i + 1 : from + 1;
    }

    static boolean inWord(char c) {
        return Secrets.letterOrDigit(c) || c == '_' || c == '-';
    }

    static int wordEnd(String text, int from, int end) {
        int to = from;
        while (to < end && inWord(text.charAt(to))) {
            to++;
        }
        return to;
    }
}
