package lib.commands.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.AddonReference;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.OneText;
import lib.op.Operation;
import lib.op.Progress;
import lib.op.Range;
import lib.op.Terminal;
import lib.op.ToolText;
import lib.services.sql.Answered;
import lib.services.sql.Answered.View;
import lib.services.sql.Database;
import lib.services.sql.Queries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends SQL, or a Redis command, to an add-on. Contract: POST /api/addons/db/query. */
@Examples({
    "paas db query shop-db \"SELECT id, email FROM users LIMIT 10\"",
    "paas db query shop-db --csv \"SELECT * FROM orders\" > orders.csv",
    "paas db query shop-db --write - < migration.sql"})
@HelpPlace(under = Heading.ADDONS, place = 110)
@Command(name = "db query", description = "Run SQL or a Redis command",
        footer = "Statements that read run one by one. With --write all go as one text: in PostgreSQL, one transaction. Of a single "
                + "column, "
        + "an instance leaves out rows that are empty texts.")
@Operation(tool = "paas_db_query", title = "Query a database", effect = Effect.WRITE, overwrites = true,
        scopes = {"addons:manage", "apps:read"},
        about = "Runs SQL (Postgres, MySQL) or a Redis command in an add-on. Without write only what surely reads is sent.")
public final class Query implements Callable<Answered> {

    private static final int ROWS = 200;
    private static final int MOST_ROWS = 1_000_000;
    private static final String PIPED = "-";

    @Parameters(index = "0")
    AddonReference addon;

    @ToolText("Statements, or one Redis command.")
    @OneText
    @Parameters(index = "1..*", arity = "1..*", paramLabel = "<query>",
            description = "Statements, or a Redis command a line; - reads them from standard input.")
    List<String> query;

    @ToolText("May change something.")
    @Option(names = "--write", description = "It may change something: without this, only what surely reads is sent.")
    boolean write;

    @ToolText("Default 200.")
    @Range(min = 1, max = MOST_ROWS)
    @Option(names = "--max-rows", paramLabel = "<n>", description = "Show at most so many rows; default 200, with --csv all.")
    Integer maxRows;

    @CommandLineOnly
    @Option(names = "--csv", description = "Print CSV (RFC 4180): NULL is an empty field, an empty text is \"\".")
    boolean csv;

    private final Api api;
    private final Progress progress;
    private final Terminal terminal;

    public Query(Api api, Progress progress, Terminal terminal) {
        this.api = api;
        this.progress = progress;
        this.terminal = terminal;
    }

    @Override
    public Answered call() {
        String text = text();
        Database database = new Database(api, addon.find(api));
        int rows = maxRows != null ? maxRows : csv ? MOST_ROWS : ROWS;
        return Queries.run(database, text, write, new Queries.Wanted(rows, csv ? Integer.MAX_VALUE : progress.appetite(),
                csv ? View.CSV : View.TABLE));
    }

    private String text() {
        if (!query.equals(List.of(PIPED))) {
            return String.join(" ", query);
        }
        InputStream piped = terminal.piped();
        if (piped == null) {
            throw new Failure(Kind.USAGE, "- reads standard input, and nothing is piped in",
                    "for example: paas db query " + addon + " - < file.sql");
        }
        try {
            return new String(piped.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "standard input cannot be read");
        }
    }
}
