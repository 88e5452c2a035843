package lib.sandbox.routes;

import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;

/** Apps. Contract: /api/apps and below. */
public final class AppRoutes {

    private final State state;

    public AppRoutes(State state) {
        this.state = state;
    }

    public void addTo(Routes routes) {
        routes.on("/api/apps", call -> Answer.json(state.apps()))
            .on("/api/apps/get", this::get);
    }

    private Answer get(Call call) {
        var id = call.query("id");
        if (id.isEmpty()) {
            throw new Rejection(400, "Missing id");
        }
        return Answer.json(state.app(id).orElseThrow(() -> new Rejection(404, "App not found")));
    }
}
