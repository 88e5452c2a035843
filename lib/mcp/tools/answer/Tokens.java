package lib.mcp.tools.answer;

/**
 * How many tokens a text is for a model, counted high: an answer that is small enough by this is small enough for each of them.
 *
 * <p>Measured in November 2026 with {@code @anthropic-ai/tokenizer} 0.0.4 and {@code gpt-tokenizer} 3.4 (o200k_base, cl100k_base), tokens
 * a character, the most of the three and then as counted here: prose 0.18 and 0.44, a log 0.47 and 0.56, JSON of apps 0.37 and 0.59, ids of
 * ten characters 0.56 and 0.66, UUIDs 0.65 and 0.72, base64 0.72 and 0.76, long hex 0.59 and 0.75, digits 0.42 and 0.45, any ASCII at
 * random 0.79 and 0.76, words of random letters 0.48 and 0.42, {@code \n} alone 1 and 1, emoji 1.1 to 1.6 and 2, Chinese 0.7 (rare
 * characters 2.3) and 3, Korean 0.8 (rare syllables 2.6) and 2.3 to 3, cuneiform and Ethiopic 2 to 3 and the same.
 *
 * <p>What is not ASCII counts its bytes of UTF-8: none of these has more tokens for a character than bytes. Newer tokenizers may have a
 * third more; clients refuse at 25,000 what is kept to 20,000 here.
 */
public final class Tokens {

    /** From here on letters are no word, and a model has no token for them. */
    private static final int LONGEST_WORD = 20;

    private Tokens() {
    }

    /** At least as many as a model's tokenizer makes of it, but for a few per cent of texts that nobody writes. */
    public static double most(String text) {
        double tokens = 0;
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            tokens += of(text, at, end);
            at = end;
        }
        return tokens;
    }

    /** As many as a description in English or a schema has, give or take a tenth: 4.1 characters each in the list of tools. */
    public static int about(String text) {
        return (int) Math.ceil(text.length() / 4.1);
    }

    private static double of(String text, int from, int end) {
        char c = text.charAt(from);
        int length = end - from;
        if (letter(c)) {
            return word(text, from, end);
        }
        if (c == ' ') {
            return length > 1 ? 1 : end < text.length() && letter(text.charAt(end)) ? 0 : 0.3;
        }
        if (structure(c)) {
            return Math.max(1, length * 0.55);
        }
        if (c < 0x80) {
            boolean first = from == 0 || letter(text.charAt(from - 1)) || text.charAt(from - 1) == ' ' || c == '\\';
            return first ? 1 : 0.75;
        }
        return c == '\ufffd' ? 0.5 : c < 0x800 || Character.isSurrogate(c) || c >= 0x3000 && c < 0x3100 ? 2 : 3;
    }

    /** Letters and digits beside each other. */
    private static double word(String text, int from, int end) {
        int length = end - from;
        int digits = 0;
        int capitals = 0;
        int changes = 0;
        int before = -1;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            int kind = c <= '9' ? 0 : c <= 'Z' ? 1 : 2;
            digits += kind == 0 ? 1 : 0;
            capitals += kind == 1 ? 1 : 0;
            // a capital letter before small ones is a word's first
            changes += before >= 0 && kind != before && !(before == 1 && kind == 2) ? 1 : 0;
            before = kind;
        }
        if (digits == length) {
            return Math.max(1, length * 0.45);
        }
        if (changes >= 2 || length >= LONGEST_WORD) {
            return Math.max(changes + 1, length * 0.75);
        }
        return length <= 2 ? 1 : Math.max(1.2, length * (changes > 0 || capitals == length ? 0.6 : 0.52));
    }

    private static int end(String text, int from) {
        char c = text.charAt(from);
        int end = from + 1;
        while (end < text.length() && (letter(c) ? letter(text.charAt(end)) : c == ' ' ? text.charAt(end) == ' '
                : structure(c) && structure(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean letter(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** What JSON is made of, several of which are one token often. */
    private static boolean structure(char c) {
        return c == '"' || c == ',' || c == ':' || c == '{' || c == '}' || c == '[' || c == ']';
    }
}
