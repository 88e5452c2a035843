package lib.sandbox.state.addons;

import java.time.OffsetDateTime;

/** The add-ons of a demo instance: one of each engine, and one that a compose deployment registered. */
public final class DemoAddons {

    static final String SHOP_DB = "q0d6k2w8zs";
    static final String SHOP_CACHE = "y7c4n1e9ut";
    static final String REPORTS_DB = "m3v8p5x2lg";
    static final String WIKI_DB = "compose-paas-b6y2e8ts0g-db";

    /** Of the demo app shop-api, whose DATABASE_URL has it. */
    public static final String SHOP_PASSWORD = "5e1f0c9d7ab2436880e1c3f4";

    private DemoAddons() {
    }

    public static void addTo(Addons addons) {
        var shop = Addon.building(SHOP_DB, Engine.POSTGRES, "shop-db", SHOP_PASSWORD, time("2026-03-02T08:18:20.770412Z"), Addon.LOCAL);
        addons.put(shop.attachedTo("t81mzc5r7e").withStatus("running"));
        addons.put(Addon.building(SHOP_CACHE, Engine.REDIS, "shop-cache", "94b6d07f2c1e8a35f60d1b27", time("2026-03-09T15:02:11.04Z"),
            Addon.LOCAL).withStatus("running"));
        var reports = Addon.building(REPORTS_DB, Engine.MYSQL, "reports-db", "c27a81f59e03d46b8f12a9e0",
            time("2026-04-11T16:51:45.382007Z"), Addon.LOCAL);
        addons.put(reports.attachedTo("w2hf60dpy4").detachedFrom("w2hf60dpy4").withStatus("running"));
        addons.put(Addon.imported(Engine.POSTGRES, "b6y2e8ts0g", "wiki", "db", "wiki", "kept-by-the-sandbox", "wiki",
            time("2026-05-19T06:57:02.31Z")));
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text);
    }
}
