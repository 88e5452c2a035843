package lib.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lib.base.Failure;

/**
 * An answer, whatever its status.
 *
 * @param uri     where it came from, after redirects
 * @param headers found in any letter case
 * @param body    empty when a {@link Transport.Reader} took it
 * @param value   what a {@link Transport.Reader} made of a 200, else null
 * @param proxy   {@code host:port} of the proxy that may have answered in the instance's place; null when it cannot have
 */
public record Response(URI uri, int status, Map<String, List<String>> headers, byte[] body, Object value, String proxy) {

    /** The first value of a header; "" when there is none. */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? "" : values.getFirst().strip();
    }

    /**
     * Where it redirects to.
     *
     * @throws Failure FAILED when that is no web address
     */
    URI target() {
        try {
            URI next = uri.resolve(header("Location"));
            if (next.getHost() != null && ("http".equals(next.getScheme()) || "https".equals(next.getScheme()))) {
                return next;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // falls through to the same answer as any other useless target
        }
        throw new Failure(Failure.Kind.FAILED, Origin.of(uri) + " redirects to something that is no web address");
    }

    /** The media type in lower case without parameters, "" when absent. */
    public String contentType() {
        String type = header("Content-Type").toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip();
    }

    /** Whole seconds of Retry-After; -1 when it is absent, a date, or nonsense. */
    public long retryAfter() {
        String value = header("Retry-After");
        return value.matches("\\d{1,6}") ? Long.parseLong(value) : -1;
    }

    /**
     * Whether the instance has locked this machine out after wrong tokens (contract, LOCK-OUT). It differs from the rate limit in its words
     * alone, and another try makes it longer.
     */
    public boolean lockedOut() {
        return status == 429 && says("Too many failed attempts");
    }

    /** Whether this is the instance's rate limit: whatever was asked for, nothing was done. */
    boolean limited() {
        return status == 429 && says("Too many requests");
    }

    private boolean says(String words) {
        return new String(body, 0, Math.min(body.length, 1000), StandardCharsets.UTF_8).contains(words);
    }
}
