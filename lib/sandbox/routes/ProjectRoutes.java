package lib.sandbox.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.Ids;
import lib.sandbox.state.Project;
import lib.sandbox.state.State;

/** Projects. Contract: /api/projects, get, create, rename and delete below it. */
public final class ProjectRoutes {

    private static final int LONGEST_DESCRIPTION = 100;

    private final State state;

    public ProjectRoutes(State state) {
        this.state = state;
    }

    public void addTo(Routes routes) {
        routes.on("/api/projects", this::list)
            .on("/api/projects/get", this::get)
            .on("/api/projects/create", this::create)
            .on("/api/projects/rename", this::rename)
            .on("/api/projects/delete", this::delete);
    }

    private Answer list(Call call) {
        var services = state.apps().stream().filter(app -> app.projectId != null).collect(groupingBy(app -> app.projectId));
        return Answer.json(state.projects().stream()
            .map(project -> ProjectView.summary(project, services.getOrDefault(project.id(), List.of()))).toList());
    }

    private Answer get(Call call) {
        var id = call.query("id").strip();
        if (id.isEmpty()) {
            throw new Rejection(400, "id is required");
        }
        var project = state.project(id).orElseThrow(ProjectRoutes::notFound);
        return Answer.json(ProjectView.detail(project, state.appsOf(project)));
    }

    private Answer create(Call call) throws IOException {
        var body = call.body(Create.class);
        var name = body.name.strip();
        Validators.appName(name, "invalid name: use 2-40 lowercase letters, digits, or hyphens");
        var description = description(body.description);
        synchronized (this) {       // two requests at once must not both find a name free
            var project = new Project(Ids.next(), freeName(name, ""), description, state.now(),
                body.serverId.isEmpty() ? "localhost" : body.serverId);
            state.add(project);
            return Answer.json(ProjectView.summary(project, List.of()));
        }
    }

    private Answer rename(Call call) throws IOException {
        var body = call.body(Rename.class);
        var name = body.name.strip();
        if (body.id.isEmpty()) {
            throw new Rejection(400, "invalid id or name");
        }
        Validators.appName(name, "invalid id or name");
        var description = body.description.map(ProjectRoutes::description);
        synchronized (this) {
            var renamed = state.projectRows().change(body.id, project -> new Project(project.id(), freeName(name, project.id()),
                description.orElse(project.description()), project.createdAt(), project.serverId())).orElseThrow(ProjectRoutes::notFound);
            return Answer.json(ProjectView.summary(renamed, state.appsOf(renamed)));
        }
    }

    /** Contract: of the first compose group everything goes, of the others the rows and the containers only. */
    private Answer delete(Call call) throws IOException {
        var project = state.project(call.body(Delete.class).id).orElseThrow(ProjectRoutes::notFound);
        var services = state.appsOf(project);
        services.stream().filter(app -> app.composeProject != null && !app.composeProject.isEmpty()).findFirst()
            .ifPresent(app -> state.group(app).forEach(state::delete));
        services.forEach(app -> state.remove(app.id));
        state.projectRows().remove(project.id());
        return Answer.json(Map.of("status", "deleted"));
    }

    /** This name, or with -2, -3 and so on at its end when another project has it. */
    private String freeName(String wanted, String exceptId) {
        var taken = state.projects().stream().filter(project -> !project.id().equals(exceptId)).map(Project::name).toList();
        var name = wanted;
        for (int number = 2; taken.contains(name); number++) {
            name = wanted + "-" + number;
        }
        return name;
    }

    private static String description(String sent) {
        var description = sent.strip();
        if (description.getBytes(UTF_8).length > LONGEST_DESCRIPTION) {
            throw new Rejection(400, "description must be 100 characters or fewer");
        }
        return description;
    }

    private static Rejection notFound() {
        return new Rejection(404, "Project not found");
    }

    private record Create(String name, String description, String serverId) { }

    private record Rename(String id, String name, Optional<String> description) { }

    private record Delete(String id) { }
}
