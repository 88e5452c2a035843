///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN lib.sandbox.sandbox
//DEPS ../../paas.java
//DEPS info.picocli:picocli:4.7.7
//DEPS com.fasterxml.jackson.core:jackson-databind:2.23.0
//DEPS com.github.fppt:jedis-mock:1.1.18
//DEPS com.h2database:h2:2.5.252
//DEPS io.undertow:undertow-core:2.4.4.Final
//DEPS org.snakeyaml:snakeyaml-engine:3.2
//DEPS org.jetbrains.pty4j:pty4j:0.13.12
//SOURCES Tour.java
//SOURCES TourCli.java
//SOURCES base/Background.java
//SOURCES base/Ids.java
//SOURCES base/OneTime.java
//SOURCES base/Rows.java
//SOURCES base/Snapshot.java
//SOURCES builds/Audit.java
//SOURCES builds/Build.java
//SOURCES builds/BuildFailure.java
//SOURCES builds/BuildLog.java
//SOURCES builds/Builds.java
//SOURCES builds/ComposeUp.java
//SOURCES builds/Consequences.java
//SOURCES builds/CrashLoop.java
//SOURCES builds/GitClone.java
//SOURCES builds/Mishap.java
//SOURCES builds/Run.java
//SOURCES builds/Sources.java
//SOURCES builds/Stack.java
//SOURCES db/Database.java
//SOURCES db/Dialect.java
//SOURCES db/H2.java
//SOURCES db/MySqlDatabase.java
//SOURCES db/PostgresDatabase.java
//SOURCES db/RedisDatabase.java
//SOURCES db/RedisFormat.java
//SOURCES db/SqlDatabase.java
//SOURCES db/SqlStatement.java
//SOURCES fault/Effect.java
//SOURCES fault/Fault.java
//SOURCES fault/Faults.java
//SOURCES fault/RequestLog.java
//SOURCES files/Folders.java
//SOURCES files/Resource.java
//SOURCES http/Answer.java
//SOURCES http/BadBody.java
//SOURCES http/BodyReader.java
//SOURCES http/Call.java
//SOURCES http/Contract.java
//SOURCES http/Delivery.java
//SOURCES http/Gate.java
//SOURCES http/GoJson.java
//SOURCES http/Handshake.java
//SOURCES http/Listener.java
//SOURCES http/Multipart.java
//SOURCES http/Rejection.java
//SOURCES http/Routes.java
//SOURCES http/Server.java
//SOURCES http/Socket.java
//SOURCES http/Sockets.java
//SOURCES instance/Options.java
//SOURCES instance/Sandbox.java
//SOURCES routes/AddonRoutes.java
//SOURCES routes/AppRoutes.java
//SOURCES routes/BackupRoutes.java
//SOURCES routes/CatalogRoutes.java
//SOURCES routes/ConnectRoutes.java
//SOURCES routes/CronRoutes.java
//SOURCES routes/DatabaseRoutes.java
//SOURCES routes/DeployRoutes.java
//SOURCES routes/GitRoutes.java
//SOURCES routes/NotificationRoutes.java
//SOURCES routes/ProjectRoutes.java
//SOURCES routes/RuntimeRoutes.java
//SOURCES routes/SandboxRoutes.java
//SOURCES routes/ServerRoutes.java
//SOURCES routes/SystemRoutes.java
//SOURCES routes/UpgradeRoutes.java
//SOURCES routes/UploadedFiles.java
//SOURCES routes/Validators.java
//SOURCES routes/VulnerabilityRoutes.java
//SOURCES socket/LogSockets.java
//SOURCES socket/StatsSocket.java
//SOURCES socket/TerminalSocket.java
//SOURCES state/Agents.java
//SOURCES state/AuditLog.java
//SOURCES state/DataDirectory.java
//SOURCES state/State.java
//SOURCES state/StateFile.java
//SOURCES state/addons/Addon.java
//SOURCES state/addons/Addons.java
//SOURCES state/apps/App.java
//SOURCES state/apps/Apps.java
//SOURCES state/apps/ContainerOutput.java
//SOURCES state/apps/Containers.java
//SOURCES state/apps/Deployments.java
//SOURCES state/backups/Backups.java
//SOURCES state/catalog/Catalog.java
//SOURCES state/cron/CronJobs.java
//SOURCES state/logs/RuntimeLogs.java
//SOURCES state/logs/Voice.java
//SOURCES state/notifications/Notifications.java
//SOURCES state/servers/Machines.java
//SOURCES state/servers/Servers.java
//SOURCES state/system/Updates.java
//FILES lib/sandbox/builds/scripts.txt=builds/scripts.txt
//FILES lib/sandbox/builds/stacks.yaml=builds/stacks.yaml
//FILES lib/sandbox/catalog/templates.json=catalog/templates.json
//FILES lib/sandbox/contract/core.openapi.yaml=contract/core.openapi.yaml
//FILES lib/sandbox/contract/ops.openapi.yaml=contract/ops.openapi.yaml
//FILES lib/sandbox/db/complaints.yaml=db/complaints.yaml
//FILES lib/sandbox/db/dialects.yaml=db/dialects.yaml
//FILES lib/sandbox/demo/demo.yaml=demo/demo.yaml
//FILES lib/sandbox/page/connect.css=page/connect.css
//FILES lib/sandbox/page/connect.html=page/connect.html
//FILES lib/sandbox/page/connect.js=page/connect.js
//FILES lib/sandbox/state/logs/voices.yaml=state/logs/voices.yaml
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData
//RUNTIME_OPTIONS -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED
//RUNTIME_OPTIONS -Dslf4j.internal.verbosity=ERROR

