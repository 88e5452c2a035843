package lib.commands.apps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.AppReference;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.LocalWaitOptions;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;
import lib.op.Table;
import lib.op.Undo;
import lib.services.release.Group;
import lib.services.release.History;
import lib.services.release.Outcome;
import lib.services.release.Started;
import lib.services.release.Waiting;
import lib.services.settings.Change;
import lib.services.settings.GivenVariables;
import lib.services.settings.Lists;
import lib.services.settings.Restore;
import lib.services.settings.SettingOptions;
import lib.services.settings.Settings;
import lib.services.settings.Store;
import lib.services.source.GitAddress;
import lib.services.source.GitSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes an app's settings and leaves all others as they are. Contract: POST /api/apps/update. */
@Examples({
    "paas update web --env LOG_LEVEL=debug --redeploy",
    "paas update web --memory 512m --dry-run",
    "paas update web --unset OLD_FLAG"})
@HelpPlace(under = Heading.APPS, place = 60)
@Command(name = "update", description = "Change an app's settings")
@Operation(tool = "paas_update_app", title = "Change an app's settings", effect = Effect.WRITE, overwrites = true,
        scopes = {"apps:write", "apps:read"},
        idempotent = true,
        about = "Changes the settings that are named and leaves all others, secrets too. An empty text or list means not given; clear "
        + "takes a setting away. Domains and autoDeploy count at once, the rest after a redeploy (redeploy: true does one in any case). "
        + "Shows what changed.")
public final class Update implements Callable<Update.Updated> {

    @Parameters(index = "0")
    AppReference app;

    @Option(names = {"-e", "--env", "--env-vars"}, paramLabel = "<NAME=value>", description = "Variables to set; others stay.")
    Map<String, String> envVars;

    @CommandLineOnly
    @Option(names = "--env-file", paramLabel = "<file>", description = "Variables to set from a file of NAME=value lines.")
    List<String> envFiles = List.of();

    @Option(names = {"--unset", "--unset-env-vars"}, paramLabel = "<NAME>", description = "Variables to remove.")
    List<String> unsetEnvVars = List.of();

    @CommandLineOnly
    @Option(names = "--secret", paramLabel = "<NAME>", description = "A variable given here whose value the instance must not show.")
    List<String> secrets = List.of();

    @Mixin
    Lists lists = new Lists();

    @Mixin
    SettingOptions options = new SettingOptions();

    @Option(names = "--git-repo", paramLabel = "<url>", description = "Another repository to build from, without credentials.")
    String gitRepo;

    @Option(names = {"-b", "--branch"}, paramLabel = "<branch>", description = "Another branch to build.")
    String branch;

    @Option(names = "--clear", paramLabel = "<setting>",
            description = "Settings to take away: memory, cpus, domains, volumes, port, health-path, root-dir, build-command, …")
    List<String> clear = List.of();

    @Option(names = "--redeploy", description = "Redeploy afterwards, whether anything changed or not.")
    boolean redeploy;

    @CommandLineOnly
    @Option(names = "--dry-run", description = "Show the difference, send nothing.")
    boolean dryRun;

    @Mixin
    LocalWaitOptions wait = new LocalWaitOptions();

    /** Contract, validator buildMethod. */
    private static final List<String> IGNORED_BY_COMPOSE = List.of("memory", "cpus", "healthPath", "portOverride", "installCommand",
            "buildCommand", "startCommand");

    private final Api api;
    private final Progress progress;

