package lib.sandbox.routes;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lib.sandbox.base.Ids;
import lib.sandbox.builds.Builds;
import lib.sandbox.builds.Builds.Trigger;
import lib.sandbox.builds.ComposeUp.ComposeFile;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps.Checkout;
import lib.sandbox.state.apps.Apps.Project;

/** Projects and the build file that their services share. Contract: /api/projects and below. */
public record ProjectRoutes(State state, Builds builds) {

    private static final int LONGEST_DESCRIPTION = 100;

    public void addTo(Routes routes) {
        routes.on("/api/projects", this::list)
            .on("/api/projects/get", this::get)
            .on("/api/projects/create", Create.class, this::create)
            .on("/api/projects/rename", Rename.class, this::rename)
            .on("/api/projects/delete", this::delete)
            .on("/api/projects/config", this::config)
            .onOrWhy("/api/projects/config/update", Update.class, this::update)
            .on("/api/projects/redeploy", Redeploy.class, this::redeploy);
    }

    private Answer list(Call call) {
        Map<String, List<App>> services =
            state.apps().all().stream().filter(app -> app.projectId != null).collect(groupingBy(app -> app.projectId));
        return Answer.json(state.projects().all().stream()
            .map(project -> ProjectView.of(project, services.getOrDefault(project.id(), List.of()), false)).toList());
    }

    private Answer get(Call call) {
        Project project = project(call.query("id").strip(), "id is required");
        return Answer.json(ProjectView.of(project, state.apps().of(project), true));
    }

    private Answer create(Create body) {
        String name = body.name.strip();
        Validators.appName(name, "invalid name: use 2-40 lowercase letters, digits, or hyphens");
        String description = description(body.description);
        synchronized (this) {       // two requests at once must not both find a name free
            Project project = new Project(Ids.next(), freeName(name, ""), description, state.now(),
                body.serverId.isEmpty() ? "localhost" : body.serverId);
            state.projects().put(project);
            return Answer.json(ProjectView.of(project, List.of(), false));
        }
    }

    private Answer rename(Rename body) {
        String name = body.name.strip();
        Rejection.when(body.id.isEmpty(), 400, "invalid id or name");
        Validators.appName(name, "invalid id or name");
        Optional<String> description = body.description.map(ProjectRoutes::description);
        synchronized (this) {
            Project renamed =
                Rejection.found(state.projects().change(body.id, project -> new Project(project.id(), freeName(name, project.id()),
                description.orElse(project.description()), project.createdAt(), project.serverId())), 404, "Project not found");
            return Answer.json(ProjectView.of(renamed, state.apps().of(renamed), false));
        }
    }

    /** Contract: of the first compose group everything goes, of the others the rows and the containers only. */
    private Answer delete(Call call) throws IOException {
        Project project = state.project(call.id());
        List<App> services = state.apps().of(project);
        services.stream().filter(app -> app.composeProject != null && !app.composeProject.isEmpty()).findFirst()
            .ifPresent(app -> state.apps().group(app).forEach(state.apps()::delete));
        services.forEach(app -> state.apps().remove(app.id));
        state.projects().remove(project.id());
        return Answer.json(Map.of("status", "deleted"));
    }

    /** This name, or with -2, -3 and so on at its end when another project has it. */
    private String freeName(String wanted, String exceptId) {
        List<String> taken = state.projects().all().stream().filter(project -> !project.id().equals(exceptId)).map(Project::name).toList();
        String name = wanted;
        for (int number = 2; taken.contains(name); number++) {
            name = wanted + "-" + number;
        }
        return name;
    }

    private static String description(String sent) {
        String description = sent.strip();
        Rejection.when(description.getBytes(UTF_8).length > LONGEST_DESCRIPTION, 400, "description must be 100 characters or fewer");
        return description;
    }

    private Answer config(Call call) {
        Project project = project(call.query("id"), "id is required");
        List<App> services = state.apps().of(project);
        App app = primary(project);
        boolean compose = app.buildMethod.equals("compose");
        Checkout built = Checkout.of(app, state.apps().checkouts());
        return Answer.json(new Config(project.id(), app.buildMethod, app.id, app.gitRepo, app.branch, app.rootDir,
            compose ? app.composePath : "", compose ? Objects.requireNonNullElse(ComposeFile.textOf(app, built), "") : "",
            compose ? "" : app.dockerfilePath, compose ? "" : dockerfile(app, built),
            app.envVars, app.secretKeys, app.autoDeploy, app.composeProject, services.size()));
    }

