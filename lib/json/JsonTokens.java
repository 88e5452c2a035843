package lib.json;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Arrays;

/** A place in a text of JSON, and what stands there: white space, words, texts and numbers. {@link JsonText} knows how they are nested. */
final class JsonTokens {

    /** As Jackson has it. */
    private static final int LONGEST_NUMBER = 1000;
    /** Java's decimals hold little more. */
    private static final int GREATEST_EXPONENT = 2_000_000_000;
    /** Every whole number of so many digits is a long. */
    private static final int SAFE_DIGITS = 18;
    private static final int PIECE = 16 * 1024;
    private static final int LONGEST_STREAMED = 32 * 1024 * 1024;

    private final JsonStrings strings = new JsonStrings();
    /** Where more comes from; null when all is there. */
    private InputStream in;
    private byte[] json;
    private int limit;
    private int at;
    /** The start of a text or number that is being read; -1 for none. */
    private int kept = -1;
    /** Behind the mark of UTF-8, which some editors write. */
    private final int start;

    JsonTokens(byte[] utf8) {
        this(utf8, utf8.length, null);
    }

    /** @param in is read as it comes; of all that was read the rest of a piece stays, and the longest text */
    JsonTokens(InputStream in) throws IOException {
        byte[] piece = new byte[PIECE];
        int read = in.readNBytes(piece, 0, 3);
        this(piece, read, in);
    }

    private JsonTokens(byte[] json, int limit, InputStream in) {
        this.json = json;
        this.limit = limit;
        this.in = in;
        start = limit > 2 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF ? 3 : 0;
        at = start;
    }

    /** Gets more, behind what is still needed, whose places change. @return false when there is no more */
    private boolean fill() throws IOException {
        if (in == null) {
            return false;
        }
        int from = kept < 0 ? at : kept;
        System.arraycopy(json, from, json, 0, limit - from);
        limit -= from;
        at -= from;
        kept = kept < 0 ? -1 : 0;
        if (limit == json.length) {
            if (limit >= LONGEST_STREAMED) {
                throw wrong();
            }
            json = Arrays.copyOf(json, 2 * limit);
        }
        int read = in.read(json, limit, json.length - limit);
        limit += Math.max(0, read);
        return read > 0;
    }

    /** The next byte that is no white space, which stays the next one; -1 at the end. */
    int next() throws IOException {
        do {
            // what a loop reads is in variables of its own: a compiler without time for more keeps those in registers
            byte[] bytes = json;
            int end = limit;
            for (int i = at; i < end; i++) {
                byte next = bytes[i];
                if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                    at = i;
                    return next & 0xFF;
                }
            }
            at = end;
        } while (fill());
        return -1;
    }

    /** The very next byte, which stays the next one; -1 at the end. */
    private int peek() throws IOException {
        return at < limit || fill() ? json[at] : -1;
    }

    /** Passes over the byte that {@link #next} told. */
    void skip() {
        at++;
    }

    /** Whether these are the very next bytes; then they are passed over. */
    boolean took(byte[] these) {
        int end = at + these.length;
        boolean there = end <= limit && Arrays.equals(json, at, end, these, 0, these.length);
        at = there ? end : at;
        return there;
    }

    /** @throws JsonFault when it is not the next byte but white space; else it is passed over */
    void take(char one) throws IOException {
        if (next() != one) {
            throw wrong();
        }
        at++;
    }

    /** @throws JsonFault when the word is not what comes next; else it is passed over */
    void literal(String word) throws IOException {
        for (int i = 0; i < word.length(); i++, at++) {
            if (peek() != word.charAt(i)) {
                throw wrong();
            }
        }
    }

    // ---- texts, from behind their quote

    /** Passes over a text; it may be no UTF-8. */
    void passText() throws IOException {
        for (plain(); json[at] != '"'; plain()) {
            at++;
            escaped();
        }
        at++;
    }

    /** The text; {@code name} says that the same may come again. */
    String text(boolean name) throws IOException {
        kept = at;
        boolean ascii = plain();
        if (json[at] == '\\') {
            return textWithEscapes();
        }
        int from = kept;
        int end = at++;
        kept = -1;
        return !ascii ? JsonStrings.decoded(json, start, from, end) : name ? strings.name(json, from, end)
                : JsonStrings.ascii(json, from, end);
    }

    /**
     * Goes to the next quote or backslash.
     *
     * @return whether all before it is ASCII
     */
    private boolean plain() throws IOException {
        int all = 0;
        do {
            byte[] bytes = json;
            int end = limit;
            for (int i = at; i < end; i++) {
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
            at = end;
        } while (fill());
        throw wrong();
    }

    /** The text from what is kept on, whose first backslash is next. */
    private String textWithEscapes() throws IOException {
        StringBuilder text = new StringBuilder(2 * (at - kept) + 16);
        while (json[at] != '"') {
            text.append(JsonStrings.decoded(json, start, kept, at));
            kept = -1;
            at++;
            text.append(escaped());
            kept = at;
            plain();
        }
        text.append(JsonStrings.decoded(json, start, kept, at));
        kept = -1;
        at++;
        return text.toString();
    }

    /** What stands behind a backslash. */
    private char escaped() throws IOException {
        int kind = peek();
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
        int code = plain;
        for (int i = 0; i < 4 && kind == 'u'; i++, at++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw wrong();
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    // ---- numbers

    /** An Integer, Long, BigInteger or Decimal. */
    Number number() throws IOException {
        kept = at;
        boolean whole = passNumber();
        int from = kept;
        int length = at - from;
        kept = -1;
        if (length > LONGEST_NUMBER) {
            at = from;
            throw wrong();
        }
        String text = JsonStrings.ascii(json, from, at);
        if (!whole) {
            return new Decimal(text);
        }
        if (length <= SAFE_DIGITS) {
            long number = Long.parseLong(text);
            return number == (int) number ? (Number) (int) number : (Number) number;
        }
        BigInteger big = new BigInteger(text);
        return big.bitLength() < Long.SIZE ? (Number) big.longValue() : big;
    }

    /** @return whether it has neither a fraction nor an exponent */
    boolean passNumber() throws IOException {
        if (peek() == '-') {
            at++;
        }
        boolean zero = peek() == '0';
        int digits = digits();
        if (zero && digits > 1) {
            at -= digits;
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
            exponent();
            whole = false;
        }
        return whole;
    }

    private void exponent() throws IOException {
        long exponent = peek() >= '0' && peek() <= '9' ? 0 : Long.MAX_VALUE;
        for (int each = peek(); each >= '0' && each <= '9' && exponent <= GREATEST_EXPONENT; each = peek()) {
            exponent = exponent * 10 + each - '0';
            at++;
        }
        if (exponent > GREATEST_EXPONENT) {
            throw wrong();
        }
    }

    /** @return how many there are: one or more */
    private int digits() throws IOException {
        int count = 0;
        for (int each = peek(); each >= '0' && each <= '9'; each = peek()) {
            at++;
            count++;
        }
        if (count == 0) {
            throw wrong();
        }
        return count;
    }

    /** The place of the next byte; of what streams, in the piece that is there. */
    JsonFault wrong() {
        return JsonFault.at(json, start, at);
    }
}
