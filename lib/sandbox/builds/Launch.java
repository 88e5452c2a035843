package lib.sandbox.builds;

import java.util.Map;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Checkout;
import lib.sandbox.state.apps.Container;
import lib.sandbox.state.apps.Containers;

/** Starts the new container of an app beside the old one, waits until it is healthy, and cuts over. */
record Launch(State state, BuildLog log) {

    /**
     * Returns when the new container serves; the old one is left for {@link #retire}.
     *
     * @throws BuildFailure when it dies or does not answer; the new container is gone then, the old one goes on
     */
    void healthy(App app, String deploymentId, String image, Checkout checkout, int hostPort) throws BuildFailure, InterruptedException {
        Stack stack = Stack.of(app, checkout);
        String name = Containers.nameOf(app, deploymentId);
        long port = app.portOverride > 0 ? app.portOverride : app.port;
        log.say(0.3, "🚀 Starting container " + name + " (host port " + hostPort + " -> " + port + ")");
        Map<String, String> values = Build.values(app, stack);
        String prefix = "📦 [" + name + "] ";
        boolean crashes = Mishap.CRASHING.hits(app);
        log.play(Scripts.start(stack, crashes), prefix, values);
        if (crashes) {
            throw new BuildFailure("Container exited during start-up (exit code 1)");
        }
        String probe = app.healthPath.isEmpty() ? "TCP connect" : "HTTP " + app.healthPath;
        log.say(0.2, "🩺 Waiting for the health check (" + probe + ")");
        if (Mishap.UNHEALTHY.hits(app)) {
            log.pause(6);       // a real instance waits 300 seconds
            throw new BuildFailure("Health check failed: no answer within 5m0s (" + probe + ")");
        }
        log.say(0.8, "💚 Health check passed");
        state.apps().containers().run(name, app.id, deploymentId, image);
    }

    /** Removes the containers that the new one has replaced. */
    void retire(App app, String deploymentId) {
        String name = Containers.nameOf(app, deploymentId);
        for (Container old : state.apps().containers().remove(each -> each.appId().equals(app.id) && !each.name().equals(name))) {
            log.say("🧹 Removed the previous container " + old.name());
        }
    }
}
