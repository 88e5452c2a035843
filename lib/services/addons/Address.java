package lib.services.addons;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lib.api.Addon;
import lib.api.App;
import lib.base.secrets.Secrets;
import lib.op.FreeText;
import lib.op.Nullable;

/**
 * Where an add-on answers, and as whom. Contract: x-engines, and schema Addon, connEnv: the instance shows everything but the password.
 *
 * @param host     a name inside the instance's network: only apps, and what runs on its host, reach it
 * @param user     left out for Redis
 * @param database left out for Redis
 * @param url      all in one; the password is {@code ***} where nobody says it
 */
public record Address(String host, long port, @Nullable String user, @Nullable String database, @FreeText String url) {

    /** The add-on's own, as the instance tells it. */
    public static Address of(Addon addon) {
        return of(addon, List.of());
    }

    /**
     * The same, with the password where one of the apps has the address as a variable that is no secret.
     *
     * @param apps among which those are that it is attached to
     */
    public static Address of(Addon addon, List<App> apps) {
        Map<String, String> variables = addon.variables();
        String host = Stream.of("PGHOST", "MYSQL_HOST", "REDIS_HOST").map(variables::get).filter(Objects::nonNull).findFirst()
                .orElse(addon.container());
        String user = first(variables, "PGUSER", "MYSQL_USER");
        String database = first(variables, "PGDATABASE", "MYSQL_DATABASE");
        Address shown = new Address(host, addon.port(), user, database, assembled(addon, host, user, database));
        String told = variables.getOrDefault(variable(addon), "");
        return told.isEmpty() || told.equals(Secrets.MASK)
                ? apps.stream().filter(each -> addon.attachedApps().contains(each.id()))
                .map(each -> each.envVars().getOrDefault(variable(addon), "")).filter(shown::isMeant).findFirst().map(shown::with)
                .orElse(shown)
                : shown.with(told);
    }

    /** The variable that holds the whole address. */
    public static String variable(Addon addon) {
        return addon.type().equals("redis") ? "REDIS_URL" : "DATABASE_URL";
    }

    /** The same with this address in full. */
    public Address with(String whole) {
        return new Address(host, port, user, database, whole);
    }

    /** Whether this text is an address that leads here, with its password. */
    public boolean isMeant(String text) {
        return text.contains("@" + host + ":" + port) && !text.contains(Secrets.MASK) && text.lines().count() == 1;
    }

    /** Whether the password is missing in it. */
    public boolean hidden() {
        return url.contains(Secrets.MASK);
    }

    /** As the instance writes it, with the mask in the password's place. */
    private static String assembled(Addon addon, String host, String user, String database) {
        boolean password = addon.variables().keySet().stream().anyMatch(each -> each.endsWith("PASSWORD"));
        String as = (user == null ? "" : user) + (password ? ":" + Secrets.MASK : "");
        return addon.type() + "://" + as + (as.isEmpty() ? "" : "@") + host + ":" + addon.port()
                + (database == null ? "" : "/" + database);
    }

    private static String first(Map<String, String> variables, String... names) {
        return Stream.of(names).map(variables::get).filter(each -> each != null && !each.isEmpty()).findFirst().orElse(null);
    }
}
