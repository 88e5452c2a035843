package lib.sandbox.routes;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lib.sandbox.builds.Builds;
import lib.sandbox.builds.Trigger;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.App;
import lib.sandbox.state.Checkout;
import lib.sandbox.state.Project;
import lib.sandbox.state.State;

/** The build file that the services of a project share. Contract: /api/projects/config, config/update and /api/projects/redeploy. */
public final class ProjectConfigRoutes {

    private static final List<String> COMPOSE_FILES = List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

    private final State state;
    private final Builds builds;

    public ProjectConfigRoutes(State state, Builds builds) {
        this.state = state;
        this.builds = builds;
    }

    public void addTo(Routes routes) {
        routes.on("/api/projects/config", this::get)
            .on("/api/projects/config/update", this::update)
            .on("/api/projects/redeploy", this::redeploy);
    }

    private Answer get(Call call) {
        var project = project(call.query("id"), "id is required");
        var services = state.appsOf(project);
        var app = primary(project);
        boolean compose = app.buildMethod.equals("compose");
        var built = state.checkouts().find(app.id);
        return Answer.json(new Config(project.id(), app.buildMethod, app.id, app.gitRepo, app.branch, app.rootDir,
            compose ? app.composePath : "", compose ? composeFile(app, built) : "",
            compose ? "" : app.dockerfilePath, compose ? "" : dockerfile(app, built),
            app.envVars, app.secretKeys, app.autoDeploy, app.composeProject, services.size()));
    }

    private Answer update(Call call) throws IOException {
        var body = call.bodyOrWhy(Update.class);
        var app = primary(project(body.projectId, "projectId is required"));
        var rootDir = Validators.rootDir(body.rootDir);
        var composePath = Validators.composePath(body.composePath);
        return Answer.json(state.change(app.id, row -> {
            row.gitRepo = body.gitRepo.isEmpty() ? row.gitRepo : body.gitRepo;
            row.branch = body.branch;
            row.rootDir = rootDir;
            if (row.buildMethod.equals("compose")) {
                row.composePath = composePath;
                row.composeContent = body.composeContent.orElse(row.composeContent);
            } else {
                row.dockerfilePath = dockerfilePath(row, body.dockerfilePath);
                row.dockerfileContent = body.dockerfileContent.orElse(row.dockerfileContent);
            }
            var secrets = body.secretKeys == null ? row.secretKeys : body.secretKeys;
            row.envVars = body.envVars == null ? row.envVars : UpdateRoutes.merged(body.envVars, body.secretKeys, row.envVars);
            row.secretKeys = secrets;
            row.autoDeploy = body.autoDeploy.orElse(row.autoDeploy);
        }).orElseThrow(() -> new Rejection(404, "Primary service not found")));
    }

    private Answer redeploy(Call call) throws IOException {
        var body = call.body(Redeploy.class);
        var app = primary(project(body.projectId, "projectId is required"));
        return Answer.json(builds.start(app.id, Trigger.MANUAL, body.noCache));
    }

    private Project project(String id, String absent) {
        if (id.isEmpty()) {
            throw new Rejection(400, absent);
        }
        return state.project(id).orElseThrow(() -> new Rejection(404, "Project not found"));
    }

    private App primary(Project project) {
        return ProjectView.configurable(state.appsOf(project))
            .orElseThrow(() -> new Rejection(400, "Project does not have a shared Docker or Compose configuration"));
    }

    /** The override, else the file that the last build found. */
    private static String composeFile(App app, Optional<Checkout> built) {
        if (app.composeContent != null && !app.composeContent.isEmpty()) {
            return app.composeContent;
        }
        var names = app.composePath.isEmpty() ? COMPOSE_FILES.stream() : Stream.of(app.composePath);
        return built.flatMap(checkout -> names.filter(name -> checkout.has(app.rootDir, name)).findFirst()
            .map(name -> checkout.text(app.rootDir, name))).orElse("");
    }

    private static String dockerfile(App app, Optional<Checkout> built) {
        boolean override = app.dockerfileContent != null && !app.dockerfileContent.isEmpty();
        var path = app.dockerfilePath.isEmpty() ? "Dockerfile" : app.dockerfilePath;
        return override ? app.dockerfileContent : built.map(checkout -> checkout.text(app.rootDir, path)).orElse("");
    }

    /** Contract: empty is kept, and an invalid path is passed over without a word. */
    private static String dockerfilePath(App app, String wanted) {
        try {
            return wanted.isBlank() ? app.dockerfilePath : Validators.dockerfilePath(app.buildMethod, wanted);
        } catch (Rejection invalid) {
            return app.dockerfilePath;
        }
    }

    /** Contract: schema ProjectDeployConfig. */
    private record Config(String projectId, String deployType, String primaryServiceId, String gitRepo, String branch, String rootDir,
        @JsonInclude(NON_EMPTY) String composePath, @JsonInclude(NON_EMPTY) String composeContent,
        @JsonInclude(NON_EMPTY) String dockerfilePath, @JsonInclude(NON_EMPTY) String dockerfileContent,
        @JsonInclude(NON_EMPTY) Map<String, String> envVars, @JsonInclude(NON_EMPTY) List<String> secretKeys, boolean autoDeploy,
        @JsonInclude(NON_EMPTY) String composeProject, int serviceCount) { }

    private record Update(String projectId, String gitRepo, String branch, String rootDir, String composePath,
        Optional<String> composeContent, String dockerfilePath, Optional<String> dockerfileContent, Map<String, String> envVars,
        List<String> secretKeys, Optional<Boolean> autoDeploy) { }

    private record Redeploy(String projectId, boolean noCache) { }
}
