package lib.http;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request.
 *
 * @param method  in upper case
 * @param uri     http or https, with a host
 * @param bearer  the token, sent to this origin alone; null for none
 * @param headers sent to this origin alone, besides those that the transport sets or in their place
 * @param body    null for none
 * @param changes whether it may change something. Where its answer does not come, the caller is told that it may have been done
 * @param limit   how long it may take where the settings have but the usual limit, for what takes minutes by its nature; null for no
 *                limit of its own
 */
public record Request(String method, URI uri, String bearer, Map<String, String> headers, Body body, boolean changes, Duration limit) {

    /** A scheme may be written in capitals (RFC 3986, section 3.1): what asks for TLS must not go without for that. */
    public Request {
        String scheme = uri.getScheme();
        if (!scheme.equals("https") && !scheme.equals("http")) {
            uri = URI.create(scheme.toLowerCase(Locale.ROOT) + uri.toString().substring(scheme.length()));
        }
    }

    /** A GET, without a body. */
    public static Request get(URI uri, String bearer) {
        return of("GET", uri, bearer, null);
    }

    /** Any method; all but GET and HEAD are taken to change something. */
    public static Request of(String method, URI uri, String bearer, Body body) {
        return new Request(method, uri, bearer, Map.of(), body, !method.equals("GET") && !method.equals("HEAD"), null);
    }

    /** The same, known to change nothing although its method could. It is sent once all the same. */
    public Request harmless() {
        return new Request(method, uri, bearer, headers, body, false, limit);
    }

    /** The same with one more header. */
    public Request with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, uri, bearer, more, body, changes, limit);
    }

    /** The same with a limit of its own. @param time null for none */
    public Request within(Duration time) {
        return new Request(method, uri, bearer, headers, body, changes, time);
    }

    /** Where a redirect leads. */
    Request at(URI other) {
        return new Request(method, other, bearer, headers, body, changes, limit);
    }

    /** Whether it may be sent again when nobody knows what became of it: reading twice is reading. */
    boolean repeatable() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Whether it is here as a whole, so that what was refused can be sent again. */
    boolean whole() {
        return !(body instanceof Body.Stream);
    }

    /** Method and path. Neither the query, which may hold a ticket, nor the token. */
    @Override
    public String toString() {
        return method + " " + uri.getRawPath();
    }
}
