package lib.sandbox.routes;

/** A body that names an app. */
record IdBody(String id) { }
