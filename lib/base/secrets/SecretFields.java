package lib.base.secrets;

/** A name and its value: variables, fields of JSON and YAML, headers, parts of addresses, options, and words like Bearer. */
final class SecretFields {

    private static final int BLANKS = 8;
    /** So much of a value says whether it is one. */
    static final int LOOK = 72;

    private SecretFields() {
    }

    /**
     * Masks the value when the word is a name that promises a secret and one stands behind it.
     *
     * @return where to go on, or -1 when there was nothing
     */
    static int read(SecretScan scan, int from, int to) {
        String line = scan.line();
        int end = scan.end();
        if (line.charAt(to) == '>' && from > 0 && line.charAt(from - 1) == '<') {
            return SecretPhrases.element(scan, from, to);
        }
        if (line.charAt(to) == '.' || line.charAt(to) == '/') {
            return SecretPhrases.webhook(scan, from, to);
        }
        int slashes = SecretValues.quote(line, to, end);
        int behind = slashes < 0 ? to : to + slashes + 1;
        if (behind < end && behind > to && line.charAt(behind) == ']') {
            behind++;
        }
        int sign = blanks(line, behind, end);
        if (sign >= end) {
            return -1;
        }
        char c = line.charAt(sign);
        char next = sign + 1 < end ? line.charAt(sign + 1) : ' ';
        if (c == '=' && next != '=') {
            int start = next == '>' ? sign + 2 : sign + 1;
            boolean blank = start >= end || SecretValues.blank(line.charAt(start));
            if (blank && sign == to && variable(line, from, to)) {
                // the shell's: it has no value
                return -1;
            }
            return assigned(scan, from, to, start, sign > behind || blank ? Way.SPACED : behind > to ? Way.QUOTED : Way.EQUALS);
        }
        if (c == ':' && next != ':' && !line.startsWith("//", sign + 1)) {
            int start = next == '=' ? sign + 2 : sign + 1;
            boolean spaced = SecretValues.blank(next) || SecretValues.quote(line, start, end) >= 0;
            return assigned(scan, from, to, start, behind > to ? Way.QUOTED : spaced ? Way.SPACED : Way.COLON);
        }
        return sign > to && behind == to ? SecretPhrases.spoken(scan, from, to, sign) : -1;
    }

    /** How name and value are held together. */
    private enum Way {
        /** {@code name=value} */
        EQUALS,
        /** {@code name: value} or {@code name = value} */
        SPACED,
        /** {@code "name":value} */
        QUOTED,
        /** {@code name:value}, as in scopes and versions too */
        COLON
    }

    private static int assigned(SecretScan scan, int from, int to, int start, Way way) {
        String line = scan.line();
        int end = scan.end();
        int at = blanks(line, start, end);
        if (at >= end) {
            return -1;
        }
        boolean query = way == Way.EQUALS && from > 0
            && ("?&".indexOf(line.charAt(from - 1)) >= 0 || from > 4 && line.startsWith("&amp;", from - 5));
        if (query && SecretNames.signature(line, from, to)) {
            int last = SecretValues.end(line, at, end);
            return last - at < 8 || SecretValues.harmless(line, at, last) ? -1 : masked(scan, at, last);
        }
        if (!SecretNames.promising(line, from, to) && !(scan.signed() && SecretHeaders.signature(line, from, to))) {
            return -1;
        }
        boolean list = line.charAt(at) == '[';
        int opening = list ? blanks(line, at + 1, end) : at;
        int slashes = SecretValues.quote(line, opening, end);
        // what is looked at and left is bounded, and the name is asked last, since that takes longest; what is masked is not read again
        if (slashes >= 0 || list) {
            int content = slashes < 0 ? opening : opening + slashes + 1;
            if (line.startsWith(SecretKeys.BEGIN, content)) {
                return -1;
            }
            int kind = kind(scan, from, to);
            boolean value = slashes >= 0 && (kind == SecretNames.WEAK || kind == SecretNames.STRONG);
            return value ? quoted(scan, content, slashes, list) : header(scan, kind, content);
        }
        if (line.startsWith(SecretKeys.BEGIN, at)) {
            // goes on in the next lines
            return -1;
        }
        if (way == Way.EQUALS && !query && variable(line, from, to) && first(line, scan.begin(), from)) {
            int last = rest(line, at, end, scan.begin() > 0);
            boolean harmless = SecretValues.harmless(line, at, last) || small(line, from, to, at, last);
            return harmless || kind(scan, from, to) == SecretNames.NONE ? -1 : masked(scan, at, last);
        }
        int last = SecretValues.end(line, at, Math.min(end, at + (way == Way.COLON ? LOOK / 2 : LOOK)));
        boolean header = SecretNames.header(line, from, to);
        if (!header && !value(line, from, to, at, last, end, way)) {
            return -1;
        }
        int kind = kind(scan, from, to);
        if (header) {
            return header(scan, kind, at);
        }
        boolean enough = kind == SecretNames.STRONG || kind == SecretNames.WEAK && way != Way.COLON && SecretShapes.random(line, at, last)
            && last - at >= (way == Way.EQUALS ? 6 : 8);
        return enough ? masked(scan, at, SecretValues.end(line, at, end)) : -1;
    }

