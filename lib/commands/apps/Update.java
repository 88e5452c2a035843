package lib.commands.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Apps;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Secrets;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Listed;
import lib.op.Listed.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;
import lib.op.Table;
import lib.services.release.Group;
import lib.services.release.History;
import lib.services.release.Outcome;
import lib.services.release.Waiting;
import lib.services.settings.Settings;
import lib.services.settings.Variables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes an app's settings and leaves all others as they are. Contract: POST /api/apps/update. */
@Listed(under = Heading.APPS, place = 140)
@Command(name = "update", description = "Change an app's settings")
@Operation(tool = "paas_update_app", title = "Change an app's settings", effect = Effect.WRITE, scopes = {"apps:write", "apps:read"}, idempotent = true,
        about = "Changes the settings that are named and leaves all others, secrets too. Domains count at once, the rest after a redeploy (redeploy: "
                + "true does that). An empty text takes a setting away. Shows what changed.")
public final class Update implements Callable<Update.Updated> {

    @Parameters(index = "0", paramLabel = "<app>", description = "Name or id of the app.")
    String app;

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

    @Option(names = {"--domain", "--domains"}, paramLabel = "<domain>", description = "All custom domains, in place of those there are; \"\" alone removes all.")
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

    @CommandLineOnly
    @Option(names = "--wait", description = "With --redeploy: wait for the end; the default at a terminal.")
    boolean wait;

    @CommandLineOnly
    @Option(names = "--no-wait", description = "Do not wait.")
    boolean noWait;

    private final Api api;
    private final Progress progress;

    public Update(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Updated call() {
        Variables variables = Variables.of(envFiles, envVars);
        for (String name : unsetEnvVars) {
            if (variables.values().containsKey(name)) {
                throw new Failure(Kind.USAGE, name + " cannot be set and removed at once");
            }
        }
        List<App> apps = api.apps().all();
        App before = api.apps().get(Apps.find(apps, app).id());
        Settings settings = new Settings(before)
                .variables(variables.values(), unsetEnvVars, variables.secret(secrets))
                .text("memory", memory).text("cpus", cpus).domains(domains)
                .text("buildCommand", buildCommand).text("startCommand", startCommand).text("healthPath", healthPath);
        List<String> notes = notes(apps, before);
        if (dryRun || settings.changes().isEmpty()) {
            return new Updated(new Difference(before.id(), before.name(), settings.changes(), false, false, notes, null), null);
        }
        History history = redeploy ? History.now(api) : null;
        if (redeploy) {
            App primary = Group.primary(apps, before);
            history.refuseWhileBuilding(primary.id(), primary.name(), "paas redeploy " + before.name());
        }
        api.apps().update(settings.request());
        App now = verified(settings);
        if (!redeploy) {
            boolean atOnce = settings.changes().stream().allMatch(each -> each.setting().equals("domains"));
            return new Updated(new Difference(now.id(), now.name(), settings.changes(), true, !atOnce, notes, null), null);
        }
        App answered = api.apps().redeploy(now.id(), false);
        Outcome outcome = new Waiting(api, progress).follow(history, answered, Waiting.wanted(wait, noWait, progress), List.of());
        return new Updated(new Difference(now.id(), now.name(), settings.changes(), true, false, notes, outcome.json()), outcome.failure());
    }

    /** Reads again: what the route answers is no proof of what it keeps. */
    private App verified(Settings settings) {
        App now = api.apps().get((String) settings.request().get("id"));
        List<String> missing = settings.missing(now);
        if (!missing.isEmpty()) {
            throw new Failure(Kind.FAILED, "the instance took the settings of " + now.name() + ", but has others for: " + String.join(", ", missing),
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
        } else if (before.compose() && (memory != null || cpus != null || buildCommand != null || startCommand != null || healthPath != null)) {
            notes.add("a compose app takes limits, commands and health checks from its compose file: these settings are kept and not used");
        }
        return notes;
    }

    /**
     * One changed setting.
     *
     * @param setting the field; {@code env NAME} for a variable
     * @param before  left out when there was none; {@code ***} for a secret
     * @param after   left out when there is none any more
     */
    public record Change(String setting, @Nullable String before, @Nullable String after) {

        public static final String ENV = "env ";

        private Change masked() {
            return setting.startsWith(ENV) && Secrets.credential(setting.substring(ENV.length()))
                    ? new Change(setting, before == null ? null : Secrets.MASK, after == null ? null : Secrets.MASK) : this;
        }
    }

    /**
     * @param changes        what was or would be changed
     * @param applied        false when nothing was sent: a dry run, or nothing to change
     * @param redeployNeeded whether the app runs with its old settings until a redeploy
     * @param deployment     the redeploy that was asked for; left out otherwise
     */
    public record Difference(String appId, String name, List<Change> changes, boolean applied, boolean redeployNeeded, List<String> notes,
                             @Nullable Outcome.Deployed deployment) {
    }

    /** The difference, and why its redeploy is no success; null when all is well. */
    public record Updated(Difference json, Failure failure) implements Result {

        @Override
        public Page page() {
            Page page = new Page();
            page.line(json.changes.isEmpty() ? "Nothing to change: " + json.name + " has these settings." : json.applied ? "Changed " + json.name + ":"
                    : "Would change " + json.name + " (nothing was sent):");
            if (!json.changes.isEmpty()) {
                page.table(new Table(List.of("SETTING", "BEFORE", "AFTER"),
                        json.changes.stream().map(each -> List.of(each.setting, cell(each.before), cell(each.after))).toList()));
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

        @Override
        public Result masked() {
            return new Updated(new Difference(json.appId, json.name, json.changes.stream().map(Change::masked).toList(), json.applied,
                    json.redeployNeeded, json.notes, json.deployment), failure);
        }
    }
}
