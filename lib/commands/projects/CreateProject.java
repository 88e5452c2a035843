package lib.commands.projects;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Project;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.ServerReference;
import lib.op.Undo;
import lib.services.projects.ProjectRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an empty project. Contract: POST /api/projects/create. */
@Examples({"paas projects create shop", "paas projects create shop --description \"Web shop and its API\""})
@HelpPlace(under = Heading.PROJECTS, place = 30)
@Command(name = "projects create", description = "Make an empty project")
@Operation(effect = Effect.WRITE, scopes = {"apps:write", "apps:read"})
public final class CreateProject implements Callable<CreateProject.Created> {

    @Parameters(index = "0", paramLabel = "<name>", description = "Name of the project: 2-40 of a-z, 0-9 and -.")
    String name;

    @Option(names = "--description", paramLabel = "<text>", description = "What it is, in at most 100 bytes.")
    String description;

    @Option(names = "--server", paramLabel = "<server>", description = "Name or id of the server that its apps run on. Default: the "
            + "instance's own host.")
    ServerReference server;

    private final Api api;

    public CreateProject(Api api) {
        this.api = api;
    }

    @Override
    public Created call() {
        ProjectRules.name(name);
        String words = ProjectRules.description(description);
        String serverId = server == null ? "" : server.id(api);
        List<String> notes = new ArrayList<>();
        Project made;
        try (Api.Claim claim = api.claim("project " + name)) {
            List<Project> before = api.projects().all();
            ProjectRules.refuseTaken(before, name, "");
            Project[] answered = new Project[1];
            Failure lost = Uncertain.send(() -> answered[0] = api.projects().create(name, words == null ? "" : words, serverId));
            // the name was free: a project of that name which was not there is the one that was asked for
            made = lost == null ? answered[0] : api.projects().all().stream().filter(each -> each.name().equals(name)).findFirst()
                    .orElseThrow(() -> lost);
        }
        if (made.id().isEmpty()) {
            throw new Failure(Kind.FAILED, "the instance's answer does not name the project that it made", "see: paas projects");
        }
        if (!made.name().equals(name)) {
            notes.add("somebody took the name " + name + " meanwhile: this project is called " + made.name());
        }
        return new Created(made.id(), made.name(), made.description().isEmpty() ? null : made.description(), notes,
                Undo.by("paas", "projects", "delete", made.name()));
    }

    /** @param description left out for none */
    public record Created(String id, String name, @Nullable @FreeText String description, List<String> notes, Undo undo)
            implements Result {

        @Override
        public Page page() {
            return new Page().line("Made the project " + name + " (" + id + ").")
                    .line("Put something into it: paas deploy <name> --project " + name);
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
