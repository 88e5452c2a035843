package lib.sandbox.state.addons;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One managed database or cache as stored, with its password; the API never shows that. Contract: schema Addon.
 *
 * @param volume       "" for an entry that a compose deployment registered
 * @param attachedApps ids; null until the first attach, which is answered as null
 */
public record Addon(String id, Engine engine, String name, String containerName, String status, String volume, int port, String user,
        String password, String database, List<String> attachedApps, OffsetDateTime createdAt, String serverId) {

    public static final String LOCAL = "localhost";
    private static final String IMPORTED = "compose-paas-";

    /** A new one, not launched yet. */
    static Addon building(String id, Engine engine, String name, String password, OffsetDateTime createdAt, String serverId) {
        String container = "paas-addon-" + engine.type() + "-" + id;
        return new Addon(id, engine, name, container, "building", container + "-data", engine.port, engine.user, password,
            engine.database, null, createdAt, serverId);
    }

    /**
     * The entry that a successful compose deployment makes of a service. Contract: x-engines, importedFromCompose.
     *
     * @param appId   of the group's primary app
     * @param appName of the same
     */
    public static Addon imported(Engine engine, String appId, String appName, String service, String user, String password,
            String database, OffsetDateTime createdAt) {
        String id = IMPORTED + appId + "-" + service.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        return new Addon(id, engine, appName + "-" + service, "paas-" + appId + "-" + service + "-1", "running", "", engine.port, user,
            password, database, List.of(appId), createdAt, LOCAL);
    }

    /** Whether a compose deployment registered it; such an entry goes with its app only. */
    public boolean fromCompose() {
        return id.startsWith(IMPORTED);
    }

    public boolean local() {
        return serverId.isEmpty() || serverId.equals(LOCAL);
    }

    /** What an app gets at attach, in the clear. */
    public Map<String, String> environment() {
        return engine.environment(containerName, port, user, password, database);
    }

    public Addon withStatus(String status) {
        return new Addon(id, engine, name, containerName, status, volume, port, user, password, database, attachedApps, createdAt,
            serverId);
    }

    Addon attachedTo(String app) {
        if (attachedApps != null && attachedApps.contains(app)) {
            return this;
        }
        List<String> apps = new ArrayList<>(attachedApps == null ? List.of() : attachedApps);
        apps.add(app);
        return withApps(apps);
    }

    Addon detachedFrom(String app) {
        return attachedApps == null ? this : withApps(attachedApps.stream().filter(id -> !id.equals(app)).toList());
    }

    private Addon withApps(List<String> apps) {
        return new Addon(id, engine, name, containerName, status, volume, port, user, password, database, List.copyOf(apps), createdAt,
            serverId);
    }

    /** Without the password: it must not end up in a log. */
    @Override
    public String toString() {
        return "Addon[" + id + ", " + engine.type() + ", " + name + ", " + status + "]";
    }
}
