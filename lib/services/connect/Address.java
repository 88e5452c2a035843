package lib.services.connect;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** Makes a base address out of what a person types or pastes, or a manifest names. */
public final class Address {

    private static final Pattern PARTS = Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*)://)?([^/?#\\\\]*)([^?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

    private Address() {
    }

    /**
     * The address as {@code scheme://host[:port][/path]}, without a trailing slash, query or fragment. A missing scheme becomes https,
     * for localhost and IP addresses http.
     *
     * @throws Failure (USAGE) when it is no web address, is neither http nor https, or holds a user name; what stands before an
     *                       {@code @} may be a password and is not repeated
     */
    public static String of(String typed) {
        Matcher parts = PARTS.matcher(typed.strip());
        parts.matches();
        String scheme = parts.group(1) == null ? null : parts.group(1).toLowerCase(Locale.ROOT);
        if (parts.group(2).contains("@")) {
            throw new Failure(Kind.USAGE, "the URL must not hold a user name or password",
                    "use your dashboard URL, e.g. https://paas.example.com");
        }
        if (scheme != null && !scheme.equals("http") && !scheme.equals("https")) {
            throw new Failure(Kind.USAGE, "only http and https addresses can be used, not " + scheme,
                    "use your dashboard URL, e.g. https://paas.example.com");
        }
        Matcher host = HOST.matcher(parts.group(2));
        if (!host.matches() || host.group(2) != null && !isPort(host.group(2))) {
            throw notAnAddress(typed);
        }
        try {
            String name = host.group(1).startsWith("[") ? host.group(1) : IDN.toASCII(host.group(1));
            String port = host.group(2) == null ? "" : ":" + Integer.parseInt(host.group(2));
            String base = (scheme == null ? usualScheme(name) : scheme) + "://" + name.toLowerCase(Locale.ROOT) + port
                    + path(parts.group(3));
            if (new URI(base).getHost() == null) {
                throw name.indexOf('_') < 0 ? notAnAddress(typed)
                        : new Failure(Kind.USAGE, "a host name may not have a \"_\" in it: " + name,
                                "use another name of that machine, or its IP address");
            }
            return base;
        } catch (IllegalArgumentException | URISyntaxException e) {
            throw notAnAddress(typed);
        }
    }

    /** The address cut to scheme, host and port. */
    static String origin(String address) {
        int path = address.indexOf('/', address.indexOf("://") + 3);
        return path < 0 ? address : address.substring(0, path);
    }

    /**
     * Whether a token on its way to the API could be read by others, though the person who typed an address has not chosen that: plain http
     * where https was typed, or on another host than the typed one. This machine itself is no way.
     *
     * @param typed a base address, as {@link #of} makes it
     * @param api   another one
     */
    public static boolean exposed(String typed, String api) {
        URI to = URI.create(api);
        return !"https".equalsIgnoreCase(to.getScheme()) && !loopback(to.getHost())
                && (typed.startsWith("https:") || !to.getHost().equalsIgnoreCase(URI.create(typed).getHost()));
    }

    private static boolean loopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost") || name.equals("[::1]")
                || name.startsWith("127.") && IPV4.matcher(name).matches();
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port > 0 && port <= 65535;
    }

    private static String path(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static String usualScheme(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        boolean local = name.equals("localhost") || name.endsWith(".localhost") || name.startsWith("[") || IPV4.matcher(name).matches();
        return local ? "http" : "https";
    }

    private static Failure notAnAddress(String typed) {
        return new Failure(Kind.USAGE, "\"" + typed.strip() + "\" is not a web address",
                "use your dashboard URL, e.g. https://paas.example.com");
    }
}
