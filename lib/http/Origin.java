package lib.http;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port of an address, as browsers compare them: the border a token must not cross. */
public final class Origin {

    private Origin() {
    }

    /** {@code scheme://host[:port]} in lower case, the port left out where it is the scheme's own. */
    public static String of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
