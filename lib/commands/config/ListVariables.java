package lib.commands.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;
import lib.op.Variables;
import lib.services.variables.Owner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** An app's variables. Contract: schema App, envVars and secretKeys. */
@Examples({"paas config web", "paas config web --reveal", "paas config web --json"})
@HelpPlace(under = Heading.APPS, place = 61)
@Command(name = "config", description = "Show an app's variables")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class ListVariables implements Callable<ListVariables.Listed> {

    @Parameters(index = "0")
    AppReference app;

    private final Api api;

    public ListVariables(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        Owner owner = Owner.of(app, api.apps().all());
        App one = owner.app();
        return new Listed(one.id(), one.name(), one.envVars(), one.texts("secretKeys"), owner.notes());
    }

    /**
     * @param variables of secret and credential-like ones only the names
     * @param secret    those whose values the instance itself never shows
     */
    public record Listed(String appId, String name, @Variables(secret = "secret") Map<String, String> variables, List<String> secret,
                         @FreeText List<String> notes) implements Result {

        @Override
        public Page page() {
            List<List<String>> rows = new ArrayList<>();
            variables.forEach((variable, value) -> rows.add(List.of(variable, value)));
            Page page = new Page();
            if (rows.isEmpty()) {
                return page.line(name + " has no variables.");
            }
            return page.table(new Table(List.of("VARIABLE", "VALUE"), rows));
        }

        @Override
        public List<String> ids() {
            return List.copyOf(variables.keySet());
        }
    }
}
