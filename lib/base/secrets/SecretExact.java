package lib.base.secrets;

import java.util.ArrayList;
import java.util.List;

/** Masks exact secrets, of which one may begin at the end of a line and go on in the next. In one pass: Knuth, Morris and Pratt's. */
final class SecretExact {

    /** From here on nobody types the same by chance: it is masked inside a word too. */
    private static final int CERTAIN = 12;
    /** So many of its first letters at the end of a line are taken for the secret. */
    private static final int BEGUN = 6;

    private final List<String> secrets;
    private final List<int[]> fallbacks = new ArrayList<>();
    private final int[] matched;

    SecretExact(List<String> exact) {
        secrets = new ArrayList<>();
        for (String secret : exact) {
            // of two, one of which begins the other, the longer is masked first
            int at = 0;
            while (at < secrets.size() && secrets.get(at).length() >= secret.length()) {
                at++;
            }
            // a line break may stand anywhere in a long one
            secrets.add(at, secret.length() < CERTAIN ? secret : secret.replace("\r", "").replace("\n", ""));
        }
        for (String secret : secrets) {
            fallbacks.add(fallback(secret));
        }
        matched = new int[secrets.size()];
    }

    /** @param after the next line, or null when it is not known */
    String next(String line, String after) {
        String masked = line;
        for (int i = 0; i < secrets.size(); i++) {
            masked = secrets.get(i).length() < CERTAIN ? alone(masked, secrets.get(i)) : anywhere(masked, after, i);
        }
        return masked;
    }

    private String anywhere(String line, String after, int which) {
        String secret = secrets.get(which);
        int[] fallback = fallbacks.get(which);
        int length = line.endsWith("\r") ? line.length() - 1 : line.length();
        int state = matched[which];
        StringBuilder out = null;
        int copied = 0;
        for (int i = 0; i < length; i++) {
            char c = line.charAt(i);
            while (state > 0 && secret.charAt(state) != c) {
                state = fallback[state - 1];
            }
            if (secret.charAt(state) == c) {
                state++;
            }
            if (state == secret.length()) {
                out = out == null ? new StringBuilder() : out;
                out.append(line, copied, Math.max(copied, i + 1 - state)).append(mask(secret, i + 1 >= state));
                copied = i + 1;
                state = 0;
            }
        }
        int begun = Math.max(copied, length - state);
        boolean goesOn = after == null ? state >= BEGUN : state > 0 && goesOn(secret, state, after);
        if (goesOn && begun < length) {
            out = out == null ? new StringBuilder() : out;
            out.append(line, copied, begun).append(mask(secret, length >= state));
            copied = length;
        }
        matched[which] = after == null || goesOn ? state : 0;
        return out == null ? line : out.append(line, copied, line.length()).toString();
    }

    private static boolean goesOn(String secret, int state, String after) {
        int length = Math.min(secret.length() - state, after.endsWith("\r") ? after.length() - 1 : after.length());
        return length > 0 && after.regionMatches(0, secret, state, length);
    }

    /** What it is stays readable when it begins here. */
    private static String mask(String secret, boolean begins) {
        return begins && secret.startsWith("bpagt_") ? "bpagt_" + Secrets.MASK : Secrets.MASK;
    }

    /** A short one may be a word: "wrong" is masked, "wrongly" and "wrong-way" are not. */
    private static String alone(String line, String secret) {
        StringBuilder out = null;
        int copied = 0;
        for (int i = line.indexOf(secret); i >= 0; i = line.indexOf(secret, i + 1)) {
            int end = i + secret.length();
            if (i >= copied && (i == 0 || !inWord(line.charAt(i - 1))) && (end == line.length() || !inWord(line.charAt(end)))) {
                out = out == null ? new StringBuilder() : out;
                out.append(line, copied, i).append(Secrets.MASK);
                copied = end;
            }
        }
        return out == null ? line : out.append(line, copied, line.length()).toString();
    }

    private static boolean inWord(char c) {
        return c == '_' || c == '-' || Character.isLetterOrDigit(c);
    }

    private static int[] fallback(String secret) {
        int[] fallback = new int[secret.length()];
        int state = 0;
        for (int i = 1; i < secret.length(); i++) {
            while (state > 0 && secret.charAt(state) != secret.charAt(i)) {
                state = fallback[state - 1];
            }
            fallback[i] = secret.charAt(state) == secret.charAt(i) ? ++state : state;
        }
        return fallback;
    }
}
