package lib.commands.connection;

import java.util.concurrent.Callable;
import lib.config.ConfigFile;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Page;
import lib.op.Result;
import picocli.CommandLine.Command;

/** Removes the saved connection. The agent itself stays on the instance until somebody deletes it there. */
@Examples("paas disconnect")
@HelpPlace(under = Heading.CONNECTION, place = 60)
@Command(name = "disconnect", description = "Remove local credentials")
public final class Disconnect implements Callable<Result> {

    private final ConfigFile config;

    public Disconnect(ConfigFile config) {
        this.config = config;
    }

    @Override
    public Result call() {
        return new Disconnected(config.remove(), config.path().toString());
    }

    /** @param removed whether there was a connection; the words are the same either way */
    record Disconnected(boolean removed, String config) implements Result {

        @Override
        public Page page() {
            return new Page().line("Disconnected. Local config removed.");
        }
    }
}
