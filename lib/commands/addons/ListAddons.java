package lib.commands.addons;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Addon;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Pending;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Rows;
import lib.op.Table;
import picocli.CommandLine.Command;

/** All add-ons, one a line. Contract: GET /api/addons. */
@Examples({"paas addons", "paas addons --json"})
@HelpPlace(under = Heading.ADDONS, place = 10)
@Command(name = "addons", description = "List databases and caches")
@Operation(tool = "paas_list_addons", title = "List databases and caches", effect = Effect.READ, scopes = "apps:read",
        about = "Lists add-ons (managed postgres, mysql and redis): status, the apps attached, and host and port inside the instance.")
public final class ListAddons implements Callable<ListAddons.Listed> {

    private final Api api;

    public ListAddons(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        Pending<List<App>> apps = Pending.start(() -> api.apps().all());
        List<Addon> all = api.addons().all();
        Map<String, String> names = new HashMap<>();
        String note = null;
        try {
            apps.get().forEach(each -> names.put(each.id(), each.name()));
        } catch (Failure e) {
            note = "the names of the apps cannot be read (" + e.getMessage() + "), so these are their ids";
        }
        return new Listed(all.stream().map(each -> Row.of(each, names)).toList(), note);
    }

    /**
     * An add-on.
     *
     * @param apps   names of those attached; the id of one that is gone
     * @param server left out for the instance's own host
     */
    public record Row(String id, String name, String type, String status, List<String> apps, String host, long port,
                      @Nullable String server, String createdAt) {

        private static Row of(Addon addon, Map<String, String> names) {
            return new Row(addon.id(), addon.name(), addon.type(), addon.status(),
                    addon.attachedApps().stream().map(each -> names.getOrDefault(each, each)).toList(), addon.container(), addon.port(),
                    addon.server().equals(Addon.LOCAL) ? null : addon.server(), addon.createdAt());
        }
    }

    /** @param note what is not as it should be; left out when all is well */
    public record Listed(@Rows(worst = "status") List<Row> addons, @Nullable String note) implements Listing<Row> {

        @Override
        public List<Row> rows() {
            return addons;
        }

        @Override
        public List<String> columns() {
            return List.of("NAME", "STATUS", "TYPE", "ID", "APPS", "CREATED");
        }

        @Override
        public List<?> cells(Row row) {
            return List.of(row.name, row.status, row.type, row.id, String.join(", ", row.apps), new Table.Time(row.createdAt));
        }

        @Override
        public String id(Row row) {
            return row.id;
        }

        @Override
        public String none() {
            return "No databases or caches yet.";
        }

        @Override
        public String remark() {
            return note;
        }
    }
}
