package lib.json;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A place in a text of JSON, and what stands there: white space, words, texts and numbers. {@link JsonText} knows how they are nested. */
final class JsonTokens {

    /** As Jackson has it. */
    private static final int LONGEST_NUMBER = 1000;
    /** Java's decimals hold a little more. */
    private static final int LONGEST_EXPONENT = 9;
    /** Every whole number of so many digits is a long. */
    private static final int SAFE_DIGITS = 18;
    private static final int NAMES = 256;
    private static final int REPLACEMENT = 0xFFFD;

    private final byte[] json;
    /** Names that were read, by a hash: a list of objects repeats them. */
    private final String[] names = new String[NAMES];
    /** Behind the mark of UTF-8, which some editors write. */
    private final int start;
    private int at;

    JsonTokens(byte[] utf8) {
        json = utf8;
        start = json.length > 2 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF ? 3 : 0;
        at = start;
    }

    /** The next byte that is no white space, which stays the next one; -1 at the end. */
    int next() {
        // as in all loops here: what a loop counts is in a variable of its own, which a compiler without time for more keeps in a register
        int i = at;
        while (i < json.length) {
            byte next = json[i];
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                at = i;
                return next & 0xFF;
            }
            i++;
        }
        at = i;
        return -1;
    }

    /** Passes over the byte that {@link #next} told. */
    void skip() {
        at++;
    }

    /** @throws JsonFault when it is not the next byte but white space; else it is passed over */
    void take(char one) throws JsonFault {
        if (next() != one) {
            throw wrong();
        }
        at++;
    }

    /** @throws JsonFault when the word is not what comes next; else it is passed over */
    void literal(String word) throws JsonFault {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at >= json.length || json[at] != word.charAt(i)) {
                throw wrong();
            }
        }
    }

    // ---- texts, from behind their quote

    /** Passes over a text; it may be no UTF-8. */
    void passText() throws JsonFault {
        for (plain(at); json[at] != '"'; plain(at)) {
            at++;
            escaped();
        }
        at++;
    }

    /** The text; {@code name} says that the same may come again. */
    String text(boolean name) throws JsonFault {
        int start = at;
        boolean ascii = plain(start);
        if (json[at] == '\\') {
            return textWithEscapes(start);
        }
        int end = at++;
        return !ascii ? decoded(start, end) : name ? known(start, end) : new String(json, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /**
     * Goes from there to the next quote or backslash.
     *
     * @return whether all before it is ASCII
     */
    private boolean plain(int from) throws JsonFault {
        byte[] bytes = json;
        int all = 0;
        for (int i = from; i < bytes.length; i++) {
            byte each = bytes[i];
            if (each == '"' || each == '\\') {
                at = i;
                return all >= 0;
            }
            if (each >= 0 && each < ' ') {
                at = i;
                throw wrong();
            }
            all |= each;
        }
        at = bytes.length;
        throw wrong();
    }

    /** The text from there on, whose first backslash is next. */
    private String textWithEscapes(int start) throws JsonFault {
        StringBuilder text = new StringBuilder(2 * (at - start) + 16);
        int from = start;
        while (json[at] != '"') {
            text.append(decoded(from, at));
            at++;
            text.append(escaped());
            from = at;
            plain(from);
        }
        text.append(decoded(from, at));
        at++;
        return text.toString();
    }

    /** What stands behind a backslash. */
    private char escaped() throws JsonFault {
        int kind = at < json.length ? json[at] : -1;
        int plain = switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> 0;
            default -> throw wrong();
        };
        at++;
        if (kind != 'u') {
            return (char) plain;
        }
        int code = 0;
        for (int i = 0; i < 4; i++, at++) {
            int digit = at < json.length ? Character.digit(json[at], 16) : -1;
            if (digit < 0) {
                throw wrong();
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private String decoded(int start, int end) throws JsonFault {
        String text = new String(json, start, end - start, StandardCharsets.UTF_8);
        // it stands for what is no UTF-8, and may stand in the text
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json, start, end - start));
            } catch (CharacterCodingException e) {
                at = start;
                throw wrong();
            }
        }
        return text;
    }

    private String known(int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + json[i];
        }
        int place = (hash ^ hash >>> 16) & NAMES - 1;
        String known = names[place];
        if (known == null || !same(known, start, end)) {
            known = new String(json, start, end - start, StandardCharsets.ISO_8859_1);
            names[place] = known;
        }
        return known;
    }

    private boolean same(String known, int start, int end) {
        if (known.length() != end - start) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (known.charAt(i - start) != json[i]) {
                return false;
            }
        }
        return true;
    }

    // ---- numbers

    /** An Integer, Long, BigInteger or Decimal. */
    Number number() throws JsonFault {
        int start = at;
        boolean whole = passNumber();
        int length = at - start;
        if (length > LONGEST_NUMBER) {
            at = start;
            throw wrong();
        }
        if (whole && length <= SAFE_DIGITS) {
            return whole(start);
        }
        String text = new String(json, start, length, StandardCharsets.ISO_8859_1);
        if (!whole) {
            return new Decimal(text);
        }
        BigInteger big = new BigInteger(text);
        return big.bitLength() < Long.SIZE ? (Number) big.longValue() : big;
    }

    /** The number from there to here. */
    private Number whole(int start) {
        boolean negative = json[start] == '-';
        long number = 0;
        for (int i = negative ? start + 1 : start; i < at; i++) {
            number = number * 10 + json[i] - '0';
        }
        number = negative ? -number : number;
        return number == (int) number ? (Number) (int) number : (Number) number;
    }

    /** @return whether it has neither a fraction nor an exponent */
    boolean passNumber() throws JsonFault {
        if (peek() == '-') {
            at++;
        }
        int first = at;
        digits();
        if (json[first] == '0' && at - first > 1) {
            at = first;
            throw wrong();
        }
        boolean whole = true;
        if (peek() == '.') {
            at++;
            digits();
            whole = false;
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            int start = at;
            digits();
            if (at - start > LONGEST_EXPONENT) {
                at = start;
                throw wrong();
            }
            whole = false;
        }
        return whole;
    }

    /** One digit or more. */
    private void digits() throws JsonFault {
        int i = at;
        while (i < json.length && json[i] >= '0' && json[i] <= '9') {
            i++;
        }
        if (i == at) {
            throw wrong();
        }
        at = i;
    }

    private int peek() {
        return at < json.length ? json[at] : -1;
    }

    /** The place of the next byte. */
    JsonFault wrong() {
        int line = 1;
        int column = 1;
        for (int i = start; i < at; i++) {
            byte each = json[i];
            if (each == '\n') {
                line++;
                column = 1;
            } else if ((each & 0xC0) != 0x80) {
                column++;
            }
        }
        return new JsonFault(line, column);
    }
}