    private Answer update(Update body) {
        App app = primary(project(body.projectId, "projectId is required"));
        String rootDir = Validators.rootDir(body.rootDir);
        String composePath = Validators.composePath(body.composePath);
        return Answer.json(Rejection.found(state.apps().change(app.id, row -> {
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
            List<String> secrets = body.secretKeys == null ? row.secretKeys : body.secretKeys;
            row.envVars = body.envVars == null ? row.envVars : AppRoutes.merged(body.envVars, body.secretKeys, row.envVars);
            row.secretKeys = secrets;
            row.autoDeploy = body.autoDeploy.orElse(row.autoDeploy);
        }), 404, "Primary service not found"));
    }

    private Answer redeploy(Redeploy body) {
        App app = primary(project(body.projectId, "projectId is required"));
        return Answer.json(builds.start(app.id, Trigger.MANUAL, body.noCache));
    }

    private Project project(String id, String absent) {
        Rejection.when(id.isEmpty(), 400, absent);
        return state.project(id);
    }

    private App primary(Project project) {
        return Rejection.found(ProjectView.configurable(state.apps().of(project)), 400,
            "Project does not have a shared Docker or Compose configuration");
    }

    private static String dockerfile(App app, Checkout built) {
        boolean override = app.dockerfileContent != null && !app.dockerfileContent.isEmpty();
        String path = app.dockerfilePath.isEmpty() ? "Dockerfile" : app.dockerfilePath;
        return override ? app.dockerfileContent : built.text(app.rootDir, path);
    }

    /** Contract: empty is kept, and an invalid path is passed over without a word. */
    private static String dockerfilePath(App app, String wanted) {
        try {
            return wanted.isBlank() ? app.dockerfilePath : Validators.dockerfilePath(app.buildMethod, wanted);
        } catch (Rejection invalid) {
            return app.dockerfilePath;
        }
    }

    private record Create(String name, String description, String serverId) { }
    private record Rename(String id, String name, Optional<String> description) { }

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

    /**
     * A project with what is worked out from its services. Contract: schemas ProjectSummary, and ProjectDetail, which has {@code services}
     * too.
     */
    private record ProjectView(String id, String name, @JsonInclude(NON_EMPTY) String description, OffsetDateTime createdAt,
            String serverId, int serviceCount, String status, boolean hasGit, boolean hasDocker, @JsonInclude(NON_NULL) String deployType,
            @JsonInclude(NON_NULL) String primaryServiceId, @JsonInclude(NON_NULL) OffsetDateTime lastServiceAt,
            @JsonInclude(NON_NULL) String focusServiceId, @JsonInclude(NON_EMPTY) List<ServiceStatus> serviceStatuses,
            @JsonInclude(NON_NULL) List<App> services) {

        private static final List<String> WORST_FIRST = List.of("building", "failed", "running", "stopped");
        private static final Set<String> DOCKER = Set.of("image", "dockerfile", "compose");
        private static final Set<String> CONFIGURABLE = Set.of("compose", "dockerfile", "dockerfile-inline");

        static ProjectView of(Project project, List<App> services, boolean detailed) {
            String status = WORST_FIRST.stream().filter(candidate -> services.stream().anyMatch(app -> app.status.equals(candidate)))
                .findFirst().orElse("");
            App configurable = configurable(services);
            return new ProjectView(project.id(), project.name(), project.description(), project.createdAt(), project.serverId(),
                services.size(), status.isEmpty() ? "stopped" : status,
                services.stream().anyMatch(app -> !app.gitRepo.isEmpty()),
                services.stream().anyMatch(ProjectView::usesDocker),
                configurable == null ? null : configurable.buildMethod, configurable == null ? null : configurable.id,
                services.stream().map(app -> app.createdAt).max(Comparator.naturalOrder()).orElse(null),
                services.stream().filter(app -> app.status.equals(status)).map(app -> app.id).findFirst().orElse(null),
                services.stream().map(app -> new ServiceStatus(app.id, serviceName(app), app.status)).toList(),
                detailed ? services : null);
        }

        /**
         * The app whose build file can be edited: the primary of the only compose group, else the only service if it is built from such a
         * file; null for none.
         */
        static App configurable(List<App> services) {
            List<String> groups = services.stream().map(app -> app.composeProject).filter(Objects::nonNull).distinct().toList();
            if (groups.size() == 1) {
                return services.stream().filter(app -> app.composePrimary && groups.getFirst().equals(app.composeProject)).findFirst()
                    .orElse(null);
            }
            return services.stream().filter(app -> services.size() == 1 && CONFIGURABLE.contains(app.buildMethod)).findFirst().orElse(null);
        }

        private static boolean usesDocker(App app) {
            return DOCKER.contains(app.buildMethod) || Stream.of(app.image, app.catalogId, app.composeProject).anyMatch(ProjectView::isSet);
        }

        private static String serviceName(App app) {
            return Stream.of(app.serviceName, app.composeService).filter(ProjectView::isSet).findFirst().orElse(app.name);
        }

        private static boolean isSet(String text) {
            return text != null && !text.isEmpty();
        }

        private record ServiceStatus(String id, String name, String status) { }
    }
}
