package lib.services.program;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.http.Stepwise;

/** Reads what comes from a page of releases the way it was asked for: from other machines of the publisher, and never in the open. */
abstract class Guarded implements Stepwise {

    /** Whether it is this machine. */
    static boolean local(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    @Override
    public void redirected(URI from, URI to) {
        if (!"https".equals(to.getScheme()) && !(local(from) && local(to))) {
            throw new Failure(Kind.FAILED, from.getScheme() + "://" + from.getRawAuthority() + " redirects to " + to.getScheme() + "://"
                    + to.getRawAuthority() + ", which is not encrypted, and what comes from there would be run",
                    "nothing was fetched; another address: --releases <address>");
        }
    }

    @Override
    public Object part(String range, InputStream in) throws IOException {
        throw new IOException("a part was not asked for");
    }

    /** A small text. */
    static final class Text extends Guarded {

        private static final int LONGEST = 1024 * 1024;

        @Override
        public Object read(InputStream in) throws IOException {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
    }
}
