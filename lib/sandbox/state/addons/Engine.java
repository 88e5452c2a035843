package lib.sandbox.state.addons;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

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
