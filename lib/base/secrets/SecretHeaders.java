package lib.base.secrets;

/** The headers whose values have parts of their own, so that what is no secret in them stays. */
final class SecretHeaders {

    private static final int PART = 128;

    private SecretHeaders() {
    }

    /** {@code Bearer x}, {@code Basic x}, {@code Digest several=x, parts=y}, or a token alone. @return where to go on, or -1 */
    static int authorization(SecretScan scan, int from) {
        String line = scan.line();
        int end = scan.end();
        int to = SecretScan.wordEnd(line, from, Math.min(end, from + PART));
        if (to > from && to < end && line.charAt(to) == ' ') {
            int value = to + 1;
            if (scheme(line, from, to)) {
                int last = credentials(line, value, end);
                if (last == value || SecretNames.same(line, value, last, "token") || SecretValues.harmless(line, value, last)) {
                    return -1;
                }
                return scan.tokens().bearer(scan, value, last);
            }
            if (SecretNames.oneOf(line, from, to, "digest", "aws4-hmac-sha256", "oauth", "hawk")) {
                // of its parts one is secret
                scan.sign();
                return to;
            }
        }
        int last = credentials(line, from, end);
        return last - from < 8 || !SecretShapes.random(line, from, last) ? -1 : scan.tokens().bearer(scan, from, last);
    }

    private static boolean scheme(String line, int from, int to) {
        return SecretNames.oneOf(line, from, to, "bearer", "basic", "token", "negotiate", "ntlm", "apikey", "key", "bot");
    }

    /** Where a token of any letters of base64 ends; the full stop of a sentence is not of it. */
    static int credentials(String line, int from, int end) {
        int to = SecretTokens.wide(line, from, end);
        while (to > from && line.charAt(to - 1) == '.') {
            to--;
        }
        return to;
    }

    /** Whether this part of an authorization proves who sends it. */
    static boolean signature(String line, int from, int to) {
        return SecretNames.oneOf(line, from, to, "response", "mac") || SecretNames.signature(line, from, to);
    }

    /** The values of {@code sid=x; theme=y}, not its attributes. @return where to go on, or -1 */
    static int cookie(SecretScan scan, int from) {
        String line = scan.line();
        int end = scan.end();
        int i = from;
        boolean any = false;
        while (i < end) {
            while (i < end && line.charAt(i) == ' ') {
                i++;
            }
            int equals = i;
            while (equals < end && equals - i < PART && (SecretScan.inWord(line.charAt(equals)) || line.charAt(equals) == '.')) {
                equals++;
            }
            boolean attribute = attribute(line, i, equals);
            if (equals == i || equals == end || line.charAt(equals) != '=' && !attribute) {
                break;
            }
            int to = equals;
            if (attribute && any) {
                boolean date = SecretNames.same(line, i, equals, "expires");
                while (to < end && ";\"'`\\".indexOf(line.charAt(to)) < 0 && (date || line.charAt(to) != ' ')) {
                    to++;
                }
            } else {
                to = equals + 1;
                while (to < end && !SecretValues.blank(line.charAt(to)) && ";\"'`\\".indexOf(line.charAt(to)) < 0) {
                    to++;
                }
                if (!SecretValues.harmless(line, equals + 1, to)) {
                    scan.cut(equals + 1, to);
                }
            }
            any = true;
            i = to;
            if (to == end || line.charAt(to) != ';') {
                break;
            }
            i++;
        }
        int last = any ? i : credentials(line, from, end);
        if (!any && last - from >= 8 && SecretShapes.random(line, from, last)) {
            scan.cut(from, last);
            any = true;
        }
        return any ? last : -1;
    }

    private static boolean attribute(String line, int from, int to) {
        return SecretNames.oneOf(line, from, to, "path", "domain", "expires", "max-age", "samesite", "httponly", "secure", "partitioned");
    }

    /** Where a path ends. */
    static int path(String line, int from, int end) {
        int to = from;
        while (to < end && (SecretScan.inWord(line.charAt(to)) || line.charAt(to) == '/')) {
            to++;
        }
        return to;
    }
}
