package lib.api;

import lib.base.Failure;
import lib.base.Failure.Kind;

/** The token that may do everything: what it can look like, and what it means when the instance does not know it. */
public final class AdminToken {

    private static final String UNKNOWN = "Unauthorized";

    private AdminToken() {
    }

    /**
     * The token as it was typed or found, without blanks around it.
     *
     * @param given null or blank for none
     * @throws Failure NOT_ALLOWED without one; USAGE for what cannot be one, which is not sent: a wrong token counts for the lock-out
     */
    public static String of(String given) {
        String token = given == null ? "" : given.strip();
        if (token.isEmpty()) {
            throw new Failure(Kind.NOT_ALLOWED, "only the admin token can do this, and there is none here",
                    "give it for this once in PAAS_ADMIN_TOKEN, or run this at a terminal, which asks for it");
        }
        if (token.startsWith("bpagt_")) {
            throw new Failure(Kind.USAGE, "this is an agent token, and only the admin token can do this",
                    "use the token that you sign in to the dashboard with");
        }
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new Failure(Kind.USAGE, "the admin token holds characters that no token has (blanks or special characters)",
                    "copy it once more, on one line");
        }
        return token;
    }

    /** The same failure; where it says that the instance does not know the token, in words for this one. */
    public static Failure refused(Failure failure) {
        return failure.kind() == Kind.NOT_ALLOWED && UNKNOWN.equals(failure.getMessage())
                ? new Failure(Kind.NOT_ALLOWED, "the instance does not accept this admin token",
                        "nothing was changed; it is what the server was started with (ADMIN_TOKEN), and after five wrong ones in a row the "
                        + "instance locks out for a while") : failure;
    }
}
