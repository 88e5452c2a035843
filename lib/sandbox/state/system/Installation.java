package lib.sandbox.state.system;

/**
 * How the server is installed and what its makers have published.
 *
 * @param version     what it was stamped with at its build; {@code dev} when it was not
 * @param gitCheckout whether it can update itself
 * @param updateRepo  owner/repository that releases come from, {@code ""} for none
 * @param latest      the tag of the newest release there, {@code ""} when none is published
 * @param paasDomain  the environment variable PAAS_DOMAIN, {@code ""} when it is not set
 */
public record Installation(String version, boolean gitCheckout, String updateRepo, String latest, String paasDomain) {

    /** A server that somebody built at home. */
    static final Installation UNSTAMPED = new Installation("dev", false, "", "", "");

    Installation updated() {
        return new Installation(latest, gitCheckout, updateRepo, latest, paasDomain);
    }
}
