package lib.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * Reads a file. The time limit holds for each step forward and not for the whole, since a file takes as long as its way is slow; and it may
 * come in parts.
 */
public interface Stepwise extends Transport.Reader {

    /** Told of a redirect before it is followed; a failure keeps it from that. */
    default void redirected(URI from, URI to) {
        // most go wherever a GET leads
    }

    /**
     * What it makes of a part (206), where it asked for one.
     *
     * @param range the answer's Content-Range; "" for none
     */
    Object part(String range, InputStream in) throws IOException;
}
