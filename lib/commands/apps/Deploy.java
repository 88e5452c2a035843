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
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Progress;
import lib.op.Required;
import lib.op.ToolText;
import lib.op.WaitOptions;
import lib.services.release.History;
import lib.services.release.Outcome;
import lib.services.release.Replacement;
import lib.services.release.Started;
import lib.services.release.Waiting;
import lib.services.settings.GivenVariables;
import lib.services.source.AppName;
import lib.services.source.DockerfileSource;
import lib.services.source.GitSource;
import lib.services.source.ImageSource;
import lib.services.source.Source;
import lib.services.source.UploadSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a new app and deploys it. Contract: POST /api/deploy, catalog/deploy-image, catalog/deploy-dockerfile. */
@Examples({
    "paas deploy                               # this git checkout",
    "paas deploy blog --git-repo https://github.com/ada/blog.git --port 3000",
    "paas deploy site --upload ./public"})
@HelpPlace(under = Heading.APPS, place = 30)
@Command(name = "deploy", description = "Deploy a new app, or this git checkout")
@Operation(tool = "paas_deploy", title = "Deploy a new app", effect = Effect.WRITE, scopes = {"deploy:trigger", "apps:write", "apps:read"},
        openWorld = true, about =
                "Creates an app from a Git repository and builds what was pushed. For an app that exists use paas_redeploy: a taken name "
                + "is refused. Answers at once with a deploymentId for paas_wait_deployment, unless wait is set. Variables with "
                + "credential-like names are "
                + "stored as secrets.")
public final class Deploy implements Callable<Outcome> {

    @Required
    @Parameters(index = "0", arity = "0..1", paramLabel = "<name>", description = "Name of the app: 2-40 of a-z, 0-9 and -.")
    String name;

    @Required
    @Option(names = "--git-repo", paramLabel = "<url>", description = "Clone address, without credentials.")
    String gitRepo;

    @ToolText("Default: main.")
    @Option(names = {"-b", "--branch"}, paramLabel = "<branch>", description = "Default: main, or the checkout's own.")
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
    Path upload;

    @CommandLineOnly
    @Option(names = "--replace",
            description = "With --upload, when the name is taken: build beside that app, move settings, domains and the name over "
            + "once it serves, and leave the former one to be deleted.")
    boolean replace;

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

    @Option(names = "--build-command", paramLabel = "<command>", description = "Default: as detected.")
    String buildCommand;

    @Option(names = "--start-command", paramLabel = "<command>", description = "Default: as detected.")
    String startCommand;

    @Option(names = "--memory", paramLabel = "<limit>", description = "E.g. 512m or 1g; default no limit.")
    String memory;

    @Option(names = "--cpus", paramLabel = "<n>", description = "E.g. 0.5; default no limit.")
    String cpus;

    @Option(names = "--health-path", paramLabel = "<path>", description = "HTTP path that must answer below 500 before the release.")
    String healthPath;

    @Option(names = {"--domain", "--domains"}, paramLabel = "<domain>", description = "Custom domains.")
    List<String> domains;

    @Option(names = {"--volume", "--volumes"}, paramLabel = "<volume>", description = "As source:/path[:ro].")
    List<String> volumes;

    @CommandLineOnly
    @Option(names = "--port", paramLabel = "<port>", description = "The port the app listens on; default: as PORT tells it.")
    Integer port;

    @Mixin
    WaitOptions wait = new WaitOptions();

    private final Api api;
    private final Progress progress;

