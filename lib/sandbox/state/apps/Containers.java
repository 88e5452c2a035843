package lib.sandbox.state.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import lib.sandbox.base.Rows;

/** The containers of the apps on this server, as docker would list them; who needs to know can watch them come and go. */
public final class Containers extends Rows<Containers.Container> {

    private final List<BiConsumer<Container.Change, Container>> watchers = new CopyOnWriteArrayList<>();

    Containers() {
        super(Container::name);
    }

    /** The newest container of an app; during a cut-over there are two. null when it has none. */
    public Container of(String appId) {
        return all().reversed().stream().filter(container -> container.appId().equals(appId)).findFirst().orElse(null);
    }

    /** Tells this of every change from now on, on the thread that made it and after it was made; it must be quick and not fail. */
    public void watch(BiConsumer<Container.Change, Container> watcher) {
        watchers.add(watcher);
    }

    /** Creates and starts one. */
    public Container run(String name, String appId, String deploymentId, String image) {
        Container container = new Container(name, appId, deploymentId, image, true);
        put(container);
        tell(Container.Change.STARTED, container);
        return container;
    }

    /** Starts the container that an app has, if any; one that runs goes on running. */
    public void start(String appId) {
        Container found = of(appId);
        if (found != null && !found.running()) {
            tell(Container.Change.STARTED, change(found.name(), each -> each.withRunning(true)));
        }
    }

    /** Stops what an app has running. */
    public void stop(String appId) {
        all().stream().filter(container -> container.appId().equals(appId) && container.running())
            .map(container -> change(container.name(), each -> each.withRunning(false)))
            .forEach(container -> tell(Container.Change.STOPPED, container));
    }

    /** Removes the containers that match; what ran is stopped first. */
    public List<Container> remove(Predicate<Container> which) {
        List<Container> removed = new ArrayList<>();
        all().stream().filter(which).filter(container -> remove(container.name())).forEach(removed::add);
        removed.forEach(container -> tell(Container.Change.REMOVED, container));
        return removed;
    }

    /** An app that comes with its container: it was deployed before the server started. */
    public void loaded(App app) {
        if (app.activeDeployId != null || app.status.equals("running")) {
            boolean group = app.composeProject != null && !app.composeProject.isEmpty();
            String name = group ? app.composeProject + "-" + app.composeService + "-1" : nameOf(app, app.activeDeployId);
            String image = app.activeImage == null ? name : app.activeImage;
            put(new Container(name, app.id, app.activeDeployId, image, !app.status.equals("stopped")));
        }
    }

    /** The name that the container of a deployment has. */
    public static String nameOf(App app, String deploymentId) {
        return app.name + "-" + deploymentId;
    }

    private void tell(Container.Change change, Container container) {
        watchers.forEach(watcher -> watcher.accept(change, container));
    }

    /**
     * A container of an app. Its name never leaves the server except in logs.
     *
     * @param name    {@code <app name>-<deployment>}; of a compose service {@code <compose project>-<service>-1}
     */
    public record Container(String name, String appId, String deploymentId, String image, boolean running) {

        Container withRunning(boolean running) {
            return new Container(name, appId, deploymentId, image, running);
        }

        /** What happened to a container; a redeploy is a start of the new one and a removal of the old one. */
        public enum Change { STARTED, STOPPED, REMOVED }
    }
}
