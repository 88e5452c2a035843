package lib.config;

/**
 * The saved connection, {@code ~/.paas/config.json}. The field names are those of the file, which the Go CLI reads and writes too.
 *
 * @param url     base address of the API, without a trailing slash
 * @param token   the agent's token
 * @param profile observer, deployer or operator; "" when a file does not say
 * @param name    the agent's display name; "" when a file does not say
 * @param agentId the agent's id; "" when a file does not say
 */
public record Connection(String url, String token, String profile, String name, String agentId) {

    /** The file format this program writes, and the newest it reads. */
    static final int VERSION = 1;

    /** Without the token, so that no log or exception can carry it. */
    @Override
    public String toString() {
        return "Connection[url=" + url + ", profile=" + profile + ", name=" + name + ", agentId=" + agentId + "]";
    }
}
