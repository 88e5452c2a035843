package lib.commands.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
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
import lib.op.Terminal;
import lib.services.settings.Dotenv;
import lib.services.settings.GivenVariables;
import lib.services.variables.Sending;
import lib.services.variables.Sending.Wanted;
import lib.services.variables.Sent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets variables of an app; all others stay. Contract: POST /api/apps/update. */
@Examples({
    "paas config set web LOG_LEVEL=debug CACHE=off --redeploy",
    "paas config set web API_KEY                # asked for, and not shown",
    "paas config set web TLS_KEY < key.pem"})
@HelpPlace(under = Heading.APPS, place = 63)
@Command(name = "config set", description = "Set variables of an app")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {"apps:write", "apps:read"})
public final class SetVariables implements Callable<Sent> {

    @Parameters(index = "0")
    AppReference app;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "<NAME=value>",
            description = "What to set. A name alone: its value is asked for, or read from standard input.")
    List<String> pairs;

    @Option(names = "--unset", paramLabel = "<NAME>", description = "A variable to remove in the same step.")
    List<String> unset = List.of();

    @Option(names = "--secret", paramLabel = "<NAME>", description = "One of these that the instance must not show. Names like API_KEY or "
            + "DB_PASSWORD are taken as secret anyway.")
    List<String> secrets = List.of();

    @Option(names = "--plain", paramLabel = "<NAME>", description = "One of these that is no secret, whatever its name says.")
    List<String> plain = List.of();

    @Option(names = "--redeploy", negatable = true, description = "Redeploy afterwards, or not; not is the default.")
    boolean redeploy;

    @Mixin
    LocalWaitOptions wait = new LocalWaitOptions();

    private static final int LONGEST = 1 << 20;

    private final Api api;
    private final Progress progress;
    private final Dialog dialog;
    private final Terminal terminal;

    public SetVariables(Api api, Progress progress, Dialog dialog, Terminal terminal) {
        this.api = api;
        this.progress = progress;
        this.dialog = dialog;
        this.terminal = terminal;
    }

    @Override
    public Sent call() {
        Map<String, String> values = new LinkedHashMap<>();
        long bare = pairs.stream().filter(each -> each.indexOf('=') < 0).count();
        for (String each : pairs) {
            int at = each.indexOf('=');
            values.put(at < 0 ? each : each.substring(0, at), at < 0 ? null : each.substring(at + 1));
        }
        // names first: nobody is asked for the value of what cannot be set
        Map<String, String> known = new LinkedHashMap<>(values);
        known.replaceAll((name, value) -> value == null ? "" : value);
        GivenVariables.of(List.of(), known).secret(secrets);
        Wanted.plain(known, plain);
        for (String each : unset) {
            if (values.containsKey(each)) {
                throw new Failure(Kind.USAGE, each + " cannot be set and removed at once");
            }
        }
        values.replaceAll((name, value) -> value == null ? asked(name, bare) : value);
        GivenVariables given = GivenVariables.of(List.of(), values);
        return new Sending(api, progress, redeploy, wait).send(app, there -> Wanted.of(there, given, unset, secrets, plain),
                changes -> { });
    }

    private String asked(String name, long bare) {
        InputStream piped = bare == 1 ? terminal.piped() : null;
        String value = piped != null ? read(name, piped) : dialog.interactive() ? dialog.askSecret("Value of " + name) : "";
        if (value.isEmpty()) {
            throw new Failure(Kind.USAGE, name + " has no value", "give it as NAME=value, or pipe it in: paas config set " + app + " "
                    + name + " < file; an empty one is NAME=");
        }
        return value;
    }

    /** All of it but the end of its last line, which an editor or echo puts there. */
    private static String read(String name, InputStream piped) {
        try {
            byte[] bytes = piped.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new Failure(Kind.USAGE, "what comes on standard input is larger than 1 MiB: is it the value of " + name + "?");
            }
            return Dotenv.text("standard input", bytes).replaceFirst("\\r?\\n\\z", "");
        } catch (IOException e) {
            throw new Failure(Kind.USAGE, "cannot read standard input", "give " + name + " as NAME=value");
        }
    }
}
