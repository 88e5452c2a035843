package lib.commands.agents;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Agent;
import lib.api.AgentEntry;
import lib.api.Agents;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.op.AsAdmin;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Gives an agent another token, shown this once; the one it had stops at once. That of this machine's own connection is saved, too.
 * Contract:
 * POST /api/agents/rotate.
 */
@Examples({"paas agents rotate ci", "paas agents rotate ci -q > token.txt"})
@HelpPlace(under = Heading.INSTANCE, place = 520)
@Command(name = "agents rotate", description = "Give an agent another token, shown once",
        footer = "With --quiet the token is all that is printed. It takes the admin token: asked for, or of PAAS_ADMIN_TOKEN; that one is "
        + "not saved.")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {})
public final class RotateAgent implements Callable<RotateAgent.Rotated>, AsAdmin {

    @Parameters(index = "0", paramLabel = "<agent>", description = "Name or id of the agent.")
    String agent;

    private final Api api;
    private final ConfigFile config;

    public RotateAgent(Api api, ConfigFile config) {
        this.api = api;
        this.config = config;
    }

    @Override
    public Rotated call() {
        AgentEntry found = Agents.find(api.agents().all(), agent);
        Connection own = own(found);
        if (own != null) {
            // a token that could not be saved would leave this machine without any
            config.prepare();
        }
        Agent with;
        try {
            with = api.agents().rotate(found.id());
        } catch (Failure e) {
            throw e.kind() == Kind.ANSWER_LOST ? e.withHint("its former token may have stopped; a further try gives it another one: "
                    + "paas agents rotate " + found.id()) : e;
        }
        if (own != null) {
            config.write(new Connection(own.url(), with.token(), own.profile(), own.name(), own.agentId()));
        }
        return new Rotated(found.id(), found.name(), with.token(), own != null,
                Undo.none("the token that it had has stopped for good"));
    }

    /** The saved connection, where it is this agent's. */
    private Connection own(AgentEntry found) {
        Connection saved = config.readIfPresent();
        return saved != null && saved.agentId().equals(found.id()) && saved.url().equals(api.session().url()) ? saved : null;
    }

    /**
     * @param token to be kept by whoever reads this: the instance does not show it again
     * @param saved whether it is that of this machine's connection, and saved there
     */
    public record Rotated(String id, String name, String token, boolean saved, Undo undo) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line("The agent \"" + name + "\" (" + id + ") has another token; the one before has stopped.");
            if (saved) {
                page.line("It is this machine's own, and saved as such.");
            }
            return page.line("Its token, shown this once:").line(token);
        }

        /** What a script wants of it, and cannot have later. */
        @Override
        public List<String> ids() {
            return List.of(token);
        }
    }
}
