package lib.sandbox.state;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Kept;
import lib.sandbox.base.OneTime;
import lib.sandbox.base.Rows;
import lib.sandbox.http.Caller;
import lib.sandbox.state.addons.Addons;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.AppTable;
import lib.sandbox.state.apps.Checkout;
import lib.sandbox.state.apps.ContainerOutput;
import lib.sandbox.state.apps.Containers;
import lib.sandbox.state.apps.Deployments;
import lib.sandbox.state.apps.Images;
import lib.sandbox.state.apps.Project;
import lib.sandbox.state.backups.Backups;
import lib.sandbox.state.cron.CronJobs;
import lib.sandbox.state.notifications.Notifications;
import lib.sandbox.state.servers.Servers;
import lib.sandbox.state.system.Updates;

/** Everything the instance remembers, in memory. Lists that come out are copies. */
public final class State implements AppTable {

    private final Agents agents;
    private final OneTime<Connect> connects;
    private final OneTime<Caller> tickets;
    private final List<App> apps = new ArrayList<>();
    private final Rows<Project> projects = new Rows<>(Project::id);
    private final AuditLog audit;
    private final Addons addons;
    private final CronJobs cron;
    private final Servers servers;
    private final ContainerOutput output;
    private final Updates updates;
    private final Notifications notifications = new Notifications();
    private final Backups backups;
    private final Deployments deployments;
    private final Containers containers;
    private final Images images = new Images();
    private final Rows<Checkout> checkouts = new Rows<>(Checkout::appId);
    private volatile String gitToken = "";
    private final InstantSource clock;
    private final List<Consumer<App>> deletions = new CopyOnWriteArrayList<>();
    private int lastPort;

    public State(String adminToken, InstantSource clock) {
        this.clock = clock;
        agents = new Agents(adminToken, clock);
        connects = new OneTime<>(Duration.ofMinutes(5), clock);
        tickets = new OneTime<>(Duration.ofSeconds(60), clock);
        audit = new AuditLog(clock);
        addons = new Addons(this, clock);
        containers = new Containers();
        cron = new CronJobs(this, containers, clock);
        servers = new Servers(clock);
        output = new ContainerOutput(clock);
        updates = new Updates(clock);
        backups = new Backups(clock);
        deployments = new Deployments(clock);
    }

    /** What the CLI gets for its code. */
    public record Connect(String code, String profile, Agents.Entry agent) {
        /** Without the code. */
        @Override
        public String toString() {
            return profile + " " + agent;
        }
    }

    public Agents agents() {
        return agents;
    }

    /** Approved connects, by the state that the CLI chose. Contract: POST /api/connect/agent/approve and exchange. */
    public OneTime<Connect> connects() {
        return connects;
    }

    /** The tickets for WebSockets. A ticket keeps the rights that its token had when it was made. */
    public OneTime<Caller> tickets() {
        return tickets;
    }

    public AuditLog audit() {
        return audit;
    }

    public Addons addons() {
        return addons;
    }

    public CronJobs cron() {
        return cron;
    }

    public Servers servers() {
        return servers;
    }

    public ContainerOutput output() {
        return output;
    }

    public Updates updates() {
        return updates;
    }

    public Notifications notifications() {
        return notifications;
    }

    public Backups backups() {
        return backups;
    }

    /** What the database has of it: everything but what waits for seconds only, and the archives. */
    public List<Kept<?>> kept() {
        return Parts.database(this);
    }

    /** What lies beside the database: a restored backup leaves it alone. */
    public List<Kept<?>> keptBeside() {
        return Parts.beside(this);
    }

    /** With their secrets. */
    synchronized List<App> rows() {
        return apps.stream().map(App::copy).toList();
    }

    synchronized void load(List<App> saved) {
        apps.forEach(app -> output.logs().forget(app.id));
        apps.clear();
        saved.forEach(this::add);
    }

    /** Contract: GET /api/projects: newest first as of the server's start. */
    void loadProjects(List<Project> saved) {
        projects.load(saved.stream().sorted(Comparator.comparing(Project::createdAt).reversed()).toList());
    }

    /** The address that an app of this id has by itself. Contract: App.url, on a server that runs in a container. */
    public static String urlOf(String appId) {
        return "http://" + appId + ".127.0.0.1.sslip.io";
    }

