package lib.commands.apps;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.AppReference;
import lib.op.CommandLineOnly;
import lib.op.DeploymentReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.LocalWaitOptions;
import lib.op.Operation;
import lib.op.Progress;
import lib.services.release.History;
import lib.services.release.Images;
import lib.services.release.Outcome;
import lib.services.release.Started;
import lib.services.release.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Releases the image of an earlier deployment again. Contract: POST /api/apps/rollback. */
@Examples({"paas rollback web                         # to the version before", "paas rollback web --no-wait"})
@HelpPlace(under = Heading.APPS, place = 50)
@Command(name = "rollback", description = "Release an earlier version of an app again")
@Operation(tool = "paas_rollback", title = "Roll an app back", effect = Effect.WRITE, overwrites = true,
        scopes = {"apps:write", "apps:read"}, goesOn = "deployments wait",
        about = "Releases the image of an earlier successful deployment again, without a build and with today's settings; the five "
                + "newest images are "
                + "kept. Answers at once with a new deploymentId for paas_wait_deployment.")
public final class Rollback implements Callable<Outcome> {

    @Parameters(index = "0")
    AppReference app;

    @Parameters(index = "1", arity = "0..1", paramLabel = "<deployment-id>",
            description = "Default: the newest before the one now serving.")
    DeploymentReference deployment;

    @Mixin
    LocalWaitOptions wait = new LocalWaitOptions();

    @CommandLineOnly
    @Option(names = "--force", description = "Even while a deployment of it runs.")
    boolean force;

    private final Api api;
    private final Progress progress;

    public Rollback(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Outcome call() {
        App wanted = app.find(api);
        if (wanted.compose()) {
            throw new Failure(Kind.CONFLICT, wanted.name() + " is a compose app, whose deployments leave no image to roll back to",
                    "deploy an earlier commit: revert it in the repository, then paas redeploy " + wanted.name());
        }
        Started started;
        String note;
        try (Api.Claim claim = api.claim(wanted.id())) {
            History before = History.now(api);
            if (!force) {
                before.refuseWhileBuilding(wanted.id(), wanted.name(), "paas rollback " + wanted.name());
            }
            Deployment target = target(wanted, before);
            note = "back to deployment " + target.id() + " of " + target.createdAt() + (target.commitMsg().isEmpty() ? "" : " ("
                    + target.commitMsg() + ")");
            progress.note(note);
            started = Started.by(api, before, wanted, () -> api.apps().rollback(wanted.id(), target.id()));
        }
        return new Waiting(api, progress).of(started, wait.wanted(progress), List.of(note));
    }

    private Deployment target(App wanted, History history) {
        Images images = new Images(history.of(wanted.id()));
        String serving = wanted.text("activeImage");
        if (deployment == null) {
            Deployment earlier = images.before(serving);
            if (earlier == null) {
                throw new Failure(Kind.CONFLICT, "there is nothing to roll " + wanted.name()
                        + " back to: its history has no earlier successful "
                        + "deployment whose image is kept (the " + Images.KEPT + " newest are)", "see: paas deployments " + wanted.name());
            }
            return earlier;
        }
        String id = deployment.id();
        Deployment named = history.entries().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow(() ->
                new Failure(Kind.NOT_FOUND, "there is no deployment \"" + deployment.shown() + "\" in the history",
                        possible(images, serving)));
        if (!named.appId().equals(wanted.id())) {
            throw new Failure(Kind.USAGE, "the deployment " + named.id() + " belongs to " + named.appName() + ", not to " + wanted.name(),
                    possible(images, serving));
        }
        if (!named.status().equals("success") || !named.hasImage()) {
            throw new Failure(Kind.CONFLICT, "the deployment " + named.id() + " left no image to roll back to (" + named.status() + ")",
                    possible(images, serving));
        }
        if (!images.kept(named.image())) {
            throw new Failure(Kind.CONFLICT, "the image of " + named.id() + " is not kept any more: only the " + Images.KEPT
                    + " newest built of "
                    + wanted.name() + " are", possible(images, serving));
        }
        return named;
    }

    private static String possible(Images images, String serving) {
        List<String> possible = images.candidates(serving).stream().map(Deployment::id).toList();
        return possible.isEmpty() ? "there is none to roll back to" : "possible are: " + String.join(", ", possible);
    }
}
