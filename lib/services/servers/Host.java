package lib.services.servers;

import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** What is said about a machine, held against what an instance can reach it by. Contract: POST /api/servers/create. */
public final class Host {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252}[A-Za-z0-9_.])?");
    private static final Pattern SIX = Pattern.compile("\\[?[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9]+)?]?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@\\\\-]{0,63}");

    private Host() {
    }

    /**
     * An address as the instance can dial it: one of version 6 in brackets.
     *
     * @throws Failure USAGE for what it would take and could never reach
     */
    public static String address(String typed) {
        String host = typed.strip();
        if (host.indexOf('@') >= 0) {
            throw new Failure(Kind.USAGE, "--host is the machine alone", "the user goes into --user");
        }
        if (host.chars().filter(each -> each == ':').count() == 1) {
            throw new Failure(Kind.USAGE, "--host is the machine alone", "the port goes into --port");
        }
        if (SIX.matcher(host).matches() && host.startsWith("[") == host.endsWith("]")) {
            return host.startsWith("[") ? host : "[" + host + "]";
        }
        if (!NAME.matcher(host).matches()) {
            throw new Failure(Kind.USAGE, host.isEmpty() ? "--host is empty" : "\"" + host + "\" is no address and no host name",
                    "for example: --host 203.0.113.10");
        }
        return host;
    }

    /** @throws Failure USAGE for what is no name of a user */
    public static String user(String typed) {
        String user = typed.strip();
        if (!USER.matcher(user).matches()) {
            throw new Failure(Kind.USAGE, "--user is no name of a user", "for example: --user root");
        }
        return user;
    }

    /** @throws Failure USAGE for a blank name, or one that could not be typed again */
    public static String name(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.startsWith("-") || name.chars().anyMatch(Character::isISOControl)) {
            throw new Failure(Kind.USAGE, name.isEmpty() ? "the name is empty"
                    : "a name begins with no dash, and has no control characters "
                    + "in it");
        }
        return name;
    }
}
