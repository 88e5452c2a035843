package lib.sandbox.state;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import lib.sandbox.base.OneTime;
import lib.sandbox.base.Rows;
import lib.sandbox.base.Snapshot.Kept;
import lib.sandbox.http.Gate.Caller;
import lib.sandbox.http.GoJson;
import lib.sandbox.http.Rejection;
import lib.sandbox.state.addons.Addon;
import lib.sandbox.state.addons.Addons;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps;
import lib.sandbox.state.apps.Apps.Project;
import lib.sandbox.state.backups.Backups;
import lib.sandbox.state.cron.CronJobs;
import lib.sandbox.state.cron.CronJobs.CronJob;
import lib.sandbox.state.notifications.Notifications;
import lib.sandbox.state.notifications.Notifications.NotificationConfig;
import lib.sandbox.state.servers.Servers;
import lib.sandbox.state.servers.Servers.Server;
import lib.sandbox.state.system.Updates;

/**
 * Everything the instance remembers, in memory.
 *
 * @param connects approved connects, by the state that the CLI chose. Contract: POST /api/connect/agent/approve and exchange
 * @param tickets  for WebSockets; a ticket keeps the rights that its token had when it was made
 * @param projects in the order in which the API lists them
 * @param gitToken the GitHub token of the whole server, {@code ""} for none. Contract: /api/git/token/save
 */
public record State(InstantSource clock, Agents agents, OneTime<Connect> connects, OneTime<Caller> tickets, AuditLog audit, Apps apps,
        Rows<Project> projects, Addons addons, CronJobs cron, Servers servers, Updates updates, Notifications notifications,
        Backups backups, AtomicReference<String> gitToken) {

    /** An empty one. */
    public State(String adminToken, InstantSource clock) {
        this(adminToken, clock, new Apps(clock));
    }

    private State(String adminToken, InstantSource clock, Apps apps) {
        this(clock, new Agents(adminToken, clock), new OneTime<>(Duration.ofMinutes(5), clock),
            new OneTime<>(Duration.ofSeconds(60), clock), new AuditLog(clock), apps, new Rows<>(Project::id),
            new Addons(apps, clock), new CronJobs(apps, clock), new Servers(clock), new Updates(clock), new Notifications(),
            new Backups(clock), new AtomicReference<>(""));
    }

    /** What the CLI gets for its code. */
    public record Connect(String code, String profile, Agents.Entry agent) {
        /** Without the code. */
        @Override
        public String toString() {
            return profile + " " + agent;
        }
    }

    public OffsetDateTime now() {
        return GoJson.now(clock);
    }

    /** Adds a new app, in a project of its own unless it is a service of one. */
    public void add(App app) {
        String name = app.name;
        apps.addNew(app);
        if (app.projectId.equals(app.id)) {
            projects.put(new Project(app.id, name, "", app.createdAt, app.serverId));
        }
    }

    /** A copy of an app with its secrets, for what the server does with it, never for an answer; 404 when there is none. */
    public App app(String id) {
        return Rejection.found(apps.stored(id), 404, "App not found");
    }

    /** 404 when there is none. */
    public Project project(String id) {
        return Rejection.found(projects.find(id), 404, "Project not found");
    }

    /** What the control plane's own database has of it: everything but what waits for seconds only, and the archives. */
    public List<Kept<?>> kept() {
        List<Kept<?>> own = List.of(Kept.list("projects", Project.class, projects::all, this::loadProjects),
            Kept.rows("agents", Agents.Entry.class, agents), Kept.rows("auditLog", AuditLog.AuditEntry.class, audit),
            Kept.value("gitToken", String.class, gitToken::get, gitToken::set),
            Kept.rows("addons", Addon.class, addons), Kept.rows("cron", CronJob.class, cron),
            Kept.rows("servers", Server.class, servers),      // the machines are the world outside
            Kept.value("notifications", NotificationConfig.class, notifications::config, notifications::save));
        return Stream.of(apps.kept(), own, backups.kept(), updates.kept()).flatMap(List::stream).toList();
    }

    /** What lies beside the database: a restored backup leaves it alone. */
    public List<Kept<?>> keptBeside() {
        return Stream.of(backups.keptFiles(), updates.keptFiles(), apps.output().kept(), addons.databases().kept())
            .flatMap(List::stream).toList();
    }

    /** Both. */
    public List<Kept<?>> keptInAll() {
        return Stream.concat(kept().stream(), keptBeside().stream()).<Kept<?>>map(part -> part).toList();
    }

    /** Contract: GET /api/projects: newest first as of the server's start. */
    private void loadProjects(List<Project> saved) {
        projects.load(saved.stream().sorted(Comparator.comparing(Project::createdAt).reversed()).toList());
    }
}
