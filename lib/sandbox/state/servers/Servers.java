package lib.sandbox.state.servers;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Kept;
import lib.sandbox.base.Rows;
import lib.sandbox.http.GoJson;
import lib.sandbox.state.servers.Machines.Contact;

/** The machines that apps are deployed to; the one of the control plane is always there,
    as the first one. Contract: /api/servers and below. */
public final class Servers extends Rows<Server> {

    public static final String LOCALHOST = "localhost";
    /** What is said of an id that has no row. */
    public static final String UNKNOWN = "server not found";

    private final InstantSource clock;
    private final Machines machines = new Machines();

    public Servers(InstantSource clock) {
        super(Server::id);
        this.clock = clock;
        put(new Server(LOCALHOST, "Localhost", "The server running this control plane", "127.0.0.1", 22, "root", "", true, "connected",
            GoJson.NEVER, now().truncatedTo(ChronoUnit.SECONDS), ""));
    }

    /** What can be reached over SSH, and what happens there. */
    public Machines machines() {
        return machines;
    }

    /** Registers a machine with a fresh key; nothing is contacted. */
    public Server create(String name, String description, String ip, long port, String sshUser) {
        Server made =
            new Server(Ids.next(), name, description, ip, port, sshUser, "", false, "unknown", GoJson.NEVER, now(), SshKey.fresh());
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
        change(id, row -> row.tested(contact.error().isEmpty() ? "connected" : "error", now(),
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

    /** What survives a restart. The machines do not: they are the world outside. */
    public List<Kept<?>> kept() {
        return List.of(Kept.list("servers", Server.class, this::all, this::restore));
    }

    /** What was saved need not have the control plane's own machine. */
    private void restore(List<Server> saved) {
        List<Server> own = saved.stream().anyMatch(Server::isLocal) ? List.of() : all().stream().filter(Server::isLocal).toList();
        load(Stream.concat(own.stream(), saved.stream()).toList());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
