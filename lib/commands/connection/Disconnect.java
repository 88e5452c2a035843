package lib.commands.connection;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lib.base.Failure;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.http.Transport;
import lib.op.Dialog;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Page;
import lib.op.Result;
import lib.services.connect.Revocation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes the saved connection. The agent itself stays on the instance, unless it is to be revoked, too. */
@Examples({"paas disconnect", "paas disconnect --revoke"})
@HelpPlace(under = Heading.CONNECTION, place = 60)
@Command(name = "disconnect", description = "Remove local credentials")
public final class Disconnect implements Callable<Result> {

    @Option(names = "--revoke", description = "Revoke the agent first, with the admin token: asked for, or of PAAS_ADMIN_TOKEN.")
    boolean revoke;

    private final ConfigFile config;
    private final Supplier<Transport> http;
    private final Dialog dialog;
    private final Map<String, String> environment;

    public Disconnect(ConfigFile config, Supplier<Transport> http, Dialog dialog, Map<String, String> environment) {
        this.config = config;
        this.http = http;
        this.dialog = dialog;
        this.environment = environment;
    }

    @Override
    public Result call() {
        if (revoke) {
            // first: without the file nobody here knows any more whose token it was
            Connection saved = config.saved();
            new Revocation(http, dialog, environment).revoke(saved.url(), saved.agentId(), null);
            return new Disconnected(config.remove(), config.path().toString(), saved.name(), config.variables(), true);
        }
        String agent = agent();
        return new Disconnected(config.remove(), config.path().toString(), agent, config.variables(), null);
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
     * @param revoked   true when the agent was revoked; null when nobody asked for that
     */
    record Disconnected(boolean removed, String config, String agent, String variables, Boolean revoked) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line("Disconnected. Local config removed.");
            String whose = agent.isEmpty() ? "The agent" : "The agent \"" + agent + "\"";
            if (revoked != null) {
                page.line(whose + " is revoked.");
            } else if (removed) {
                page.line(whose + " and its token live on: to revoke it, delete it in the dashboard under Agent Access "
                        + "(paas disconnect --revoke does both).");
            }
            return variables == null ? page : page.line("Still set and used: " + variables + ". To leave them: unset them.");
        }
    }
}
