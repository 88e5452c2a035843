package lib.sandbox.state.addons;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** What an add-on can be. Contract: x-engines of the ops file; nothing about an engine can be chosen. */
    public enum Engine {

        POSTGRES(5432, "appuser", "appdb", Duration.ofSeconds(4)),
        MYSQL(3306, "appuser", "appdb", Duration.ofSeconds(9)),
        REDIS(6379, "", "0", Duration.ofSeconds(2));

        /** Inside the container; never published on the host. */
        public final int port;
        public final String user;
        public final String database;
        /** How long a small server takes from the request to the first answer, its image being there. */
        public final Duration launch;

        Engine(int port, String user, String database, Duration launch) {
            this.port = port;
            this.user = user;
            this.database = database;
            this.launch = launch;
        }

        /** By the word of the API, exactly; null for another word. */
        public static Engine of(String type) {
            return Arrays.stream(values()).filter(engine -> engine.type().equals(type)).findFirst().orElse(null);
        }

        /** The word of the API. */
        public String type() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The variables that an app gets at attach, in the clear. Contract: x-engines, injectedEnv and url. */
        Map<String, String> environment(String host, int port, String user, String password, String database) {
            String number = Integer.toString(port);
            String url = switch (this) {
                case POSTGRES, MYSQL -> type() + "://" + user + ":" + password + "@" + host + ":" + port + "/" + database;
                case REDIS -> "redis://:" + password + "@" + host + ":" + port;
            };
            return switch (this) {
                case POSTGRES -> Map.of("DATABASE_URL", url, "PGHOST", host, "PGPORT", number, "PGUSER", user, "PGPASSWORD", password,
                    "PGDATABASE", database);
                case MYSQL -> Map.of("DATABASE_URL", url, "MYSQL_HOST", host, "MYSQL_PORT", number, "MYSQL_USER", user, "MYSQL_PASSWORD",
                    password, "MYSQL_DATABASE", database);
                case REDIS -> Map.of("REDIS_URL", url, "REDIS_HOST", host, "REDIS_PORT", number, "REDIS_PASSWORD", password);
            };
        }
    }
}
