package lib.sandbox.routes;

/** A body that names a thing. */
record IdBody(String id) { }
