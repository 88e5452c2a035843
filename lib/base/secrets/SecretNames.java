package lib.base.secrets;

/** What the name of a variable, a field or a header says about its value. Looks at the words of a name, so AUTHOR is no AUTH. */
final class SecretNames {

    /** Nothing secret. */
    static final int NONE = 0;
    /** Now and then secret (a pin, a salt): in free text the value has to look like it as well. */
    static final int WEAK = 1;
    /** Secret. */
    static final int STRONG = 2;
    /** The value is {@code Scheme credentials}. */
    static final int AUTHORIZATION = 3;
    /** The value is {@code name=value; name=value}. */
    static final int COOKIE = 4;

    private static final int LONGEST = 64;

    private SecretNames() {
    }

    /** Whether a variable of this name usually holds something secret. */
    static boolean credential(String name) {
        // the shell's own, in the output of every "env"
        return !name.equals("PWD") && kind(name, 0, name.length(), true) != NONE;
    }

    /**
     * The kind of a name in free text. There a bare {@code key} and keys of tables and caches are everyday words.
     *
     * @param from where the name begins in the text; of a very long one the end counts
     */
    static int inText(String text, int from, int to) {
        int start = Math.max(from, to - LONGEST);
        if (header(text, start, to)) {
            return same(text, to - 6, to, "cookie") ? COOKIE : AUTHORIZATION;
        }
        if (same(text, start, to, "PWD")) {
            return NONE;
        }
        boolean variable = true;
        for (int i = start; i < to && variable; i++) {
            char c = text.charAt(i);
            variable = c < 'a' || c > 'z';
        }
        return kind(text, start, to, variable && to - start > 3);
    }

    /** Whether the name is one that an address carries a signature or a key in. */
    static boolean signature(String text, int from, int to) {
        return same(text, from, to, "sig") || same(text, from, to, "key") || to - from <= LONGEST && to - from >= 9
            && same(text, to - 9, to, "signature");
    }

    /** Whether this stretch of the text is the word, in any case. */
    static boolean same(String text, int from, int to, String word) {
        return to - from == word.length() && text.regionMatches(true, from, word, 0, word.length());
    }

    /** Whether it is one of the words, in any case. */
    static boolean oneOf(String text, int from, int to, String... words) {
        for (String word : words) {
            if (same(text, from, to, word)) {
                return true;
            }
        }
        return false;
    }

