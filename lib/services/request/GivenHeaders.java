package lib.services.request;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** Headers as {@code -H name:value} says them. */
public final class GivenHeaders {

    /** Whose request this is, and what would change where it goes or how long it is, is the transport's. */
    private static final Set<String> OURS = Set.of("authorization", "connection", "content-length", "expect", "host", "keep-alive", "te",
            "trailer", "transfer-encoding", "upgrade", "user-agent");

    private GivenHeaders() {
    }

    /**
     * Them by name. What stands in one is not repeated: it may be a secret.
     *
     * @param lines null for none
     * @throws Failure USAGE for what is no header, and for one that is not the caller's
     */
    public static Map<String, String> of(List<String> lines) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : lines == null ? List.<String>of() : lines) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || !value.matches("[\\x20-\\x7e]*")) {
                throw new Failure(Kind.USAGE, "-H takes a header as name:value, in plain ASCII");
            }
            String lower = name.toLowerCase(Locale.ROOT);
            if (OURS.contains(lower) || lower.startsWith("proxy-") || lower.startsWith("sec-")) {
                throw new Failure(Kind.USAGE, "-H may not set " + name, lower.equals("authorization")
                        ? "the token is that of the connection; the admin token goes with --admin" : "paas sets that header itself");
            }
            headers.put(name, value);
        }
        return headers;
    }
}
