package lib.sandbox.routes;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import lib.sandbox.base.Background;
import lib.sandbox.base.Ids;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Handshake;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.socket.LogSockets;
import lib.sandbox.socket.StatsSocket;
import lib.sandbox.socket.TerminalSocket;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.logs.RuntimeLogs;

/**
 * What the running containers print and use, and the five WebSockets with the scopes that they ask for. Contract: GET
 * /api/apps/runtime-logs, GET /api/metrics/apps, POST /api/auth/ws-ticket, streams.md.
 */
public record RuntimeRoutes(State state, Background background, InstantSource clock) {

    private static final long LINES = 500;
    private static final Duration DOCKER_STATS = Duration.ofSeconds(2);
    /** MiB; a small server of 4 GB. */
    private static final double HOST_MEMORY = 3915.8;

    public void addTo(Routes routes) {
        Handshake handshake = new Handshake(state.tickets()::take);
        TerminalSocket terminal = new TerminalSocket(state, background);
        LogSockets logs = new LogSockets(state, background, clock);
        List<String> readers = List.of("logs:read", "apps:read");
        routes.on("/api/apps/runtime-logs", this::runtime)
            .on("/api/metrics/apps", this::apps)
            .on("/api/auth/ws-ticket", this::ticket)
            .socket("/ws/logs", handshake.to(readers, logs::ofBuilds))
            .socket("/ws/runtime-logs", handshake.to(readers, logs::ofContainer))
            .socket("/ws/stats", handshake.to(List.of("metrics:read", "apps:read"), new StatsSocket(state, clock)::run))
            .socket("/ws/terminal", handshake.to(List.of("apps:write"), terminal::ofApp))
            .socket("/ws/host-terminal", handshake.to(List.of("system:manage"), terminal::ofHost));
    }

    private Answer runtime(Call call) {
        String id = call.query("id");
        Rejection.when(id.isEmpty(), 400, "Missing id");
        Rejection.when(state.apps().find(id) == null, 404, "App not found");
        return Answer.json(Map.of("logs", state.apps().output().logs().of(id).tail(lines(call.query("lines")))));
    }

    /** Contract: no maximum; what is no number, or below 1, counts as absent. */
    private static long lines(String wanted) {
        try {
            long lines = Long.parseLong(wanted);
            return lines < 1 ? LINES : lines;
        } catch (NumberFormatException none) {
            return LINES;
        }
    }

    private Answer apps(Call call) throws IOException {
        background.pauseInRequest(DOCKER_STATS);
        RuntimeLogs logs = state.apps().output().logs();
        return Answer.json(state.apps().all().stream().filter(app -> logs.of(app.id).isUp()).map(this::usage).toList());
    }

    /** By the app's id, so that an app stays what it is; the moment moves it a little. */
    private Usage usage(App app) {
        Random own = new Random(app.id.hashCode());
        Random moment = new Random(app.id.hashCode() ^ clock.instant().getEpochSecond() / 2);
        double limit = limit(app.memory);
        double memory = Math.min(limit, 512) * own.nextDouble(0.15, 0.6) * moment.nextDouble(0.97, 1.03);
        double cpu = own.nextDouble(0.1, 9) * moment.nextDouble(0.6, 1.6);
        double days = Duration.between(app.createdAt.toInstant(), clock.instant()).toHours() / 24.0;
        double received = Math.max(0.01, days) * own.nextDouble(0.5, 6);
        return new Usage(app.id, app.name, rounded(cpu), rounded(memory), rounded(limit), rounded(100 * memory / limit), rounded(received),
            rounded(received * own.nextDouble(0.3, 4)));
    }

    /** A limit such as 512m or 1g in MiB. Contract: validator resourceLimits; docker takes no unit for bytes. */
    private static double limit(String memory) {
        String text = memory.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return HOST_MEMORY;
        }
        char unit = text.charAt(text.length() - 1);
        double number = Double.parseDouble(Character.isDigit(unit) ? text : text.substring(0, text.length() - 1));
        return number * switch (unit) {
            case 'g' -> 1024;
            case 'm' -> 1;
            case 'k' -> 1.0 / 1024;
            default -> 1.0 / 1024 / 1024;
        };
    }

    private static BigDecimal rounded(double number) {
        return BigDecimal.valueOf(Math.round(number * 100), 2).stripTrailingZeros();
    }

    private Answer ticket(Call call) {
        String ticket = Ids.secret();
        state.tickets().put(ticket, call.caller());
        return Answer.json(new Ticket(ticket, state.tickets().life().toSeconds()));
    }

    private record Usage(String appId, String name, BigDecimal cpuPercent, BigDecimal memUsageMb, BigDecimal memLimitMb,
        BigDecimal memPercent, BigDecimal netRxMb, BigDecimal netTxMb) { }

    private record Ticket(String ticket, long expiresIn) { }
}
