package lib.sandbox.builds;

import java.util.List;
import java.util.Map;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Checkout;
import lib.sandbox.state.apps.Container;
import lib.sandbox.state.apps.Containers;

/** Starts the new container of an app beside the old one, waits until it is healthy, and cuts over. */
record Launch(State state, BuildLog log) {

    /** How long a server waits for a container to become healthy. */
    private static final int PATIENCE_SECONDS = 300;
    /** What docker waits at most before it starts a container again that has ended. */
    private static final int LONGEST_BACKOFF_SECONDS = 60;

    /**
     * Returns when the new container serves, with what it has printed so far; the old one is left for {@link #retire}.
     *
     * @throws BuildFailure when it dies or does not answer; the new container is gone then, the old one goes on
     */
    List<String> healthy(App app, String deploymentId, String image, Checkout checkout, int hostPort)
            throws BuildFailure, InterruptedException {
        Stack stack = Stack.of(app, checkout);
        String name = Containers.nameOf(app, deploymentId);
        long port = app.portOverride > 0 ? app.portOverride : app.port;
        log.say(0.3, "🚀 Starting new container \"" + name + "\" (host :" + hostPort + " → container :" + port + ")...");
        Map<String, String> values = Build.values(app, stack);
        String prefix = "📦 [" + name + "] ";
        boolean crashes = Mishap.CRASHING.hits(app);
        String script = Scripts.start(stack, crashes);
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
                log.play(crashes ? script : "", prefix, values);      // docker has started it again
            }
            throw new BuildFailure("Health check failed: container did not become healthy within 5m0s", true);
        }
        log.say(0.8, "💚 Health check passed");
        state.apps().containers().run(name, app.id, deploymentId, image);
        return Scripts.lines(script, values).stream().map(Scripts.Line::text).toList();
    }

    /** Removes the containers that the new one has replaced. */
    void retire(App app, String deploymentId) {
        String name = Containers.nameOf(app, deploymentId);
        for (Container old : state.apps().containers().remove(each -> each.appId().equals(app.id) && !each.name().equals(name))) {
            log.say("🧹 Removed previous container " + old.name());
        }
    }
}
