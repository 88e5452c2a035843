package lib.sandbox.state.apps;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Rows;
import lib.sandbox.base.Snapshot.Kept;
import lib.sandbox.state.apps.Containers.Container;

/** The table of the apps, and what is theirs: containers, images, deployments, build directories. Lists that come out are copies. */
public final class Apps {

    private final Rows<App> apps = new Rows<>(app -> app.id);
    private final List<Consumer<App>> deletions = new CopyOnWriteArrayList<>();
    private final Containers containers = new Containers();
    private final Images images = new Images();
    private final Rows<Checkout> checkouts = new Rows<>(Checkout::appId);
    private final Deployments deployments;
    private final ContainerOutput output;
    private int lastPort;

    public Apps(InstantSource clock) {
        deployments = new Deployments(clock);
        output = new ContainerOutput(clock);
    }

    public Containers containers() {
        return containers;
    }

    public Images images() {
        return images;
    }

    /** The build directories, by app. */
    public Rows<Checkout> checkouts() {
        return checkouts;
    }

    public Deployments deployments() {
        return deployments;
    }

    public ContainerOutput output() {
        return output;
    }

    /** What the database has of it; what containers have printed lies beside. */
    public List<Kept<?>> kept() {
        return List.of(Kept.list("apps", App.class, apps::all, this::load), Kept.rows("checkouts", Checkout.class, checkouts),
            Kept.rows("deployments", Deployment.class, deployments), Kept.rows("containers", Container.class, containers),
            Kept.rows("images", String.class, images));
    }

    private synchronized void load(List<App> saved) {
        apps.all().forEach(app -> output.logs().forget(app.id));
        apps.load(List.of());
        saved.forEach(this::add);
    }

    /** The address that an app of this id has by itself. Contract: App.url, on a server that runs in a container. */
    public static String urlOf(String appId) {
        return "http://" + appId + ".127.0.0.1.sslip.io";
    }

    /** In the order of their making, as the API lists them: masked, and with the commit of the newest deployment. */
    public synchronized List<App> all() {
        return apps.all().stream().map(App::masked).map(this::withCommit).toList();
    }

    /** As the API answers it; null when there is none. */
    public synchronized App find(String id) {
        App found = apps.find(id);
        return found == null ? null : withCommit(found.masked());
    }

    /** A copy of an app with its secrets, for what the server itself does with it, never for an answer; null when there is none. */
    public synchronized App stored(String id) {
        App found = apps.find(id);
        return found == null ? null : found.copy();
    }

    /** The rows of an app's compose group with their secrets, the primary one first; the app alone when it has no group. */
    public synchronized List<App> group(App app) {
        boolean alone = app.composeProject == null || app.composeProject.isEmpty();
        return apps.all().stream().filter(each -> alone ? each.id.equals(app.id) : app.composeProject.equals(each.composeProject))
            .sorted(Comparator.comparing(each -> !each.composePrimary)).map(App::copy).toList();
    }

    /** Those of a project, as the API lists them. */
    public List<App> of(Project project) {
        return all().stream().filter(app -> project.id().equals(app.projectId)).toList();
    }

    /**
     * Changes an app; nobody sees it half changed. Its maps and lists are replaced, never written into: others may be reading them.
     *
     * @return it as changed, masked; null when there is none
     */
    public synchronized App change(String id, Consumer<App> edit) {
        App changed = apps.change(id, before -> {
            App after = before.copy();
            edit.accept(after);
            output.changed(before, after);
            return after;
        });
        return changed == null ? null : changed.masked();
    }

    /** Adds an app at the end; one that has been running has its container. */
    public synchronized void add(App app) {
        apps.put(app.copy());
        output.loaded(app);
        containers.loaded(app);
    }

    /** Adds an app under a name that no other has and with a free port. */
    public synchronized void addNew(App app) {
        app.name = freeName(app.name, app.id);
        app.port = freePort();
        add(app);
    }

    /** This name, or with four random characters at its end when another app has it. Contract: DeployRequest.name. */
    public synchronized String freeName(String wanted, String exceptId) {
        String name = wanted;
        while (isTaken(name, exceptId)) {
            name = wanted.substring(0, Math.min(wanted.length(), 35)) + "-" + Ids.next().substring(0, 4);
        }
        return name;
    }

    /** Whether another app than this has the name. */
    public synchronized boolean isTaken(String name, String exceptId) {
        return apps.all().stream().anyMatch(app -> app.name.equals(name) && !app.id.equals(exceptId));
    }

    /** A host port that no app has, as long as there is one. Contract: 9000-9999. */
    public synchronized int freePort() {
        Set<Integer> taken = apps.all().stream().map(app -> app.port).collect(Collectors.toSet());
        return IntStream.range(0, 1000).map(step -> 9000 + (lastPort + step) % 1000).filter(port -> !taken.contains(port))
            .peek(port -> lastPort = port - 9000 + 1).findFirst().orElse(9999);
    }

    /** Removes an app's row and its containers with what they printed, nothing else. */
    public void remove(String appId) {
        apps.remove(appId);
        containers.remove(container -> container.appId().equals(appId));
        output.logs().forget(appId);
    }

    /** Removes an app and what is its own. Contract: deleteApp; what this table does not know listens to {@link #onDelete}. */
    public void delete(App app) {
        remove(app.id);
        images.forget(app.name);
        checkouts.remove(app.id);
        deployments.forget(app.id);
        deletions.forEach(listener -> listener.accept(app));
    }

    /** Tells this of every app that was deleted by {@link #delete}, with its secrets. */
    public void onDelete(Consumer<App> listener) {
        deletions.add(listener);
    }

    private App withCommit(App view) {
        Deployment newest = deployments.newestOf(view.id);
        if (newest != null && !newest.building()) {
            view.activeCommit = newest.commit();
            view.activeCommitMsg = newest.commitMsg();
        }
        return view;
    }
}
