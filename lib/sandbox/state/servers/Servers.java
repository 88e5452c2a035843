package lib.sandbox.state.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import lib.sandbox.base.Background;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Rows;
import lib.sandbox.http.GoJson;
import lib.sandbox.state.servers.Machines.Contact;

/** The machines that apps are deployed to; that of the control plane is always there, as the first. Contract: /api/servers and below. */
public final class Servers extends Rows<Servers.Server> {

    public static final String LOCALHOST = "localhost";

    private static final Duration DIAL_LIMIT = Duration.ofSeconds(15);

    private final InstantSource clock;
    private final Machines machines = new Machines();

    public Servers(InstantSource clock) {
        super(Server::id);
        this.clock = clock;
        put(new Server(LOCALHOST, "Localhost", "The server running this control plane", "127.0.0.1", 22, "root", "", true, "connected",
            GoJson.NEVER, GoJson.now(clock).truncatedTo(ChronoUnit.SECONDS), ""));
    }

    /** What can be reached over SSH, and what happens there. */
    public Machines machines() {
        return machines;
    }

    /** Registers a machine with a fresh key; nothing is contacted. */
    public Server create(String name, String description, String ip, long port, String sshUser) {
        Server made = new Server(Ids.next(), name, description, ip, port, sshUser, "", false, "unknown", GoJson.NEVER, GoJson.now(clock),
            SshKey.fresh());
        put(made);
        return made;
    }

    /** Whether there was such a server. */
    public boolean update(String id, String name, String description) {
        return change(id, server -> server.renamed(name, description)) != null;
    }

    /** Contacts the machine; status, time and the host key of a first contact are remembered. null when there is no such server. */
    public Contact test(String id) {
        Server server = find(id);
        if (server == null) {
            return null;
        }
        Contact contact = machines.contact(server);
        change(id, row -> row.tested(contact.error().isEmpty() ? "connected" : "error", GoJson.now(clock),
            row.sshHostKey().isEmpty() ? contact.hostKey() : row.sshHostKey()));
        return contact;
    }

    /** Contacts the machine for some work there; only the host key of a first contact is remembered. null when there is no such server. */
    public Contact reach(String id) {
        Server server = find(id);
        if (server == null) {
            return null;
        }
        Contact contact = machines.contact(server);
        if (server.sshHostKey().isEmpty() && !contact.hostKey().isEmpty()) {
            change(id, row -> row.tested(row.status(), row.lastChecked(), contact.hostKey()));
        }
        return contact;
    }

    /** Whether work can be done there. */
    public boolean isReady(String id) {
        Contact contact = reach(id);
        return contact != null && contact.error().isEmpty();
    }

    /** As {@link #reach}; why no work can be done there, {@code ""} when it can. */
    public String problem(String id) {
        Contact contact = reach(id);
        return contact == null ? "server not found" : contact.error();
    }

    /** Whether this id, which may be missing, means the machine of the control plane. */
    public static boolean isLocal(String id) {
        return id == null || id.isEmpty() || id.equals(LOCALHOST);
    }

    /** What to tell a WebSocket's client that has no connection to this server; null for one that has. Contract: streams.md, 3. */
    public String obstacle(String id, Background background) throws InterruptedException {
        if (isLocal(id)) {
            return null;
        }
        Contact contact = reach(id);
        if (contact == null) {
            return "Failed to load server config.";
        } else if (contact.timedOut()) {
            background.pause(DIAL_LIMIT);
        }
        // Without docker the connection is there all the same.
        return contact.error().startsWith("SSH dial ") ? "Failed to connect to remote server: " + contact.error() : null;
    }

    /** What was saved need not have the control plane's own machine. */
    @Override
    public synchronized void load(Collection<Server> saved) {
        List<Server> own = saved.stream().anyMatch(Server::isLocal) ? List.of() : all().stream().filter(Server::isLocal).toList();
        super.load(Stream.concat(own.stream(), saved.stream()).toList());
    }

    /** Keys and fingerprints in the forms of OpenSSH. */
    static final class SshKey {

        private static final String TYPE = "ssh-ed25519";
        private static final int LENGTH = 32;

        private SshKey() {
        }

        /**
         * A new public key as a line of authorized_keys. The private half is dropped: the sandbox opens no SSH connection.
         * Contract: GET /api/servers/keys/public, one line that ends in " better-paas".
         */
        static String fresh() {
            try {
                byte[] encoded = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
                byte[] key = Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);     // X.509 puts its own head before it
                ByteBuffer wire = ByteBuffer.allocate(4 + TYPE.length() + 4 + LENGTH)
                    .putInt(TYPE.length()).put(TYPE.getBytes(US_ASCII)).putInt(LENGTH).put(key);
                return TYPE + " " + Base64.getEncoder().encodeToString(wire.array()) + " better-paas";
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every JDK since 15 has Ed25519", e);
            }
        }

        /** {@code SHA256:…}, the same for the same text. */
        static String fingerprint(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
                return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every JDK has SHA-256", e);
            }
        }
    }

    /**
     * A machine that apps are deployed to, its fields in the order in which they are answered. Contract: schema Server.
     *
     * @param sshHostKey  the fingerprint seen at the first SSH contact, {@code ""} before it
     * @param status      unknown, connected or error
     * @param lastChecked Go's zero time before the first test
     * @param publicKey   one line for authorized_keys, {@code ""} for localhost; answered by the call that makes the server and no other
     */
    public record Server(String id, String name, String description, String ip, long port, String sshUser,
            @JsonInclude(Include.NON_EMPTY) String sshHostKey, @JsonProperty("isLocal") boolean isLocal, String status,
            OffsetDateTime lastChecked, OffsetDateTime createdAt, @JsonInclude(Include.NON_EMPTY) String publicKey) {

        /** As every list has it. */
        public Server withoutKey() {
            return new Server(id, name, description, ip, port, sshUser, sshHostKey, isLocal, status, lastChecked, createdAt, "");
        }

        Server renamed(String name, String description) {
            return new Server(id, name, description, ip, port, sshUser, sshHostKey, isLocal, status, lastChecked, createdAt, publicKey);
        }

        Server tested(String status, OffsetDateTime when, String hostKey) {
            return new Server(id, name, description, ip, port, sshUser, hostKey, isLocal, status, when, createdAt, publicKey);
        }
    }
}
