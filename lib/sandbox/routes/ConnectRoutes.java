package lib.sandbox.routes;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.sandbox.base.Ids;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Contract;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.Agents;
import lib.sandbox.state.Agents.Agent;
import lib.sandbox.state.State;

/**
 * Agent tokens, both sides of the CLI's connect flow, and the log of what was done. Contract: /api/agents and below,
 * /api/connect/agent/approve and exchange, /api/audit-logs.
 */
public record ConnectRoutes(State state, Contract contract) {

    private static final Pattern LEADING_DIGITS = Pattern.compile("\\s*\\+?([0-9]{1,9})(?![0-9]).*", Pattern.DOTALL);
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    public void addTo(Routes routes) {
        routes.on("/api/agents", call -> Answer.listed(state.agents().newestFirst()))
            .on("/api/agents/create", CreateRequest.class, this::create)
            .on("/api/agents/delete", this::delete)
            .on("/api/agents/rotate", this::rotate)
            .on("/api/audit-logs", this::auditLogs)
            .on("/api/connect/agent/approve", ApproveRequest.class, this::approve)
            .on("/api/connect/agent/exchange", this::exchange);
    }

    private Answer create(CreateRequest wanted) {
        String name = wanted.name.strip();
        Rejection.when(name.isEmpty(), 400, "name is required");
        for (String scope : wanted.scopes == null ? List.<String>of() : wanted.scopes) {
            Rejection.when(!contract.scopes().contains(scope), 400, "invalid scope: " + scope);
        }
        Agents.Entry made = state.agents().create(name, wanted.scopes);
        Agent agent = made.agent();
        return Answer.json(new Created(agent.id(), agent.name(), agent.scopes(), agent.createdAt(), made.token()));
    }

    private Answer delete(Call call) throws IOException {
        Rejection.when(!state.agents().remove(call.id()), 404, "Agent not found");
        return Answer.json(Map.of("status", "deleted"));
    }

    private Answer rotate(Call call) throws IOException {
        Agents.Entry rotated = Rejection.found(state.agents().rotate(call.id()), 404, "Agent not found");
        return Answer.json(new Rotated(rotated.agent().id(), rotated.agent().name(), rotated.token()));
    }

    /** Contract: 1 to 500, leading digits count, anything else is 50; null when there is nothing. */
    private Answer auditLogs(Call call) {
        Matcher digits = LEADING_DIGITS.matcher(call.query("limit"));
        int limit = digits.matches() ? Integer.parseInt(digits.group(1)) : 50;
        return Answer.listed(state.audit().newest(limit < 1 || limit > 500 ? 50 : limit));
    }

    private Answer approve(ApproveRequest wanted) {
        String session = wanted.state.strip();
        String profile = wanted.profile.strip().toLowerCase(Locale.ROOT);
        String name = wanted.name.strip();
        Rejection.when(!STATE.matcher(session).matches(), 400, "Invalid state");
        Rejection.when(wanted.port < 1024 || wanted.port > 65535, 400, "Invalid callback port");
        Rejection.when(!contract.profiles().containsKey(profile), 400, "Invalid profile");
        Rejection.when(name.isEmpty(), 400, "name is required");
        Agents.Entry made = state.agents().create(name, contract.profiles().get(profile));
        String code = Ids.secret();
        state.connects().put(session, new State.Connect(code, profile, made));
        String callback = "http://127.0.0.1:" + wanted.port + "/callback?code=" + code + "&state=" + session;
        return Answer.json(new Approved(callback, made.agent().id()));
    }

    private Answer exchange(Call call) throws IOException {
        ExchangeRequest wanted = call.body(ExchangeRequest.class);
        Rejection.when(!STATE.matcher(wanted.state).matches() || wanted.code.isEmpty(), 400, "Invalid request");
        State.Connect pending = state.connects().take(wanted.state);      // a wrong code uses it up as well
        Rejection.when(pending == null || !Agents.same(wanted.code, pending.code()), 401, "Invalid or expired connect code");
        Agents.Entry agent = pending.agent();
        return Answer.json(new Exchanged(call.origin(), agent.token(), pending.profile(), agent.agent().name(), agent.agent().id()));
    }

    private record CreateRequest(String name, List<String> scopes) { }
    private record Created(String id, String name, List<String> scopes, OffsetDateTime createdAt, String token) { }
    private record Rotated(String id, String name, String token) { }
    private record ApproveRequest(String state, long port, String profile, String name) { }
    private record Approved(String callbackUrl, String agentId) { }
    private record ExchangeRequest(String state, String code) { }
    private record Exchanged(String url, String token, String profile, String name, String agentId) { }
}
