package lib.commands.db;

import java.io.InputStream;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.config.ConfigFile;
import lib.op.AddonReference;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.Feed;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Live;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Range;
import lib.op.Result;
import lib.op.Terminal;
import lib.services.sql.Database;
import lib.services.sql.Session;
import lib.services.sql.StatementHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A session with a database at the terminal, or a file of statements piped in. Contract: /api/addons/db. */
@Examples({"paas db shell shop-db", "paas db shell shop-cache --read-only", "paas db shell shop-db --write < seed.sql"})
@HelpPlace(under = Heading.ADDONS, place = 100)
@Command(name = "db shell", description = "Talk with a database",
        footer = "Leave it with \\q or Ctrl-D; \\? explains the rest. What was typed is kept in ~/.paas/db_history, for you alone and "
                + "without "
        + "secrets. What is piped in runs statement by statement and stops at the first that fails.")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {"addons:manage", "apps:read"})
public final class Shell implements Callable<Shell.Left>, Live {

    @Parameters(index = "0")
    AddonReference addon;

    @Option(names = "--write", description = "Send what may change data without asking.")
    boolean write;

    @Option(names = "--read-only", description = "Never send what may change data.")
    boolean readOnly;

    @CommandLineOnly
    @Range(min = 1, max = 1_000_000)
    @Option(names = "--max-rows", paramLabel = "<n>", description = "Show at most so many rows of an answer.", defaultValue = "1000",
            showDefaultValue = Visibility.ALWAYS)
    int maxRows;

    private final Api api;
    private final Terminal terminal;
    private final ConfigFile config;

    public Shell(Api api, Terminal terminal, ConfigFile config) {
        this.api = api;
        this.terminal = terminal;
        this.config = config;
    }

    @Override
    public boolean objects() {
        return false;
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public Left call() {
        throw new IllegalStateException("a session is followed");
    }

    @Override
    public void follow(Feed feed) {
        if (write && readOnly) {
            throw new Failure(Kind.USAGE, "--write and --read-only exclude each other");
        }
        InputStream piped = terminal.piped();
        if (piped == null && !terminal.interactive()) {
            throw new Failure(Kind.USAGE, "a session needs a terminal, or statements on standard input",
                    "a single statement: paas db query " + addon + " <sql>");
        }
        Session session = new Session(new Database(api, addon.find(api)), feed, maxRows, write, readOnly);
        if (piped != null) {
            session.piped(piped);
        } else {
            session.talk(terminal, new StatementHistory(config.path().getParent()));
        }
    }

    /** Nothing is left to say. */
    public record Left() implements Result {
        @Override
        public Page page() {
            return new Page();
        }
    }
}
