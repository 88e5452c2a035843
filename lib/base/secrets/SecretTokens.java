package lib.base.secrets;

import lib.base.secrets.SecretShapes.Rule;
import lib.base.secrets.SecretShapes.Shape;

/** Tokens that are known by their shape, and the rest of one that the line before ended in. */
final class SecretTokens {

    /** The furthest that a token is looked at which may go on in the next line. */
    private static final int PIECE = 256;

    private Shape shape;
    private int have;
    private String shown;

    boolean open() {
        return shape != null;
    }

    /** A line behind one that ended in a token, or in what may be one. @return where to go on */
    int next(SecretScan scan) {
        Shape open = shape;
        String first = shown;
        shape = null;
        shown = null;
        int to = rest(scan.line(), open, have);
        if (to < 0 || first != null && !together(open, first, scan.line(), to)) {
            return 0;
        }
        scan.cut(0, to);
        ended(scan, open, to, have + to);
        return to;
    }

    /**
     * @param wordEnd the end of the word that this place is in
     * @param digits whether the word has any
     * @return where a token that begins here ends, or -1
     */
    int read(SecretScan scan, int from, int wordEnd, boolean digits) {
        Shape known = SecretShapes.at(scan.line(), from);
        if (known == null || !digits && known.rule() == Rule.NAMELIKE && (wordEnd < scan.end() || wordEnd - from > PIECE)) {
            return -1;
        }
        return known == SecretShapes.SIGNED ? signed(scan, from, wordEnd) : token(scan, known, from + known.prefix().length(), wordEnd);
    }

    /** The same for {@code 12345678:token}, of a chat robot, whose number the word is. */
    int robot(SecretScan scan, int from, int wordEnd) {
        int start = scan.line().startsWith("bot", from) ? from + 3 : from;
        boolean number = wordEnd - start >= 8 && wordEnd - start <= 10 && SecretValues.number(scan.line(), start, wordEnd);
        return number ? token(scan, SecretShapes.ROBOT, wordEnd + 1, wordEnd) : -1;
    }

    /** Masks what stands behind {@code Bearer}. @return its end */
    int bearer(SecretScan scan, int from, int to) {
        scan.cut(from, to);
        ended(scan, SecretShapes.BEARER, to, to - from);
        return to;
    }

    /** What stands behind {@code Bearer} at the end of a line, and is too short for a token, may go on. @return where to go on, or -1 */
    int bearerBegun(SecretScan scan, int from) {
        int length = scan.end() - from;
        boolean token = length > 0 && (length < 4 || SecretShapes.random(scan.line(), from, scan.end()));
        return token ? piece(scan, SecretShapes.BEARER, from) : -1;
    }

    /** At the end of a line a token may go on in the next, unless all of it is there. */
    private void ended(SecretScan scan, Shape known, int to, int letters) {
        if (to == scan.end() && (known.length() == 0 || letters < known.length())) {
            shape = known;
            have = letters;
        }
    }

    private int token(SecretScan scan, Shape known, int from, int wordEnd) {
        String line = scan.line();
        int end = scan.end();
        int to = from < wordEnd ? wordEnd : SecretScan.wordEnd(line, from, end);
        if (known.rule() == Rule.CAPITALS) {
            to = from;
            while (to < end && to - from <= known.length() && Secrets.letterOrDigit(line.charAt(to))) {
                to++;
            }
        }
        if (base64(known)) {
            to = wide(line, from, Math.min(end, from + PIECE / 8));
        }
        if (!known.fits(line, from, to)) {
            return to == end && to > from ? piece(scan, known, from) : -1;
        }
        to = tail(line, known, to, end);
        scan.cut(from, to);
        ended(scan, known, to, to - from);
        return to;
    }

