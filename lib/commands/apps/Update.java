package lib.commands.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
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
import lib.services.release.Group;
import lib.services.release.History;
import lib.services.release.Outcome;
import lib.services.release.Started;
import lib.services.release.Waiting;
import lib.services.settings.Change;
import lib.services.settings.GivenVariables;
import lib.services.settings.Settings;
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
        about = "Changes the settings that are named and leaves all others, secrets too. Domains count at once, the rest after a "
        + "redeploy (redeploy: "
                + "true does that). An empty text takes a setting away. Shows what changed.")
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

    @Option(names = "--memory", paramLabel = "<limit>", description = "E.g. 512m or 1g.")
    String memory;

    @Option(names = "--cpus", paramLabel = "<n>", description = "E.g. 0.5.")
    String cpus;

    @Option(names = {"--domain", "--domains"}, paramLabel = "<domain>",
            description = "All custom domains, in place of those there are; \"\" alone removes all.")
    List<String> domains;

    @Option(names = "--build-command", paramLabel = "<command>", description = "In place of the detected one.")
    String buildCommand;

    @Option(names = "--start-command", paramLabel = "<command>", description = "In place of the detected one.")
    String startCommand;

    @Option(names = "--health-path", paramLabel = "<path>", description = "HTTP path that must answer below 500 before a release.")
    String healthPath;

    @Option(names = "--redeploy", description = "Redeploy afterwards, so that the changes count.")
    boolean redeploy;

    @CommandLineOnly
    @Option(names = "--dry-run", description = "Show the difference, send nothing.")
    boolean dryRun;

    @Mixin
    LocalWaitOptions wait = new LocalWaitOptions();

    private final Api api;
    private final Progress progress;

    public Update(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Updated call() {
        GivenVariables variables = GivenVariables.of(envFiles, envVars);
        for (String name : unsetEnvVars) {
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
            Settings settings = new Settings(before)
                    .variables(variables.values(), unsetEnvVars, variables.secret(secrets))
                    .text("memory", memory).text("cpus", cpus).domains(domains)
                    .text("buildCommand", buildCommand).text("startCommand", startCommand).text("healthPath", healthPath);
            List<String> notes = notes(apps, before);
            if (dryRun || settings.changes().isEmpty()) {
                return new Updated(new Difference(id, before.name(), settings.changes(), false, false, notes, null), null);
            }
            App primary = Group.primary(apps, before);
            History history = redeploy ? History.now(api) : null;
            if (redeploy) {
                history.refuseWhileBuilding(primary.id(), primary.name(), "paas redeploy " + before.name());
            }
            send(settings);
            App now = verified(settings);
            boolean atOnce = settings.changes().stream().allMatch(each -> each.setting().equals("domains"));
            difference = new Difference(id, now.name(), settings.changes(), true, !redeploy && !atOnce, notes, null);
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

    /** An answer that got lost is made up for: what is stored is read again anyway. */
    private void send(Settings settings) {
        Failure lost = Uncertain.send(() -> api.apps().update(settings.request()));
        if (lost != null && !settings.missing(api.apps().get((String) settings.request().get("id"))).isEmpty()) {
            throw lost;
        }
    }

    /** Reads again: what the route answers is no proof of what it keeps. */
    private App verified(Settings settings) {
        App now = api.apps().get((String) settings.request().get("id"));
        List<String> missing = settings.missing(now);
        if (!missing.isEmpty()) {
            throw new Failure(Kind.FAILED, "the instance took the settings of " + now.name() + ", but has others for: "
                    + String.join(", ", missing),
                    "see: paas app " + now.name());
        }
        return now;
    }

    /** What will not be as the caller may think. Contract: validator buildMethod, schema App, composeService. */
    private List<String> notes(List<App> apps, App before) {
        List<String> notes = new ArrayList<>();
        for (String name : unsetEnvVars) {
            if (!before.envVars().containsKey(name)) {
                notes.add("there is no variable " + name);
            }
        }
        App primary = Group.primary(apps, before);
        if (!primary.id().equals(before.id())) {
            notes.add("the settings of this compose group are those of " + primary.name());
        } else if (before.compose() && (memory != null || cpus != null || buildCommand != null || startCommand != null
                || healthPath != null)) {
            notes.add("a compose app takes limits, commands and health checks from its compose file: these settings are kept and not used");
        }
        return notes;
    }

    /**
     * @param changes        what was or would be changed
     * @param applied        false when nothing was sent: a dry run, or nothing to change
     * @param redeployNeeded whether the app runs with its old settings until a redeploy
     * @param deployment     the redeploy that was asked for; left out otherwise
     */
    public record Difference(String appId, String name, List<Change> changes, boolean applied, boolean redeployNeeded,
                             @FreeText List<String> notes,                              @Nullable Outcome.Deployed deployment) {

        private Difference with(Outcome.Deployed redeployed) {
            return new Difference(appId, name, changes, applied, redeployNeeded, notes, redeployed);
        }
    }

    /** The difference, and why its redeploy is no success; null when all is well. */
    public record Updated(Difference json, Failure failure) implements Result {

        @Override
        public Page page() {
            Page page = new Page();
            page.line(json.changes.isEmpty() ? "Nothing to change: " + json.name + " has these settings." : json.applied ? "Changed "
                    + json.name + ":"
                    : "Would change " + json.name + " (nothing was sent):");
            if (!json.changes.isEmpty()) {
                page.table(new Table(List.of("SETTING", "BEFORE", "AFTER"),
                        json.changes.stream().map(each -> List.of(each.setting(), cell(each.before()), cell(each.after()))).toList()));
            }
            json.notes.forEach(each -> page.line("Note: " + each + "."));
            if (json.redeployNeeded) {
                page.line("It counts after: paas redeploy " + json.name);
            }
            if (json.deployment != null) {
                new Outcome(json.deployment, null).page().parts().forEach(page::add);
            }
            return page;
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