package lib.sandbox;

import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import lib.sandbox.fault.Fault;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Options.Seed;
import lib.sandbox.instance.Sandbox;
import lib.sandbox.state.StateFile.StateFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts a Better-PaaS instance on this machine, or the tour of one. */
@Command(name = "sandbox", sortOptions = false, usageHelpWidth = 100, description = {
    "A Better-PaaS instance on this machine: for trying paas on, for tests and for CI.",
    "It listens on 127.0.0.1 only and prints its admin token and how to connect.%n"})
public class sandbox implements Callable<Integer> {

    private static final Pattern HTTP = Pattern.compile("(?i)https?://[^\\s/?#]+\\S*");

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080",
        description = "TCP port, 0 for a free one (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(names = "--seed", paramLabel = "demo|empty", defaultValue = "demo",
        description = "What it holds at the start (default: ${DEFAULT-VALUE}).")
    Seed seed;

    @Option(names = "--admin-token", paramLabel = "TOKEN", defaultValue = "${env:PAAS_ADMIN_TOKEN}", description =
        "The admin token (default: PAAS_ADMIN_TOKEN of the environment, which no process list shows, else 64 random hex digits).")
    String adminToken;

    @Option(names = "--no-limits", description = "Switch off the rate limit and the lock-out after wrong tokens.")
    boolean noLimits;

    @Option(names = "--ui", paramLabel = "URL", description = "The dashboard's address, if it is not the instance's own.")
    String ui;

    @Option(names = "--speed", paramLabel = "N", defaultValue = "1",
        description = "How long builds and launches take: 1 as on a small server, 0.1 a tenth, 0 nothing (default: ${DEFAULT-VALUE}).")
    double speed;

    @Option(names = "--fault", paramLabel = "KIND[,NAME=VALUE]...", description = {
        "Something goes wrong with the next requests that match, e.g. status,status=503,path=/api/apps,times=3. Repeatable. Kinds: "
            + "delay, status, drop, lose, cut, truncate, html, type, big, redirect, drip, refuse, restart."})
    List<String> faults = List.of();

    @Option(names = "--state", paramLabel = "FILE", description = "Keep the state in this file across restarts, with the admin token; "
        + "--seed counts only when it is not there yet.")
    Path state;

    @Option(names = "--stop-after", paramLabel = "SECONDS", description = "End by itself after this time.")
    Long stopAfter;

    @Option(names = "--tour", description = "Try everything once: start, connect paas, list apps, disconnect, stop; then end.")
    boolean tour;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    @Spec
    CommandSpec spec;

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new sandbox()).setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false);
        command.setExecutionExceptionHandler((failure, same, parsed) -> error("unexpected failure: " + failure,
            "this is a fault in the sandbox; please report it with the command you ran"));
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (tour) {
            return new Tour(System.out).run() ? 0 : 1;
        }
        check(port >= 0 && port <= 65535, "--port takes 0 to 65535, not " + port);
        check(stopAfter == null || stopAfter > 0, "--stop-after takes a number of seconds above 0, not " + stopAfter);
        check(speed >= 0 && speed <= 1000, "--speed takes 0 to 1000, not " + speed);
        check(ui == null || HTTP.matcher(ui.strip()).matches(), "--ui takes an http or https URL, not " + ui);
        try (Sandbox instance = Sandbox.start(new Options(port, seed, adminToken, !noLimits, ui, speed, parsed(faults), state))) {
            Runtime.getRuntime().addShutdownHook(new Thread(instance::close));     // also after Ctrl-C
            announce(instance, state);
            Thread.sleep(stopAfter == null ? Duration.ofMillis(Long.MAX_VALUE) : Duration.ofSeconds(stopAfter));
            return 0;
        } catch (StateFileException e) {
            return error(e.getMessage(), e.hint());
        } catch (RuntimeException e) {
            if (!(e.getCause() instanceof BindException taken)) {
                throw e;
            }
            return error("cannot listen on 127.0.0.1:" + port + " (" + taken.getMessage() + ")",
                "choose another port, or let the system choose: --port 0");
        }
    }

    private static void announce(Sandbox instance, Path state) {
        System.out.printf("""
            Better-PaaS sandbox at %1$s
            Admin token: %2$s

            Connect to it from another terminal:

            paas connect %1$s

            %3$s Stop it with Ctrl-C.%n""", instance.url(), instance.adminToken(),
            state == null ? "Everything is in memory and gone when it stops." : "Its state is kept in " + state + ".");
    }

    private static int error(String message, String hint) {
        System.err.println("error: " + message);
        System.err.println("hint: " + hint);
        return 1;
    }

    private List<Fault> parsed(List<String> texts) {
        try {
            return texts.stream().map(Fault::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--fault: " + e.getMessage());
        }
    }

    private void check(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
