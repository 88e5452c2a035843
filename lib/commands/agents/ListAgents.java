package lib.commands.agents;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.base.Failure;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.op.AsAdmin;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Table;
import picocli.CommandLine.Command;

/** All agents, newest first. Contract: GET /api/agents. */
@Examples({"paas agents", "paas agents --json"})
@HelpPlace(under = Heading.INSTANCE, place = 500)
@Command(name = "agents", description = "List agents: who has a token, and what it may do",
        footer = "It takes the admin token: asked for, or of PAAS_ADMIN_TOKEN; it is not saved.")
@Operation(effect = Effect.READ, scopes = {})
public final class ListAgents implements Callable<ListAgents.Listed>, AsAdmin {

    private final Api api;
    private final ConfigFile config;

    public ListAgents(Api api, ConfigFile config) {
        this.api = api;
        this.config = config;
    }

    @Override
    public Listed call() {
        String own = own();
        return new Listed(api.agents().all().stream().map(each -> new Row(each.id(), each.name(),
                each.profile().isEmpty() ? null : each.profile(), each.scopes(), each.createdAt(),
                each.lastUsedAt().isEmpty() ? null : each.lastUsedAt(), each.id().equals(own))).toList());
    }

    /** The id of this connection's agent; "" where that is not known. */
    private String own() {
        try {
            Connection connection = config.read();
            return connection.url().equals(api.session().url()) ? connection.agentId() : "";
        } catch (Failure unreadable) {
            return "";
        }
    }

    /**
     * An agent.
     *
     * @param profile    the one with exactly these scopes; left out for a choice of one's own
     * @param lastUsedAt left out for never
     * @param current    whether it is the one of this connection
     */
    public record Row(String id, String name, @Nullable String profile, List<String> scopes, String createdAt, @Nullable String lastUsedAt,
                      boolean current) {
    }

    /** All of them, in the instance's order. */
    public record Listed(List<Row> agents) implements Listing<Row> {

        @Override
        public List<Row> rows() {
            return agents;
        }

        @Override
        public List<String> columns() {
            return List.of("NAME", "ID", "MAY", "LAST USED", "CREATED");
        }

        @Override
        public List<?> cells(Row row) {
            return List.of(row.current ? row.name + " (this connection)" : row.name, row.id,
                    row.profile != null ? row.profile : row.scopes.isEmpty() ? "nothing" : String.join(" ", row.scopes),
                    row.lastUsedAt == null ? "never" : new Table.Time(row.lastUsedAt), new Table.Time(row.createdAt));
        }

        @Override
        public String id(Row row) {
            return row.id;
        }

        @Override
        public String none() {
            return "No agents yet.";
        }
    }
}
