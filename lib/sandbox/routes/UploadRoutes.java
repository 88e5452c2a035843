package lib.sandbox.routes;

import java.io.IOException;
import lib.sandbox.builds.Builds;
import lib.sandbox.builds.Trigger;
import lib.sandbox.http.Answer;
import lib.sandbox.http.BadBody;
import lib.sandbox.http.Call;
import lib.sandbox.http.Multipart;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.App;
import lib.sandbox.state.Checkout;
import lib.sandbox.state.Project;
import lib.sandbox.state.State;

/** Apps from uploaded files. Contract: POST /api/deploy/upload and /api/projects/services/deploy/upload. */
public final class UploadRoutes {

    private final State state;
    private final Builds builds;

    public UploadRoutes(State state, Builds builds) {
        this.state = state;
        this.builds = builds;
    }

    public void addTo(Routes routes) {
        routes.on("/api/deploy/upload", this::app)
            .on("/api/projects/services/deploy/upload", this::service);
    }

    private Answer app(Call call) throws IOException {
        try (var form = form(call)) {
            var body = config(form);
            checkName(body);
            var app = body.checkedApp(state);
            receive(app, form);
            state.addNew(app);
            state.add(new Project(app.id, body.name(), "", app.createdAt, app.serverId));
            return Answer.json(builds.start(app.id, Trigger.FIRST, false));
        }
    }

    private Answer service(Call call) throws IOException {
        try (var form = form(call)) {
            var body = config(form);
            if (body.projectId().isEmpty()) {
                throw new Rejection(400, "projectId is required");
            }
            checkName(body);
            var project = state.project(body.projectId()).orElseThrow(() -> new Rejection(404, "Project not found"));
            var app = ServiceRoutes.service(body, body.checkedApp(state), project);
            receive(app, form);
            state.addNew(app);
            return Answer.json(builds.start(app.id, Trigger.FIRST, false));
        }
    }

    private static Multipart form(Call call) throws IOException {
        try {
            return call.form();
        } catch (BadBody bad) {
            throw new Rejection(400, "Failed to parse upload: " + bad.getMessage());
        }
    }

    private static AppBody config(Multipart form) throws IOException {
        var config = form.value("config").filter(text -> !text.isEmpty())
            .orElseThrow(() -> new Rejection(400, "config field is required"));
        try {
            return Multipart.json(config, AppBody.class);
        } catch (BadBody bad) {
            throw new Rejection(400, "invalid config JSON: " + bad.getMessage());
        }
    }

    private static void checkName(AppBody body) {
        if (body.name().isEmpty()) {
            throw new Rejection(400, "name is required");
        }
        Validators.appName(body.name());
    }

    /** The files become the app's build directory. */
    private void receive(App app, Multipart form) throws IOException {
        var inside = app.rootDir.isEmpty() ? app.composePath : app.rootDir + "/" + app.composePath;
        var files = UploadedFiles.of(form, inside);
        app.gitRepo = "upload://" + app.id;
        state.checkouts().put(new Checkout(app.id, files));
    }
}
