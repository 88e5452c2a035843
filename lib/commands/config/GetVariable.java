package lib.commands.config;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Suggestions;
import lib.base.secrets.Secrets;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.ValueOf;
import lib.services.variables.Owner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The value of one variable and nothing else, for scripts. Contract: schema App, envVars. */
@Examples({"paas config get web LOG_LEVEL", "paas config get web DATABASE_URL --reveal"})
@HelpPlace(under = Heading.APPS, place = 62)
@Command(name = "config get", description = "Print the value of one variable")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class GetVariable implements Callable<GetVariable.Value> {

    @Parameters(index = "0")
    AppReference app;

    @Parameters(index = "1", paramLabel = "<NAME>", description = "Name of the variable.")
    String name;

    private final Api api;

    public GetVariable(Api api) {
        this.api = api;
    }

    @Override
    public Value call() {
        App one = Owner.of(app, api.apps().all()).app();
        String value = one.envVars().get(name);
        if (value == null) {
            List<String> near = Suggestions.of(name.toLowerCase(Locale.ROOT), List.copyOf(one.envVars().keySet()), 3);
            throw new Failure(Kind.NOT_FOUND, one.name() + " has no variable " + name,
                    near.isEmpty() ? "those it has: paas config " + one.name() : "did you mean " + String.join(", ", near) + "?");
        }
        if (value.equals(Secrets.MASK) && one.texts("secretKeys").contains(name)) {
            // a script that takes *** for the value would pass it on
            throw new Failure(Kind.FAILED, name + " is a secret, which the instance does not show to anybody",
                    "the app itself sees it: paas exec " + one.name() + " --reveal -- printenv " + name);
        }
        return new Value(one.id(), name, value);
    }

    /** @param value {@code ***} where it is not to be shown */
    public record Value(String appId, String variable, @ValueOf("variable") String value) implements Result {

        @Override
        public Page page() {
            return new Page().text(value + "\n");
        }

        @Override
        public List<String> notes() {
            return value.equals(Secrets.MASK) ? List.of("The value is not shown, since it looks like a secret; with --reveal it is.")
                    : List.of();
        }

        @Override
        public List<String> ids() {
            return value.lines().toList();
        }
    }
}
