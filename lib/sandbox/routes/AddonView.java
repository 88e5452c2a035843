package lib.sandbox.routes;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lib.sandbox.state.addons.Addon;

/** An add-on as the API answers it: no password, the variables that carry one masked. Contract: schema Addon. */
record AddonView(String id, String type, String name, String containerName, String status, String volume, int port,
        @JsonInclude(NON_EMPTY) Map<String, String> connEnv, List<String> attachedApps, OffsetDateTime createdAt, String serverId) {

    static AddonView of(Addon addon) {
        return new AddonView(addon.id(), addon.engine().type(), addon.name(), addon.containerName(), addon.status(), addon.volume(),
            addon.port(), masked(addon.environment()), addon.attachedApps(), addon.createdAt(), addon.serverId());
    }

    private static Map<String, String> masked(Map<String, String> environment) {
        var shown = new TreeMap<String, String>();
        environment.forEach((name, value) -> {
            boolean secret = Stream.of("PASSWORD", "URL", "DSN").anyMatch(name.toUpperCase(Locale.ROOT)::contains);
            if (!secret) {
                shown.put(name, value);
            } else if (!value.isEmpty()) {
                shown.put(name, "***");
            }
        });
        return shown;
    }
}
