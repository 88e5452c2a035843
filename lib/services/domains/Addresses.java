package lib.services.domains;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses as texts. */
final class Addresses {

    private Addresses() {
    }

    /** Whether it is one of this machine or of a private network, which nobody else can reach; false for what is no address. */
    static boolean near(String address) {
        InetAddress parsed = parsed(address);
        return parsed != null && (parsed.isLoopbackAddress() || parsed.isSiteLocalAddress() || parsed.isLinkLocalAddress()
                || parsed.isAnyLocalAddress());
    }

    /** Whether both are the same one, however it is written. */
    static boolean same(String one, String other) {
        InetAddress first = parsed(one);
        return first != null && first.equals(parsed(other));
    }

    /** Null for what is no address; nothing is looked up. */
    static InetAddress parsed(String address) {
        if (!address.matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return null;
        }
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
