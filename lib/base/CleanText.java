package lib.base;

/** Text from outside without anything a terminal acts on or that makes text read otherwise than it is. */
public final class CleanText {

    private static final char REPLACEMENT = '\ufffd';

    private CleanText() {
    }

    /** On one line: control characters become blanks where they separate words, the rest and the bidirectional overrides become U+FFFD. */
    public static String line(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (harmful(text.charAt(i))) {
                StringBuilder clean = new StringBuilder(text);
                for (int at = i; at < clean.length(); at++) {
                    char c = clean.charAt(at);
                    if (harmful(c)) {
                        clean.setCharAt(at, c == '\n' || c == '\r' || c == '\t' ? ' ' : REPLACEMENT);
                    }
                }
                return clean.toString();
            }
        }
        return text;
    }

    /** The same for many lines: their ends and tabs stay. */
    public static String lines(String text) {
        StringBuilder clean = new StringBuilder(text);
        for (int at = 0; at < clean.length(); at++) {
            char c = clean.charAt(at);
            if (c != '\n' && c != '\t' && harmful(c)) {
                clean.setCharAt(at, REPLACEMENT);
            }
        }
        return clean.toString();
    }

    private static boolean harmful(char c) {
        return c < ' ' || c >= '\u007f' && c <= '\u009f' || c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069'
                || c == '\u2028' || c == '\u2029';
    }
}