    public Update(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Updated call() {
        GivenVariables variables = GivenVariables.of(envFiles, envVars);
        List<String> unset = unsetEnvVars.stream().filter(name -> !name.isBlank()).toList();
        for (String name : unset) {
            if (variables.values().containsKey(name)) {
                throw new Failure(Kind.USAGE, name + " cannot be set and removed at once");
            }
        }
        List<App> apps = api.apps().all();
        String id = app.in(apps).id();
        Difference difference;
        Started started = null;
        try (Api.Claim claim = api.claim(id)) {
            App before = api.apps().get(id);
            List<String> notes = notes(apps, before);
            Settings settings = new Settings(before).variables(variables.values(), unset, variables.secret(secrets))
                    .with(given(before)).with(lists.of(before, apps, notes)).clear(clear);
            boolean changed = !settings.changes().isEmpty();
            App primary = Group.primary(apps, before);
            if (dryRun || !changed && !redeploy) {
                return new Updated(new Difference(id, before.name(), settings.changes(), false,
                        dryRun && !redeploy && settings.needsRedeploy(), notes, null, null), null);
            }
            History history = redeploy ? History.now(api) : null;
            if (redeploy) {
                history.refuseWhileBuilding(primary.id(), primary.name(), "paas redeploy " + before.name());
            }
            App now = changed ? Store.now(api, settings) : before;
            difference = new Difference(id, now.name(), settings.changes(), changed, !redeploy && settings.needsRedeploy(), notes, null,
                    changed ? Restore.of(before, settings.changes(), redeploy) : null);
            if (redeploy) {
                started = Started.by(api, history, primary, () -> api.apps().redeploy(id, false));
            }
        }
        if (started == null) {
            return new Updated(difference, null);
        }
        Outcome outcome = new Waiting(api, progress).of(started, wait.wanted(progress), List.of());
        return new Updated(difference.with(outcome.json()), outcome.failure());
    }

    /** The settings that are to be, of those that both a new app and this one have. */
    private Map<String, Object> given(App before) {
        Map<String, Object> given = new LinkedHashMap<>(options.given());
        if (gitRepo != null && !gitRepo.isBlank()) {
            GitSource source = GitSource.of(gitRepo, branch);
            if (!source.token().isEmpty()) {
                throw new Failure(Kind.USAGE, "the credentials of an app that is there cannot be changed",
                        "leave them out of the address; the instance has a GitHub token of its own: paas git set-token");
            }
            given.put("gitRepo", source.address().text());
        }
        if (branch != null && !branch.isBlank()) {
            if (before.gitRepo().isEmpty() || before.gitRepo().startsWith("upload:") && !given.containsKey("gitRepo")) {
                throw new Failure(Kind.USAGE, before.name() + " is not built from a repository, so it has no branch",
                        "give it one: --git-repo <url>");
            }
            given.put("branch", GitAddress.branch(branch.strip()));
        }
        return given;
    }

    /** What will not be as the caller may think. Contract: validator buildMethod, schema App, composeService. */
    private List<String> notes(List<App> apps, App before) {
        List<String> notes = new ArrayList<>();
        for (String name : unsetEnvVars) {
            if (!name.isBlank() && !before.envVars().containsKey(name)) {
                notes.add("there is no variable " + name);
            }
        }
        Map<String, Object> given = options.given();
        List<String> empty = new ArrayList<>(options.empty());
        empty.addAll(lists.empty());
        if (!empty.isEmpty()) {
            notes.add("given without a value, which changes nothing: " + String.join(", ", empty) + "; to take a setting away: clear");
        }
        App primary = Group.primary(apps, before);
        if (!primary.id().equals(before.id())) {
            notes.add("the settings of this compose group are those of " + primary.name());
        } else if (before.compose() && (given.keySet().stream().anyMatch(IGNORED_BY_COMPOSE::contains))) {
            notes.add("a compose app takes limits, commands and health checks from its compose file: these settings are kept and not used");
        }
        return notes;
    }

    /**
     * @param changes        what was or would be changed
     * @param applied        false when nothing was sent: a dry run, or nothing to change
     * @param redeployNeeded whether the app runs, or would run, with its old settings until a redeploy
     * @param deployment     the redeploy that was asked for; left out otherwise
     * @param undo           gives the settings back; left out where none was changed
     */
    public record Difference(String appId, String name, List<Change> changes, boolean applied, boolean redeployNeeded,
                             @FreeText List<String> notes, @Nullable Outcome.Deployed deployment, @Nullable Undo undo) {

        private Difference with(Outcome.Deployed redeployed) {
            return new Difference(appId, name, changes, applied, redeployNeeded, notes, redeployed, undo);
        }
    }

    /** The difference, and why its redeploy is no success; null when all is well. */
    public record Updated(Difference json, Failure failure) implements Result {

        @Override
        public Undo undo() {
            return json.undo != null || json.deployment == null ? json.undo : json.deployment.undo();
        }

        @Override
        public Page page() {
            Page page = new Page();
            page.line(json.changes.isEmpty() ? "Nothing to change: " + json.name + " has these settings."
                    : json.applied ? "Changed " + json.name + ":" : "Would change " + json.name + " (nothing was sent):");
            if (!json.changes.isEmpty()) {
                page.table(new Table(List.of("SETTING", "BEFORE", "AFTER"),
                        json.changes.stream().map(each -> List.of(each.setting(), cell(each.before()), cell(each.after()))).toList()));
            }
            String effect = (json.applied ? "Takes effect with: paas redeploy " : "Would take effect with: paas redeploy ") + json.name;
            return Outcome.below(page, json.notes, json.redeployNeeded ? effect : null, json.deployment);
        }

        private static String cell(String value) {
            return value == null ? "-" : value;
        }

        @Override
        public List<String> ids() {
            return List.of(json.appId);
        }
    }
}
