package lib.services.source;

import java.util.Locale;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** What an app may be called. Contract: validator appName. */
public final class AppName {

    private static final Pattern RULE = Pattern.compile("[a-z0-9][a-z0-9-]{0,38}[a-z0-9]");
    private static final int LONGEST = 40;

    private AppName() {
    }

    /** @throws Failure USAGE, with a name that would do where one can be made of it */
    public static void check(String name) {
        check(name, "an app");
    }

    /** The same rule for what is no app. @param what e.g. {@code a project} */
    public static void check(String name, String what) {
        if (!RULE.matcher(name).matches()) {
            String better = propose(name);
            throw new Failure(Kind.USAGE, "\"" + (name.length() > 80 ? name.substring(0, 80) + "…" : name) + "\" is no name for " + what
                    + ": 2 to 40 lower-case letters, digits or hyphens, a letter or digit at both ends", better.isEmpty() ? null
                    : "for example: " + better);
        }
    }

    /** The nearest allowed name; "" when there is none. */
    public static String propose(String text) {
        String name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        name = name.substring(0, Math.min(LONGEST, name.length())).replaceAll("^-+|-+$", "");
        return RULE.matcher(name).matches() ? name : "";
    }
}
