package lib.apps;

import lib.api.App;

/** How an app is built, in words. */
final class Build {

    private Build() {
    }

    /** The build method; old rows have none and mean nixpacks (contract, schema App). */
    static String method(App app) {
        return app.buildMethod().isEmpty() ? "nixpacks" : app.buildMethod();
    }
}
