package lib.sandbox.base;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Identifiers and secrets of the shapes that the server makes. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {
    }

    /** Ten characters of [a-z0-9]. Contract: x-conventions, ids. */
    public static String next() {
        return RANDOM.ints(10, 0, 36).mapToObj(digit -> Character.toString(Character.forDigit(digit, 36))).reduce("", String::concat);
    }

    /** 32 random bytes as 64 hex digits. */
    public static String secret() {
        return hex(32);
    }

    /** That many random bytes as hex digits. */
    public static String hex(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
