package lib.sandbox.socket;

import java.time.Duration;
import lib.sandbox.base.Background;
import lib.sandbox.state.servers.Machines.Contact;
import lib.sandbox.state.servers.Servers;

/** The way to another machine over SSH. */
final class Remote {

    /** Contract: streams.md, 3. */
    private static final Duration DIAL_LIMIT = Duration.ofSeconds(15);

    private Remote() {
    }

    static boolean isLocal(String server) {
        return server == null || server.isEmpty() || server.equals(Servers.LOCALHOST);
    }

    /** What to tell the client when there is no connection to this server; null when there is, and for the machine itself. */
    static String obstacle(Servers servers, String server, Background background) throws InterruptedException {
        if (isLocal(server)) {
            return null;
        }
        Contact contact = servers.reach(server);
        if (contact == null) {
            return "Failed to load server config.";
        }
        if (contact.timedOut()) {
            background.pause(DIAL_LIMIT);
        }
        // Without docker the connection is there all the same.
        return contact.error().startsWith("SSH dial ") ? "Failed to connect to remote server: " + contact.error() : null;
    }
}
