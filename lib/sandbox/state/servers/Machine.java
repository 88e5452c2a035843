package lib.sandbox.state.servers;

import java.util.Locale;

/**
 * A machine somewhere, as SSH finds it.
 *
 * @param hostKey the fingerprint it shows
 */
public record Machine(State state, String hostKey) {

    /** How far one gets with it. */
    public enum State {
        /** SSH lets the server's key in and docker runs. */
        UP,
        /** The key is in, but docker is not installed. */
        NO_DOCKER,
        /** SSH answers, but nobody has put the public key into authorized_keys. */
        KEY_REFUSED,
        /** Nothing listens on the port. */
        REFUSED,
        /** Nothing answers at all. */
        SILENT;

        /** As it is written in a request: {@code no-docker}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
