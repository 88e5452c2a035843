package lib.sandbox.routes;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Contract;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.Agents;
import lib.sandbox.state.AuditLog;
import lib.sandbox.state.State;

/** Agent tokens, and the log of what was done with them. Contract: /api/agents and below, /api/audit-logs. */
public final class AgentRoutes {

    private static final Pattern LEADING_DIGITS = Pattern.compile("\\s*\\+?([0-9]{1,9})(?![0-9]).*", Pattern.DOTALL);

    private final Agents agents;
    private final AuditLog audit;
    private final List<String> scopes;

    public AgentRoutes(State state, Contract contract) {
        agents = state.agents();
        audit = state.audit();
        scopes = contract.scopes();
    }

    public void addTo(Routes routes) {
        routes.on("/api/agents", this::list)
            .on("/api/agents/create", this::create)
            .on("/api/agents/delete", this::delete)
            .on("/api/agents/rotate", this::rotate)
            .on("/api/audit-logs", this::auditLogs);
    }

    private Answer list(Call call) {
        var all = agents.all();
        return Answer.json(all.isEmpty() ? null : all);
    }

    private Answer create(Call call) throws IOException {
        var wanted = call.body(CreateRequest.class);
        var name = wanted.name.strip();
        if (name.isEmpty()) {
            throw new Rejection(400, "name is required");
        }
        if (wanted.scopes != null) {
            wanted.scopes.stream().filter(scope -> !scopes.contains(scope)).findFirst().ifPresent(scope -> {
                throw new Rejection(400, "invalid scope: " + scope);
            });
        }
        var made = agents.create(name, wanted.scopes);
        var agent = made.agent();
        var answered = agent.scopes() == null ? List.<String>of() : agent.scopes();
        return Answer.json(new Created(agent.id(), agent.name(), answered, agent.createdAt(), made.token()));
    }

    private Answer delete(Call call) throws IOException {
        if (!agents.delete(call.body(IdRequest.class).id)) {
            throw notFound();
        }
        return Answer.json(Map.of("status", "deleted"));
    }

    private Answer rotate(Call call) throws IOException {
        var rotated = agents.rotate(call.body(IdRequest.class).id).orElseThrow(AgentRoutes::notFound);
        return Answer.json(new Rotated(rotated.agent().id(), rotated.agent().name(), rotated.token()));
    }

    /** Contract: 1 to 500, leading digits count, anything else is 50; null when there is nothing. */
    private Answer auditLogs(Call call) {
        var digits = LEADING_DIGITS.matcher(call.query("limit"));
        int limit = digits.matches() ? Integer.parseInt(digits.group(1)) : 50;
        var entries = audit.newest(limit < 1 || limit > 500 ? 50 : limit);
        return Answer.json(entries.isEmpty() ? null : entries);
    }

    private static Rejection notFound() {
        return new Rejection(404, "Agent not found");
    }

    private record CreateRequest(String name, List<String> scopes) { }

    private record IdRequest(String id) { }

    private record Created(String id, String name, List<String> scopes, OffsetDateTime createdAt, String token) { }

    private record Rotated(String id, String name, String token) { }
}
