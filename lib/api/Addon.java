package lib.api;

import java.util.List;
import java.util.Map;
import lib.json.JsonObject;

/**
 * One managed database or cache. Contract: schema Addon.
 *
 * @param type         postgres, mysql or redis
 * @param status       building, running, failed, or of a compose app's own also stopped; never looked at again once it runs
 * @param container    its container, which is the host name under which apps reach it
 * @param volume       where its data lies; "" for what a compose file brought along
 * @param port         inside the container: no port of the host leads there
 * @param variables    what an app gets when it is attached, in the instance's order; the values of those with a password are {@code ***}
 * @param attachedApps ids of apps, also of some that are gone with their project
 * @param createdAt    RFC 3339
 * @param server       the id of the server that it runs on; {@code localhost} for the instance's own
 */
public record Addon(String id, String type, String name, String status, String container, String volume, long port,
                    Map<String, String> variables, List<String> attachedApps, String createdAt, String server) {

    /** The id of the instance's own host. */
    public static final String LOCAL = "localhost";

    /** How the ids of those begin that a compose deployment registered by itself; the id of its primary app follows. */
    private static final String COMPOSE = "compose-paas-";

    static Addon from(JsonObject json) {
        String server = json.text("serverId");
        return new Addon(json.text("id"), json.text("type"), json.text("name"), json.text("status"), json.text("containerName"),
                json.text("volume"), (long) json.number("port"), json.textMap("connEnv"), json.texts("attachedApps"),
                json.text("createdAt"), server.isEmpty() ? LOCAL : server);
    }

    /** Whether it is being made; what is done to it meanwhile, the instance forgets (contract, createAddon). */
    public boolean building() {
        return status.equals("building");
    }

    /** The id of the compose app that brought it along and that it goes with; "" for one that somebody made. */
    public String composeApp() {
        if (!id.startsWith(COMPOSE)) {
            return "";
        }
        int end = id.indexOf('-', COMPOSE.length());
        return id.substring(COMPOSE.length(), end < 0 ? id.length() : end);
    }
}