    public Deploy(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Outcome call() {
        Source source = source();
        String wanted = name == null ? source.proposedName() : name;
        if (wanted.isEmpty()) {
            throw new Failure(Kind.USAGE, "the app has no name", "give it one: paas deploy <name> …");
        }
        AppName.check(wanted);
        Map<String, Object> settings = settings(wanted);
        source.notes().forEach(progress::note);
        if (name == null) {
            progress.note("name of the app: " + wanted);
        }
        Replacement replacement;
        Started started;
        try (Api.Claim claim = api.claim(wanted)) {
            replacement = replacement(wanted, settings);
            Map<String, Object> request = replacement == null ? settings : replacement.settings();
            started = create(source, request);
        }
        List<String> notes = new ArrayList<>(source.notes());
        String asked = (String) (replacement == null ? settings : replacement.settings()).get("name");
        if (!started.app().name().equals(asked)) {
            String note = "somebody took the name " + asked + " meanwhile: this app is called " + started.app().name();
            progress.note(note);
            notes.add(note);
        }
        if (replacement != null) {
            return replacement.finish(started.app(), new Waiting(api, progress).of(started, true, notes));
        }
        Outcome outcome = new Waiting(api, progress).of(started, wait.wanted(progress), notes);
        String advice = outcome.json().status().equals("failed") ? source.advice(outcome.json().log()) : null;
        return advice == null ? outcome : outcome.withHint(advice);
    }

    /** An app whose answer got lost is there by its name, or it is not: the name was free before. */
    private Started create(Source source, Map<String, Object> request) {
        History before = History.now(api);
        App made;
        try {
            made = source.create(api, request);
        } catch (Failure e) {
            App there = e.kind() != Kind.ANSWER_LOST ? null
                    : api.apps().all().stream().filter(each -> each.name().equals(request.get("name"))).findFirst().orElse(null);
            if (there == null) {
                throw e;
            }
            made = there;
        }
        App app = made;
        return Started.by(api, before, app, () -> app);
    }

    /** The one place that decides where the app comes from. */
    private Source source() {
        if (Stream.of(gitRepo, image, dockerfile, upload).filter(Objects::nonNull).count() > 1) {
            throw new Failure(Kind.USAGE, "an app comes from one place: take one of --git-repo, --image, --dockerfile and --upload");
        }
        if (branch != null && (image != null || dockerfile != null || upload != null)) {
            throw new Failure(Kind.USAGE, "--branch belongs to a repository");
        }
        return upload != null ? UploadSource.of(upload, progress)
                : image != null ? new ImageSource(image)
                : dockerfile != null ? DockerfileSource.read(dockerfile)
                : gitRepo != null ? GitSource.of(gitRepo, branch)
                : GitSource.checkout(Path.of("").toAbsolutePath(), branch);
    }

    private Map<String, Object> settings(String wanted) {
        GivenVariables variables = GivenVariables.of(envFiles, envVars);
        Set<String> secret = variables.secret(secrets);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("name", wanted);
        put(settings, "envVars", variables.values().isEmpty() ? null : variables.values());
        put(settings, "secretKeys", secret.isEmpty() ? null : List.copyOf(secret));
        put(settings, "buildCommand", buildCommand);
        put(settings, "startCommand", startCommand);
        put(settings, "memory", memory);
        put(settings, "cpus", cpus);
        put(settings, "healthPath", healthPath);
        put(settings, "domains", domains);
        put(settings, "volumes", volumes);
        put(settings, "portOverride", port);
        return settings;
    }

    private static void put(Map<String, Object> settings, String name, Object value) {
        if (value != null) {
            settings.put(name, value);
        }
    }

    /**
     * The instance would make a second app of a name with a suffix (contract, DeployRequest.name).
     *
     * @return null when the name is free
     */
    private Replacement replacement(String wanted, Map<String, Object> settings) {
        if (replace && (upload == null || wait.refused())) {
            throw new Failure(Kind.USAGE, "--replace belongs to --upload and waits for the end");
        }
        List<App> apps = api.apps().all();
        App taken = apps.stream().filter(each -> each.name().equals(wanted)).findFirst().orElse(null);
        if (taken == null) {
            return null;
        }
        if (replace) {
            return new Replacement(api, progress, taken, apps, settings);
        }
        throw upload != null
                ? new Failure(Kind.CONFLICT, "there is an app " + wanted + " already (" + taken.id()
                + "), and an instance takes new files for no app",
                        "paas deploy " + wanted
                        + " --upload … --replace builds beside it, and moves settings, domains and the name over once that serves")
                : new Failure(Kind.CONFLICT, "there is an app " + wanted + " already (" + taken.id() + ")",
                        "build it again: paas redeploy " + wanted + "; or take another name: paas deploy <name> …");
    }
}
