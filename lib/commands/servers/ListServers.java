package lib.commands.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Server;
import lib.base.Failure;
import lib.base.Pending;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Table;
import picocli.CommandLine.Command;

/** The machines that apps run on. Contract: GET /api/servers: what the last test found, nothing refreshes it by itself. */
@Examples({"paas servers", "paas servers --json"})
@HelpPlace(under = Heading.INSTANCE, place = 10)
@Command(name = "servers", description = "List the machines that apps run on")
@Operation(tool = "paas_list_servers", title = "List servers", effect = Effect.READ, scopes = {"servers:manage", "apps:read"},
        about = "Lists the machines that apps run on: id, name, address, how many apps, and what their last test found, which nothing "
                + "refreshes. The control plane's own host comes first.")
public final class ListServers implements Callable<ListServers.Listed> {

    private final Api api;

    public ListServers(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        Pending<List<App>> apps = Pending.start(() -> api.apps().all());
        List<Server> servers = api.servers().all();
        List<App> known = List.of();
        String note = null;
        try {
            known = apps.get();
        } catch (Failure e) {
            note = "the apps cannot be read (" + e.getMessage() + "), so nobody knows how many run where";
        }
        List<Row> rows = new ArrayList<>();
        for (Server each : servers) {
            long on = known.stream().filter(app -> each.has(app.text("serverId"))).count();
            rows.add(new Row(each.id(), each.name(), each.status(), each.ip(), each.port(), each.sshUser(), each.local(),
                    note == null ? on : null, each.description().isEmpty() ? null : each.description(),
                    each.lastChecked().isEmpty() ? null : each.lastChecked()));
        }
        return new Listed(new Rows(rows, note));
    }

    /**
     * A server in a line.
     *
     * @param status      unknown, connected or error: what the last test found
     * @param ip          an address or a host name
     * @param port        of SSH
     * @param local       whether it is the control plane's own host
     * @param apps        how many are on it; left out when that is not known
     * @param lastChecked left out before the first test
     */
    public record Row(String id, String name, String status, String ip, int port, String sshUser, boolean local, @Nullable Long apps,
                      @Nullable @FreeText String description, @Nullable String lastChecked) {
    }

    /** @param note what could not be found out; left out when all is well */
    public record Rows(@lib.op.Rows List<Row> servers, @Nullable String note) {
    }

    /** All of them, the control plane's own host first. */
    public record Listed(Rows json) implements Listing<Row> {

        @Override
        public List<Row> rows() {
            return json.servers;
        }

        @Override
        public List<String> columns() {
            return List.of("NAME", "STATUS", "ID", "ADDRESS", "APPS", "CHECKED", "DESCRIPTION");
        }

        @Override
        public List<?> cells(Row row) {
            return List.of(row.name, row.status, row.id, row.local ? row.ip : row.sshUser + "@" + row.ip + ":" + row.port,
                    row.apps == null ? "" : row.apps, row.lastChecked == null ? "never" : new Table.Time(row.lastChecked),
                    row.description == null ? "" : row.description);
        }

        @Override
        public String id(Row row) {
            return row.id;
        }

        @Override
        public String none() {
            return "No servers.";
        }

        @Override
        public String remark() {
            return json.note;
        }
    }
}