    public OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    public Deployments deployments() {
        return deployments;
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

    /** The GitHub token of the whole server, {@code ""} for none. Contract: /api/git/token/save. */
    public String gitToken() {
        return gitToken;
    }

    public void gitToken(String token) {
        gitToken = token;
    }

    /** As the API lists them: masked, and with the commit of the newest deployment. */
    @Override
    public synchronized List<App> apps() {
        return apps.stream().map(App::masked).map(this::withCommit).toList();
    }

    @Override
    public synchronized Optional<App> app(String id) {
        return apps.stream().filter(app -> app.id.equals(id)).findFirst().map(App::masked).map(this::withCommit);
    }

    /** A copy of an app with its secrets, for what the server itself does with it; never for an answer. */
    public synchronized Optional<App> stored(String id) {
        return apps.stream().filter(app -> app.id.equals(id)).findFirst().map(App::copy);
    }

    /** The rows of an app's compose group with their secrets, the primary one first; the app alone when it has no group. */
    public synchronized List<App> group(App app) {
        boolean alone = app.composeProject == null || app.composeProject.isEmpty();
        return apps.stream().filter(each -> alone ? each.id.equals(app.id) : app.composeProject.equals(each.composeProject))
            .sorted(Comparator.comparing(each -> !each.composePrimary)).map(App::copy).toList();
    }

    public List<App> appsOf(Project project) {
        return apps().stream().filter(app -> project.id().equals(app.projectId)).toList();
    }

    /** In the order in which the API lists them. */
    public List<Project> projects() {
        return projects.all();
    }

    public Optional<Project> project(String id) {
        return projects.find(id);
    }

    @Override
    public synchronized Optional<App> change(String id, Consumer<App> edit) {
        Optional<App> found = apps.stream().filter(app -> app.id.equals(id)).findFirst();
        found.ifPresent(app -> {
            App before = app.copy();
            edit.accept(app);
            output.changed(before, app);
        });
        return found.map(App::masked);
    }

    /** Adds an app at the end; one that has been running has its container. */
    public synchronized void add(App app) {
        apps.add(app.copy());
        output.loaded(app);
        containers.loaded(app);
    }

    /**
     * Adds an app under a name that no other has and with a free port.
     *
     * @return it as stored, masked
     */
    public synchronized App addNew(App app) {
        app.name = freeName(app.name, app.id);
        app.port = freePort();
        add(app);
        return app.masked();
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
        return apps.stream().anyMatch(app -> app.name.equals(name) && !app.id.equals(exceptId));
    }

    /** A host port that no app has, as long as there is one. Contract: 9000-9999. */
    public synchronized int freePort() {
        return IntStream.range(0, 1000).map(step -> 9000 + (lastPort + step) % 1000)
            .filter(port -> apps.stream().noneMatch(app -> app.port == port)).peek(port -> lastPort = port - 9000 + 1).findFirst()
            .orElse(9999);
    }

    /** Removes an app's row and its containers with what they printed, nothing else; whether there was one. */
    public boolean remove(String appId) {
        boolean found;
        synchronized (this) {
            found = apps.removeIf(app -> app.id.equals(appId));
        }
        containers.remove(container -> container.appId().equals(appId));
        output.logs().forget(appId);
        return found;
    }

    /** Removes an app and what is its own. Contract: deleteApp; what the app's table does not know listens to {@link #onDelete}. */
    public void delete(App app) {
        remove(app.id);
        images.forget(app.name);
        checkouts.remove(app.id);
        deployments.forget(app.id);
        deletions.forEach(listener -> listener.accept(app));
    }

    @Override
    public void onDelete(Consumer<App> listener) {
        deletions.add(listener);
    }

    /** Adds a project at the end. */
    public void add(Project project) {
        projects.put(project);
    }

    /** The table of the projects; their apps are elsewhere. */
    public Rows<Project> projectRows() {
        return projects;
    }

    private App withCommit(App view) {
        deployments.newestOf(view.id).filter(newest -> !newest.building()).ifPresent(newest -> {
            view.activeCommit = newest.commit();
            view.activeCommitMsg = newest.commitMsg();
        });
        return view;
    }
}
