package lib.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * How this machine reaches the network: the same for every request, upload and WebSocket.
 *
 * @param userAgent sent with each request, e.g. {@code paas/0.1.0}
 * @param timeout   for one request, from the look-up of the name to the last byte of the body; for an upload, for each step forward
 * @param proxies   which proxy an address is reached through
 * @param trust     whose certificates are accepted
 * @param headers   sent to the instance besides those of the request, e.g. those that an access gateway wants; may be secret
 */
public record Settings(String userAgent, Duration timeout, Proxies proxies, Trust trust, Map<String, String> headers) {

    /** The limit of one request where nobody chose another one: a request with a limit of its own has that one in its place. */
    public static final Duration USUAL = Duration.ofSeconds(30);

    private static final String HEADERS = "PAAS_HEADERS";

    /** What the transport says itself, and what would change where a request goes or how long it is. */
    private static final Set<String> OURS = Set.of("accept", "authorization", "connection", "content-length", "content-type", "expect",
            "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "user-agent");

    /**
     * The settings that the environment makes: proxies ({@link Proxies}), certificates ({@link Trust}) and {@code PAAS_HEADERS}, a line
     * {@code Name: value} for each header.
     *
     * @throws Failure USAGE when {@code PAAS_HEADERS} cannot be used. A wrong proxy or certificate file is told when it is needed
     */
    public static Settings of(Map<String, String> environment, String userAgent, Duration timeout) {
        String lines = environment.get(HEADERS);
        return new Settings(userAgent, timeout, new Proxies(environment), new Trust(environment),
                lines == null || lines.isBlank() ? Map.of() : headers(lines.split("\\R")));
    }

    /** Where a line is no header its text is not repeated: it may be a secret that lacks its name. */
    private static Map<String, String> headers(String[] lines) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank()) {
                continue;
            }
            int colon = lines[i].indexOf(':');
            String name = colon < 0 ? "" : lines[i].substring(0, colon).strip();
            String value = lines[i].substring(colon + 1).strip();
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || !value.matches("[\\x20-\\x7e]+")) {
                throw new Failure(Kind.USAGE, "line " + (i + 1) + " of " + HEADERS + " is no header",
                        "write one a line, as Name: value, in plain ASCII");
            }
            String lower = name.toLowerCase(Locale.ROOT);
            if (OURS.contains(lower) || lower.startsWith("proxy-") || lower.startsWith("sec-websocket-")) {
                throw new Failure(Kind.USAGE, HEADERS + " may not set " + name, "paas sets that header itself");
            }
            headers.put(name, value);
        }
        return headers;
    }

    /** How long this request may take. */
    Duration limit(Request request) {
        return request.limit() != null && timeout.equals(USUAL) ? request.limit() : timeout;
    }

    /** Without the values of headers, so that no log or exception can carry them. */
    @Override
    public String toString() {
        return "Settings[" + userAgent + ", " + timeout + ", headers " + headers.keySet() + "]";
    }
}
