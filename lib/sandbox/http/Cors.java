package lib.sandbox.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.net.URI;

/**
 * The headers that every answer carries. Contract, head, CORS, as with DASHBOARD_ORIGIN unset: an origin of the request's own host
 * name is allowed.
 */
final class Cors {

    private Cors() {
    }

    static void apply(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(new HttpString("Vary"), "Origin");
        headers.put(new HttpString("Access-Control-Allow-Methods"), "GET, POST, PUT, DELETE, OPTIONS");
        headers.put(new HttpString("Access-Control-Allow-Headers"), "Content-Type, Authorization");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin != null && sameHost(origin, exchange.getHostName())) {
            headers.put(new HttpString("Access-Control-Allow-Origin"), origin);
        }
    }

    /** Whether a WebSocket may be opened from there; a client that is no browser sends no origin. */
    static boolean allows(String origin, String host) {
        return origin == null || sameHost(origin, host);
    }

    private static boolean sameHost(String origin, String host) {
        try {
            String from = URI.create(origin).getHost();
            return from != null && from.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;   // an Origin that is no URL has no host name to compare
        }
    }
}
