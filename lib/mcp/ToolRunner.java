package lib.mcp;

import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lib.api.Api;
import lib.api.Permission;
import lib.base.Failure;
import lib.base.Secrets;
import lib.base.Version;
import lib.cli.Main;
import lib.cli.Output;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.derived.Commands;
import lib.http.Settings;
import lib.http.Transport;
import lib.json.JsonWriter;
import lib.json.RecordJson;
import lib.op.CommandLineOnly;
import lib.op.Dialog;
import lib.op.Effect;
import lib.op.Progress;
import lib.op.Result;
import lib.op.Terminal;
import lib.run.CommandEntry;
import lib.run.Context;
import lib.run.ToolArguments;
import lib.setup.Machine;
import picocli.CommandLine.Model.ArgSpec;

/**
 * Runs operations as tools: the same checks, the same masking and the same JSON as on the command line, and never a question. The saved
 * connection is read anew for each call, so that a later {@code paas connect} counts. Safe for calls at the same time.
 */
public final class ToolRunner implements ToolCalls {

    /** Characters of an answer. Claude Code refuses more than 25,000 tokens, and JSON has three to four characters a token. */
    private static final int MOST = 80_000;

    private final ConfigFile config = new ConfigFile(System.getenv());
    private Transport client;

    @Override
    public String version() {
        return Version.NUMBER;
    }

    @Override
    public Outcome call(String tool, Map<String, Object> arguments, Progress progress) {
        CommandEntry verb = Commands.ofTool(tool);
        if (verb == null || Effect.valueOf(verb.effect()) == Effect.DESTRUCTIVE) {
            throw new BadCall("unknown tool \"" + tool + "\"");
        }
        Call call = new Call(progress);
        Callable<? extends Result> operation = Commands.create(verb.word(), call);
        try {
            ToolArguments.fill(operation, ToolRunner::allowed, arguments);
        } catch (Failure e) {
            throw new BadCall(e.getMessage());
        }
        try {
            Permission.check(call.api().session(), List.of(verb.scopes()));
            Result result = operation.call().masked();
            String json = Secrets.mask(JsonWriter.line(RecordJson.of(result.json())));
            if (json.length() > MOST) {
                return failed("the answer has " + json.length() + " characters, more than an assistant takes",
                        "ask for less: use the tool's filters or limits, or look at one app");
            }
            return result.failure() != null
                    ? new Outcome(json, json + "\n" + words(result.failure().getMessage(), result.failure().hint()), true)
                    : new Outcome(json, json, false);
        } catch (Failure e) {
            return failed(e.getMessage(), e.hint());
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            return failed("unexpected failure: " + e, "this is a fault in paas " + Version.NUMBER);
        }
    }

    private static boolean allowed(ArgSpec input) {
        return !((AnnotatedElement) input.userObject()).isAnnotationPresent(CommandLineOnly.class);
    }

    private static Outcome failed(String message, String hint) {
        return new Outcome("", words(message, hint), true);
    }

    private static String words(String message, String hint) {
        return Secrets.mask("error: " + Output.clean(message) + (hint == null ? "" : "\nhint: " + Output.clean(hint)));
    }

    /** Opened at the first call: the handshake needs none. */
    private synchronized Transport client() {
        if (client == null) {
            client = new Transport(Settings.of(System.getenv(), "paas/" + Version.NUMBER + " (mcp)", Duration.ofSeconds(Main.REQUEST_SECONDS)));
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }

    /** The doors of one call. */
    private final class Call implements Context, Api.Source {
        private final Progress progress;
        private final Api api = new Api(this);

        Call(Progress progress) {
            this.progress = progress;
        }

        @Override
        public Api.Session open() {
            Connection connection = config.read();
            return new Api.Session(client(), connection.url(), connection.token(), connection.name(), connection.profile());
        }

        @Override
        public Api api() {
            return api;
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public Supplier<Transport> clients() {
            return ToolRunner.this::client;
        }

        @Override
        public ConfigFile config() {
            return config;
        }

        @Override
        public Terminal terminal() {
            throw new IllegalStateException("a tool has no terminal");
        }

        @Override
        public Dialog dialog() {
            throw new IllegalStateException("a tool asks nobody");
        }

        @Override
        public ToolCalls tools() {
            throw new IllegalStateException("a tool is no server");
        }

        @Override
        public Machine machine() {
            throw new IllegalStateException("a tool changes nothing on this machine");
        }

        @Override
        public Map<String, String> environment() {
            return System.getenv();
        }
    }
}
