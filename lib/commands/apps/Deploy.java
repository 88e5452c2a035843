package lib.commands.apps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lib.api.Api;
import lib.api.App;
import lib.api.Project;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.RawPath;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Progress;
import lib.op.ProjectReference;
import lib.op.Required;
import lib.op.ServerReference;
import lib.op.ToolText;
import lib.op.WaitOptions;
import lib.services.release.Outcome;
import lib.services.settings.GivenVariables;
import lib.services.settings.Lists;
import lib.services.settings.SettingOptions;
import lib.services.settings.SettingRules;
import lib.services.source.AppName;
import lib.services.source.Deploying;
import lib.services.source.DockerfileSource;
import lib.services.source.Existing;
import lib.services.source.GitSource;
import lib.services.source.ImageSource;
import lib.services.source.Source;
import lib.services.source.UploadSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Makes a new app and deploys it, or builds the next version of the one that is there. Contract: POST /api/deploy, deploy/upload,
 * projects/services/deploy and its upload, catalog/deploy-image, catalog/deploy-dockerfile, apps/redeploy.
 */
@Examples({
    "paas deploy                               # this git checkout",
    "paas deploy blog --git-repo https://github.com/ada/blog.git --port 3000",
    "paas deploy site --upload ./public        # again: its next version"})
@HelpPlace(under = Heading.APPS, place = 30)
@Command(name = "deploy", description = "Deploy an app: new, or its next version")
@Operation(tool = "paas_deploy", title = "Deploy an app", effect = Effect.WRITE, scopes = {"deploy:trigger", "apps:write", "apps:read"},
        openWorld = true, goesOn = "deployments wait", about =
                "Builds what was pushed to a Git repository: a new app, or the next version of the app of that name and "
                + "repository, and says which. Answers at once with a deploymentId for paas_wait_deployment, unless wait is set. "
                + "Variables with credential-like names are stored as secrets.")
public final class Deploy implements Callable<Outcome> {

    @Required
    @Parameters(index = "0", arity = "0..1", paramLabel = "<name>", description = "Name of the app: 2-40 of a-z, 0-9 and -.")
    String name;

    @Required
    @Option(names = "--git-repo", paramLabel = "<url>", description = "Clone address, without credentials.")
    String gitRepo;

    @ToolText("Default: the app's, or main.")
    @Option(names = {"-b", "--branch"}, paramLabel = "<branch>", description = "Default: the app's, the checkout's, or main.")
    String branch;

    @CommandLineOnly
    @Option(names = "--image", paramLabel = "<ref>", description = "A public image instead, e.g. nginx:1.27.")
    String image;

    @CommandLineOnly
    @Option(names = "--dockerfile", paramLabel = "<file>", description = "A Dockerfile without files around it instead.")
    String dockerfile;

    @CommandLineOnly
    @Option(names = "--upload", arity = "0..1", fallbackValue = ".", paramLabel = "<dir>",
            description = "A folder of this machine instead, without what "
            + ".gitignore and .paasignore leave out; default: this one.")
    String upload;

    @CommandLineOnly
    @Option(names = "--replace",
            description = "With --upload, --image or --dockerfile: also in the place of an app that comes from elsewhere.")
    boolean replace;

    @Option(names = "--new", description = "A new app, never the next version of one.")
    boolean fresh;

    @Option(names = "--project", paramLabel = "<project>", description = "The project that a new app becomes a service of.")
    ProjectReference project;

    @CommandLineOnly
    @Option(names = "--server", paramLabel = "<server>", description = "Name or id of the server that a new app runs on. Default: the "
            + "project's, or the instance's own host.")
    ServerReference server;

    @Option(names = {"-e", "--env", "--env-vars"}, paramLabel = "<NAME=value>", description = "Environment variables.")
    Map<String, String> envVars;

    @CommandLineOnly
    @Option(names = "--env-file", paramLabel = "<file>", description = "Variables from a file of NAME=value lines.")
    List<String> envFiles = List.of();

    @CommandLineOnly
    @Option(names = "--secret", paramLabel = "<NAME>",
            description = "A variable whose value the instance must not show. Names like API_KEY or "
            + "DB_PASSWORD are taken as secret anyway.")
    List<String> secrets = List.of();

    @Mixin
    SettingOptions options = new SettingOptions();

    @Option(names = {"--domain", "--domains"}, paramLabel = "<domain>", description = "Custom domains.")
    List<String> domains;

    @Option(names = {"--volume", "--volumes"}, paramLabel = "<volume>", description = "As source:/path[:ro].")
    List<String> volumes;

