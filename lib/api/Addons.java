package lib.api;

import java.util.List;

/** Add-ons: managed databases and caches. Contract: /api/addons and below. */
public final class Addons {

    private final Routes wire;

    Addons(Routes wire) {
        this.wire = wire;
    }

    /** GET /api/addons: all of them; needs apps:read. */
    public List<Addon> all() {
        return wire.list("/api/addons", Addon::from);
    }

    /**
     * The add-on of this id or, in any letter case, of this name.
     *
     * @throws lib.base.Failure NOT_FOUND with the names that come close; NOT_FOUND as well when it is more than one
     */
    public static Addon find(List<Addon> addons, String nameOrId) {
        return Lookup.find(addons, Addon::id, Addon::name, nameOrId, "add-on", "paas addons");
    }
}
