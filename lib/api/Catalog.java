package lib.api;

import java.util.List;
import java.util.Map;

/** The catalog of apps that are deployed with one request. Contract: /api/catalog, /api/catalog/deploy. */
public final class Catalog {

    private final Routes wire;

    Catalog(Routes wire) {
        this.wire = wire;
    }

    /** GET /api/catalog: all templates; needs apps:read. */
    public List<Template> all() {
        return wire.list("/api/catalog", Template::from);
    }

    /**
     * POST /api/catalog/deploy: a new app from a template, building; needs deploy:trigger and apps:write. The add-ons that it requires are
     * made before the answer and before the variables are looked at: a refusal can leave them behind.
     *
     * @param request schema CatalogDeployRequest
     */
    public App deploy(Map<String, ?> request) {
        return App.from(wire.post("/api/catalog/deploy", request));
    }
}
