package lib.base.secrets;

/**
 * The tokens that are known by how they begin, and what each has to look like behind its prefix, so that ordinary words do not match:
 * {@code ghp_} and 36 letters and digits are a token, {@code sk-learn-dashboard} is a name.
 */
final class SecretShapes {

    /** A prefix and what follows it. Length 0: not known. */
    record Shape(String prefix, Rule rule, int shortest, int length) {

        /** Whether the stretch behind the prefix is a whole token. */
        boolean fits(String text, int from, int to) {
            return to - from >= shortest && rule.fits(text, from, to, this);
        }
    }

    /** What the letters of a token are like. */
    enum Rule {
        /** Nothing else begins so. */
        ANY,
        /** Letters and digits mixed; base64 for addresses. */
        MIXED,
        /** The same without signs in between. */
        PLAIN,
        /** Capitals and digits, this many and not one more. */
        CAPITALS,
        /** Names begin so as well (sk-learn): capitals, small letters and digits, or one long mixed piece. */
        NAMELIKE;

        private boolean fits(String text, int from, int to, Shape shape) {
            int digits = 0;
            int capitals = 0;
            int small = 0;
            int piece = 0;
            int longest = 0;
            // what a look at the first letters does not show a longer one would not either
            int end = Math.min(to, from + WINDOW);
            for (int i = from; i < end; i++) {
                char c = text.charAt(i);
                piece++;
                if (c >= 'a' && c <= 'z') {
                    small++;
                } else if (c >= '0' && c <= '9') {
                    digits++;
                } else if (c >= 'A' && c <= 'Z') {
                    capitals++;
                } else {
                    piece = 0;
                    if (this == PLAIN && i - from < shape.shortest || this == CAPITALS) {
                        return false;
                    }
                }
                longest = piece > longest ? piece : longest;
            }
            boolean mixed = digits > 0 && capitals + small > 0 || capitals > 1 && small > 1 && to - from >= 30;
            return switch (this) {
                case ANY -> true;
                case MIXED -> mixed;
                // no word is so long
                case PLAIN -> mixed || longest >= 20;
                case CAPITALS -> small == 0 && to - from == shape.length;
                case NAMELIKE -> digits > 0 && capitals > 0 && small > 0 || digits > 0 && capitals + small > 0 && longest >= 24;
            };
        }
    }

    /** A token of a chat robot, behind its number and a colon. */
    static final Shape ROBOT = new Shape("", Rule.MIXED, 30, 35);
    /** What stands behind {@code Bearer}. */
    static final Shape BEARER = new Shape("", Rule.MIXED, 12, 0);
    /** Three parts, the first of which begins like any base64 of JSON. */
    static final Shape SIGNED = new Shape("eyJ", Rule.MIXED, 16, 0);

    private static final int WINDOW = 32;
    private static final int LETTERS = 128;
    private static final Shape[][] BY_FIRST = new Shape[LETTERS][];

    static {
        add(Rule.ANY, 1, 64, "bpagt_");
        add(Rule.PLAIN, 16, 36, "ghp_", "gho_", "ghu_", "ghr_");
        // an installation's may go on with a signed token
        add(Rule.MIXED, 16, 36, "ghs_");
        add(Rule.MIXED, 20, 82, "github_pat_");
        add(Rule.MIXED, 16, 0, "glpat-", "gldt-", "glrt-", "glrtr-", "glcbt-", "glptt-", "glft-", "glimt-", "glagent-", "gloas-",
            "glsoat-", "glffct-");
        add(Rule.PLAIN, 30, 36, "npm_");
        add(Rule.PLAIN, 30, 34, "hf_");
        add(Rule.MIXED, 32, 0, "pypi-");
        add(Rule.PLAIN, 32, 64, "dop_v1_", "doo_v1_", "dor_v1_");
        add(Rule.MIXED, 16, 0, "SG.", "hvs.", "hvb.");
        add(Rule.MIXED, 20, 0, "ya29.", "whsec_", "sbp_", "shpat_", "shpss_", "dckr_pat_", "rubygems_", "lin_api_", "figd_", "gsk_",
            "sntrys_", "sntryu_");
        add(Rule.MIXED, 30, 35, "AIza");
        add(Rule.CAPITALS, 16, 16, "AKIA", "ASIA");
        // the longer prefix first: it stays readable
        add(Rule.NAMELIKE, 20, 0, "sk-ant-", "sk-proj-", "sk-svcacct-", "sk-or-v1-", "sk-", "xai-", "tskey-", "PMAK-");
        add(Rule.PLAIN, 16, 0, "sk_live_", "sk_test_", "rk_live_", "rk_test_");
        add(Rule.MIXED, 16, 0, "xoxa-", "xoxb-", "xoxe-", "xoxp-", "xoxr-", "xoxs-", "xoxe.xox");
        add(Rule.MIXED, 20, 0, "xapp-1-");
        add(Rule.CAPITALS, 58, 58, "AGE-SECRET-KEY-1");
        put(SIGNED);
    }

    private SecretShapes() {
    }

    private static void add(Rule rule, int shortest, int length, String... prefixes) {
        for (String prefix : prefixes) {
            put(new Shape(prefix, rule, shortest, length));
        }
    }

    private static void put(Shape shape) {
        char first = shape.prefix.charAt(0);
        Shape[] before = BY_FIRST[first] == null ? new Shape[0] : BY_FIRST[first];
        Shape[] all = new Shape[before.length + 1];
        System.arraycopy(before, 0, all, 0, before.length);
        all[before.length] = shape;
        BY_FIRST[first] = all;
    }

    /** @return the shape whose prefix stands here, or null */
    static Shape at(String text, int at) {
        char first = text.charAt(at);
        Shape[] shapes = first < LETTERS ? BY_FIRST[first] : null;
        if (shapes != null) {
            for (Shape shape : shapes) {
                if (text.startsWith(shape.prefix, at)) {
                    return shape;
                }
            }
        }
        return null;
    }

    /** Whether a run of letters looks like the rest of a token and not like a word: letters and digits, or capitals inside a long one. */
    static boolean random(String text, int from, int to) {
        int digits = 0;
        int letters = 0;
        int capitals = 0;
        int end = Math.min(to, from + WINDOW);
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (Secrets.letterOrDigit(c)) {
                letters++;
                capitals += c <= 'Z' && i > from ? 1 : 0;
            }
        }
        return digits > 0 && letters > 0 || capitals > 1 && capitals < letters - 1 && to - from >= 16;
    }

    /** Whether capitals, small letters and digits are all there: names of apps and hosts have no capitals. */
    static boolean mixed(String text) {
        boolean digit = false;
        boolean capital = false;
        boolean small = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digit |= c >= '0' && c <= '9';
            capital |= c >= 'A' && c <= 'Z';
            small |= c >= 'a' && c <= 'z';
        }
        return digit && capital && small;
    }

    /** Whether the beginning of a line looks like the rest of a token from the line before, and not like a word. */
    static boolean rest(String text, int to) {
        if (random(text, 0, to)) {
            return true;
        }
        boolean small = false;
        boolean capital = false;
        for (int i = 0; i < to && i < WINDOW; i++) {
            char c = text.charAt(i);
            small |= c >= 'a' && c <= 'z';
            capital |= i > 0 && c >= 'A' && c <= 'Z';
        }
        return small && capital;
    }
}
