package lib.base;

/**
 * Text from outside without anything a terminal acts on, that makes text read otherwise than it is, or that a person does not see and a
 * model reads: control characters, bidirectional marks and overrides, characters without width, and Unicode's TAG characters, which carry
 * whole sentences unseen. A run of them becomes one U+FFFD: were they only dropped, a token with one inside, which no mask knows, would be
 * whole again. The joiners of emoji and of scripts that join stay where they stand between such characters.
 */
public final class CleanText {

    private static final char REPLACEMENT = '\ufffd';
    private static final char NON_JOINER = '\u200c';
    private static final char JOINER = '\u200d';
    private static final char TAG_PLANE = '\udb40';

    private CleanText() {
    }

    /** On one line: line ends and tabs become blanks. */
    public static String line(String text) {
        return clean(text, "");
    }

    /** On one line whose tabs stay. */
    public static String tabbed(String text) {
        return clean(text, "\t");
    }

    /** The same for many lines: their ends and tabs stay. */
    public static String lines(String text) {
        return clean(text, "\t\n");
    }

    /** @param kept the control characters that stay */
    private static String clean(String text, String kept) {
        int first = 0;
        while (first < text.length() && !harmful(text, first, kept)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, first);
        boolean unseen = false;
        for (int at = first; at < text.length(); at++) {
            char c = text.charAt(at);
            if (!harmful(text, at, kept)) {
                clean.append(c);
                unseen = false;
            } else if (c == '\n' || c == '\r' && kept.indexOf('\n') < 0 || c == '\t') {
                clean.append(' ');
                unseen = false;
            } else {
                boolean hidden = !control(c);
                if (!hidden || !unseen) {
                    clean.append(REPLACEMENT);
                }
                unseen = hidden;
                at += tag(text, at) ? 1 : 0;
            }
        }
        return clean.toString();
    }

    private static boolean harmful(String text, int at, String kept) {
        char c = text.charAt(at);
        if (c >= ' ' && c < '\u007f') {
            return false;
        }
        if (control(c)) {
            return kept.indexOf(c) < 0;
        }
        if (c == JOINER || c == NON_JOINER) {
            return at == 0 || at + 1 == text.length() || text.charAt(at - 1) < '\u00a0' || text.charAt(at + 1) < '\u00a0'
                    || hidden(text.charAt(at - 1)) || hidden(text.charAt(at + 1));
        }
        return hidden(c) || tag(text, at);
    }

    private static boolean control(char c) {
        return c < ' ' || c >= '\u007f' && c <= '\u009f' || c == '\u2028' || c == '\u2029';
    }

    private static boolean hidden(char c) {
        return c >= '\u200b' && c <= '\u200f' || c >= '\u202a' && c <= '\u202e' || c >= '\u2060' && c <= '\u2069' || c == '\u061c'
                || c == '\ufeff';
    }

    /** Whether one of U+E0000 to U+E007F, two characters in Java, begins here. */
    private static boolean tag(String text, int at) {
        return text.charAt(at) == TAG_PLANE && at + 1 < text.length() && text.charAt(at + 1) >= '\udc00' && text.charAt(at + 1) <= '\udc7f';
    }
}
