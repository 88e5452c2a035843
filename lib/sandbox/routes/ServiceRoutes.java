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

/** Services of a project from Git. Contract: POST /api/projects/services/deploy. */
public final class ServiceRoutes {

    private static final int LONGEST_NAME = 40;

    private final State state;
    private final Builds builds;

    public ServiceRoutes(State state, Builds builds) {
        this.state = state;
        this.builds = builds;
    }

    public void addTo(Routes routes) {
        routes.on("/api/projects/services/deploy", this::deploy);
    }

    /** The app as a service of this project. Contract: ServiceDeployRequest, name and serverId. */
    static App service(AppBody body, App app, Project project) {
        var name = project.name() + "-" + body.name();
        app.name = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        app.serviceName = body.name();
        app.projectId = project.id();
        app.serverId = body.serverId().isEmpty() ? project.serverId() : body.serverId();
        return app;
    }

    private Answer deploy(Call call) throws IOException {
        var body = call.bodyOrWhy(AppBody.class);
        if (body.projectId().isEmpty()) {
            throw new Rejection(400, "projectId is required");
        }
        var project = state.project(body.projectId()).orElseThrow(() -> new Rejection(404, "Project not found"));
        if (body.name().isEmpty() || body.gitRepo().isEmpty()) {
            throw new Rejection(400, "name and gitRepo are required");
        }
        Validators.appName(body.name(), "invalid service name");
        var app = service(body, body.withGit(body.checkedApp(state), state), project);
        state.addNew(app);
        return Answer.json(builds.start(app.id, Trigger.FIRST, false));
    }
}
