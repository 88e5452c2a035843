package lib.sandbox.state;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lib.sandbox.state.addons.Addons;
import lib.sandbox.state.backups.Backups;
import lib.sandbox.state.notifications.Notifications;
import lib.sandbox.state.servers.Servers;
import lib.sandbox.state.system.Updates;

/** Everything the instance remembers, in memory. Lists that come out are copies. */
public final class State {

    private final Agents agents;
    private final PendingConnects connects;
    private final Tickets tickets;
    private final List<App> apps = new ArrayList<>();
    private final List<Project> projects = new ArrayList<>();
    private final AuditLog audit;
    private final Addons addons;
    private final Servers servers;
    private final ContainerOutput output;
    private final Updates updates;
    private final Notifications notifications = new Notifications();
    private final Backups backups;

    public State(String adminToken, InstantSource clock) {
        agents = new Agents(adminToken, clock);
        connects = new PendingConnects(clock);
        tickets = new Tickets(clock);
        audit = new AuditLog(clock);
        addons = new Addons(this, clock);
        servers = new Servers(clock);
        output = new ContainerOutput(clock);
        updates = new Updates(clock);
        backups = new Backups(clock);
    }

    public Agents agents() {
        return agents;
    }

    public PendingConnects connects() {
        return connects;
    }

    public Tickets tickets() {
        return tickets;
    }

    public AuditLog audit() {
        return audit;
    }

    public Addons addons() {
        return addons;
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
        return Stream.of(addons.kept(), servers.kept(), notifications.kept(), backups.kept(), updates.kept()).flatMap(List::stream).toList();
    }

    /** In the order of their making, as the API lists them; masked. */
    public synchronized List<App> apps() {
        return apps.stream().map(App::masked).toList();
    }

    public synchronized Optional<App> app(String id) {
        return apps.stream().filter(app -> app.id.equals(id)).findFirst().map(App::masked);
    }

    public List<App> appsOf(Project project) {
        return apps().stream().filter(app -> project.id().equals(app.projectId)).toList();
    }

    /** In the order in which the API lists them. */
    public synchronized List<Project> projects() {
        return List.copyOf(projects);
    }

    public Optional<Project> project(String id) {
        return projects().stream().filter(project -> project.id().equals(id)).findFirst();
    }

    /**
     * Changes an app; nobody sees it half changed. Its maps and lists are replaced, never written into: others may be reading them.
     *
     * @return it as changed, masked; empty when there is none
     */
    public synchronized Optional<App> change(String id, Consumer<App> edit) {
        var found = apps.stream().filter(app -> app.id.equals(id)).findFirst();
        found.ifPresent(app -> {
            var before = app.copy();
            edit.accept(app);
            output.changed(before, app);
        });
        return found.map(App::masked);
    }

    /** Adds an app at the end; one that has been running has its container. */
    public synchronized void add(App app) {
        apps.add(app.copy());
        output.loaded(app);
    }

    /** Adds a project at the end. */
    public synchronized void add(Project project) {
        projects.add(project);
    }
}
