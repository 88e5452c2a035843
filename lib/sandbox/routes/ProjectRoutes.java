package lib.sandbox.routes;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;

/** Projects. Contract: /api/projects and below. */
public final class ProjectRoutes {

    private final State state;

    public ProjectRoutes(State state) {
        this.state = state;
    }

    public void addTo(Routes routes) {
        routes.on("/api/projects", this::list)
            .on("/api/projects/get", this::get);
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
        var project = state.project(id).orElseThrow(() -> new Rejection(404, "Project not found"));
        return Answer.json(ProjectView.detail(project, state.appsOf(project)));
    }
}
