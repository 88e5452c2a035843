package lib.commands.projects;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Project;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Rows;
import picocli.CommandLine.Command;

/** All projects with their services. Contract: GET /api/projects. */
@Examples({"paas projects", "paas projects --json"})
@HelpPlace(under = Heading.PROJECTS, place = 10)
@Command(name = "projects", description = "List projects and their services")
@Operation(tool = "paas_list_projects", title = "List projects", effect = Effect.READ, scopes = "apps:read",
        about = "Lists projects with their services, which are apps: an app deployed on its own is a project of one. A project's status "
                + "is the worst "
                + "of its services.")
public final class ListProjects implements Callable<ListProjects.Listed> {

    private final Api api;

    public ListProjects(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        return new Listed(api.projects().all().stream().map(Row::of).toList());
    }

    /**
     * A project.
     *
     * @param description  left out for none
     * @param serviceCount how many services it has
     */
    public record Row(String id, String name, String status, @Nullable @FreeText String description, int serviceCount,
            List<Service> services) {

        private static Row of(Project project) {
            return new Row(project.id(), project.name(), project.status(), project.description().isEmpty() ? null : project.description(),
                    project.services().size(), project.services().stream().map(each -> new Service(each.id(), each.name(), each.status()))
                    .toList());
        }
    }

    /**
     * An app of a project.
     *
     * @param id   the app's
     * @param name within the project: not always the app's
     */
    public record Service(String id, String name, String status) {
    }

    /** All of them, in the instance's order. */
    public record Listed(@Rows(worst = "status") List<Row> projects) implements Listing<Row> {

        @Override
        public List<Row> rows() {
            return projects;
        }

        @Override
        public List<String> columns() {
            return List.of("NAME", "STATUS", "ID", "SERVICES", "DESCRIPTION");
        }

        @Override
        public List<?> cells(Row row) {
            return List.of(row.name, row.status, row.id, String.join(", ", row.services.stream().map(Service::name).toList()),
                    row.description == null ? "" : row.description);
        }

        @Override
        public String id(Row row) {
            return row.id;
        }

        @Override
        public String none() {
            return "No projects yet.";
        }
    }
}