    /** Some tokens go on with a dot and another part, or hold the signs of base64. */
    private static int tail(String line, Shape known, int from, int end) {
        if (base64(known)) {
            return wide(line, from, end);
        }
        int to = from;
        while (to + 1 < end && line.charAt(to) == '.') {
            int part = SecretScan.wordEnd(line, to + 1, end);
            if (part - to < 10 || !SecretShapes.random(line, to + 1, part)) {
                break;
            }
            to = part;
        }
        return to;
    }

    private static boolean base64(Shape known) {
        return known.prefix().equals("whsec_");
    }

    /** A JSON web token: {@code eyJ….eyJ….signature}. At the end of a line its first part is enough. */
    private int signed(SecretScan scan, int from, int wordEnd) {
        String line = scan.line();
        int end = scan.end();
        int to = wordEnd;
        int parts = 1;
        int last = 0;
        while (parts < 5 && to < end && line.charAt(to) == '.') {
            int part = SecretScan.wordEnd(line, to + 1, end);
            last = part - to - 1;
            if (last < 8 && parts == 1 && part < end) {
                break;
            }
            to = part;
            parts++;
        }
        int body = from + SecretShapes.SIGNED.prefix().length();
        if (parts == 1 && to < end || parts > 1 && wordEnd - from < 10) {
            return -1;
        }
        if (parts == 1 && !SecretShapes.SIGNED.fits(line, body, to)) {
            return to > body ? piece(scan, SecretShapes.SIGNED, body) : -1;
        }
        scan.cut(body, to);
        if (parts < 3 || !signature(last)) {
            ended(scan, SecretShapes.SIGNED, to, to - body);
        }
        return to;
    }

    /** The lengths that whole signatures have. */
    private static boolean signature(int length) {
        return length == 43 || length == 64 || length == 86 || length == 128 || length == 342 || length == 512 || length == 683;
    }

    /** What may be the first piece of a token, at the end of a line: the next line says whether it is one, if that is known. */
    private int piece(SecretScan scan, Shape known, int from) {
        int end = scan.end();
        if (end - from > PIECE) {
            return -1;
        }
        String first = scan.line().substring(from, end);
        String after = scan.after();
        if (after != null) {
            int rest = rest(after, known, first.length());
            if (rest < 0 || !together(known, first, after, rest)) {
                return -1;
            }
            scan.cut(from, end);
        } else if (first.length() >= 8 && (known.rule() == Rule.CAPITALS || SecretShapes.mixed(first))) {
            scan.cut(from, end);
        } else {
            shown = first;
        }
        ended(scan, known, end, first.length());
        return end;
    }

    private static boolean together(Shape known, String first, String second, int to) {
        String both = first + second.substring(0, Math.min(to, PIECE));
        return known.fits(both, 0, both.length());
    }

    /** How much of the beginning of a line is the rest of a token of which so many letters are there; -1: it is something else. */
    private static int rest(String line, Shape known, int have) {
        int length = line.endsWith("\r") ? line.length() - 1 : line.length();
        boolean dots = known == SecretShapes.SIGNED || known.prefix().endsWith(".");
        int to = known == SecretShapes.BEARER ? wide(line, 0, length) : SecretScan.wordEnd(line, 0, length);
        while (dots && to < length && line.charAt(to) == '.') {
            to = SecretScan.wordEnd(line, to + 1, length);
        }
        if (to == 0) {
            return -1;
        }
        if (known.length() > 0) {
            int all = have + to;
            return all == known.length() || all < known.length() && to == length && SecretShapes.rest(line, to) ? to : -1;
        }
        return (to == length || "\"'`)]}>,;\\<".indexOf(line.charAt(to)) >= 0) && SecretShapes.rest(line, to) ? to : -1;
    }

    private static boolean wide(char c) {
        return SecretScan.inWord(c) || c == '.' || c == '/' || c == '+' || c == '~';
    }

    /** Where what may stand behind {@code Bearer} ends. */
    static int wide(String text, int from, int end) {
        int to = from;
        while (to < end && wide(text.charAt(to))) {
            to++;
        }
        while (to > from && to < end && text.charAt(to) == '=') {
            to++;
        }
        return to;
    }
}
