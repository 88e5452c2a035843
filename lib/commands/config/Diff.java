package lib.commands.config;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
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
import lib.op.ValueOf;
import lib.services.variables.Comparison;
import lib.services.variables.EnvFile;
import lib.services.variables.Owner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds a file of variables of this machine against those of an app. Contract: schema App, envVars and secretKeys. */
@Examples({"paas config diff web", "paas config diff web .env.production --exit-code"})
@HelpPlace(under = Heading.APPS, place = 67)
@Command(name = "config diff", description = "Compare an app's variables with a .env file")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class Diff implements Callable<Diff.Compared> {

    @Parameters(index = "0")
    AppReference app;

    @Parameters(index = "1", arity = "0..1", paramLabel = "<file>", defaultValue = ".env", description = "Default: .env")
    String file;

    @Option(names = "--exit-code", description = "End with 1 when anything differs.")
    boolean exitCode;

    private final Api api;

    public Diff(Api api) {
        this.api = api;
    }

    @Override
    public Compared call() {
        EnvFile local = EnvFile.existing(file);
        Owner owner = Owner.of(app, api.apps().all());
        App one = owner.app();
        Comparison comparison = Comparison.of(local, one);
        List<Difference> differences = comparison.differences().stream()
                .map(each -> new Difference(each.variable(), each.before(), each.after())).toList();
        return new Compared(new Facts(one.id(), one.name(), file, differences, comparison.secretsOnlyThere(), comparison.incomparable(),
                owner.notes()), exitCode);
    }

    /**
     * A variable whose values differ.
     *
     * @param here     in the file; left out where it does not have it
     * @param instance left out where the app does not have it
     */
    public record Difference(String variable, @Nullable @ValueOf("variable") String here, @Nullable @ValueOf("variable") String instance) {

        private String words() {
            return here == null ? "only on the instance" : instance == null ? "only here" : "differs";
        }
    }

    /**
     * @param differences  without the secrets that the instance does not show
     * @param missing      secrets that the file does not have
     * @param incomparable secrets that both have
     */
    public record Facts(String appId, String name, String file, List<Difference> differences, List<String> missing,
                        List<String> incomparable, @FreeText List<String> notes) {
    }

    /** @param strict whether a difference is told by the exit status, too */
    public record Compared(Facts json, boolean strict) implements Result {

        @Override
        public Page page() {
            Page page = new Page();
            if (json.differences.isEmpty()) {
                page.line(json.file + " and " + json.name + " have the same variables" + (json.missing.isEmpty()
                        && json.incomparable.isEmpty() ? "." : ", as far as the instance shows them."));
            } else {
                List<List<String>> rows = new ArrayList<>();
                json.differences.forEach(each -> rows.add(List.of(each.variable, each.words(), cell(each.here), cell(each.instance))));
                page.table(new Table(List.of("VARIABLE", "STATE", "HERE", "INSTANCE"), rows));
            }
            if (!json.missing.isEmpty()) {
                page.line("Secrets that " + json.file + " does not have: " + String.join(", ", json.missing) + ".");
            }
            if (!json.incomparable.isEmpty()) {
                page.line("Secrets that both have and the instance does not show: " + String.join(", ", json.incomparable) + ".");
            }
            return page;
        }

        private static String cell(String value) {
            return value == null ? "-" : value;
        }

        @Override
        public List<String> ids() {
            return json.differences.stream().map(Difference::variable).toList();
        }

        @Override
        public int exitStatus() {
            return strict && !(json.differences.isEmpty() && json.missing.isEmpty()) ? 1 : 0;
        }
    }
}
