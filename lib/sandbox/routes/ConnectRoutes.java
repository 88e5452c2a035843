package lib.sandbox.routes;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Contract;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;

/** Both sides of the CLI's connect flow. Contract: /api/connect/agent/approve and exchange. */
public final class ConnectRoutes {

    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    private final State state;
    private final Map<String, List<String>> profiles;

    public ConnectRoutes(State state, Contract contract) {
        this.state = state;
        profiles = contract.profiles();
    }

    public void addTo(Routes routes) {
        routes.on("/api/connect/agent/approve", this::approve)
            .on("/api/connect/agent/exchange", this::exchange);
    }

    private Answer approve(Call call) throws IOException {
        var wanted = call.body(ApproveRequest.class);
        var session = wanted.state.strip();
        var profile = wanted.profile.strip().toLowerCase(Locale.ROOT);
        var name = wanted.name.strip();
        if (!STATE.matcher(session).matches()) {
            throw new Rejection(400, "Invalid state");
        }
        if (wanted.port < 1024 || wanted.port > 65535) {
            throw new Rejection(400, "Invalid callback port");
        }
        if (!profiles.containsKey(profile)) {
            throw new Rejection(400, "Invalid profile");
        }
        if (name.isEmpty()) {
            throw new Rejection(400, "name is required");
        }
        var made = state.agents().create(name, profiles.get(profile));
        var code = state.connects().add(session, profile, made);
        var callback = "http://127.0.0.1:" + wanted.port + "/callback?code=" + code + "&state=" + session;
        return Answer.json(new Approved(callback, made.agent().id()));
    }

    private Answer exchange(Call call) throws IOException {
        var wanted = call.body(ExchangeRequest.class);
        if (!STATE.matcher(wanted.state).matches() || wanted.code.isEmpty()) {
            throw new Rejection(400, "Invalid request");
        }
        var pending = state.connects().take(wanted.state, wanted.code)
            .orElseThrow(() -> new Rejection(401, "Invalid or expired connect code"));
        var agent = pending.agent();
        return Answer.json(new Exchanged(call.origin(), agent.token(), pending.profile(), agent.agent().name(), agent.agent().id()));
    }

    private record ApproveRequest(String state, long port, String profile, String name) { }

    private record Approved(String callbackUrl, String agentId) { }

    private record ExchangeRequest(String state, String code) { }

    private record Exchanged(String url, String token, String profile, String name, String agentId) { }
}
