package lib.commands.config;

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
import lib.op.Dialog;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.LocalWaitOptions;
import lib.op.Operation;
import lib.op.Progress;
import lib.services.settings.GivenVariables;
import lib.services.variables.Changed;
import lib.services.variables.Comparison;
import lib.services.variables.Consent;
import lib.services.variables.EnvFile;
import lib.services.variables.Sending;
import lib.services.variables.Sending.Wanted;
import lib.services.variables.Sent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends the variables of a file of this machine to an app; those that only the app has stay. Contract: POST /api/apps/update. */
@Examples({
    "paas config push web",
    "paas config push web .env.production --redeploy",
    "paas config push web --prune --force"})
@HelpPlace(under = Heading.APPS, place = 66)
@Command(name = "config push", description = "Set an app's variables from a .env file")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {"apps:write", "apps:read"})
public final class Push implements Callable<Sent> {

    @Parameters(index = "0")
    AppReference app;

    @Parameters(index = "1", arity = "0..1", paramLabel = "<file>", defaultValue = ".env", description = "Default: .env")
    String file;

    @Option(names = "--prune", description = "Also remove the app's variables that the file does not have.")
    boolean prune;

    @Option(names = {"-f", "--force"}, description = "Do not ask.")
    boolean force;

    @Option(names = "--secret", paramLabel = "<NAME>", description = "A variable of the file that the instance must not show. Names like "
            + "API_KEY or DB_PASSWORD are taken as secret anyway.")
    List<String> secrets = List.of();

    @Option(names = "--plain", paramLabel = "<NAME>", description = "A variable of the file that is no secret, whatever its name says.")
    List<String> plain = List.of();

    @Option(names = "--redeploy", negatable = true, description = "Redeploy afterwards, or not; not is the default.")
    boolean redeploy;

    @Mixin
    LocalWaitOptions wait = new LocalWaitOptions();

    private final Api api;
    private final Progress progress;
    private final Dialog dialog;

    public Push(Api api, Progress progress, Dialog dialog) {
        this.api = api;
        this.progress = progress;
        this.dialog = dialog;
    }

    @Override
    public Sent call() {
        EnvFile local = EnvFile.existing(file);
        return new Sending(api, progress, redeploy, wait).send(app, there -> wanted(local, there), this::consent);
    }

    private Wanted wanted(EnvFile local, App there) {
        Comparison comparison = Comparison.of(local, there);
        Map<String, String> values = new LinkedHashMap<>(comparison.here());
        // what is as it was is not touched: it does not become a secret either, unless somebody says so
        values.entrySet().removeIf(each -> each.getValue().equals(there.envVars().get(each.getKey())) && !secrets.contains(each.getKey()));
        List<String> gone = !prune ? List.of() : there.envVars().keySet().stream().filter(each -> !comparison.here().containsKey(each)
                && !comparison.masked().contains(each) && !local.commented().contains(each)).toList();
        List<String> named = secrets.stream().filter(each -> values.containsKey(each) || !comparison.here().containsKey(each)).toList();
        Wanted wanted = Wanted.of(there, GivenVariables.of(List.of(), values), gone, named,
                plain.stream().filter(each -> values.containsKey(each) || !comparison.here().containsKey(each)).toList());
        List<String> notes = new ArrayList<>(wanted.notes());
        if (!comparison.masked().isEmpty()) {
            notes.add("left as they are, since *** only stands for a value: " + String.join(", ", comparison.masked()));
        }
        if (!comparison.incomparable().isEmpty()) {
            notes.add("sent anew, since the instance does not show what it has: " + String.join(", ", comparison.incomparable()));
        }
        List<String> kept = prune ? List.of() : there.envVars().keySet().stream().filter(each -> !comparison.here().containsKey(each)
                && !comparison.masked().contains(each)).toList();
        if (!kept.isEmpty()) {
            notes.add("only the app has, and keeps: " + String.join(", ", kept));
        }
        return new Wanted(wanted.set(), wanted.unset(), wanted.secret(), notes);
    }

    private void consent(List<Changed> changes) {
        if (force || changes.stream().noneMatch(Changed::replaces)) {
            return;
        }
        if (dialog.interactive()) {
            Consent.ask(dialog, "This changes variables of " + app + ":", changes);
            return;
        }
        List<String> gone = changes.stream().filter(each -> each.after() == null).map(Changed::variable).toList();
        if (!gone.isEmpty()) {
            throw new Failure(Kind.DECLINED, "this would remove " + String.join(", ", gone) + ", and nobody can be asked here",
                    "look: paas config diff " + app + " " + file + "; if you are sure: --force");
        }
    }
}
