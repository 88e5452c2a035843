package lib.commands.servers;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Host;
import lib.api.Permission;
import lib.api.Profile;
import lib.api.Server;
import lib.base.Pending;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.ServerReference;
import lib.op.Table;
import lib.services.servers.Figures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * One server: its addresses, its apps and what it uses now. The control plane's own host is shown to everybody who may see apps, as the
 * contract has it (GET /api/server/info, /ws/stats); another one takes servers:manage, which its list asks for.
 */
@Examples({"paas servers show", "paas servers show edge-1 --json"})
@HelpPlace(under = Heading.INSTANCE, place = 20)
@Command(name = "servers show", description = "Show a server: addresses, apps, and what it uses now")
@Operation(tool = "paas_server_info", title = "Show a server", effect = Effect.READ, scopes = "apps:read",
        about = "Shows a server's addresses, apps, and CPU, memory and disk in use now; without server, the control plane's own host, "
                + "whose "
                + "publicIp DNS records carry.")
public final class ShowServer implements Callable<ShowServer.Shown> {

    private static final String SCOPE = "servers:manage";

    @Parameters(index = "0", arity = "0..1", description = "Name or id; default: the control plane's own host.")
    ServerReference server;

    private final Api api;

    public ShowServer(Api api) {
        this.api = api;
    }

    @Override
    public Shown call() {
        boolean own = server == null || server.text().isBlank() || server.text().strip().equals(Server.LOCALHOST);
        Profile profile = Profile.known(api.session().profile());
        if (!own) {
            Permission.check(api.session(), List.of(SCOPE));
        }
        Pending<Figures.Read> early = own ? Pending.start(() -> Figures.of(api, Server.LOCALHOST)) : null;
        Pending<List<App>> apps = Pending.start(() -> api.apps().all());
        Server one = !own ? server.find(api) : profile != null && profile.scopes().contains(SCOPE)
                ? new ServerReference(Server.LOCALHOST).find(api) : null;
        boolean local = one == null || one.local();
        Pending<Figures.Read> late = early != null ? early : Pending.start(() -> Figures.of(api, one.id()));
        Host.Addresses addresses = local ? api.host().addresses() : null;
        String id = one == null ? Server.LOCALHOST : one.id();
        List<String> names = apps.get().stream()
                .filter(each -> (each.text("serverId").isEmpty() ? Server.LOCALHOST : each.text("serverId")).equals(id)).map(App::name)
                .toList();
        Figures.Read read = late.get();
        return new Shown(id, one == null ? Server.LOCALHOST : one.name(), one == null ? null : one.status(),
                one == null ? null : set(one.description()), local, local ? addresses.publicIp() : one.ip(),
                local ? addresses.localIp() : null, local ? null : one.port(), local ? null : one.sshUser(),
                one == null ? null : set(one.sshHostKey()), one == null ? null : set(one.lastChecked()),
                one == null ? null : set(one.createdAt()), read.figures(), names, note(one, read));
    }

    private static String note(Server one, Figures.Read read) {
        return read.figures() == null ? "no live figures: " + read.why() + (one == null || one.local() ? "" : "; try the connection: paas "
                + "servers test " + one.name())
                : one != null && one.status().equals("error") ? "its last test failed: the figures may be old; see: paas servers test "
                + one.name() : null;
    }

    private static String set(String text) {
        return text.isEmpty() ? null : text;
    }

    /**
     * What is not known is left out.
     *
     * @param status      unknown, connected or error: what the last test found
     * @param local       whether it is the control plane's own host
     * @param publicIp    what DNS records carry; for another server the address or name that it was added with
     * @param port        of SSH
     * @param sshHostKey  the fingerprint of the first SSH contact
     * @param lastChecked when it was last tested
     * @param now         what it uses now
     * @param apps        the names of the apps on it
     * @param note        what is not as it should be
     */
    public record Shown(String id, String name, @Nullable String status, @Nullable @FreeText String description, boolean local,
                        String publicIp, @Nullable String localIp, @Nullable Integer port, @Nullable String sshUser,
                        @Nullable String sshHostKey, @Nullable String lastChecked, @Nullable String createdAt, @Nullable Figures now,
                        List<String> apps, @Nullable @FreeText String note) implements Result {

        @Override
        public Page page() {
            return new Page().facts("Name", name, "Status", status, "Id", id, "Description", description,
                    local ? "Public address" : "Address", publicIp, "Local address", localIp, "SSH", local ? null : sshUser + ", port "
                    + port,
                    "Host key", sshHostKey, "CPU", bar(now == null ? null : now.cpuPercent()),
                    "Memory", bar(now == null ? null : now.memoryPercent()), "Disk", bar(now == null ? null : now.diskPercent()),
                    "Running", now == null ? null : now.runningApps() + (now.runningApps() == 1 ? " app" : " apps"),
                    "Apps", apps.isEmpty() ? "none" : String.join(", ", apps), "Checked", time(lastChecked), "Created", time(createdAt));
        }

        private static Table.Bar bar(Double percent) {
            return percent == null ? null : new Table.Bar(percent);
        }

        private static Table.Time time(String moment) {
            return moment == null ? null : new Table.Time(moment);
        }

        @Override
        public List<String> notes() {
            return note == null ? List.of() : List.of(note);
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
