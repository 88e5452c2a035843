package lib.sandbox.routes;

import lib.sandbox.http.Answer;
import lib.sandbox.http.Routes;
import lib.sandbox.state.catalog.Catalog;

/** Apps with one click. Contract: /api/catalog and below. */
public final class CatalogRoutes {

    public void addTo(Routes routes) {
        routes.on("/api/catalog", call -> Answer.json(Catalog.templates()));
    }
}
