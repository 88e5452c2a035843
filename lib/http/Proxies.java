package lib.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * Which proxy an address is reached through, as Go's programs and curl have it: {@code HTTPS_PROXY} or {@code HTTP_PROXY} by the address's
 * scheme, else {@code ALL_PROXY}, and none for what {@code NO_PROXY} names; each in lower case too, which wins. Where none is set, what
 * the JVM was started with ({@code -Dhttps.proxyHost=…}) counts. This machine itself is never reached through a proxy.
 */
public final class Proxies {

    private static final Pattern SHAPE = Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:(.*)@)?(\\[[0-9A-Fa-f:.]+]|[^:/@\\[\\]\\s]+)"
            + "(?::(\\d{1,5}))?/?");

    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * A proxy.
     *
     * @param setting where it stands, e.g. {@code HTTPS_PROXY}
     * @param login   the value of {@code Proxy-Authorization}; null for none
     */
    public record Server(String setting, String host, int port, String login) {

        /** {@code host:port}. */
        public String name() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }

        /** Without the login. */
        @Override
        public String toString() {
            return name();
        }
    }

    /**
     * The proxy for an address, or null when it is reached directly.
     *
     * @throws Failure USAGE when the variable that counts names none that can be used
     */
    public Server of(URI uri) {
        String setting = setting(uri.getScheme().equals("https") ? "https_proxy" : "http_proxy");
        if (setting == null && System.getProperty("http.proxyHost") == null && System.getProperty("https.proxyHost") == null) {
            return null;
        }
        String host = bare(uri.getHost().toLowerCase(Locale.ROOT));
        InetAddress literal = literal(host);
        if (host.equals("localhost") || literal != null && literal.isLoopbackAddress()) {
            return null;
        }
        if (setting == null) {
            return ofTheJvm(uri);
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        return excepted(host, literal, port) ? null : server(setting, environment.get(setting));
    }

    /** The variable that counts; null when none is set. An empty one is as good as none. */
    private String setting(String lower) {
        // a web server hands a request's header "Proxy" to its scripts as HTTP_PROXY: whoever asks could choose the proxy
        boolean forged = lower.equals("http_proxy") && environment.containsKey("REQUEST_METHOD");
        for (String name : new String[] {lower, forged ? "" : lower.toUpperCase(Locale.ROOT), "all_proxy", "ALL_PROXY"}) {
            if (!environment.getOrDefault(name, "").isBlank()) {
                return name;
            }
        }
        return null;
    }

    /** What stands in the variable is not repeated: there may be a password in it. */
    private static Server server(String setting, String value) {
        Matcher shape = SHAPE.matcher(value.strip());
        if (!shape.matches()) {
            throw unusable(setting, "does not name a proxy");
        }
        String scheme = shape.group(1) == null ? "http" : shape.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http")) {
            throw unusable(setting, "names a proxy of the kind " + scheme + ", which paas does not speak");
        }
        int port = shape.group(4) == null ? 80 : Integer.parseInt(shape.group(4));
        if (port < 1 || port > 65_535) {
            throw unusable(setting, "names a proxy with a port that does not exist");
        }
        return new Server(setting, bare(shape.group(3)), port, shape.group(2) == null ? null : login(setting, shape.group(2)));
    }

    private static String login(String setting, String user) {
        try {
            String plain = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
            String both = user.indexOf(':') < 0 ? plain + ":" : plain;
            return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw unusable(setting, "has a user name or password with a % that starts no code of two digits");
        }
    }

    private static Failure unusable(String setting, String why) {
        return new Failure(Kind.USAGE, setting + " " + why,
                "write it as http://host:port, with user:password@ before the host where it wants a login; "
                        + "or name the instance's host in NO_PROXY");
    }

    private Server ofTheJvm(URI uri) {
        for (Proxy each : ProxySelector.getDefault().select(uri)) {
            if (each.type() == Proxy.Type.HTTP && each.address() instanceof InetSocketAddress address) {
                return new Server("the JVM's proxy", address.getHostString(), address.getPort(), null);
            }
        }
        return null;
    }

    private boolean excepted(String host, InetAddress literal, int port) {
        String lower = environment.getOrDefault("no_proxy", "");
        String list = lower.isBlank() ? environment.getOrDefault("NO_PROXY", "") : lower;
        for (String each : list.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
            if (each.equals("*") || !each.isEmpty() && covers(each, host, literal, port)) {
                return true;
            }
        }
        return false;
    }

    /** {@code example.com} stands for itself and what is below it, {@code .example.com} for what is below it alone. */
    private static boolean covers(String entry, String host, InetAddress literal, int port) {
        int slash = entry.indexOf('/');
        if (slash >= 0) {
            return literal != null && inside(literal, literal(entry.substring(0, slash)), entry.substring(slash + 1));
        }
        String name = entry;
        int colon = entry.lastIndexOf(':');
        if (colon >= 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']')) {
            if (!entry.substring(colon + 1).equals(String.valueOf(port))) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        name = bare(name.startsWith("*.") ? name.substring(1) : name);
        if (literal != null) {
            return literal.equals(literal(name));
        }
        return name.startsWith(".") ? host.endsWith(name) : host.equals(name) || host.endsWith("." + name);
    }

    private static boolean inside(InetAddress address, InetAddress net, String length) {
        byte[] ours = address.getAddress();
        if (net == null || net.getAddress().length != ours.length || !length.matches("\\d{1,3}")
                || Integer.parseInt(length) > ours.length * 8) {
            return false;
        }
        for (int bit = 0; bit < Integer.parseInt(length); bit++) {
            if (((ours[bit / 8] ^ net.getAddress()[bit / 8]) >> 7 - bit % 8 & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The address that a host is written as; null when it is a name. Nothing is looked up. */
    private static InetAddress literal(String host) {
        try {
            return host.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*") ? InetAddress.ofLiteral(host) : null;
        } catch (IllegalArgumentException name) {
            return null;
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
