package lib.sandbox.builds;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lib.sandbox.base.Background;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps.Checkout;
import lib.sandbox.state.apps.Containers.Container;

/** Containers that exit again and again while they have the traffic ({@link Mishap#RESTARTING}); docker starts them again each time. */
record CrashLoop(State state, Background background, Set<String> looping) {

    private static final Duration LEAST = Duration.ofMillis(20);
    private static final int LONGEST_BACKOFF_SECONDS = 60;
    /** How often when nothing takes time, as it would never end otherwise. */
    private static final int AT_ONCE = 3;

    CrashLoop(State state, Background background) {
        this(state, background, ConcurrentHashMap.newKeySet());
    }

    /** Watches the containers. */
    void changed(Container.Change change, Container container) {
        if (change == Container.Change.STARTED) {
            begin(container);
        }
    }

    /** The server has started, and finds the containers as they are. */
    void boot() {
        state.apps().containers().all().stream().filter(Container::running).forEach(this::begin);
    }

    private void begin(Container container) {
        App app = state.apps().stored(container.appId());
        if (app != null && Mishap.RESTARTING.hits(app) && looping.add(container.name())) {
            background.run(() -> {
                try {
                    loop(container.name(), container.deploymentId());
                } finally {
                    looping.remove(container.name());
                }
            });
        }
    }

    private void loop(String name, String deploymentId) throws InterruptedException {
        int restarts = 0;
        for (Container found = running(name); found != null && (background.takesTime() || restarts < AT_ONCE); found = running(name)) {
            App app = state.apps().stored(found.appId());
            if (app != null && !app.status.equals("stopped") && deploymentId.equals(app.activeDeployId)) {
                background.pause(Duration.ofSeconds(Math.min(1L << Math.min(restarts, 6), LONGEST_BACKOFF_SECONDS)));
                Stack stack = Stack.of(app, Checkout.of(app, state.apps().checkouts()));
                Stream<BuildLog.Line> lines = BuildLog.lines(stack.name() + ".crash", Build.values(app, stack)).stream();
                state.apps().output().logs().of(app.id).restarted(lines.map(BuildLog.Line::text).toList());
                restarts++;
            }
            Thread.sleep(LEAST);        // also while traffic is not switched to it yet, or its row says stopped still
        }
    }

    /** null when it is down or gone. */
    private Container running(String name) {
        return state.apps().containers().all().stream().filter(each -> each.name().equals(name) && each.running()).findFirst().orElse(null);
    }
}
