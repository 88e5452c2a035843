package lib.base;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Pattern;

/**
 * The one place that masks secrets. Every text that leaves the program passes through {@link #mask}, which knows secrets by their shape;
 * secrets that only their name gives away pass through {@link #environment}; others (the admin token of a legacy login) are named once
 * with {@link #hide}.
 */
public final class Secrets {

    /** What stands in a secret's place; the instance itself writes the same. */
    public static final String MASK = "***";

    private static final Set<String> HIDDEN = new CopyOnWriteArraySet<>();

    public static final Secrets BY_SHAPE = new Secrets();

    private final String[] exact;

    public Secrets(String... exact) {
        this.exact = exact;
    }

    public String text(String text) {
        String masked = text;
        for (String each : exact) {
            masked = each.length() < 4 ? masked : masked.replace(each, MASK);
        }
        return mask(masked);
    }

    public java.util.List<String> lines(java.util.List<String> lines) {
        return lines.stream().map(this::text).toList();
    }

    public Lines following() {
        return new Lines();
    }

    public final class Lines {
        public String next(String line) {
            return text(line);
        }
    }

    /** From now on {@link #mask} blots this text out. Blank and very short texts are not taken: they would blot out words. */
    public static void hide(String secret) {
        if (secret.length() >= 4) {
            HIDDEN.add(secret);
        }
    }

    /**
     * The text with every known secret replaced by {@code ***}, so that what is left still says what it was: {@code bpagt_***},
     * {@code postgres://app:***@db:5432/app}. Safe on JSON text: nothing is replaced across a quote or an escape.
     */
    public static String mask(String text) {
        String masked = text;
        for (String secret : HIDDEN) {
            masked = masked.replace(secret, MASK);
        }
        return suspicious(masked) ? Shapes.mask(masked) : masked;
    }

    /** Looked for without a pattern first: most texts hold nothing of the kind, and patterns cost at start. */
    private static boolean suspicious(String text) {
        return text.contains("bpagt_") || text.contains("://") && text.contains("@") || text.contains("PRIVATE KEY") || text.contains("gh")
                || text.contains("github_pat_") || text.contains("glpat-") || text.contains("AKIA") || text.contains("sk-") || text.contains("sk_")
                || text.contains("xox") || text.contains("eyJ") || text.contains("earer ");
    }

    /**
     * An environment with the values of credential-like names replaced by {@code ***}; empty values and the names stay.
     *
     * @param environment name and value; not changed
     */
    public static Map<String, String> environment(Map<String, String> environment) {
        Map<String, String> masked = new LinkedHashMap<>();
        environment.forEach((name, value) -> masked.put(name, !value.isEmpty() && credential(name) ? MASK : mask(value)));
        return masked;
    }

    /** Whether a variable of this name usually holds something secret. */
    public static boolean credential(String name) {
        return Shapes.CREDENTIAL.matcher(name).find();
    }

    /** The patterns, loaded when something looks like a secret. */
    private static final class Shapes {
        private static final Pattern CREDENTIAL = Pattern.compile(
                "(?i)(^|_)PASS(_|$)|PASS(WORD|WD|PHRASE)(_|$)|SECRET|TOKEN|CREDENTIAL|PRIVATE|(^|_)(API|ACCESS|AUTH|ENCRYPTION|SIGNING|APP|MASTER)?_?KEY(_|$)|APIKEY"
                        + "|(^|_)(AUTH|DSN|SALT|PEPPER|COOKIE|PIN|PWD|PW)(_|$)|CONNECTION_?STRING|WEBHOOK_URL");
        private static final Pattern AGENT_TOKEN = Pattern.compile("bpagt_[A-Za-z0-9_-]+");
        private static final Pattern URL_PASSWORD = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^\\s:/?#@\"'\\\\]*):[^\\s/?#@\"'\\\\]+@");
        private static final Pattern URL_TOKEN = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)[^\\s:/?#@\"'\\\\]{16,}@");
        private static final Pattern PRIVATE_KEY = Pattern.compile(
                "(-----BEGIN [A-Z ]*PRIVATE KEY-----)(?:[^\"-]|-(?!----))*(?:-----END [A-Z ]*PRIVATE KEY-----)?");
        private static final Pattern KNOWN = Pattern.compile(
                "\\b(gh[pousr]_|github_pat_|glpat-|AKIA|sk-|sk_live_|sk_test_|rk_live_|xox[abeprs]-)[A-Za-z0-9_-]{12,}");
        private static final Pattern JWT = Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*");
        private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer )(?!token)[A-Za-z0-9._~+/=-]{12,}");

        private static String mask(String text) {
            String masked = AGENT_TOKEN.matcher(text).replaceAll("bpagt_***");
            masked = URL_PASSWORD.matcher(masked).replaceAll("$1:***@");
            masked = URL_TOKEN.matcher(masked).replaceAll("$1***@");
            masked = PRIVATE_KEY.matcher(masked).replaceAll("$1***");
            masked = KNOWN.matcher(masked).replaceAll("$1***");
            masked = BEARER.matcher(masked).replaceAll("$1***");
            return JWT.matcher(masked).replaceAll("eyJ***");
        }
    }
}
