package lib.services.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.http.Origin;

/** Where a request goes that somebody typed: always to the instance, since the token goes along. */
public final class Target {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private Target() {
    }

    /**
     * A method in upper case.
     *
     * @throws Failure USAGE for what is none
     */
    public static String method(String typed) {
        String method = typed.strip().toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new Failure(Kind.USAGE, "\"" + typed + "\" is no method", "one of GET, POST, PUT, PATCH, DELETE, HEAD and OPTIONS");
        }
        return method;
    }

    /**
     * The path from the root of the instance, with its query: {@code apps} and {@code /api/apps} are the same.
     *
     * @param typed    a path, or a whole address of this instance
     * @param instance its base address
     * @throws Failure USAGE for another address, and for what is no path
     */
    public static String path(String typed, String instance) {
        String path = typed.strip();
        if (path.contains("://") && path.indexOf("://") < (path + "/").indexOf('/') || path.startsWith("//")) {
            path = ours(path, instance);
        }
        path = path.startsWith("/") ? path : "/" + path;
        if (!path.equals("/api") && !path.startsWith("/api/") && !path.startsWith("/.well-known/") && !path.startsWith("/ws/")
                && !path.startsWith("/__")) {
            path = "/api" + path;
        }
        if (path.startsWith("/ws/")) {
            throw new Failure(Kind.USAGE, "a WebSocket is no request", "their commands: paas logs --follow, paas build-logs --follow, "
                    + "paas metrics, paas exec and paas shell");
        }
        URI uri = parsed(path);
        if (uri.getRawFragment() != null) {
            throw new Failure(Kind.USAGE, "a # ends an address: write it as %23");
        }
        return path;
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Failure(Kind.USAGE, "this is no path: " + e.getReason(), "values belong into -f name=value, which encodes them");
        }
    }

    private static String ours(String address, String instance) {
        URI uri = parsed(address);
        URI home = URI.create(instance);
        String below = home.getRawPath() == null ? "" : home.getRawPath();
        if (uri.getHost() == null || uri.getScheme() == null || uri.getRawUserInfo() != null || !Origin.of(uri).equals(Origin.of(home))
                || !uri.getRawPath().startsWith(below)) {
            throw new Failure(Kind.USAGE, "this address is not the instance's, and a token is never sent to another one",
                    "give the path alone; this machine is connected to " + instance);
        }
        return uri.getRawPath().substring(below.length()) + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
