package lib.services.release;

import lib.api.App;

/** How an app is built, in words. */
public final class BuildMethod {

    private BuildMethod() {
    }

    /** The build method; old rows have none and mean nixpacks (contract, schema App). */
    public static String method(App app) {
        return app.buildMethod().isEmpty() ? "nixpacks" : app.buildMethod();
    }
}
