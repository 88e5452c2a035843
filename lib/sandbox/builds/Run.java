package lib.sandbox.builds;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import lib.sandbox.builds.Builds.Trigger;
import lib.sandbox.builds.ComposeUp.ComposeFile;
import lib.sandbox.builds.Sources.Source;
import lib.sandbox.http.GoJson;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps.Checkout;
import lib.sandbox.state.apps.Containers;
import lib.sandbox.state.apps.Containers.Container;
import lib.sandbox.state.apps.Deployments.Deployment;
import lib.sandbox.state.servers.Servers;

/**
 * One deployment from its first log line to its end. It works with the app's settings as they were when it was asked for.
 *
 * @param target what to roll back to; null to build
 * @param source what it is made from, as soon as that is known
 */
record Run(Builds builds, State state, App app, Deployment deployment, Trigger trigger, boolean noCache, Deployment target, BuildLog log,
        AtomicReference<Source> source) {

    private static final System.Logger LOG = System.getLogger(Run.class.getName());

    /** How long a server waits for a container to become healthy. */
    private static final int PATIENCE_SECONDS = 300;
    /** What docker waits at most before it starts a container again that has ended. */
    private static final int LONGEST_BACKOFF_SECONDS = 60;

    void run() throws InterruptedException {
        try {
            deploy();
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "the sandbox failed at deployment " + deployment.id(), bug);
            log.say("✖ The sandbox failed: " + bug);
            end(record -> record.failed(duration(), source.get().commit(), source.get().message()));
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
            end(record -> record.succeeded(duration(), image, source.get().commit(), source.get().message()));
        } catch (BuildFailure failure) {
            log.say("✖ " + failure.getMessage());
            if (failure.atStart()) {
                log.say("↩ Keeping the previous version live; discarding the failed container.");
            }
            boolean old = deployedBefore || state.apps().containers().of(app.id) != null;
            save(row -> row.status = old ? "running" : "failed");
            end(record -> record.failed(duration(), source.get().commit(), source.get().message()));
        }
    }

    /** Contract: a compose group runs on the control plane whatever serverId says. */
    private void connect() throws BuildFailure {
        if (!app.serverId.equals(Servers.LOCALHOST) && !app.buildMethod.equals("compose")) {
            String error = state.servers().problem(app.serverId);
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
        source.set(builds.sources().fetch(app, trigger, log));
        if (app.buildMethod.equals("compose")) {
            ComposeUp compose = new ComposeUp(state, log);
            ComposeFile file = compose.up(app, deployment.id(), source.get().checkout(), noCache);
            if (state.apps().stored(app.id) != null) {
                compose.rows(app, file, deployment.id());
            }
            return null;
        }
        String image = new Build(state, log).image(app, deployment.id(), source.get().checkout());
        cutOver(image);
        audit(source.get().checkout());
        return image;
    }

    private String rollBack() throws BuildFailure, InterruptedException {
        source.set(new Source(Checkout.of(app, state.apps().checkouts()), target.commit(), target.commitMsg()));
        log.say(0.3, "↩ Rolling back to deployment " + target.id() + " (" + target.image() + ")");
        if (!target.image().equals(app.image) && state.apps().images().find(target.image()) == null) {
            throw new BuildFailure("Image " + target.image() + " no longer exists");
        }
        cutOver(target.image());
        return target.image();
    }

    private void cutOver(String image) throws BuildFailure, InterruptedException {
        int port = state.apps().freePort();
        String name = Containers.nameOf(app, deployment.id());
        List<String> printed = launch(name, image, port);
        log.say(0.2, "🔀 Traffic switched to the new version");
        state.apps().output().logs().of(app.id).printedBefore(printed);
        save(row -> {
            row.status = "running";
            row.port = port;
            row.activeImage = image;
            row.activeDeployId = deployment.id();
        });
        for (Container old : state.apps().containers().remove(each -> each.appId().equals(app.id) && !each.name().equals(name))) {
            log.say("🧹 Removed previous container " + old.name());
        }
    }

    /**
     * Starts the new container beside the old one. Returns when it serves, with what it has printed so far.
     *
     * @throws BuildFailure when it dies or does not answer; the new container is gone then, the old one goes on
     */
    private List<String> launch(String name, String image, int hostPort) throws BuildFailure, InterruptedException {
        Stack stack = Stack.of(app, source.get().checkout());
        long port = app.portOverride > 0 ? app.portOverride : app.port;
        log.say(0.3, "🚀 Starting new container \"" + name + "\" (host :" + hostPort + " → container :" + port + ")...");
        Map<String, String> values = Build.values(app, stack);
        String prefix = "📦 [" + name + "] ";
        boolean crashes = Mishap.CRASHING.hits(app);
        String script = stack.name() + (crashes ? ".crash" : ".start");
        log.play(script, prefix, values);
        log.say(0.2, "🩺 Waiting for the new container to become healthy...");
        if (crashes || Mishap.UNHEALTHY.hits(app) && !app.healthPath.isEmpty()) {
            String probe = "127.0.0.1:" + hostPort;
            String error = app.healthPath.isEmpty() ? "TCP connection error: dial tcp " + probe + ": connect: connection refused"
                : "error: Get \"http://" + probe + app.healthPath + "\": EOF";
            int backoff = 1;
            for (int waited = 0; waited < PATIENCE_SECONDS; waited += backoff, backoff = Math.min(2 * backoff, LONGEST_BACKOFF_SECONDS)) {
                log.say("🩺 Health check " + error);
                log.pause(Math.min(backoff, PATIENCE_SECONDS - waited));
                if (crashes) {
                    log.play(script, prefix, values);      // docker has started it again
                }
            }
            throw new BuildFailure("Health check failed: container did not become healthy within 5m0s", true);
        }
        log.say(0.8, "💚 Health check passed");
        state.apps().containers().run(name, app.id, deployment.id(), image);
        return BuildLog.lines(script, values).stream().map(BuildLog.Line::text).toList();
    }

    private void audit(Checkout checkout) throws InterruptedException {
        if (checkout.has(app.rootDir, "package.json")) {
            log.say(0.3, "🔎 Auditing dependencies");
            int found = Audit.of(app, checkout).findings().size();
            log.say(0.8, found == 0 ? "🔎 No known vulnerabilities" : "⚠️ " + found + " known vulnerabilities");
            state.apps().change(app.id, row -> row.vulnerabilitiesCount = found);
        }
    }

    private void save(Consumer<App> edit) {
        if (state.apps().change(app.id, edit) == null) {
            edit.accept(app);
            builds.unsaved().add(app);
        }
    }

    private void end(UnaryOperator<Deployment> how) {
        Deployment ended = state.apps().deployments().finish(deployment.id(), how);
        if (ended != null) {
            App now = state.apps().stored(app.id);
            Builds.Finished finished = new Builds.Finished(now == null ? app : now, ended, trigger.told());
            builds.listeners().forEach(listener -> listener.accept(finished));
        }
    }

    /** Rounded to seconds. */
    private String duration() {
        return GoJson.duration(Duration.between(deployment.createdAt(), state.now()).plusMillis(500));
    }
}
