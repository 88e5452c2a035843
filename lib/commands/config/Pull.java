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
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.services.source.Ignored;
import lib.services.variables.Changed;
import lib.services.variables.Comparison;
import lib.services.variables.Consent;
import lib.services.variables.EnvFile;
import lib.services.variables.Owner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Writes an app's variables into a file of this machine, which keeps its comments, its order and what only it has. A secret, which the
 * instance does not show, stays what it is there, or becomes a comment. Contract: schema App, envVars and secretKeys.
 */
@Examples({"paas config pull web", "paas config pull web .env.production --force"})
@HelpPlace(under = Heading.APPS, place = 65)
@Command(name = "config pull", description = "Write an app's variables into a .env file")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class Pull implements Callable<Pull.Pulled> {

    @Parameters(index = "0")
    AppReference app;

    @Parameters(index = "1", arity = "0..1", paramLabel = "<file>", defaultValue = ".env", description = "Default: .env")
    String file;

    @Option(names = {"-f", "--force"}, description = "Change values of a file that is there without asking.")
    boolean force;

    private final Api api;
    private final Dialog dialog;

    public Pull(Api api, Dialog dialog) {
        this.api = api;
        this.dialog = dialog;
    }

    @Override
    public Pulled call() {
        EnvFile local = EnvFile.read(file);
        Owner owner = Owner.of(app, api.apps().all());
        App one = owner.app();
        Comparison comparison = Comparison.of(local, one);
        List<String> notes = new ArrayList<>(owner.notes());
        Map<String, String> values = new LinkedHashMap<>(comparison.visible());
        List<String> without = values.keySet().stream().filter(each -> !EnvFile.carries(each)).toList();
        if (!without.isEmpty()) {
            values.keySet().removeAll(without);
            notes.add("no such file can carry the name of: " + String.join(", ", without));
        }
        List<Changed> changes = comparison.changesHere(values);
        List<String> comments = comparison.hidden().stream().filter(each -> !local.values().containsKey(each)
                && !local.commented().contains(each) && EnvFile.carries(each)).toList();
        values.keySet().retainAll(changes.stream().map(Changed::variable).toList());
        if (changes.isEmpty() && comments.isEmpty()) {
            return pulled(one, local, changes, comparison, notes, false);
        }
        if (local.there() && changes.stream().anyMatch(Changed::replaces) && !force) {
            if (!dialog.interactive()) {
                throw new Failure(Kind.DECLINED, file + " has other values for " + String.join(", ", changes.stream()
                        .filter(Changed::replaces).map(Changed::variable).toList()) + ", and nobody can be asked here",
                        "look: paas config diff " + one.name() + " " + file + "; write them over: --force");
            }
            Consent.ask(dialog, "This changes " + file + ":", changes);
        }
        local.with(values, comments.stream().map(each -> "# " + each + "= (a secret: the instance does not show it)").toList()).write();
        if (Ignored.exposed(file)) {
            notes.add(file + " is not ignored by git: see that it is not committed");
        }
        return pulled(one, local, changes, comparison, notes, true);
    }

    private Pulled pulled(App one, EnvFile local, List<Changed> changes, Comparison comparison, List<String> notes, boolean written) {
        Undo undo = !written ? null : !local.there() ? Undo.by("rm", local.path())
                : Undo.none("what stood in " + file + " before is nowhere else" + (changes.isEmpty() ? ""
                        : "; --reveal lists the former values"));
        return new Pulled(one.id(), one.name(), file, written, changes, comparison.hidden(), comparison.onlyHere(), notes, undo);
    }

    /**
     * @param file     as it was named
     * @param written  false when it has all of this already
     * @param changes  what it has now and had not
     * @param hidden   secrets, which the instance does not show: they are in the file what they were there, or a comment
     * @param onlyHere what the file has and the app has not: it stays
     * @param undo     left out when nothing was written
     */
    public record Pulled(String appId, String name, String file, boolean written, List<Changed> changes, List<String> hidden,
                         List<String> onlyHere, @FreeText List<String> notes, @Nullable Undo undo) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line(written ? "Wrote " + file + ", for you alone to read." : "Nothing to write: " + file
                    + " has the variables of " + name + ".");
            if (!changes.isEmpty()) {
                page.add(Changed.table(changes));
            }
            if (!hidden.isEmpty()) {
                page.line("Secrets, which the instance does not show: " + String.join(", ", hidden) + ". Their values in the file were "
                        + "not touched.");
            }
            if (!onlyHere.isEmpty()) {
                page.line("Only in the file, and kept: " + String.join(", ", onlyHere) + ".");
            }
            return page;
        }

        @Override
        public List<String> ids() {
            return changes.stream().map(Changed::variable).toList();
        }
    }
}
