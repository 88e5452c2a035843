package lib.base.secrets;

/** A private key between its two marks: in one line with escapes, in lines of its own, or in lines of a log with a time before each. */
final class SecretKeys {

    static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END";
    private static final int LABEL = 48;
    /** So many letters of base64 in a row are no word. */
    private static final int RUN = 16;
    /** A full line of a key has 64 or more, whatever stands before it. */
    private static final int FULL = 60;
    /** After so many lines in a row that are no key it was cut off. */
    private static final int OTHERS = 8;

    private boolean open;
    private int column;
    private int others;

    boolean open() {
        return open;
    }

    /** At {@link #BEGIN}. @return where to go on, or behind the mark when it is no private key's */
    int begin(SecretScan scan, int at) {
        String line = scan.line();
        int end = scan.end();
        int label = at + BEGIN.length();
        int from = label;
        while (from < end && from - label < LABEL && line.charAt(from) != '-') {
            from++;
        }
        if (!line.startsWith("-----", from) || !line.substring(label, from).contains("PRIVATE KEY")) {
            return label;
        }
        from += 5;
        int to = from;
        int run = 0;
        int longest = 0;
        while (to < end && "\"'`".indexOf(line.charAt(to)) < 0
            && !(line.charAt(to) == '-' && (line.startsWith(END, to) || line.startsWith(BEGIN, to)))) {
            run = base64(line.charAt(to)) ? run + 1 : 0;
            longest = Math.max(longest, run);
            to++;
        }
        boolean ended = line.startsWith(END, to);
        boolean empty = trimmed(line, from, to) == from;
        if (ended || longest >= RUN) {
            // the backslash of an escaped quote is not the key's
            int last = to;
            while (!ended && last > from && to < end && line.charAt(last - 1) == '\\') {
                last--;
            }
            scan.cut(from, last);
        }
        // the quote of a piece of a program closes before the next line
        if (!ended && (to == end && longest >= RUN || trimmed(line, from, end) == from)) {
            open = true;
            column = at;
            others = 0;
        }
        return ended ? to + END.length() : empty || longest >= RUN ? to : from;
    }

    /** A line behind the first of a key. @return where to go on */
    int next(SecretScan scan) {
        String line = scan.line();
        int mark = line.indexOf(END);
        int to = trimmed(line, 0, mark < 0 ? scan.end() : mark);
        int from = to;
        while (from > 0 && base64(line.charAt(from - 1))) {
            from--;
        }
        boolean alone = trimmed(line, 0, from) == 0;
        boolean signs = false;
        for (int i = from; i < to && !signs; i++) {
            signs = "+/=".indexOf(line.charAt(i)) >= 0;
        }
        boolean random = SecretShapes.random(line, from, to) || signs && alone;
        boolean key = random && (alone || from == column && from > 0 || to - from >= FULL);
        if (mark >= 0) {
            open = false;
            scan.cut(key || mark == to ? from : to, to);
            return mark + END.length();
        }
        if (key) {
            others = 0;
            scan.cut(from, to);
            return scan.end();
        }
        boolean header = line.contains("Proc-Type: ") || line.contains("DEK-Info: ");
        open = header || to == 0 || ++others <= OTHERS;
        return header ? scan.end() : 0;
    }

    /** Without the blanks, quotes and escaped line breaks at the end. */
    private static int trimmed(String line, int from, int end) {
        int to = end;
        while (to > from) {
            char c = line.charAt(to - 1);
            boolean escape = (c == 'n' || c == 'r') && to - 1 > from && line.charAt(to - 2) == '\\';
            boolean plus = c == '+' && to - 1 > from && SecretValues.blank(line.charAt(to - 2));
            if (!escape && !plus && !SecretValues.blank(c) && "\"'`,\\".indexOf(c) < 0) {
                break;
            }
            to -= escape ? 2 : 1;
        }
        return to;
    }

    private static boolean base64(char c) {
        return Secrets.letterOrDigit(c) || c == '+' || c == '/' || c == '=';
    }
}
