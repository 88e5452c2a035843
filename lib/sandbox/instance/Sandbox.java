package lib.sandbox.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import lib.sandbox.base.Background;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Snapshot;
import lib.sandbox.builds.Builds;
import lib.sandbox.builds.Consequences;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.sandbox.fault.RequestLog;
import lib.sandbox.files.Resource;
import lib.sandbox.http.Contract;
import lib.sandbox.http.Gate;
import lib.sandbox.http.Routes;
import lib.sandbox.http.Server;
import lib.sandbox.instance.Options.Seed;
import lib.sandbox.routes.AddonRoutes;
import lib.sandbox.routes.AppRoutes;
import lib.sandbox.routes.BackupRoutes;
import lib.sandbox.routes.CatalogRoutes;
import lib.sandbox.routes.ConnectRoutes;
import lib.sandbox.routes.CronRoutes;
import lib.sandbox.routes.DatabaseRoutes;
import lib.sandbox.routes.DeployRoutes;
import lib.sandbox.routes.GitRoutes;
import lib.sandbox.routes.NotificationRoutes;
import lib.sandbox.routes.ProjectRoutes;
import lib.sandbox.routes.RuntimeRoutes;
import lib.sandbox.routes.SandboxRoutes;
import lib.sandbox.routes.ServerRoutes;
import lib.sandbox.routes.SystemRoutes;
import lib.sandbox.routes.UpgradeRoutes;
import lib.sandbox.routes.VulnerabilityRoutes;
import lib.sandbox.state.DataDirectory;
import lib.sandbox.state.State;
import lib.sandbox.state.StateFile;
import lib.sandbox.state.StateFile.Keeper;
import lib.sandbox.state.StateFile.StateFileException;
import lib.sandbox.state.backups.Backups.Archive;

/**
 * A running Better-PaaS instance on 127.0.0.1, in memory and on request in a file. Several can run in one JVM; closing one frees its port
 * at once.
 */
public final class Sandbox implements AutoCloseable {

    /** The HTTP server's own start-up lines. Kept in a field: java.util.logging forgets the level of a logger that nobody holds. */
    private static final List<Logger> QUIET = Stream.of("io.undertow", "org.xnio", "org.jboss.threads").map(Logger::getLogger).toList();

    private static final System.Logger LOG = System.getLogger(Sandbox.class.getName());
    /** How long the services are stopped for a restore or an update. */
    private static final Duration DOWN = Duration.ofSeconds(3);

    private final Server server;
    private final State state;
    private final Background background;
    private final Builds builds;
    private final String adminToken;
    private final InstantSource clock;
    private volatile Instant started;
    /** null when nothing is kept. */
    private volatile Keeper keeper;

    private Sandbox(Server server, Background background, State state, String adminToken, InstantSource clock) {
        this.server = server;
        this.state = state;
        this.background = background;
        this.builds = new Builds(state, background);
        Consequences.follow(state, builds, background);
        this.adminToken = adminToken;
        this.clock = clock;
        started = clock.instant();
    }

    /**
     * Starts an instance that answers by the system's clock.
     *
     * @throws RuntimeException with a java.net.BindException as its cause when the port cannot be had
     * @throws StateFileException when the file of the state cannot be used
     */
    public static Sandbox start(Options options) {
        return start(options, InstantSource.system());
    }

    /** Starts an instance with a clock of the caller's, for tests of limits and expiry that should not wait. */
    public static Sandbox start(Options options, InstantSource clock) {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        Contract.prefetch();
        StateFile file = options.state() == null ? null : StateFile.open(options.state());
        String kept = file == null ? "" : file.adminToken();
        String adminToken = options.adminToken() != null ? options.adminToken() : kept.isEmpty() ? Ids.secret() : kept;
        State state = new State(adminToken, clock);
        boolean known = file != null && file.exists();
        if (known) {
            file.load(state.keptInAll());
        } else if (options.seed() == Seed.DEMO) {
            addDemo(state);
            state.apps().output().demo(state.apps().all());
        }
        Gate gate = new Gate(state.agents()::identify, options.limits(), clock);
        Server server = new Server(options.port(), gate, state.audit());
        server.start();
        Sandbox sandbox = new Sandbox(server, new Background(options.speed()), state, adminToken, clock);
        if (known) {
            sandbox.builds.boot();
        }
        if (file != null) {
            sandbox.keep(file);
        }
        server.open(sandbox.routes(options, gate), sandbox::restarted);
        state.apps().output().talk(state.apps(), sandbox.background);
        state.cron().watch(sandbox.background);
        options.faults().forEach(sandbox::fault);
        return sandbox;
    }

