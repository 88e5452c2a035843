package lib.commands.connection;

import java.util.concurrent.Callable;
import lib.base.Failure;
import lib.config.ConfigFile;
import lib.config.Connection;
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
        String agent = agent();
        return new Disconnected(config.remove(), config.path().toString(), agent, config.variables());
    }

    /** The agent's name; "" when no readable file knows it, which is no reason to keep the file. */
    private String agent() {
        try {
            Connection saved = config.readIfPresent();
            return saved == null ? "" : saved.name();
        } catch (Failure unreadable) {
            return "";
        }
    }

    /**
     * @param removed   whether there was a connection; the first line is the same either way
     * @param agent     whose token was saved; "" when that is not known
     * @param variables those that still connect; null for none
     */
    record Disconnected(boolean removed, String config, String agent, String variables) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line("Disconnected. Local config removed.");
            if (removed) {
                page.line((agent.isEmpty() ? "The agent" : "The agent \"" + agent + "\"")
                        + " and its token live on: to revoke it, delete it in the dashboard under Agent Access.");
            }
            return variables == null ? page : page.line("Still set and used: " + variables + ". To leave them: unset them.");
        }
    }
}
