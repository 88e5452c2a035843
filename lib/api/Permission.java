package lib.api;

import java.util.List;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * What a connection may do, told in profiles: checked before anything is sent where the profile is known, and explained when the
 * instance itself refuses. Contract: the 403s of the head, x-profiles of connect/agent/approve.
 */
public final class Permission {

    private static final String ADMIN = "Forbidden: admin token required";
    private static final String REFUSAL = "Forbidden: missing scope ";

    /** Also for tools, which never have the admin token. */
    private static final String BY_A_PERSON = "do it in the dashboard, or on the command line with the admin token, for this once in "
            + "PAAS_ADMIN_TOKEN";

    private Permission() {
    }

    /**
     * Ends normally when the session's profile has all scopes, or is none that this program knows: then the instance decides.
     *
     * @throws Failure NOT_ALLOWED, naming the first scope that is missing and who has it
     */
    public static void check(Api.Session session, List<String> scopes) {
        String missing = missing(session.profile(), scopes);
        if (missing != null) {
            throw new Failure(Kind.NOT_ALLOWED, "the profile " + session.profile() + " may not do this: it lacks the scope " + missing,
                    remedy(missing, session));
        }
    }

    /**
     * The first scope that a profile lacks and another one has. What no profile has, the instance decides: a token may have been made with
     * it.
     *
     * @param profile its name; of one that this program does not know nothing is said
     * @return null when there is none
     */
    public static String missing(String profile, List<String> scopes) {
        Profile known = Profile.known(profile);
        if (known != null) {
            for (String scope : scopes) {
                if (!known.scopes().contains(scope) && Profile.with(scope) != null) {
                    return scope;
                }
            }
        }
        return null;
    }

    /** The next step after a 403 of the instance with this text. */
    public static String hint(String refusal, Api.Session session) {
        return refusal.startsWith(REFUSAL) ? remedy(refusal.substring(REFUSAL.length()).strip(), session)
                : BY_A_PERSON;
    }

    /**
     * Whether this is an instance's refusal of something that an operation needs and no profile has, so that only the admin token is left.
     *
     * @param scopes those of the operation
     */
    public static boolean adminOnly(Failure failure, List<String> scopes) {
        String refusal = String.valueOf(failure.getMessage());
        String scope = refusal.startsWith(REFUSAL) ? refusal.substring(REFUSAL.length()).strip() : "";
        return failure.kind() == Kind.NOT_ALLOWED && (refusal.equals(ADMIN)
                || scopes.contains(scope) && Profile.with(scope) == null);
    }

    /** Whether an instance refused something that no profile may do, whatever it is. */
    public static boolean beyondProfiles(Failure failure) {
        String refusal = String.valueOf(failure.getMessage());
        String scope = refusal.startsWith(REFUSAL) ? refusal.substring(REFUSAL.length()).strip() : "";
        return failure.kind() == Kind.NOT_ALLOWED && (refusal.equals(ADMIN) || !scope.isEmpty() && Profile.with(scope) == null);
    }

    private static String remedy(String scope, Api.Session session) {
        Profile profile = Profile.with(scope);
        return profile == null
                ? "no profile has it: " + BY_A_PERSON
                : "the profile " + profile.id() + " has it; " + session.source().with(profile, session.url());
    }
}
