package lib.commands.apps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.base.Failure;
import lib.base.Pending;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;
import lib.op.Variables;
import lib.services.release.BuildMethod;
import lib.services.release.Group;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything about one app that somebody would ask. Contract: schema App. */
@Examples({"paas app web", "paas app web --json"})
@HelpPlace(under = Heading.APPS, place = 20)
@Command(name = "app", description = "Show an app's details and settings")
@Operation(tool = "paas_get_app", title = "Show an app", effect = Effect.READ, scopes = "apps:read",
        about = "Shows one app: status, addresses, source, commands, limits, volumes, its newest deployment, and its variables; values "
                + "of secret and "
                + "credential-like variables are ***. What is not set is left out.")
public final class ShowApp implements Callable<ShowApp.Shown> {

    @Parameters(index = "0")
    AppReference app;

    private final Api api;

    public ShowApp(Api api) {
        this.api = api;
    }

    @Override
    public Shown call() {
        // both at once; the history is read to the app's newest deployment, as soon as it is known which app
        AtomicReference<Collection<App>> wanted = new AtomicReference<>();
        Pending<Map<String, Deployment>> history = Pending.start(() -> api.deployments().newest(wanted::get));
        List<App> apps = api.apps().all();
        App one = app.in(apps);
        App primary = Group.primary(apps, one);
        String builder = primary.id();
        wanted.set(List.of(primary));
        Latest latest = null;
        try {
            Deployment newest = history.get().get(builder);
            latest = newest == null ? null : Latest.of(newest);
        } catch (Failure e) {
            // the app is what was asked for; a history that cannot be read says so where it is asked for
        }
        String gitRepo = one.gitRepo();
        return new Shown(one.id(), one.name(), one.status(), set(one.servedUrl()), set(one.servedUrl().isEmpty() ? one.url() : ""),
                one.texts("domains"), set(one.text("projectId")),
                set(one.text("serviceName")),
                Group.others(apps, one).stream().map(App::name).toList(), BuildMethod.method(one), set(gitRepo), set(one.branch()),
                set(one.text("rootDir")),
                set(one.text("dockerfilePath")), set(one.text("composePath")), set(one.text("composeService")), set(one.text("image")),
                set(one.text("catalogId")), set(one.text("activeCommit")), set(one.text("activeCommitMsg")), set(one.text("activeCommit")),
                set(one.text("activeImage")),
                set(one.text("installCommand")),
                set(one.text("buildCommand")), set(one.text("startCommand")), set(one.number("port")), set(one.number("portOverride")),
                set(one.text("healthPath")),
                set(one.text("memory")), set(one.text("cpus")), one.texts("volumes"), one.flag("autoDeploy"),
                one.number("vulnerabilitiesCount"),
                set(one.text("serverId")), one.createdAt(), latest, one.envVars(), one.texts("secretKeys"));
    }

    private static String set(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Long set(long number) {
        return number == 0 ? null : Long.valueOf(number);
    }

    /**
     * The app's newest deployment.
     *
     * @param duration left out while building
     */
    public record Latest(String id, String status, String createdAt, @Nullable String duration) {

        private static Latest of(Deployment each) {
            return new Latest(each.id(), each.status(), each.createdAt(), set(each.duration()));
        }

        private String words() {
            return status + " (" + id + (duration == null ? "" : ", " + duration) + ")";
        }
    }

    /**
     * What is not set is left out.
     *
     * @param status     building, running, stopped or failed: what the platform intends, not how the container does
     * @param group      the other services of its compose group
     * @param url        the generated address, where something serves it
     * @param urlWhenRunning the same where nothing serves it now
     * @param commit     of its newest deployment, even a failed one; activeCommit is the same by the instance's own name
     * @param activeImage what serves now
     * @param port       of the server, to which the app's is bound; another one after each deployment
     * @param portOverride the port that the app was set to listen on
     * @param deployment its newest one; left out when the history has none or cannot be read
     * @param envVars    of secret and credential-like variables only the names
     * @param secretKeys variables whose values the instance itself never shows
     */
    public record Shown(String id, String name, String status, @Nullable String url, @Nullable String urlWhenRunning, List<String> domains,
            @Nullable String project,
                        @Nullable String service, List<String> group, String buildMethod, @Nullable @FreeText String gitRepo,
                        @Nullable String branch,
                        @Nullable String rootDir, @Nullable String dockerfilePath, @Nullable String composePath,
                                @Nullable String composeService,
                        @Nullable String image, @Nullable String template, @Nullable String commit, @Nullable @FreeText String commitMsg,
                        @Nullable String activeCommit, @Nullable String activeImage,
                        @Nullable @FreeText String installCommand, @Nullable @FreeText String buildCommand,
                        @Nullable @FreeText String startCommand, @Nullable Long port, @Nullable Long portOverride,
                        @Nullable String healthPath, @Nullable String memory, @Nullable String cpus, List<String> volumes,
                                boolean autoDeploy,
                        long vulnerabilities, @Nullable String server, String createdAt, @Nullable Latest deployment,
                        @Variables(secret = "secretKeys") Map<String, String> envVars, List<String> secretKeys) implements Result {

        @Override
        public Page page() {
            Page page = new Page().facts("Name", name, "Status", status, "Id", id, "Address", url == null && urlWhenRunning != null
                    ? urlWhenRunning + "  (when it runs)" : url, "Domains", String.join(", ", domains),
                    "Project", id.equals(project) ? null : project, "Service", service, "Group", String.join(", ", group),
                    "Build", buildMethod, "Repository", gitRepo, "Branch", branch, "Folder", rootDir, "Dockerfile", dockerfilePath,
                    "Compose file", composePath, "Compose service", composeService, "Image", image, "Template", template,
                    "Commit", commit == null ? null : commit + (commitMsg == null ? "" : "  " + commitMsg), "Install", installCommand,
                    "Build command", buildCommand, "Start", startCommand, "Port", portOverride, "Health path", healthPath, "Memory", memory,
                    "CPUs", cpus,
                    "Volumes", String.join(", ", volumes), "Auto-deploy", autoDeploy ? "on" : "off",
                    "Vulnerabilities", vulnerabilities == 0 ? null : vulnerabilities, "Server", server, "Created",
                    new Table.Time(createdAt),
                    "Deployment", deployment == null ? null : deployment.words(),
                    "Deployed", deployment == null ? null : new Table.Time(deployment.createdAt));
            if (!envVars.isEmpty()) {
                List<List<String>> rows = new ArrayList<>();
                envVars.forEach((name, value) -> rows.add(List.of(name, value)));
                page.line("").table(new Table(List.of("VARIABLE", "VALUE"), rows));
            }
            return page;
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
