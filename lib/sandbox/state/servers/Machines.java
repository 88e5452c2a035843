package lib.sandbox.state.servers;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import lib.sandbox.state.servers.Machines.Machine.State;
import lib.sandbox.state.servers.Servers.Server;
import lib.sandbox.state.servers.Servers.SshKey;

/**
 * The world outside: which machine answers SSH at which address. In the beginning 203.0.113.10 and .11 are up, .12 has no docker, .13
 * does not know the key, .14 refuses the connection, each on port 22; a host name that is not here does not exist, an address is silent.
 * {@code POST /__sandbox/machines} changes it. The machine of the control plane is 127.0.0.1.
 */
public final class Machines {

    private static final String DOCKER = "27.1.1";
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]");

    private final Map<String, Machine> machines = new ConcurrentSkipListMap<>();

    Machines() {
        set("127.0.0.1", 22, State.UP, "");
        set("203.0.113.10", 22, State.UP, "");
        set("203.0.113.11", 22, State.UP, "");
        set("203.0.113.12", 22, State.NO_DOCKER, "");
        set("203.0.113.13", 22, State.KEY_REFUSED, "");
        set("203.0.113.14", 22, State.REFUSED, "");
    }

    /** All that were ever set, by {@code address:port}. */
    public Map<String, Machine> all() {
        return Map.copyOf(machines);
    }

    /** @param hostKey the fingerprint it shows, as after a new installation; {@code ""} for one made of its address */
    public void set(String address, long port, State state, String hostKey) {
        String place = address + ":" + port;
        machines.put(place, new Machine(state, hostKey.isEmpty() ? SshKey.fingerprint("host key of " + place) : hostKey));
    }

    /** Contract: POST /api/servers/test, x-error-field-shapes. */
    Contact contact(Server server) {
        if (server.isLocal()) {
            return machines.get("127.0.0.1:22").state() == State.UP ? new Contact("", DOCKER, "", false)
                : failed("docker not available: exec: \"docker\": executable file not found in $PATH", "");
        }
        String host = server.ip();
        String place = host + ":" + server.port();
        if (host.contains(":") && !host.startsWith("[")) {
            return failed(dial(place, "dial tcp: address " + place + ": too many colons in address"), "");
        }
        Machine machine = machines.get(place);
        if (machine == null && !ADDRESS.matcher(host).matches()) {
            return failed(dial(place, "dial tcp: lookup " + host + " on 127.0.0.53:53: no such host"), "");
        }
        if (machine == null || machine.state() == State.SILENT) {
            return new Contact(dial(place, "dial tcp " + place + ": i/o timeout"), "", "", true);
        }
        if (machine.state() == State.REFUSED) {
            return failed(dial(place, "dial tcp " + place + ": connect: connection refused"), "");
        }
        String shown = machine.hostKey();
        if (!server.sshHostKey().isEmpty() && !server.sshHostKey().equals(shown)) {
            return failed(dial(place, "ssh: handshake failed: SSH host key mismatch for " + server.id() + ": expected "
                + server.sshHostKey() + ", got " + shown), shown);
        }
        return switch (machine.state()) {
            case KEY_REFUSED -> failed(dial(place, "ssh: handshake failed: ssh: unable to authenticate, attempted methods "
                + "[none publickey], no supported methods remain"), shown);
            case NO_DOCKER -> failed("docker not available on remote: Process exited with status 127 - bash: line 1: docker: "
                + "command not found", shown);
            default -> new Contact("", DOCKER, shown, false);
        };
    }

    private static String dial(String place, String cause) {
        return "SSH dial " + place + ": " + cause;
    }

    private static Contact failed(String error, String hostKey) {
        return new Contact(error, "", hostKey, false);
    }

    /**
     * What came of contacting a machine.
     *
     * @param error         why it is of no use, {@code ""} when it is
     * @param dockerVersion {@code ""} when docker was not reached
     * @param hostKey       the fingerprint that the machine showed, {@code ""} when it did not get that far
     * @param timedOut      whether nothing answered for as long as the server waits
     */
    public record Contact(String error, String dockerVersion, String hostKey, boolean timedOut) { }

    /** A machine somewhere, as SSH finds it, with the fingerprint that it shows. */
    public record Machine(State state, String hostKey) {

        /**
         * How far one gets with it: SSH lets the server's key in and docker runs; docker is not installed; nobody has put the public key
         * into authorized_keys; nothing listens on the port; nothing answers at all.
         */
        public enum State {
            UP, NO_DOCKER, KEY_REFUSED, REFUSED, SILENT;

            /** As it is written in a request: {@code no-docker}. */
            public String text() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }
    }
}
