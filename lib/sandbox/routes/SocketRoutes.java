package lib.sandbox.routes;

import java.time.InstantSource;
import java.util.List;
import lib.sandbox.base.Background;
import lib.sandbox.base.Ids;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Handshake;
import lib.sandbox.http.Routes;
import lib.sandbox.socket.LogSockets;
import lib.sandbox.socket.StatsSocket;
import lib.sandbox.socket.TerminalSocket;
import lib.sandbox.state.State;

/** Tickets for WebSockets, and the five WebSockets with the scopes that they ask for. */
public record SocketRoutes(State state, Background background, InstantSource clock) {

    public void addTo(Routes routes) {
        Handshake handshake = new Handshake(state.tickets()::take);
        TerminalSocket terminal = new TerminalSocket(state, background);
        LogSockets logs = new LogSockets(state, background, clock);
        List<String> readers = List.of("logs:read", "apps:read");
        routes.on("/api/auth/ws-ticket", this::ticket)
            .socket("/ws/logs", handshake.to(readers, logs::ofBuilds))
            .socket("/ws/runtime-logs", handshake.to(readers, logs::ofContainer))
            .socket("/ws/stats", handshake.to(List.of("metrics:read", "apps:read"), new StatsSocket(state, clock)::run))
            .socket("/ws/terminal", handshake.to(List.of("apps:write"), terminal::ofApp))
            .socket("/ws/host-terminal", handshake.to(List.of("system:manage"), terminal::ofHost));
    }

    private Answer ticket(Call call) {
        String ticket = Ids.secret();
        state.tickets().put(ticket, call.caller());
        return Answer.json(new Ticket(ticket, state.tickets().life().toSeconds()));
    }

    private record Ticket(String ticket, long expiresIn) { }
}
