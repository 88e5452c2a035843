package lib.sandbox.routes;

import java.io.IOException;
import lib.sandbox.builds.Builds;
import lib.sandbox.builds.Trigger;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.App;
import lib.sandbox.state.Project;
import lib.sandbox.state.State;

/** What starts a deployment, and the history. Contract: /api/deploy, /api/apps/redeploy, /api/apps/rollback, /api/deployments/history. */
public final class DeployRoutes {

    private final State state;
    private final Builds builds;

    public DeployRoutes(State state, Builds builds) {
        this.state = state;
        this.builds = builds;
    }

    public void addTo(Routes routes) {
        routes.on("/api/deploy", this::deploy)
            .on("/api/apps/redeploy", this::redeploy)
            .on("/api/apps/rollback", this::rollback)
            .on("/api/deployments/history", call -> {
                var all = state.deployments().all();
                return Answer.json(all.isEmpty() ? null : all);
            });
    }

    private Answer deploy(Call call) throws IOException {
        var body = call.bodyOrWhy(AppBody.class);
        if (body.name().isEmpty() || body.gitRepo().isEmpty()) {
            throw new Rejection(400, "name and gitRepo are required");
        }
        Validators.appName(body.name());
        var app = body.withGit(body.checkedApp(state), state);
        state.addNew(app);
        state.add(new Project(app.id, body.name(), "", app.createdAt, app.serverId));
        return Answer.json(builds.start(app.id, Trigger.FIRST, false));
    }

    private Answer redeploy(Call call) throws IOException {
        var body = call.body(Redeploy.class);
        var app = find(body.id());
        return Answer.json(builds.start(app.id, Trigger.MANUAL, body.noCache()));
    }

    private Answer rollback(Call call) throws IOException {
        var body = call.body(Rollback.class);
        var app = find(body.id());
        var target = state.deployments().find(body.deploymentId()).orElseThrow(() -> new Rejection(404, "Deployment not found"));
        if (!target.appId().equals(app.id)) {
            throw new Rejection(400, "Deployment does not belong to this app");
        } else if (target.image() == null || target.image().isEmpty()) {
            throw new Rejection(400, "This deployment has no stored image to roll back to");
        }
        builds.rollback(app.id, target);
        return Answer.json(app.masked());      // Contract: the app as it was before the call
    }

    private App find(String id) {
        return state.stored(id).orElseThrow(() -> new Rejection(404, "App not found"));
    }

    private record Redeploy(String id, boolean noCache) { }

    private record Rollback(String id, String deploymentId) { }
}