    @Mixin
    WaitOptions wait = new WaitOptions();

    private static final int LONGEST_NAME = 40;

    private final Api api;
    private final Progress progress;

    public Deploy(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Outcome call() {
        Map<String, Object> given = options.given();
        Source source = source();
        String proposed = name == null ? source.proposedName() : name;
        if (proposed.isEmpty()) {
            throw new Failure(Kind.USAGE, "the app has no name", "give it one: paas deploy <name> …");
        }
        AppName.check(proposed);
        GivenVariables variables = GivenVariables.of(envFiles, envVars);
        Set<String> secret = variables.secret(secrets);
        Deploying deploying = new Deploying(api, progress, wait, source, new ArrayList<>());
        source.notes().forEach(deploying::note);
        List<String> empty = options.empty();
        if (!empty.isEmpty()) {
            deploying.note("given without a value, which sets nothing: " + String.join(", ", empty));
        }
        Project home = project == null ? null : project.in(api.projects().all());
        String wanted = home == null ? proposed : inProject(home, proposed);
        String serverId = server == null ? null : server.id(api);
        try (Api.Claim claim = api.claim(wanted)) {
            List<App> apps = api.apps().all();
            Existing existing = Existing.of(source, wanted, name != null, fresh, apps);
            if (existing != null && serverId != null) {
                existing.staysOn(serverId, server.text());
            }
            boolean again = existing != null && existing.refresh(replace);
            Project changed = existing == null || again ? null : existing.changed(api);
            if (again || changed != null) {
                return deploying.next(existing.app(), apps, given, variables, secret, Lists.adding(domains, volumes), changed);
            }
            Map<String, Object> settings = settings(proposed, given, variables.values(), secret, apps, existing);
            if (source instanceof UploadSource files && existing == null) {
                put(settings, "buildMethod", files.buildMethod((String) settings.getOrDefault("rootDir", "")));
            }
            if (existing != null) {
                return deploying.replaced(existing.app(), apps, settings);
            }
            if (home != null) {
                settings.put("projectId", home.id());
            }
            put(settings, "serverId", serverId);
            return deploying.made(settings, wanted);
        }
    }

    /** As the instance names a service. Contract: ServiceDeployRequest.name. */
    private static String inProject(Project home, String name) {
        String whole = home.name() + "-" + name;
        return whole.substring(0, Math.min(LONGEST_NAME, whole.length()));
    }

    /** The one place that decides where the app comes from. */
    private Source source() {
        if (Stream.of(gitRepo, image, dockerfile, upload).filter(Objects::nonNull).count() > 1) {
            throw new Failure(Kind.USAGE, "an app comes from one place: take one of --git-repo, --image, --dockerfile and --upload");
        }
        if (branch != null && (image != null || dockerfile != null || upload != null)) {
            throw new Failure(Kind.USAGE, "--branch belongs to a repository");
        }
        if (replace && (fresh || Stream.of(upload, image, dockerfile).allMatch(Objects::isNull))) {
            throw new Failure(Kind.USAGE, "--replace belongs to --upload, --image and --dockerfile" + (fresh ? ", and not to --new" : ""));
        }
        if (options.given().containsKey("autoDeploy") && upload != null) {
            throw new Failure(Kind.USAGE, "--auto-deploy belongs to a repository");
        }
        return upload != null ? UploadSource.of(RawPath.typed(upload), progress)
                : image != null ? new ImageSource(image)
                : dockerfile != null ? DockerfileSource.read(dockerfile)
                : gitRepo != null ? GitSource.of(gitRepo, branch)
                : GitSource.checkout(Path.of(""), branch, options.given().containsKey("rootDir"));
    }

    private Map<String, Object> settings(String proposed, Map<String, Object> given, Map<String, String> variables, Set<String> secret,
            List<App> apps, Existing existing) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("name", proposed);
        put(settings, "envVars", variables.isEmpty() ? null : variables);
        put(settings, "secretKeys", secret.isEmpty() ? null : List.copyOf(secret));
        settings.putAll(given);
        List<String> served = domains == null ? List.of() : SettingRules.domains(domains);
        Lists.refuseTaken(served, apps, existing == null ? "" : existing.app().id());
        put(settings, "domains", served.isEmpty() ? null : served);
        put(settings, "volumes", volumes == null || volumes.isEmpty() ? null : SettingRules.volumes(volumes));
        return settings;
    }

    private static void put(Map<String, Object> settings, String name, Object value) {
        if (value != null && !value.equals("")) {
            settings.putIfAbsent(name, value);
        }
    }
}
