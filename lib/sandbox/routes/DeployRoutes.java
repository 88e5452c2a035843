package lib.sandbox.routes;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import lib.sandbox.builds.Builds;
import lib.sandbox.builds.Builds.Trigger;
import lib.sandbox.http.Answer;
import lib.sandbox.http.BadBody;
import lib.sandbox.http.Call;
import lib.sandbox.http.Multipart;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps.Checkout;
import lib.sandbox.state.apps.Apps.Project;
import lib.sandbox.state.apps.Deployments.Deployment;

/**
 * What starts a deployment, and the history. Contract: /api/deploy and upload below it, the same of services of a project,
 * /api/apps/redeploy and rollback, /api/deployments/history.
 */
public record DeployRoutes(State state, Builds builds) {

    private static final int LONGEST_NAME = 40;

    public void addTo(Routes routes) {
        routes.onOrWhy("/api/deploy", AppBody.class, this::deploy)
            .on("/api/apps/redeploy", Redeploy.class,
                body -> Answer.json(builds.start(state.app(body.id).id, Trigger.MANUAL, body.noCache)))
            .on("/api/apps/rollback", this::rollback)
            .on("/api/deployments/history", call -> Answer.listed(state.apps().deployments().newestFirst()))
            .on("/api/deploy/upload", call -> upload(call, false))
            .on("/api/projects/services/deploy/upload", call -> upload(call, true))
            .onOrWhy("/api/projects/services/deploy", AppBody.class, this::deployService);
    }

    private Answer deploy(AppBody body) {
        Rejection.when(body.name().isEmpty() || body.gitRepo().isEmpty(), 400, "name and gitRepo are required");
        Validators.appName(body.name());
        return start(body.withGit(body.checkedApp(state), state));
    }

    private Answer rollback(Call call) throws IOException {
        Rollback body = call.body(Rollback.class);
        App app = state.app(body.id());
        Deployment target = Rejection.found(state.apps().deployments().find(body.deploymentId()), 404, "Deployment not found");
        Rejection.when(!target.appId().equals(app.id), 400, "Deployment does not belong to this app");
        Rejection.when(target.image() == null || target.image().isEmpty(), 400, "This deployment has no stored image to roll back to");
        builds.rollback(app.id, target);
        return Answer.json(app.masked());      // Contract: the app as it was before the call
    }

    private Answer upload(Call call, boolean service) throws IOException {
        try (Multipart form = form(call)) {
            AppBody body = config(form);
            Rejection.when(service && body.projectId().isEmpty(), 400, "projectId is required");
            Rejection.when(body.name().isEmpty(), 400, "name is required");
            Validators.appName(body.name());
            Project project = service ? state.project(body.projectId()) : null;
            App app = body.checkedApp(state);
            if (service) {
                join(app, project, body);
            }
            receive(app, form);
            return start(app);
        }
    }

    private Answer start(App app) {
        state.add(app);
        return Answer.json(builds.start(app.id, Trigger.FIRST, false));
    }

    private static Multipart form(Call call) throws IOException {
        try {
            return call.form();
        } catch (BadBody bad) {
            throw new Rejection(400, "Failed to parse upload: " + bad.getMessage());
        }
    }

    private static AppBody config(Multipart form) throws IOException {
        String config = form.value("config");
        Rejection.when(config == null || config.isEmpty(), 400, "config field is required");
        try {
            return Multipart.json(config, AppBody.class);
        } catch (BadBody bad) {
            throw new Rejection(400, "invalid config JSON: " + bad.getMessage());
        }
    }

    /** The files become the app's build directory. */
    private void receive(App app, Multipart form) throws IOException {
        String inside = app.rootDir.isEmpty() ? app.composePath : app.rootDir + "/" + app.composePath;
        Map<String, String> files = UploadedFiles.of(form, inside);
        app.gitRepo = "upload://" + app.id;
        state.apps().checkouts().put(new Checkout(app.id, files));
    }

    /** Makes the app a service of this project. Contract: ServiceDeployRequest, name and serverId. */
    private static void join(App app, Project project, AppBody body) {
        String name = project.name() + "-" + body.name();
        app.name = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        app.projectId = project.id();
        app.serverId = body.serverId().isEmpty() ? project.serverId() : body.serverId();
    }

    private Answer deployService(AppBody body) {
        Rejection.when(body.projectId().isEmpty(), 400, "projectId is required");
        Project project = state.project(body.projectId());
        Rejection.when(body.name().isEmpty() || body.gitRepo().isEmpty(), 400, "name and gitRepo are required");
        Validators.appName(body.name(), "invalid service name");
        App app = body.withGit(body.checkedApp(state), state);
        join(app, project, body);
        return start(app);
    }

    private record Redeploy(String id, boolean noCache) { }
    private record Rollback(String id, String deploymentId) { }

    /**
     * What the bodies that make an app have in common. Contract: schemas DeployRequest, ServiceDeployRequest, UploadConfig and
     * ServiceUploadConfig; a route passes over what its schema does not have.
     */
    private record AppBody(String projectId, String name, String gitRepo, String branch, String gitToken, String rootDir,
            Map<String, String> envVars, String buildCommand, String startCommand, String installCommand, long portOverride,
            List<String> domains, String memory, String cpus, List<String> volumes, String healthPath, List<String> secretKeys,
            boolean autoDeploy, String buildMethod, String dockerfilePath, String composePath, String serverId) {

        /**
         * Checks all but the name and the repository, in the contract's order, and makes the app: building, with an id, without a port, not
         * added to anything. The repository, branch and tokens are the caller's to set ({@link #withGit}).
         */
        App checkedApp(State state) {
            Validators.settings(memory, cpus, domains, volumes);
            App app = App.building(name, serverId, state.now());
            app.rootDir = Validators.rootDir(rootDir);
            app.buildMethod = Validators.buildMethod(buildMethod);
            app.dockerfilePath = Validators.dockerfilePath(app.buildMethod, dockerfilePath);
            app.composePath = Validators.composePath(composePath);
            app.envVars = envVars;
            app.buildCommand = buildCommand;
            app.startCommand = startCommand;
            app.installCommand = installCommand;
            app.portOverride = portOverride;
            app.domains = domains;
            app.memory = memory;
            app.cpus = cpus;
            app.volumes = volumes;
            app.healthPath = healthPath;
            app.secretKeys = secretKeys;
            return app;
        }

        /** The app with the repository of this body. Contract: an empty token stands for the server's own, which is copied. */
        App withGit(App app, State state) {
            app.gitRepo = gitRepo;
            app.branch = branch;
            app.gitToken = gitToken.isBlank() ? state.gitToken().get() : gitToken.strip();
            app.autoDeploy = autoDeploy;
            return app;
        }
    }
}
