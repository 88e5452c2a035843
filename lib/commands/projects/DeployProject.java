package lib.commands.projects;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Project;
import lib.api.ProjectDetail;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Progress;
import lib.op.ProjectReference;
import lib.op.Undo;
import lib.op.WaitOptions;
import lib.services.projects.BuildFile;
import lib.services.projects.Rebuilt;
import lib.services.release.History;
import lib.services.release.Outcome;
import lib.services.release.Started;
import lib.services.release.Waiting;
import lib.services.settings.SharedFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Builds a whole project from the compose file or Dockerfile that its services share, on request from one of this machine. Contract: POST
 * /api/projects/redeploy, POST /api/projects/config/update.
 */
@Examples({
    "paas projects deploy wiki",
    "paas projects deploy wiki --file compose.yaml   # in place of the repository's",
    "paas projects deploy wiki --repository-file"})
@HelpPlace(under = Heading.PROJECTS, place = 60)
@Command(name = "projects deploy", description = "Deploy a compose or Dockerfile project as a whole")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {"deploy:trigger", "apps:write", "apps:read"}, openWorld = true)
public final class DeployProject implements Callable<Rebuilt> {

    @Parameters(index = "0")
    ProjectReference project;

    @Option(names = "--file", paramLabel = "<file>", description = "A compose file or Dockerfile of this machine, in place of the "
            + "repository's from now on.")
    String file;

    @Option(names = "--repository-file", description = "The repository's own again.")
    boolean repository;

    @Option(names = "--no-cache", description = "Build everything anew. Not for compose projects.")
    boolean noCache;

    @Mixin
    WaitOptions wait = new WaitOptions();

    @CommandLineOnly
    @Option(names = "--force", description = "Even while a deployment of it runs.")
    boolean force;

    private final Api api;
    private final Progress progress;

    public DeployProject(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Rebuilt call() {
        if (file != null && repository) {
            throw new Failure(Kind.USAGE, "either --file or --repository-file, not both");
        }
        String text = file == null ? repository ? "" : null : BuildFile.read(file);
        ProjectDetail detail = api.projects().get(project.in(api.projects().all()).id());
        Project one = detail.project();
        App primary = detail.apps().stream().filter(each -> each.id().equals(one.primaryId())).findFirst().orElse(null);
        if (primary == null) {
            throw new Failure(Kind.FAILED, one.name() + (detail.apps().isEmpty() ? " has no services"
                    : " has no compose file or Dockerfile that its services share"), detail.apps().isEmpty()
                            ? "put something into it: paas deploy <name> --project " + one.name()
                            : "build its services one by one: paas projects redeploy " + one.name());
        }
        if (noCache && primary.compose()) {
            throw new Failure(Kind.USAGE, one.name() + " is a compose project, and there --no-cache fails and takes the running group down",
                    "without it: paas projects deploy " + one.name());
        }
        if (repository && primary.buildMethod().equals("dockerfile-inline")) {
            throw new Failure(Kind.USAGE, one.name() + " has no repository: its Dockerfile is all there is", "give another one: --file");
        }
        BuildFile.check(file, text, one.deployType());
        String before = SharedFile.of(primary);
        boolean changed = text != null && !text.equals(before);
        Started started;
        try (Api.Claim claim = api.claim(primary.id())) {
            History history = History.now(api);
            if (!force) {
                history.refuseWhileBuilding(primary.id(), primary.name(), "paas projects deploy " + one.name());
            }
            if (changed) {
                SharedFile.store(api, one, primary, text);
            }
            started = Started.by(api, history, primary, () -> api.projects().redeploy(one.id(), noCache));
        }
        Outcome outcome = new Waiting(api, progress).of(started, wait.wanted(progress), List.of());
        return new Rebuilt(new Rebuilt.Facts(one.id(), one.name(), List.of(new Rebuilt.Service(primary.id(), primary.name(), outcome.json(),
                outcome.failure() == null ? null : outcome.failure().getMessage(), null)), List.of(), undo(one, primary, before, changed)),
                outcome.failure());
    }

    private static Undo undo(Project one, App primary, String before, boolean changed) {
        if (changed && before.isEmpty()) {
            return Undo.by("paas", "projects", "deploy", one.name(), "--repository-file");
        }
        return changed ? Undo.none("the file that was there before is not kept by the instance")
                : primary.compose() ? Undo.none("a compose deployment leaves no image to go back to")
                : primary.text("activeDeployId").isEmpty() ? Undo.none("there is no former version to go back to")
                : Undo.by("paas", "rollback", primary.name(), primary.text("activeDeployId"));
    }
}
