package lib.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * The connection that variables tell, for machines that keep no file (CI, containers): {@code PAAS_API_URL}, or {@code PAAS_URL}, with
 * {@code PAAS_TOKEN}, the names that {@code paas env} prints. An empty variable counts as not set.
 */
final class VariableConnection {

    static final String TOKEN = "PAAS_TOKEN";
    private static final String API = "PAAS_API_URL";
    private static final String URL = "PAAS_URL";

    private VariableConnection() {
    }

    /** Whether any of the variables is set, usable or not. */
    static boolean told(Map<String, String> environment) {
        return set(environment, TOKEN) || address(environment) != null;
    }

    /** The names of the variables that are set, as "A and B". */
    static String names(Map<String, String> environment) {
        String address = address(environment);
        return address == null ? TOKEN : set(environment, TOKEN) ? address + " and " + TOKEN : address;
    }

    /**
     * The connection. Which profile its agent has, no variable says; the instance decides.
     *
     * @throws Failure NOT_CONNECTED when only one half is set, USAGE when one cannot be used: what is set is meant, so the saved connection
     *                 is not taken in its place
     */
    static Connection read(Map<String, String> environment) {
        String address = address(environment);
        if (address == null) {
            throw new Failure(Kind.NOT_CONNECTED, TOKEN + " is set, but neither " + API + " nor " + URL,
                    "set " + API + " to the address of your instance, or unset " + TOKEN);
        }
        if (!set(environment, TOKEN)) {
            throw new Failure(Kind.NOT_CONNECTED, address + " is set, but not " + TOKEN,
                    "set " + TOKEN + " to the token of an agent, or unset " + address);
        }
        String url = environment.get(address).strip();
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
        String wrong = wrong(url);
        if (wrong != null) {
            throw new Failure(Kind.USAGE, address + " cannot be used: " + wrong, "write it as https://paas.example.com");
        }
        String token = environment.get(TOKEN).strip();
        if (!visibleAscii(token)) {
            throw new Failure(Kind.USAGE, TOKEN + " cannot be used: it holds characters that no token has",
                    "copy the token once more, on one line");
        }
        return new Connection(url, token, "", TOKEN, "");
    }

    /** Why this is no base address; null when it is one. What stands in it is not repeated: it may hold a password. */
    static String wrong(String url) {
        if (!visibleAscii(url)) {
            return "it holds characters that no address has";
        }
        URI parts;
        try {
            parts = new URI(url);
        } catch (URISyntaxException e) {
            return "it is no web address";
        }
        if (!"http".equalsIgnoreCase(parts.getScheme()) && !"https".equalsIgnoreCase(parts.getScheme())) {
            return "it does not begin with http:// or https://";
        }
        if (parts.getRawAuthority() != null && parts.getRawAuthority().indexOf('@') >= 0) {
            return "it holds a user name or password";
        }
        if (parts.getHost() == null) {
            return parts.getRawAuthority() != null && parts.getRawAuthority().indexOf('_') >= 0
                    ? "its host name has a \"_\" in it, which cannot be used here" : "it names no host";
        }
        return parts.getPort() > 65535 ? "its port is above 65535"
                : parts.getRawQuery() != null || parts.getRawFragment() != null ? "it has a \"?\" or \"#\"" : null;
    }

    static boolean visibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String address(Map<String, String> environment) {
        return set(environment, API) ? API : set(environment, URL) ? URL : null;
    }

    private static boolean set(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value != null && !value.isBlank();
    }
}