    private static int header(SecretScan scan, int kind, int at) {
        if (kind == SecretNames.AUTHORIZATION) {
            return SecretHeaders.authorization(scan, at);
        }
        return kind == SecretNames.COOKIE ? SecretHeaders.cookie(scan, at) : -1;
    }

    private static int kind(SecretScan scan, int from, int to) {
        String line = scan.line();
        int kind = SecretNames.inText(line, from, to);
        if (kind == SecretNames.NONE && SecretNames.same(line, from, to, "key") && scan.wordBefore(from) >= 0) {
            kind = SecretNames.inText(line, scan.wordBefore(from), to);
        }
        return kind == SecretNames.NONE && scan.signed() && SecretHeaders.signature(line, from, to) ? SecretNames.STRONG : kind;
    }

    private static boolean value(String line, int from, int to, int at, int last, int end, Way way) {
        if (way == Way.COLON && (last - at < 6 || !SecretShapes.random(line, at, last))) {
            return false;
        }
        if (SecretValues.harmless(line, at, last) || small(line, from, to, at, last) || many(line, to) && SecretValues.amount(line, at,
            last)
            || own(line, from, to, at, last)) {
            return false;
        }
        if (way == Way.EQUALS) {
            return !SecretValues.code(line, at, last, false);
        }
        if (line.startsWith("http://", at) || line.startsWith("https://", at)) {
            return false;
        }
        if (way == Way.COLON) {
            return !version(line, at, last) && (from == 0 || line.charAt(from - 1) != '/');
        }
        int next = blanks(line, last, end);
        boolean sentence = next > last && next < end && (Secrets.letterOrDigit(line.charAt(next)) || line.charAt(next) == '(');
        boolean program = "([{<|&".indexOf(line.charAt(at)) >= 0 || SecretValues.code(line, at, last, true);
        return !program && !(SecretValues.plain(line, at, last) && sentence);
    }

    /** The value between quotes, and those behind it in a list. @return where to go on */
    static int quoted(SecretScan scan, int start, int slashes, boolean list) {
        String line = scan.line();
        int end = scan.end();
        int from = start;
        while (true) {
            char quote = line.charAt(from - 1);
            int to = SecretValues.closing(line, from, end, quote, slashes);
            int last = to < 0 ? end : to;
            boolean harmless = SecretValues.harmless(line, from, last);
            if (!harmless) {
                scan.cut(from, last);
            }
            if (to < 0) {
                if (!harmless) {
                    scan.leaveOpen(quote);
                }
                return end;
            }
            int next = blanks(line, to + slashes + 1, end);
            if (!list || next >= end || line.charAt(next) != ',') {
                return Math.min(end, to + slashes + 1);
            }
            next = blanks(line, next + 1, end);
            int more = SecretValues.quote(line, next, end);
            if (more != slashes) {
                return next;
            }
            from = next + more + 1;
        }
    }

    /** @return where to go on */
    static int masked(SecretScan scan, int from, int to) {
        scan.cut(from, to);
        return to;
    }

    /** The next that is no blank, some of them on. */
    static int blanks(String line, int from, int end) {
        int i = from;
        while (i < end && i - from < BLANKS && SecretValues.blank(line.charAt(i))) {
            i++;
        }
        return i;
    }

    /** NAMED_SO. */
    private static boolean variable(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_')) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing but what may stand before a variable stands before it in its line. */
    static boolean first(String line, int begin, int from) {
        if (from - begin > 24) {
            return false;
        }
        String before = line.substring(begin, from).strip();
        return before.isEmpty() || before.equals("-") || SecretNames.oneOf(before, 0, before.length(), "export", "set", "env", "+ export");
    }

    /** The rest of the line belongs to a variable that begins it (a passphrase has blanks), unless another {@code NAME=} follows. */
    private static int rest(String line, int from, int end, boolean escaped) {
        int i = from;
        while (i < end) {
            char c = line.charAt(i);
            if (escaped && (c == '"' || c == '\\' && i + 1 < end && "nr\"".indexOf(line.charAt(i + 1)) >= 0)) {
                break;
            }
            if (c == ' ') {
                int to = SecretScan.wordEnd(line, i + 1, Math.min(end, i + 64));
                if (to > i + 1 && to < end && line.charAt(to) == '=' && variable(line, i + 1, to)) {
                    break;
                }
            }
            i++;
        }
        while (i > from && SecretValues.blank(line.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /** Where a token was expected, or how many there are; of a password one never knows. */
    private static boolean small(String line, int from, int to, int at, int last) {
        return last - at < 4 && SecretValues.number(line, at, last) && !(to - from >= 8 && SecretNames.same(line, to - 8, to, "password"));
    }

    private static boolean many(String line, int to) {
        return (line.charAt(to - 1) | 0x20) == 's';
    }

    /** {@code token=token}, {@code token=self.token}. */
    private static boolean own(String line, int from, int to, int at, int last) {
        int length = to - from;
        return last - at >= length && line.regionMatches(true, last - length, line, from, length)
            && (last - at == length || last - at < 80 && line.charAt(last - length - 1) == '.');
    }

    private static boolean version(String line, int from, int to) {
        int start = line.charAt(from) == 'v' ? from + 1 : from;
        int dot = line.substring(start, to).indexOf('.');
        return dot > 0 && SecretValues.number(line, start, start + dot);
    }
}
