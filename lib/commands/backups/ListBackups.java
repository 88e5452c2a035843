package lib.commands.backups;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Operation;
import lib.op.Rows;
import lib.op.Table;
import lib.services.backups.Sizes;
import picocli.CommandLine.Command;

/** The archives on the instance's disk. Contract: GET /api/backups. */
@Examples({"paas backups", "paas backups --json"})
@HelpPlace(under = Heading.SCHEDULES, place = 110)
@Command(name = "backups", description = "List the backups of the instance")
@Operation(tool = "paas_list_backups", title = "List backups", effect = Effect.READ, scopes = "backups:manage",
        about = "Lists the backups on the instance's own disk, the newest first. Copies in an object storage are not among them.")
public final class ListBackups implements Callable<ListBackups.Listed> {

    private final Api api;

    public ListBackups(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        return new Listed(api.backups().all().stream().map(each -> new Row(each.name(), each.size(), each.createdAt())).toList());
    }

    /** A backup. */
    public record Row(String name, long sizeBytes, String createdAt) {
    }

    /** All of them, the newest first. */
    public record Listed(@Rows List<Row> backups) implements Listing<Row> {

        @Override
        public List<Row> rows() {
            return backups;
        }

        @Override
        public List<String> columns() {
            return List.of("NAME", "SIZE", "CREATED");
        }

        @Override
        public List<?> cells(Row row) {
            return List.of(row.name, Sizes.words(row.sizeBytes), new Table.Time(row.createdAt));
        }

        @Override
        public String id(Row row) {
            return row.name;
        }

        @Override
        public String none() {
            return "No backups yet: paas backups create";
        }
    }
}
