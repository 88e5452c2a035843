package lib.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.base.Failure;

/** Add-ons: managed databases and caches. Contract: /api/addons and below. */
public final class Addons {

    private final Routes wire;

    Addons(Routes wire) {
        this.wire = wire;
    }

    /** GET /api/addons: all of them, newest first; needs apps:read. */
    public List<Addon> all() {
        return wire.list("/api/addons", Addon::from);
    }

    /** GET /api/addons/get; needs apps:read. */
    public Addon get(String id) {
        return Addon.from(wire.get(Routes.query("/api/addons/get", "id", id)));
    }

    /**
     * POST /api/addons/create: a new one, building; needs addons:manage. Names need not be unique: check that first.
     *
     * @param type   postgres, mysql or redis
     * @param server the id of a server; null for the instance's own host
     */
    public Addon create(String type, String name, String server) {
        Map<String, Object> request = new LinkedHashMap<>(Map.of("type", type, "name", name));
        if (server != null) {
            request.put("serverId", server);
        }
        return Addon.from(wire.post("/api/addons/create", request));
    }

    /** POST /api/addons/delete; needs addons:manage. Answers 200 even when the entry or the container lives on: look afterwards. */
    public void delete(String id, boolean data) {
        wire.post("/api/addons/delete", Map.of("id", id, "deleteData", data));
    }

    /** POST /api/addons/attach: copies its variables into the app; needs addons:manage. Answers 200 even when that was not stored. */
    public void attach(String id, String appId) {
        wire.post("/api/addons/attach", Map.of("addonId", id, "appId", appId));
    }

    /** POST /api/addons/detach: takes those of its variables out that still have its values; needs addons:manage. As {@link #attach}. */
    public void detach(String id, String appId) {
        wire.post("/api/addons/detach", Map.of("addonId", id, "appId", appId));
    }

    /**
     * The add-on of this id or, in any letter case, of this name.
     *
     * @throws Failure NOT_FOUND with the names that come close; NOT_FOUND as well, with the ids to choose from, when it is more than one
     */
    public static Addon find(List<Addon> addons, String nameOrId) {
        return Lookup.find(addons, Addon::id, Addon::name, each -> each.type() + ", made " + each.createdAt(), nameOrId, "add-on",
                "paas addons");
    }

    /** What finds this one among these: its name, or its id where another has the same name. */
    public static String handle(List<Addon> addons, Addon one) {
        return addons.stream().anyMatch(each -> !each.id().equals(one.id()) && each.name().equalsIgnoreCase(one.name())) ? one.id()
                : one.name();
    }
}
