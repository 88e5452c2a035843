package lib.commands.db;

import java.util.concurrent.Callable;
import lib.api.Api;
import lib.op.AddonReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Progress;
import lib.op.Range;
import lib.services.sql.Answered;
import lib.services.sql.Answered.View;
import lib.services.sql.Database;
import lib.services.sql.Queries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A page of a table, or a key of a Redis with all that is in it. Contract: POST /api/addons/db/table. */
@Examples({"paas db table shop-db users", "paas db table shop-db orders --limit 100 --offset 200", "paas db table shop-cache session:1"})
@HelpPlace(under = Heading.ADDONS, place = 130)
@Command(name = "db table", description = "Show rows of a table, or a Redis key")
@Operation(effect = Effect.READ, scopes = {"addons:manage", "apps:read"})
public final class ShowTable implements Callable<Answered> {

    @Parameters(index = "0")
    AddonReference addon;

    @Parameters(index = "1", paramLabel = "<table>", description = "Its name, or the key.")
    String table;

    @Range(min = 1, max = 1000)
    @Option(names = "--limit", paramLabel = "<n>", description = "Rows at most, up to 1000.", defaultValue = "50",
            showDefaultValue = picocli.CommandLine.Help.Visibility.ALWAYS)
    int limit;

    @Range(min = 0, max = Integer.MAX_VALUE)
    @Option(names = "--offset", paramLabel = "<n>", description = "Rows to pass over.")
    int offset;

    @Option(names = "--csv", description = "Print CSV (RFC 4180): NULL is an empty field, an empty text is \"\".")
    boolean csv;

    private final Api api;
    private final Progress progress;

    public ShowTable(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Answered call() {
        return Queries.page(new Database(api, addon.find(api)), table, limit, offset,
                new Queries.Wanted(Integer.MAX_VALUE, csv ? Integer.MAX_VALUE : progress.appetite(), csv ? View.CSV : View.TABLE));
    }
}
