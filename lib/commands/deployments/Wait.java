package lib.commands.deployments;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Apps;
import lib.api.Deployment;
import lib.op.DeploymentReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Progress;
import lib.op.Range;
import lib.op.ToolText;
import lib.services.release.Group;
import lib.services.release.History;
import lib.services.release.Outcome;
import lib.services.release.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits until a deployment is over. Contract: DEPLOY AND WAIT. */
@Examples({"paas deployments wait web", "paas deployments wait web --wait-timeout 600"})
@HelpPlace(under = Heading.DEPLOYMENTS, place = 30)
@Command(name = "deployments wait", description = "Wait until a deployment is over")
@Operation(tool = "paas_wait_deployment", title = "Wait for a deployment", effect = Effect.READ, scopes = "apps:read",
        goesOn = "deployments wait",
        about = "Waits for a deployment's end; of a failed one with the last log lines and the likely cause. Answers status building "
                + "after 50 seconds, or as told: then call it again. By an app's name it says in notes when nothing is running.")
public final class Wait implements Callable<Outcome> {

    @Parameters(index = "0", paramLabel = "<deployment>", description = "Id of a deployment, or name or id of an app: its newest one.")
    DeploymentReference deployment;

    @ToolText("How long to wait; default 50.")
    @Range(min = 1, max = 86_400)
    @Option(names = {"--wait-timeout", "--timeout-seconds"}, paramLabel = "<seconds>",
            description = "How long to wait for its end, 1 to 86400; default: as long as it takes.")
    Integer timeoutSeconds;

    private final Api api;
    private final Progress progress;

    public Wait(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Outcome call() {
        Deployment wanted = api.deployments().find(deployment.id());
        List<String> notes = List.of();
        List<App> apps = api.apps().all();
        App app;
        if (wanted == null) {
            app = Group.primary(apps, Apps.find(apps, deployment.text()));
            wanted = History.newest(api, app);
            notes = past(app, wanted);
        } else {
            app = Apps.find(apps, wanted.appId());
        }
        return new Waiting(api, progress).end(app, wanted.id(), timeoutSeconds == null ? null : Duration.ofSeconds(timeoutSeconds),
                notes);
    }

    /** Who names an app waits for what runs now: an old answer is none, unless it is called old. */
    private List<String> past(App app, Deployment newest) {
        if (!newest.finished()) {
            return List.of();
        }
        String note = "nothing of " + app.name() + " is being deployed; its newest deployment was asked for at " + newest.createdAt()
                + " and is over";
        progress.note(note);
        return List.of(note);
    }
}
