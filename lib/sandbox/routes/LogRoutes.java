package lib.sandbox.routes;

import java.util.List;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;

/** What the containers have printed. Contract: GET /api/apps/runtime-logs. */
public final class LogRoutes {

    private static final long LINES = 500;

    private final State state;

    public LogRoutes(State state) {
        this.state = state;
    }

    public void addTo(Routes routes) {
        routes.on("/api/apps/runtime-logs", this::runtime);
    }

    private Answer runtime(Call call) {
        var id = call.query("id");
        if (id.isEmpty()) {
            throw new Rejection(400, "Missing id");
        }
        if (state.app(id).isEmpty()) {
            throw new Rejection(404, "App not found");
        }
        return Answer.json(new Logs(state.output().logs().tail(id, lines(call.query("lines")))));
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

    private record Logs(List<String> logs) { }
}
