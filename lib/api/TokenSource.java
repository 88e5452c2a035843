package lib.api;

/** Where a session's token comes from, and so what a person does about one that the instance does not take. */
public enum TokenSource {
    /** The saved connection. */
    SAVED,
    /** The variable PAAS_TOKEN: what is saved does not count as long as it is set. */
    VARIABLE,
    /** The admin token, given for one call. */
    ADMIN;

    /** What to do about a token that is not accepted. */
    String refused(String url) {
        return switch (this) {
            case SAVED -> "the instance does not accept this token (any more); run: paas connect " + url;
            case VARIABLE -> "the instance does not accept the token in PAAS_TOKEN (any more): set PAAS_TOKEN to the token of an agent of "
                    + url;
            case ADMIN -> "check the admin token against ADMIN_TOKEN on the server";
        };
    }

    /** How to come to another token once the lock-out is over. */
    String renewed(String url) {
        return switch (this) {
            case SAVED -> "for a new token run: paas connect " + url;
            case VARIABLE -> "then set PAAS_TOKEN to the token of an agent of " + url;
            case ADMIN -> "check the admin token against ADMIN_TOKEN on the server";
        };
    }

    /** How to come to a token with this profile. */
    String with(Profile profile, String url) {
        return this == VARIABLE
                ? "set PAAS_TOKEN to the token of an agent with the profile " + profile.id()
                : "run: paas connect " + url + " and choose " + profile.id();
    }

    /** What to do where the address leads elsewhere. */
    String moved() {
        return this == VARIABLE ? "set PAAS_API_URL to the address it redirects to" : "run: paas connect with the address it redirects to";
    }
}
