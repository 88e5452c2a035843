package lib.sandbox.builds;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import lib.sandbox.base.Background;
import lib.sandbox.base.Ids;
import lib.sandbox.builds.Sources.Source;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps;
import lib.sandbox.state.apps.Deployments.Deployment;

/**
 * The build engine: turns what an app says (repository, upload, image, Dockerfile, compose file) into a deployment record whose log grows
 * in the background, and in the end into a container. Contract: DEPLOY AND WAIT. Nothing is built for real; a repository of this machine
 * is really cloned, the others are played ({@link Mishap} says how to make one fail). Builds of one app run side by side, as the server has
 * no queue.
 *
 * @param unsaved apps that were deleted during their build: their rows are in the database again, which nobody reads before a restart
 * @param running done when their build has ended
 */
public record Builds(State state, Background background, Sources sources, CrashLoop crashes, List<Consumer<Finished>> listeners,
        List<App> unsaved, Set<CompletableFuture<Void>> running) {

    public Builds(State state, Background background) {
        this(state, background, new Sources(state), new CrashLoop(state, background), new CopyOnWriteArrayList<>(),
            new CopyOnWriteArrayList<>(), ConcurrentHashMap.newKeySet());
        state.apps().containers().watch(crashes::changed);
    }

    /** A deployment that has ended. {@code trigger} is there even where the record leaves it out; {@code app} has its secrets. */
    public record Finished(App app, Deployment deployment, String trigger) { }

    /** Tells this of every deployment that ends, on the build's thread; not of those that a restart interrupts. */
    public void onFinish(Consumer<Finished> listener) {
        listeners.add(listener);
    }

    /**
     * Builds an app from what it is made of and releases it; for a row of a compose group the whole group.
     *
     * @return the app that is built (the primary one of a compose group) as the answer has it: masked, building
     * @throws NullPointerException when there is no such app
     */
    public App start(String appId, Trigger trigger, boolean noCache) {
        return start(appId, Ids.next(), trigger, noCache, null);
    }

    /** The same with an id for the record that is known before; by {@link Trigger#LOCAL} from the files that are there. */
    public void start(String appId, String deploymentId, Trigger trigger) {
        start(appId, deploymentId, trigger, false, null);
    }

    /** Releases the image of an earlier deployment again, without a build. */
    public void rollback(String appId, Deployment target) {
        start(appId, Ids.next(), Trigger.ROLLBACK, false, target);
    }

    /**
     * What the server does at its start: builds that it finds are over, apps that it finds building run or have failed, and the row of an
     * app that was deleted during its build is back. Builds that were interrupted just now have a moment to end.
     */
    public void boot() {
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).completeOnTimeout(null, 2, TimeUnit.SECONDS).join();
        state.apps().deployments().interrupt();
        unsaved.forEach(app -> {
            if (state.apps().stored(app.id) == null) {
                state.apps().add(app);
            }
        });
        unsaved.clear();
        state.apps().output().logs().booted();
        crashes.boot();
        for (App app : state.apps().all()) {
            if (app.status.equals("building")) {
                boolean runs = state.apps().containers().all().stream().anyMatch(each -> each.appId().equals(app.id) && each.running());
                state.apps().change(app.id, row -> row.status = runs ? "running" : "failed");
            }
        }
    }

    private App start(String appId, String deploymentId, Trigger trigger, boolean noCache, Deployment target) {
        App asked = Objects.requireNonNull(state.apps().stored(appId), appId);
        List<App> group = state.apps().group(asked);
        App app = group.getFirst();
        App before = app.copy();
        group.forEach(row -> state.apps().change(row.id, each -> {
            each.status = "building";
            each.url = each.url.isEmpty() ? Apps.urlOf(each.id) : each.url;
        }));
        Deployment deployment = state.apps().deployments().open(deploymentId, app, trigger.recorded());
        BuildLog log = new BuildLog(message -> state.apps().deployments().log(deployment, message), background);
        Run run = new Run(this, state, before, deployment, trigger, noCache, target, log, new AtomicReference<>(Source.NONE));
        App stored = state.apps().stored(app.id);
        App answer = (stored == null ? before : stored).masked();
        CompletableFuture<Void> done = new CompletableFuture<>();
        running.add(done);
        background.run(() -> {
            try {
                run.run();
            } finally {
                running.remove(done);
                done.complete(null);
            }
        });
        return answer;
    }

    /** What set off a deployment. Contract: Deployment.trigger. */
    public enum Trigger {
        /** The first one of an app from Git or an upload: its record names no trigger, a notification about it says manual. */
        FIRST, MANUAL, WEBHOOK, ROLLBACK, CATALOG, IMAGE, DOCKERFILE, LOCAL;

        /** As the record has it; null for {@link #FIRST}. */
        public String recorded() {
            return this == FIRST ? null : told();
        }

        /** As a notification has it. */
        public String told() {
            return this == FIRST ? "manual" : name().toLowerCase(Locale.ROOT);
        }
    }
}