    /** Told faster than the kind, which is {@link #NONE} when this is false. */
    static boolean promising(String text, int from, int to) {
        for (int i = Math.max(from, to - LONGEST); i < to; i++) {
            if (Secrets.stem(text, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is the name of a header whose value has parts. */
    static boolean header(String text, int from, int to) {
        return same(text, from, to, "cookie") || same(text, from, to, "set-cookie") || to - from >= 13 && same(text, to - 13, to,
            "authorization");
    }

    private static int kind(String text, int from, int to, boolean variable) {
        if (!promising(text, from, to)) {
            return NONE;
        }
        String[] words = new String[(to - from) / 2 + 1];
        int count = words(text, from, to, words);
        if (count == 0 || setting(words[count - 1], count < 2 ? "" : words[count - 2]) || question(words[0])) {
            return NONE;
        }
        int kind = NONE;
        for (int i = 0; i < count && kind != STRONG; i++) {
            kind = Math.max(kind, word(words, i, count, variable));
        }
        return kind;
    }

    private static int word(String[] words, int i, int count, boolean variable) {
        String word = words[i];
        String before = i == 0 ? "" : words[i - 1];
        String after = i == count - 1 ? "" : words[i + 1];
        switch (word) {
            case "TOKENS", "KEYS", "PASSWORDS":
                return !before.isEmpty() && !amount(before) && !after.equals("PER") && (!word.equals("KEYS") || qualified(before)) || i == 0
                    && after.isEmpty() && !word.equals("KEYS") ? STRONG : NONE;
            case "KEY":
                return key(before, after, i, variable) ? STRONG : NONE;
            case "PASS", "PW", "PWD":
                return after.isEmpty() ? STRONG : NONE;
            case "AUTH", "DSN", "SALT", "PEPPER", "COOKIE", "PIN":
                return after.isEmpty() ? WEAK : NONE;
            case "CONNECTION":
                return after.equals("STRING") ? STRONG : NONE;
            case "WEBHOOK":
                return after.equals("URL") ? STRONG : NONE;
            case "PRIVATE":
                return after.equals("PEM") ? STRONG : NONE;
            case "PASSWD", "PASSPHRASE", "CONNECTIONSTRING", "ACCESSKEY", "AUTHKEY", "APPKEY", "MASTERKEY", "SIGNINGKEY", "ENCRYPTIONKEY",
                "PRIVATEKEY", "REQUIREPASS", "MASTERAUTH":
                return STRONG;
            default:
                return word.endsWith("PASSWORD") || word.endsWith("PASSWD") || word.endsWith("PASSPHRASE") || word.endsWith("TOKEN")
                    || word.contains("SECRET") && !word.startsWith("SECRETAR") || word.contains("CREDENTIAL") || word.endsWith("APIKEY")
                    || word.endsWith("APIKEYS") ? STRONG : NONE;
        }
    }

    private static boolean key(String before, String after, int at, boolean variable) {
        if (after.equals("ID") && !before.equals("ACCESS") || at == 0 && !after.isEmpty()) {
            return false;
        }
        if (qualified(before)) {
            return true;
        }
        switch (before) {
            case "PUBLIC", "PUBLISHABLE", "CACHE", "PRIMARY", "FOREIGN", "SORT", "PARTITION", "IDEMPOTENCY", "ROUTING", "OBJECT":
                return false;
            default:
                return variable;
        }
    }

    private static boolean qualified(String before) {
        switch (before) {
            case "API", "ACCESS", "ACCOUNT", "ADMIN", "APP", "AUTH", "DEPLOY", "ENCRYPTION", "LICENSE", "MASTER", "PRIVATE", "SECRET",
                "SERVICE", "SESSION", "SHARED", "SIGNING", "SSH", "STORAGE", "WEBHOOK":
                return true;
            default:
                return false;
        }
    }

    private static boolean amount(String before) {
        switch (before) {
            case "COMPLETION", "INPUT", "MAX", "MIN", "NUM", "OUTPUT", "PROMPT", "TOTAL", "USED":
                return true;
            default:
                return false;
        }
    }

    /** Whether a name that begins so asks whether something is to be, and holds no secret. */
    private static boolean question(String word) {
        switch (word) {
            case "ALLOW", "DISABLE", "ENABLE", "HAS", "HIDE", "IS", "REQUIRE", "SHOW", "SKIP", "USE":
                return true;
            default:
                return false;
        }
    }

    /** Whether a name that ends so is a setting about a secret: a limit, a place, a switch. */
    private static boolean setting(String word, String before) {
        switch (word) {
            case "AGE", "ALG", "ALGORITHM", "ATTEMPTS", "AUDIENCE", "COUNT", "DAYS", "DIR", "DISABLED", "DOMAIN", "ENABLED", "ENDPOINT",
                "EXPIRATION", "EXPIRES", "EXPIRY", "FILE", "FORMAT", "HEADER", "HOST", "HOURS", "HTTPONLY", "ISSUER", "ITERATIONS",
                "LENGTH", "LIMIT", "LIMITS", "MAX", "METHOD", "MIN", "MINUTES", "MODE", "MS", "NAME", "NAMES", "PATH", "POLICY", "PORT",
                "PREFIX", "PROVIDER", "REQUIRED", "RETRIES", "ROUNDS", "SAMESITE", "SECONDS", "SECURE", "SIZE", "SOCK", "TIMEOUT", "TTL",
                "TYPE", "URI", "USAGE", "USER", "USERNAME", "VERSION":
                return true;
            case "URL":
                return !before.equals("WEBHOOK");
            default:
                return false;
        }
    }

    /** Puts the words of a name in capitals into the array: parts between signs, humps of dbPassword and APIKey. @return how many */
    private static int words(String text, int from, int to, String[] words) {
        int count = 0;
        int start = from;
        for (int i = from; i <= to && count < words.length; i++) {
            boolean sign = i == to || !Secrets.letterOrDigit(text.charAt(i));
            boolean hump = !sign && i > start && upper(text.charAt(i))
                && (!upper(text.charAt(i - 1)) || i + 1 < to && text.charAt(i + 1) >= 'a' && text.charAt(i + 1) <= 'z');
            if (sign || hump) {
                int end = i;
                // PASSWORD2 is a password; AUTH0 is a company
                while (end > start && text.charAt(end - 1) <= '9' && !same(text, start, end, "AUTH0")) {
                    end--;
                }
                if (end > start) {
                    words[count++] = capitals(text, start, end);
                }
                start = sign ? i + 1 : i;
            }
        }
        return count;
    }

    /** Not by the language of the machine: in Turkish the capital of i is another letter. */
    private static String capitals(String text, int from, int to) {
        char[] letters = new char[to - from];
        for (int i = 0; i < letters.length; i++) {
            char c = text.charAt(from + i);
            letters[i] = c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
        }
        return new String(letters);
    }

    private static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
