package lib.base.secrets;

/** Passwords and tokens before the host of an address; user and host stay readable. */
final class SecretAddresses {

    /** So far an @ is looked for. */
    private static final int FAR = 128;
    /** Shorter is a user and no token. */
    private static final int TOKEN = 16;
    /** So many letters of a password, cut off by the end of a line, are no port. */
    private static final int BEGUN = 6;

    private boolean open;
    private String searched;
    private int nextAt;

    boolean open() {
        return open;
    }

    /** A line behind one that ended in a password. @return where to go on */
    int next(SecretScan scan) {
        open = false;
        int at = Math.max(at(scan.line(), 0), 0);
        scan.cut(0, at);
        return at;
    }

    /** @param from behind the two slashes. @return where to go on */
    int read(SecretScan scan, int from) {
        String line = scan.line();
        int end = scan.end();
        int at = -1;
        int colon = -1;
        int to = from;
        for (; to < end; to++) {
            char c = line.charAt(to);
            if (SecretScan.inWord(c)) {
                continue;
            }
            if (SecretValues.blank(c) || "/?#\"'`<>\\".indexOf(c) >= 0) {
                break;
            }
            if (c == '@') {
                at = to;
            } else if (c == ':' && colon < 0 && at < 0) {
                colon = to;
            }
        }
        if (at < 0 && colon > 0 && to > colon + 1 && !SecretValues.number(line, colon + 1, to)) {
            if (to == end) {
                return cutOff(scan, colon + 1);
            }
            // a password with a slash in it that is not escaped
            at = "/?#".indexOf(line.charAt(to)) >= 0 && near(line, to) ? at(line, to) : -1;
        }
        if (at < 0) {
            return from;
        }
        boolean password = colon > 0;
        int user = password ? colon : at;
        if (user - from >= TOKEN && (!password || SecretShapes.random(line, from, user))) {
            scan.cut(from, user);
        }
        if (password && !SecretValues.reference(line, colon + 1, at)) {
            scan.cut(colon + 1, at);
        }
        return at + 1;
    }

    /** Whether an @ is near; the next one is looked for once. */
    private boolean near(String line, int from) {
        if (searched != line || nextAt < from) {
            searched = line;
            nextAt = line.indexOf('@', from);
            nextAt = nextAt < 0 ? Integer.MAX_VALUE : nextAt;
        }
        return nextAt - from < FAR;
    }

    private int cutOff(SecretScan scan, int from) {
        if (scan.after() == null ? scan.end() - from >= BEGUN : at(scan.after(), 0) > 0) {
            scan.cut(from, scan.end());
            open = true;
            return scan.end();
        }
        return from;
    }

    /** The last @ before a blank or quote that a host follows, near by; -1: none. */
    private static int at(String text, int from) {
        int at = -1;
        int most = Math.min(text.length() - 1, from + FAR);
        for (int i = from; i < most && !SecretValues.blank(text.charAt(i)) && "\"'`<>".indexOf(text.charAt(i)) < 0; i++) {
            if (text.charAt(i) == '@' && (Secrets.letterOrDigit(text.charAt(i + 1)) || text.charAt(i + 1) == '[')) {
                at = i;
            }
        }
        return at;
    }
}
