package lib.sandbox.http;

import java.io.IOException;

/** The body of a request is no JSON value of the shape asked for, or is longer than the limit. The shared checks answer it with 400. */
public final class BadBody extends IOException {

    public BadBody(String reason) {
        super(reason);
    }
}
