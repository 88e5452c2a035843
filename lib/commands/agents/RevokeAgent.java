package lib.commands.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.AgentEntry;
import lib.api.Agents;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Uncertain;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.op.AsAdmin;
import lib.op.Consequences;
import lib.op.Destructive;
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

/** Takes an agent away, and its token with it. Contract: POST /api/agents/delete. */
@Examples({"paas agents revoke ci", "paas agents revoke ci --yes"})
@HelpPlace(under = Heading.INSTANCE, place = 530)
@Command(name = "agents revoke", description = "Take an agent and its token away",
        footer = "It takes the admin token: asked for, or of PAAS_ADMIN_TOKEN; it is not saved.")
@Operation(effect = Effect.DESTRUCTIVE, scopes = {})
public final class RevokeAgent implements Callable<RevokeAgent.Revoked>, Destructive, AsAdmin {

    @Parameters(index = "0", paramLabel = "<agent>", description = "Name or id of the agent.")
    String agent;

    private final Api api;
    private final ConfigFile config;

    public RevokeAgent(Api api, ConfigFile config) {
        this.api = api;
        this.config = config;
    }

    @Override
    public Consequences consequences() {
        AgentEntry doomed = Agents.find(api.agents().all(), agent);
        List<String> lines = new ArrayList<>();
        lines.add("agent: " + doomed.name() + " (" + doomed.id() + "), made " + doomed.createdAt());
        lines.add("may: " + (doomed.scopes().isEmpty() ? "nothing" : String.join(", ", doomed.scopes())));
        lines.add("last used: " + (doomed.lastUsedAt().isEmpty() ? "never" : doomed.lastUsedAt()));
        if (own(doomed)) {
            lines.add("it is the one of this machine's connection: paas works here again after paas connect");
        }
        lines.add("its token stops at once, wherever it is used");
        return new Consequences(doomed.name(), lines);
    }

    @Override
    public Revoked call() {
        AgentEntry doomed = Agents.find(api.agents().all(), agent);
        Failure lost = Uncertain.send(() -> api.agents().delete(doomed.id()));
        if (lost != null && api.agents().all().stream().anyMatch(each -> each.id().equals(doomed.id()))) {
            throw lost;
        }
        return new Revoked(doomed.id(), doomed.name(), own(doomed), Undo.none("its token has stopped for good; another agent has another"));
    }

    private boolean own(AgentEntry doomed) {
        try {
            Connection connection = config.read();
            return connection.agentId().equals(doomed.id()) && connection.url().equals(api.session().url());
        } catch (Failure unreadable) {
            return false;
        }
    }

    /** @param current whether this machine's connection was its */
    public record Revoked(String id, String name, boolean current, Undo undo) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line("Revoked the agent \"" + name + "\" (" + id + ").");
            return current ? page.line("It was this machine's: run paas connect again.") : page;
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
