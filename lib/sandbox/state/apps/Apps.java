package lib.sandbox.state.apps;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Rows;
import lib.sandbox.base.Snapshot.Kept;
import lib.sandbox.state.apps.Containers.Container;
import lib.sandbox.state.apps.Deployments.Deployment;

/**
 * The table of the apps, and what is theirs: containers, images, deployments, build directories. Lists that come out are copies.
 *
 * @param rows      as they are stored, with their secrets; the methods are the way to them
 * @param deletions listen to {@link #delete}
 * @param lastPort  where the search for a free port goes on
 */
public record Apps(Rows<App> rows, List<Consumer<App>> deletions, AtomicInteger lastPort, Containers containers, Images images,
        Rows<Checkout> checkouts, Deployments deployments, ContainerOutput output) {

    public Apps(InstantSource clock) {
        this(new Rows<>(app -> app.id), new CopyOnWriteArrayList<>(), new AtomicInteger(), new Containers(), new Images(),
            new Rows<>(Checkout::appId), new Deployments(clock), new ContainerOutput(clock));
    }

    /** What the database has of it; what containers have printed lies beside. */
    public List<Kept<?>> kept() {
        return List.of(Kept.list("apps", App.class, rows::all, this::load), Kept.rows("checkouts", Checkout.class, checkouts),
            Kept.rows("deployments", Deployment.class, deployments), Kept.rows("containers", Container.class, containers),
            Kept.rows("images", String.class, images));
    }

    private synchronized void load(List<App> saved) {
        rows.all().forEach(app -> output.logs().forget(app.id));
        rows.load(List.of());
        saved.forEach(this::add);
    }

    /** The address that an app of this id has by itself. Contract: App.url, on a server that runs in a container. */
    public static String urlOf(String appId) {
        return "http://" + appId + ".127.0.0.1.sslip.io";
    }

    /** In the order of their making, as the API lists them: masked, and with the commit of the newest deployment. */
    public synchronized List<App> all() {
        Map<String, Deployment> newest = deployments.newestOfEach();
        return rows.all().stream().map(App::masked).map(each -> withCommit(each, newest.get(each.id))).toList();
    }

    /** As the API answers it; null when there is none. */
    public synchronized App find(String id) {
        App found = rows.find(id);
        return found == null ? null : withCommit(found.masked(), deployments.newestOf(id));
    }

    /** A copy of an app with its secrets, for what the server itself does with it, never for an answer; null when there is none. */
    public synchronized App stored(String id) {
        App found = rows.find(id);
        return found == null ? null : found.copy();
    }

    /** The rows of an app's compose group with their secrets, the primary one first; the app alone when it has no group. */
    public synchronized List<App> group(App app) {
        boolean alone = app.composeProject == null || app.composeProject.isEmpty();
        return rows.all().stream().filter(each -> alone ? each.id.equals(app.id) : app.composeProject.equals(each.composeProject))
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
        App changed = rows.change(id, before -> {
            App after = before.copy();
            edit.accept(after);
            output.changed(before, after);
            return after;
        });
        return changed == null ? null : changed.masked();
    }

    /** Adds an app at the end; one that has been running has its container. */
    public synchronized void add(App app) {
        rows.put(app.copy());
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
        return rows.all().stream().anyMatch(app -> app.name.equals(name) && !app.id.equals(exceptId));
    }

    /** A host port that no app has, as long as there is one. Contract: 9000-9999. */
    public synchronized int freePort() {
        Set<Integer> taken = rows.all().stream().map(app -> app.port).collect(Collectors.toSet());
        return IntStream.range(0, 1000).map(step -> 9000 + (lastPort.get() + step) % 1000).filter(port -> !taken.contains(port))
            .peek(port -> lastPort.set(port - 9000 + 1)).findFirst().orElse(9999);
    }

    /** Removes an app's row and its containers with what they printed, nothing else. */
    public void remove(String appId) {
        rows.remove(appId);
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

    private static App withCommit(App view, Deployment newest) {
        if (newest != null && !newest.building()) {
            view.activeCommit = newest.commit();
            view.activeCommitMsg = newest.commitMsg();
        }
        return view;
    }

    /**
     * The build directory of an app as its last build (or the upload) left it.
     *
     * @param files every file's path from the root with its text; {@code ""} for those whose text nobody needs, such as sources and images
     */
    public record Checkout(String appId, Map<String, String> files) {

        public Checkout {
            files = Map.copyOf(files);
        }

        /** The one that an app has; an empty one when it has none. */
        public static Checkout of(App app, Rows<Checkout> checkouts) {
            Checkout found = checkouts.find(app.id);
            return found == null ? new Checkout(app.id, Map.of()) : found;
        }

        /** Whether there is such a file below the root directory of the app, which is {@code ""} or as in {@code services/api}. */
        public boolean has(String rootDir, String path) {
            return files.containsKey(path(rootDir, path));
        }

        /** The text of a file below the root directory; {@code ""} when there is none. */
        public String text(String rootDir, String path) {
            return files.getOrDefault(path(rootDir, path), "");
        }

        private static String path(String rootDir, String path) {
            String clean = path.startsWith("./") ? path.substring(2) : path;
            String folder = rootDir.replaceAll("^(\\./)+|/+$", "");
            return folder.isEmpty() ? clean : folder + "/" + clean;
        }
    }

    /** The images that were built on this server, {@code <app name>:<deployment>}. Contract: the five newest of an app name are kept. */
    public static final class Images extends Rows<String> {

        private static final int LIMIT = 5;

        Images() {
            super(name -> name);
        }

        /** The name that the image of a deployment has. */
        public static String name(String appName, String deploymentId) {
            return appName + ":" + deploymentId;
        }

        /** Adds one as the newest; returns what had to go for it. */
        public synchronized List<String> add(String image) {
            put(image);
            List<String> same = all().stream().filter(each -> repository(each).equals(repository(image))).toList();
            List<String> old = same.subList(0, Math.max(0, same.size() - LIMIT));
            old.forEach(this::remove);
            return old;
        }

        /** Removes the whole repository of an app's name, also what another app that had the name before still runs on. */
        public synchronized void forget(String appName) {
            all().stream().filter(image -> repository(image).equals(appName)).forEach(this::remove);
        }

        private static String repository(String image) {
            return image.substring(0, image.lastIndexOf(':'));
        }
    }

    /** A project as stored; what is worked out from its services is not here. Contract: schema Project. */
    public record Project(String id, String name, String description, OffsetDateTime createdAt, String serverId) { }
}
