package lib.sandbox.http;

import java.io.IOException;

/** What one endpoint does once every shared check has passed. */
@FunctionalInterface
public interface Route {

    /**
     * Throws {@link Rejection} for a request it refuses, and lets {@link BadBody} through from {@link Call#body}.
     *
     * @return the answer; a plain value goes through {@link Answer#json}
     */
    Answer answer(Call call) throws IOException;
}
