package lib.sandbox.builds;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import lib.sandbox.builds.Builds.Trigger;
import lib.sandbox.builds.Sources.Source;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Checkout;
import lib.sandbox.state.apps.Deployment;
import lib.sandbox.state.servers.Machines.Contact;
import lib.sandbox.state.servers.Servers;

/** One deployment from its first log line to its end. It works with the app's settings as they were when it was asked for. */
final class Run {

    private static final System.Logger LOG = System.getLogger(Run.class.getName());

    private final Builds builds;
    private final State state;
    private final App app;
    private final Deployment deployment;
    private final Trigger trigger;
    private final boolean noCache;
    private final Deployment target;
    private final BuildLog log;
    private String commit;
    private String message;

    /** @param target what to roll back to; null to build */
    Run(Builds builds, App app, Deployment deployment, Trigger trigger, boolean noCache, Deployment target, BuildLog log) {
        this.builds = builds;
        this.state = builds.state();
        this.app = app;
        this.deployment = deployment;
        this.trigger = trigger;
        this.noCache = noCache;
        this.target = target;
        this.log = log;
    }

    void run() throws InterruptedException {
        try {
            deploy();
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "the sandbox failed at deployment " + deployment.id(), bug);
            log.say("✖ The sandbox failed: " + bug);
            end(record -> record.failed(duration(), commit, message));
        }
    }

    private void deploy() throws InterruptedException {
        boolean deployedBefore = app.composeProject != null && !app.composeProject.isEmpty();
        try {
            log.say("✨ Initializing environment for app: " + app.name);
            connect();
            String image = release();
            log.say(0.4, image == null ? "✅ Compose deployment complete! App live at: " + app.url
                : "✅ Deployment complete! App live at: " + app.url);
            end(record -> record.succeeded(duration(), image, commit, message));
        } catch (BuildFailure failure) {
            log.say("✖ " + failure.getMessage());
            if (failure.atStart()) {
                log.say("↩ Keeping the previous version live; discarding the failed container.");
            }
            boolean old = deployedBefore || state.apps().containers().of(app.id) != null;
            save(row -> row.status = old ? "running" : "failed");
            end(record -> record.failed(duration(), commit, message));
        }
    }

    /** Contract: a compose group runs on the control plane whatever serverId says. */
    private void connect() throws BuildFailure {
        if (!app.serverId.equals(Servers.LOCALHOST) && !app.buildMethod.equals("compose")) {
            Contact contact = state.servers().reach(app.serverId);
            String error = contact == null ? Servers.UNKNOWN : contact.error();
            if (!error.isEmpty()) {
                throw new BuildFailure("Failed to get server connection: " + error);
            }
        }
    }

    /** The image that now runs; null for a compose group. */
    private String release() throws BuildFailure, InterruptedException {
        if (target != null) {
            return rollBack();
        }
        Source source = builds.sources().fetch(app, trigger, log);
        commit = source.commit();
        message = source.message();
        Checkout checkout = source.checkout();
        if (app.buildMethod.equals("compose")) {
            ComposeUp compose = new ComposeUp(state, log);
            ComposeFile file = compose.up(app, deployment.id(), checkout, noCache);
            if (state.apps().stored(app.id) != null) {
                compose.rows(app, file, deployment.id());
            }
            return null;
        }
        String image = new Build(state, log).image(app, deployment.id(), checkout);
        cutOver(image, checkout);
        audit(checkout);
        return image;
    }

    private String rollBack() throws BuildFailure, InterruptedException {
        commit = target.commit();
        message = target.commitMsg();
        log.say(0.3, "↩ Rolling back to deployment " + target.id() + " (" + target.image() + ")");
        if (!target.image().equals(app.image) && !state.apps().images().exists(target.image())) {
            throw new BuildFailure("Image " + target.image() + " no longer exists");
        }
        cutOver(target.image(), checkout());
        return target.image();
    }

    private void cutOver(String image, Checkout checkout) throws BuildFailure, InterruptedException {
        int port = state.apps().freePort();
        Launch launch = new Launch(state, log);
        List<String> printed = launch.healthy(app, deployment.id(), image, checkout, port);
        log.say(0.2, "🔀 Traffic switched to the new version");
        state.apps().output().logs().printedBefore(app.id, printed);
        save(row -> {
            row.status = "running";
            row.port = port;
            row.activeImage = image;
            row.activeDeployId = deployment.id();
        });
        launch.retire(app, deployment.id());
    }

    private void audit(Checkout checkout) throws InterruptedException {
        if (checkout.has(app.rootDir, "package.json")) {
            log.say(0.3, "🔎 Auditing dependencies");
            int found = Audit.of(app, checkout).findings().size();
            log.say(0.8, found == 0 ? "🔎 No known vulnerabilities" : "⚠️ " + found + " known vulnerabilities");
            state.apps().change(app.id, row -> row.vulnerabilitiesCount = found);
        }
    }

    private Checkout checkout() {
        return Checkout.of(app, state.apps().checkouts());
    }

    private void save(Consumer<App> edit) {
        if (state.apps().change(app.id, edit) == null) {
            edit.accept(app);
            builds.savedAfterDeletion(app);
        }
    }

    private void end(UnaryOperator<Deployment> how) {
        Deployment ended = state.apps().deployments().finish(deployment.id(), how);
        if (ended != null) {
            App now = state.apps().stored(app.id);
            builds.finished(new Builds.Finished(now == null ? app : now, ended, trigger.told()));
        }
    }

    /** As Go writes a duration that was rounded to seconds. */
    private String duration() {
        long seconds = Math.round(Duration.between(deployment.createdAt(), state.now()).toMillis() / 1000.0);
        String minutes = seconds >= 60 ? seconds / 60 % 60 + "m" : "";
        return (seconds >= 3600 ? seconds / 3600 + "h" : "") + minutes + seconds % 60 + "s";
    }
}