    /** Where it listens: {@code http://127.0.0.1:PORT}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public String adminToken() {
        return adminToken;
    }

    /** Something goes wrong with the requests that match. */
    public void fault(Fault fault) {
        server.faults().add(fault);
    }

    public void fault(Effect effect, String path) {
        fault(Fault.of(effect).at(path));
    }

    /** An app's container prints these lines now. */
    public void print(String app, String... lines) {
        state.apps().output().logs().print(app, lines);
    }

    /** What docker has of an app's container: its last 200 lines. */
    public List<String> printed(String app) {
        return state.apps().output().logs().of(app).remembered();
    }

    /** The stored secret of the object storage for backups, in clear; "" for none. */
    public String storedBackupSecret() {
        return state.backups().secret();
    }

    /** The variables of the app of this name as its containers get them, secrets in clear; the API shows those nowhere. */
    public Map<String, String> environment(String app) {
        Map<String, String> variables = state.apps().all().stream().filter(each -> each.name.equals(app)).findFirst()
            .map(each -> state.apps().stored(each.id)).orElseThrow().envVars;
        return variables == null ? Map.of() : variables;
    }

    /** Adds this many apps, each in a project of its own. */
    public void addApps(int count) {
        SandboxRoutes.addApps(state, count);
    }

    /** Forgets the faults that still wait. */
    public void clearFaults() {
        server.faults().clear();
    }

    /** What has arrived so far, oldest first; a request is here before its answer leaves. */
    public List<RequestLog.Entry> requests() {
        return server.requests().all();
    }

    public void clearRequests() {
        server.requests().clear();
    }

    @Override
    public void close() {
        server.close();
        background.close();
        if (keeper != null) {
            keeper.close();
        }
        state.addons().databases().close();
    }

    /** Only now that the port is its own: another instance may be at work on the same file. */
    private void keep(StateFile file) {
        try {
            keeper = new Keeper(file, adminToken, state);
        } catch (StateFileException e) {
            close();
            throw e;
        }
    }

    /** What was under way is gone: the contract's head says what becomes of it (DEPLOY AND WAIT). */
    private void restarted() {
        background.restart();
        builds.boot();
        state.apps().output().talk(state.apps(), background);
        state.cron().watch(background);
        state.updates().booted();
        state.tickets().clear();
        started = clock.instant();
    }

    /** Contract: POST /api/backups/restore. An archive that cannot be read leaves everything as it was. */
    private void restore(DataDirectory data, Archive archive) {
        server.restart(background.scaled(DOWN), () -> {
            try {
                data.restore(archive.data());
            } catch (IOException | RuntimeException damaged) {
                LOG.log(System.Logger.Level.WARNING, "the backup " + archive.name() + " cannot be restored", damaged);
            }
        });
    }

    private Routes routes(Options options, Gate gate) {
        Contract contract = Contract.get();
        Routes routes = new Routes(contract);
        new SystemRoutes(gate, state, clock, () -> started, options.uiUrl() == null ? url().toString() : options.uiUrl()).addTo(routes);
        new ConnectRoutes(state, contract).addTo(routes);
        new AppRoutes(state).addTo(routes);
        new DeployRoutes(state, builds).addTo(routes);
        new GitRoutes(state, builds).addTo(routes);
        new VulnerabilityRoutes(state, builds).addTo(routes);
        new ProjectRoutes(state, builds).addTo(routes);
        new CatalogRoutes(state, builds, background).addTo(routes);
        new ServerRoutes(state, background).addTo(routes);
        new AddonRoutes(state, background).addTo(routes);
        new DatabaseRoutes(state).addTo(routes);
        new CronRoutes(state, background).addTo(routes);
        new NotificationRoutes(state.notifications()).addTo(routes);
        DataDirectory data = new DataDirectory(state, adminToken);
        new BackupRoutes(state, data, background, archive -> restore(data, archive)).addTo(routes);
        new UpgradeRoutes(state.updates(), background, () -> state.backups().create(data.files()),
            meanwhile -> server.restart(background.scaled(DOWN), meanwhile)).addTo(routes);
        new RuntimeRoutes(state, background, clock).addTo(routes);
        new SandboxRoutes(state, server.faults(), server.requests()).addTo(routes);
        return routes;
    }

    /** Puts what a demo instance holds at its start ({@code lib/sandbox/demo/demo.yaml}, a saved state) into a state that is empty. */
    public static void addDemo(State state) {
        try {
            Snapshot.restore(Resource.yaml("demo/demo.yaml"), state.keptInAll());
        } catch (IOException e) {
            throw new UncheckedIOException("lib/sandbox/demo/demo.yaml is no state", e);
        }
    }
}
