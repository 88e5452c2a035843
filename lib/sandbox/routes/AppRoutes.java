package lib.sandbox.routes;

import java.io.IOException;
import java.util.Map;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.App;
import lib.sandbox.state.State;
import lib.sandbox.state.servers.Contact;
import lib.sandbox.state.servers.Servers;

/** Apps and their containers. Contract: /api/apps, get, stop, start, delete and rename below it, /api/docker/prune. */
public final class AppRoutes {

    private final State state;

    public AppRoutes(State state) {
        this.state = state;
    }

    public void addTo(Routes routes) {
        routes.on("/api/apps", call -> Answer.json(state.apps()))
            .on("/api/apps/get", this::get)
            .on("/api/apps/stop", this::stop)
            .on("/api/apps/start", this::start)
            .on("/api/apps/delete", this::delete)
            .on("/api/apps/rename", this::rename)
            .on("/api/docker/prune", this::prune);
    }

    private Answer get(Call call) {
        var id = call.query("id");
        if (id.isEmpty()) {
            throw new Rejection(400, "Missing id");
        }
        return Answer.json(state.app(id).orElseThrow(() -> new Rejection(404, "App not found")));
    }

    private Answer stop(Call call) throws IOException {
        for (var row : state.group(find(call))) {
            state.containers().stop(row.id);
            state.change(row.id, app -> app.status = "stopped");
        }
        return status("stopped");
    }

    private Answer start(Call call) throws IOException {
        var app = find(call);
        var group = state.group(app);
        boolean compose = app.buildMethod.equals("compose");
        if (!compose && !app.serverId.equals(Servers.LOCALHOST)) {
            var error = state.servers().test(app.serverId).map(Contact::error).orElse(Servers.UNKNOWN);
            if (!error.isEmpty()) {
                throw new Rejection(500, "Failed to get server connection: " + error);
            }
        }
        if (compose && group.stream().noneMatch(row -> state.containers().of(row.id).isPresent())) {
            throw new Rejection(500, "Failed to start compose project: exit status 1");
        } else if (!compose && state.containers().of(app.id).isEmpty()) {
            var container = "paas-" + app.name + (app.activeDeployId == null ? "" : "-" + app.activeDeployId);
            throw new Rejection(500,
                "Failed to start container: exit status 1 - Error response from daemon: No such container: " + container);
        }
        for (var row : group) {
            state.containers().start(row.id);
            state.change(row.id, each -> each.status = "running");
        }
        return status("running");
    }

    private Answer delete(Call call) throws IOException {
        state.group(find(call)).forEach(state::delete);
        return status("deleted");
    }

    private Answer rename(Call call) throws IOException {
        var body = call.bodyOrWhy(Rename.class);
        var name = body.name().strip();
        Validators.appName(name);
        return Answer.json(state.change(body.id(), app -> app.name = state.freeName(name, app.id))
            .orElseThrow(() -> new Rejection(404, "App not found")));
    }

    private Answer prune(Call call) {
        var elsewhere = state.apps().stream().filter(app -> !app.serverId.equals(Servers.LOCALHOST) && !app.buildMethod.equals("compose"))
            .map(app -> app.id).toList();
        var gone = state.containers().remove(container -> !container.running() && !elsewhere.contains(container.appId()));
        var output = new StringBuilder();
        if (!gone.isEmpty()) {
            output.append("Deleted Containers:\n");
            gone.forEach(container -> output.append(container.name()).append('\n'));
            output.append('\n');
        }
        output.append("Total reclaimed space: ").append(gone.size() * 38.5).append(gone.isEmpty() ? "B" : "MB").append('\n');
        return Answer.json(new Pruned("pruned", output.toString().replace("0.0B", "0B")));
    }

    private App find(Call call) throws IOException {
        return state.stored(call.body(IdBody.class).id()).orElseThrow(() -> new Rejection(404, "App not found"));
    }

    private static Answer status(String status) {
        return Answer.json(Map.of("status", status));
    }

    private record Rename(String id, String name) { }

    private record Pruned(String status, String output) { }
}
