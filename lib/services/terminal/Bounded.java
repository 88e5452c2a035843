package lib.services.terminal;

import java.util.Locale;

/** A text that grows without end and keeps a fixed size: its beginning and its end, and how much is missing in between. */
final class Bounded {

    private final int headMax;
    private final int tailMax;
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private long cut;

    /** @param most characters that are kept; two fifths of them of the beginning, since what went wrong tends to stand at the end */
    Bounded(int most) {
        headMax = most / 5 * 2;
        tailMax = most - headMax;
    }

    void add(String text) {
        int first = Math.min(text.length(), headMax - head.length());
        head.append(text, 0, first);
        tail.append(text, first, text.length());
        if (tail.length() > 2 * tailMax) {
            trim();
        }
    }

    private void trim() {
        int over = tail.length() - tailMax;
        if (over > 0) {
            // half a character is none
            over += Character.isLowSurrogate(tail.charAt(over)) ? 1 : 0;
            cut += over;
            tail.delete(0, over);
        }
    }

    /** How many characters are missing. */
    long cut() {
        trim();
        return cut;
    }

    /** All of it, or the beginning, a line that says what is missing, and the end. */
    String text() {
        trim();
        if (cut > 0 && !head.isEmpty() && Character.isHighSurrogate(head.charAt(head.length() - 1))) {
            head.setLength(head.length() - 1);
            cut++;
        }
        return cut == 0 ? head.toString() + tail : head + "\n… " + String.format(Locale.ROOT, "%,d", cut) + " characters left out …\n"
                + tail;
    }
}
