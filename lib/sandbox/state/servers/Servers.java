package lib.sandbox.state.servers;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Kept;
import lib.sandbox.base.Rows;
import lib.sandbox.http.GoJson;

/** The machines that apps are deployed to; the one of the control plane is always there. Contract: /api/servers and below. */
public final class Servers {

    public static final String LOCALHOST = "localhost";
    /** What is said of an id that has no row. */
    public static final String UNKNOWN = "server not found";

    private final InstantSource clock;
    private final Rows<Server> rows = new Rows<>(Server::id);
    private final Machines machines = new Machines();

    public Servers(InstantSource clock) {
        this.clock = clock;
        rows.put(new Server(LOCALHOST, "Localhost", "The server running this control plane", "127.0.0.1", 22, "root", "", true, "connected",
            GoJson.NEVER, now(), ""));
    }

    /** What can be reached over SSH, and what happens there. */
    public Machines machines() {
        return machines;
    }

    /** localhost first, then in the order of their making. */
    public List<Server> all() {
        return rows.all();
    }

    public Optional<Server> find(String id) {
        return rows.find(id);
    }

    /** Registers a machine with a fresh key; nothing is contacted. */
    public Server create(String name, String description, String ip, long port, String sshUser) {
        Server made =
            new Server(Ids.next(), name, description, ip, port, sshUser, "", false, "unknown", GoJson.NEVER, now(), SshKey.fresh());
        rows.put(made);
        return made;
    }

    /** Adds a server as it is, or puts it in the place of the one with its id. */
    public void put(Server server) {
        rows.put(server);
    }

    /** Whether there was such a server. */
    public boolean update(String id, String name, String description) {
        return rows.change(id, server -> server.renamed(name, description)).isPresent();
    }

    /** Whether there was such a server. */
    public boolean delete(String id) {
        return rows.remove(id);
    }

    /** Contacts the machine; status, time and the host key of a first contact are remembered. Empty when there is no such server. */
    public Optional<Contact> test(String id) {
        return rows.find(id).map(server -> {
            Contact contact = machines.contact(server);
            rows.change(id, row -> row.tested(contact.error().isEmpty() ? "connected" : "error", now(),
                row.sshHostKey().isEmpty() ? contact.hostKey() : row.sshHostKey()));
            return contact;
        });
    }

    /** Contacts the machine for some work there; only the host key of a first contact is remembered. Empty when there is no such server. */
    public Optional<Contact> reach(String id) {
        return rows.find(id).map(server -> {
            Contact contact = machines.contact(server);
            if (server.sshHostKey().isEmpty() && !contact.hostKey().isEmpty()) {
                rows.change(id, row -> row.tested(row.status(), row.lastChecked(), contact.hostKey()));
            }
            return contact;
        });
    }

    /** What survives a restart. The machines do not: they are the world outside. */
    public List<Kept<?>> kept() {
        return List.of(Kept.list("servers", Server.class, rows::all, this::load));
    }

    /** What was saved need not have the control plane's own machine. */
    private void load(List<Server> saved) {
        List<Server> own = saved.stream().anyMatch(Server::isLocal) ? List.of() : rows.all().stream().filter(Server::isLocal).toList();
        rows.load(Stream.concat(own.stream(), saved.stream()).toList());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
