package lib.op;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Pattern;

/**
 * The one place that masks secrets. Every text of the program's messages passes through {@link #mask}: agent tokens are known by their
 * shape, other secrets (the admin token of a legacy login) are named once with {@link #hide}.
 */
public final class Secrets {

    private static final Pattern AGENT_TOKEN = Pattern.compile("bpagt_[A-Za-z0-9_-]+");
    private static final Set<String> HIDDEN = new CopyOnWriteArraySet<>();

    private Secrets() {
    }

    /** From now on {@link #mask} blots this text out. Blank and very short texts are not taken: they would blot out words. */
    public static void hide(String secret) {
        if (secret.length() >= 4) {
            HIDDEN.add(secret);
        }
    }

    /** The text with every known secret replaced by {@code ***} ({@code bpagt_***} for an agent token). */
    public static String mask(String text) {
        String masked = text;
        for (String secret : HIDDEN) {
            masked = masked.replace(secret, "***");
        }
        return masked.contains("bpagt_") ? AGENT_TOKEN.matcher(masked).replaceAll("bpagt_***") : masked;
    }
}
