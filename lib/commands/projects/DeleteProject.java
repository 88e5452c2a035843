package lib.commands.projects;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Project;
import lib.api.ProjectDetail;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.Consequences;
import lib.op.Destructive;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.ProjectReference;
import lib.op.Result;
import lib.op.Undo;
import lib.services.projects.Doomed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Deletes a project with its apps, or all that are empty. Its apps are deleted one by one: the route for projects would leave their images,
 * history, cron jobs and attachments behind. Contract: POST /api/projects/delete, POST /api/apps/delete.
 */
@Examples({"paas projects delete shop", "paas projects delete --empty", "paas projects delete shop --yes"})
@HelpPlace(under = Heading.PROJECTS, place = 70)
@Command(name = "projects delete", description = "Delete a project with all that is in it, or the empty ones")
@Operation(effect = Effect.DESTRUCTIVE, scopes = {"apps:delete", "apps:read"})
public final class DeleteProject implements Callable<DeleteProject.Deleted>, Destructive {

    @Parameters(index = "0", arity = "0..1")
    ProjectReference project;

    @Option(names = "--empty", description = "All projects that have no service: each deleted app leaves one behind.")
    boolean empty;

    private final Api api;
    private List<Doomed> named;

    public DeleteProject(Api api) {
        this.api = api;
    }

    @Override
    public Consequences consequences() {
        if (empty == (project != null)) {
            throw new Failure(Kind.USAGE, empty ? "either a project or --empty, not both" : "which project?",
                    "one: paas projects delete <project>; all that are empty: paas projects delete --empty");
        }
        List<Project> all = api.projects().all();
        if (empty) {
            named = all.stream().filter(each -> each.services().isEmpty()).map(each -> new Doomed(each, List.of())).toList();
            if (named.isEmpty()) {
                throw new Failure(Kind.NOT_FOUND, "no project is empty", "nothing was changed");
            }
            return new Consequences("--empty", named.stream().map(each -> "project: " + each.words() + ", empty").toList());
        }
        ProjectDetail detail = api.projects().get(project.in(all).id());
        Doomed doomed = new Doomed(detail.project(), detail.apps());
        named = List.of(doomed);
        return new Consequences(detail.project().name(), doomed.lines(api));
    }

    @Override
    public Deleted call() {
        List<String> gone = new ArrayList<>();
        List<Project> deleted = new ArrayList<>();
        for (Doomed each : named) {
            ProjectDetail now = api.projects().get(each.project().id());
            if (!each.apps().stream().map(App::id).toList().containsAll(now.apps().stream().map(App::id).toList())) {
                throw new Failure(Kind.CONFLICT, "somebody put a service into " + each.project().name() + " meanwhile",
                        told(deleted, gone) + "; look again: paas projects show " + each.project().name());
            }
            delete(each, deleted, gone);
        }
        return new Deleted(deleted.stream().map(each -> new Gone(each.id(), each.name())).toList(), gone, undo(deleted, gone));
    }

    private void delete(Doomed doomed, List<Project> deleted, List<String> gone) {
        String id = doomed.project().id();
        try {
            for (App app : doomed.roots()) {
                Failure lost = Uncertain.send(() -> api.apps().delete(app.id()));
                if (lost != null && api.apps().all().stream().anyMatch(each -> each.id().equals(app.id()))) {
                    throw lost;
                }
                gone.add(app.name());
            }
            Failure lost = Uncertain.send(() -> api.projects().delete(id));
            if (api.projects().all().stream().anyMatch(each -> each.id().equals(id))) {
                throw lost != null ? lost : new Failure(Kind.FAILED, "the instance took the deletion of " + doomed.project().name()
                        + ", but the project is still there", "see: paas projects show " + doomed.project().name());
            }
            deleted.add(doomed.project());
        } catch (Failure e) {
            if (deleted.isEmpty() && gone.isEmpty()) {
                throw e;
            }
            throw new Failure(e.kind(), doomed.project().name() + ": " + e.getMessage(), told(deleted, gone));
        }
    }

    private static String told(List<Project> deleted, List<String> gone) {
        List<String> parts = new ArrayList<>();
        if (!gone.isEmpty()) {
            parts.add("deleted before that: the apps " + String.join(", ", gone));
        }
        if (!deleted.isEmpty()) {
            parts.add("deleted before that: the projects " + String.join(", ", deleted.stream().map(Project::name).toList()));
        }
        return parts.isEmpty() ? "nothing was changed" : String.join("; ", parts);
    }

    private static Undo undo(List<Project> deleted, List<String> gone) {
        if (!gone.isEmpty()) {
            return Undo.none("its apps are gone for good");
        }
        List<String> lines = new ArrayList<>();
        for (Project each : deleted) {
            List<String> words = new ArrayList<>(List.of("paas", "projects", "create", each.name()));
            if (!each.description().isEmpty()) {
                words.addAll(List.of("--description", each.description()));
            }
            lines.add(Undo.by(words).command());
        }
        return new Undo(String.join(" && ", lines), null, null, "with another id");
    }

    /** A project that is gone. */
    public record Gone(String id, String name) {
    }

    /** @param apps the names of the apps that went with them; of a compose group its primary's */
    public record Deleted(List<Gone> projects, List<String> apps, Undo undo) implements Result {

        @Override
        public Page page() {
            Page page = new Page();
            if (!apps.isEmpty()) {
                page.line("Deleted the apps " + String.join(", ", apps) + ".");
            }
            return page.line("Deleted the project" + (projects.size() == 1 ? " " : "s ")
                    + String.join(", ", projects.stream().map(Gone::name).toList()) + ".");
        }

        @Override
        public List<String> ids() {
            return projects.stream().map(Gone::id).toList();
        }
    }
}
