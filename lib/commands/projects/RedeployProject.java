package lib.commands.projects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.ProjectDetail;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Progress;
import lib.op.ProjectReference;
import lib.op.Undo;
import lib.op.WaitOptions;
import lib.services.projects.Doomed;
import lib.services.projects.Rebuilt;
import lib.services.release.Outcome;
import lib.services.release.RebuildOptions;
import lib.services.release.Started;
import lib.services.release.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Builds every service of a project again. All are started, then all are waited for. Contract: POST /api/apps/redeploy for each. */
@Examples({"paas projects redeploy shop", "paas projects redeploy shop --no-cache --wait"})
@HelpPlace(under = Heading.PROJECTS, place = 50)
@Command(name = "projects redeploy", description = "Build and release every service of a project again")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {"apps:write", "apps:read"}, openWorld = true)
public final class RedeployProject implements Callable<Rebuilt> {

    @Parameters(index = "0")
    ProjectReference project;

    @Mixin
    RebuildOptions options = new RebuildOptions();

    @Mixin
    WaitOptions wait = new WaitOptions();

    private final Api api;
    private final Progress progress;

    public RedeployProject(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Rebuilt call() {
        ProjectDetail detail = api.projects().get(project.in(api.projects().all()).id());
        List<App> roots = new Doomed(detail.project(), detail.apps()).roots();
        if (roots.isEmpty()) {
            throw new Failure(Kind.FAILED, detail.project().name() + " has no services",
                    "put something into it: paas deploy <name> --project " + detail.project().name());
        }
        Map<App, Object> begun = new LinkedHashMap<>();
        roots.forEach(each -> begun.put(each, begin(each)));
        if (begun.size() == 1 && begun.values().iterator().next() instanceof Failure only) {
            throw only;
        }
        begun.forEach((app, what) -> {
            if (what instanceof Failure refused) {
                // told before the others are waited for
                progress.note(app.name() + ": " + refused.getMessage());
            }
        });
        return ended(detail, begun);
    }

    /** What was started, or why nothing was. */
    private Object begin(App app) {
        try {
            return options.begin(api, app, app);
        } catch (Failure e) {
            if (e.kind() == Kind.INTERRUPTED) {
                throw e;
            }
            return e;
        }
    }

    private Rebuilt ended(ProjectDetail detail, Map<App, Object> begun) {
        List<Rebuilt.Service> services = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        Waiting waiting = new Waiting(api, progress);
        begun.forEach((app, what) -> {
            Outcome outcome = null;
            Failure failure = what instanceof Failure refused ? refused : null;
            if (what instanceof Started started) {
                outcome = waiting.of(started, wait.wanted(progress), List.of());
                failure = outcome.failure();
            }
            if (failure != null) {
                failures.add(failure);
                bad.add(app.name());
            }
            services.add(new Rebuilt.Service(app.id(), app.name(), outcome == null ? null : outcome.json(),
                    failure == null ? null : failure.getMessage(), failure == null ? null : failure.hint()));
        });
        List<App> started = begun.entrySet().stream().filter(each -> each.getValue() instanceof Started).map(Map.Entry::getKey).toList();
        Rebuilt.Facts facts = new Rebuilt.Facts(detail.project().id(), detail.project().name(), services, List.of(), undo(started));
        return new Rebuilt(facts, failures.isEmpty() ? null : failures.size() == 1 && begun.size() == 1 ? failures.getFirst()
                : new Failure(worst(failures), bad.size() + " of " + begun.size() + " services of " + detail.project().name()
                + " are not as they were meant to be: " + String.join(", ", bad), failures.getFirst().hint()));
    }

    private static Kind worst(List<Failure> failures) {
        return failures.stream().map(Failure::kind).max((one, other) -> one.exitCode() - other.exitCode()).orElse(Kind.FAILED);
    }

    /** Back to the images that serve now, where there are any. Contract: POST /api/apps/rollback. */
    private static Undo undo(List<App> started) {
        List<String> lines = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (App each : started) {
            if (each.compose() || each.text("activeDeployId").isEmpty()) {
                without.add(each.name());
            } else {
                lines.add(Undo.by("paas", "rollback", each.name(), each.text("activeDeployId")).command());
            }
        }
        String why = "no image of the former version of " + String.join(", ", without) + " to go back to";
        return started.isEmpty() ? null : lines.isEmpty() ? Undo.none("there is " + why)
                : new Undo(String.join(" && ", lines), null, null, without.isEmpty() ? null : "there is " + why);
    }
}
