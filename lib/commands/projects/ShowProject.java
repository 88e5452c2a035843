package lib.commands.projects;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Project;
import lib.api.ProjectDetail;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.ProjectReference;
import lib.op.Result;
import lib.op.Table;
import lib.op.Variables;
import lib.services.release.BuildMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One project with its services and their environment. Contract: GET /api/projects/get. */
@Examples({"paas projects show shop", "paas projects show shop --json"})
@HelpPlace(under = Heading.PROJECTS, place = 20)
@Command(name = "projects show", description = "Show a project with its services and their variables")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class ShowProject implements Callable<ShowProject.Shown> {

    @Parameters(index = "0")
    ProjectReference project;

    private final Api api;

    public ShowProject(Api api) {
        this.api = api;
    }

    @Override
    public Shown call() {
        ProjectDetail detail = api.projects().get(project.in(api.projects().all()).id());
        Project one = detail.project();
        return new Shown(one.id(), one.name(), one.status(), set(one.description()), set(one.deployType()), one.serverId(),
                one.createdAt(), detail.apps().stream().map(each -> Service.of(each, one)).toList());
    }

    private static String set(String text) {
        return text.isEmpty() ? null : text;
    }

    /**
     * An app of the project.
     *
     * @param id         the app's
     * @param app        the app's name
     * @param name       within the project: not always the app's
     * @param variables  of secret and credential-like ones only the names
     * @param secretKeys variables whose values the instance itself never shows
     */
    public record Service(String id, String app, String name, String status, @Nullable String url, List<String> domains,
                          String buildMethod, @Variables(secret = "secretKeys") Map<String, String> variables, List<String> secretKeys) {

        private static Service of(App app, Project project) {
            String name = project.services().stream().filter(each -> each.id().equals(app.id())).map(Project.Service::name).findFirst()
                    .orElse(app.name());
            return new Service(app.id(), app.name(), name, app.status(), set(app.url()), app.texts("domains"), BuildMethod.method(app),
                    app.envVars(), app.texts("secretKeys"));
        }
    }

    /**
     * @param status      the worst of its services; stopped for an empty one
     * @param description left out for none
     * @param deployType  compose, dockerfile or dockerfile-inline where its services share one build; left out otherwise
     * @param services    none for an empty one
     */
    public record Shown(String id, String name, String status, @Nullable @FreeText String description, @Nullable String deployType,
                        String server, String createdAt, List<Service> services) implements Result {

        @Override
        public Page page() {
            Page page = new Page().facts("Name", name, "Status", services.isEmpty() ? "empty" : status, "Id", id, "Description",
                    description, "Build", deployType == null ? null : deployType + ", as one", "Server", server, "Created",
                    new Table.Time(createdAt)).line("");
            if (services.isEmpty()) {
                return page.line("No services yet: paas deploy <name> --project " + name);
            }
            page.table(new Table(List.of("SERVICE", "APP", "STATUS", "ID", "URL", "DOMAINS"), services.stream().map(each ->
                    List.of(each.name, each.app, each.status, each.id, each.url == null ? "" : each.url,
                            String.join(", ", each.domains))).toList()));
            List<List<String>> rows = new ArrayList<>();
            services.forEach(each -> each.variables.forEach((variable, value) -> rows.add(List.of(each.app, variable, value))));
            return rows.isEmpty() ? page : page.line("").table(new Table(List.of("APP", "VARIABLE", "VALUE"), rows));
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
