package lib.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lib.api.Api;
import lib.api.Permission;
import lib.base.Failure;
import lib.base.Version;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.derived.Commands;
import lib.http.Settings;
import lib.http.Transport;
import lib.mcp.ToolCalls;
import lib.mcp.ToolRunner;
import lib.op.Destructive;
import lib.op.Dialog;
import lib.op.Feed;
import lib.op.Live;
import lib.op.Progress;
import lib.op.Result;
import lib.op.Terminal;
import lib.run.CommandEntry;
import lib.run.CommandLineArguments;
import lib.run.Context;
import lib.run.Several;
import lib.setup.Machine;

/**
 * The start path: looks at the first argument, builds the one command it names, runs it, prints its result and leaves with its code.
 *
 * <p>What is slow to load stands behind one door each and is opened only when needed: picocli behind {@link CommandLineArguments} (not at all for a
 * bare {@code paas status}), HTTP behind {@link Transport}, JLine behind {@link Prompt}. There are no lambdas and no pattern switches here:
 * the first one of a process costs more than a small command does.
 */
public final class Main implements Context, Api.Source, Supplier<Transport>, AutoCloseable {

    /** Time limit of one request where nothing else is said. */
    public static final int REQUEST_SECONDS = 30;

    private final Map<String, String> environment = System.getenv();
    private final Output output = Output.system(environment);
    private final ConfigFile config = new ConfigFile(environment);
    private int timeoutSeconds = REQUEST_SECONDS;
    private Api api;
    private Transport client;
    private Prompt prompt;
    private Console console;

    private Main() {
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Exit exit;
        try (Main main = new Main()) {
            exit = main.guarded(args);
        }
        if (exit != Exit.DONE) {
            System.exit(exit.code());
        }
    }

    private Exit guarded(String[] args) {
        try {
            return run(args);
        } catch (Failure e) {
            Exit exit = Exit.of(e);
            if (exit != Exit.INTERRUPTED) {
                // who pressed Ctrl-C knows
                output.error(e.getMessage(), e.hint());
            }
            return exit;
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            output.error("unexpected failure: " + e, "this is a fault in paas " + Version.NUMBER + "; please report it with the command you ran");
            return Exit.FAILED;
        }
    }

    private Exit run(String[] args) throws Exception {
        String first = args.length == 0 ? "help" : args[0];
        switch (first) {
            case "help", "-h", "--help":
                return help(args);
            case "--version":
                args[0] = "version";
                break;
            default:
        }
        CommandEntry verb = CommandEntry.of(args);
        if (verb == null) {
            return unknown(first);
        }
        Callable<? extends Result> command = Commands.create(verb.word(), this);
        CommandLineArguments arguments = null;
        if (args.length > verb.length() || verb.needsArguments()) {
            String[] rest = Arrays.copyOfRange(args, verb.length(), args.length);
            arguments = new CommandLineArguments(command, verb);
            if (arguments.asksForHelp(rest)) {
                output.help(arguments.help());
                return Exit.DONE;
            }
            apply(arguments.parse(rest), verb);
        }
        if (verb.operation()) {
            Permission.check(api().session(), List.of(verb.scopes()));
        }
        return arguments != null && arguments.names().size() > 1 ? all(verb, arguments, args) : one(verb, command, arguments);
    }

    private Exit one(CommandEntry verb, Callable<? extends Result> command, CommandLineArguments arguments) throws Exception {
        if (arguments != null && arguments.names().size() == 1) {
            arguments.select(arguments.names().getFirst());
        }
        if (command instanceof Live live && live.live()) {
            if (arguments != null && (arguments.common().json || arguments.operation().quiet)) {
                throw new Failure(Failure.Kind.USAGE, "--json and --quiet print one result, and this run goes on and on",
                        "leave out --follow or --watch, or the other one");
            }
            live.follow((Feed) progress());
            return Exit.DONE;
        }
        if (command instanceof Destructive destructive && verb.destructive() && (arguments == null || !arguments.yes())) {
            Confirmation.ask(verb, destructive, prompt());
        }
        Result result = command.call();
        if (result == null) {
            // standard output carried something else, to its end
            return Exit.DONE;
        }
        output.result(result);
        if (result.failure() != null) {
            throw result.failure();
        }
        return Exit.of(result);
    }

    /** Several names for one command: each gets a command of its own. */
    private Exit all(CommandEntry verb, CommandLineArguments first, String[] args) throws Exception {
        Map<String, Callable<? extends Result>> commands = new LinkedHashMap<>();
        for (String name : first.names()) {
            Callable<? extends Result> command = Commands.create(verb.word(), this);
            new CommandLineArguments(command, verb).parse(Arrays.copyOfRange(args, verb.length(), args.length)).select(name);
            commands.put(name, command);
        }
        return new Several(output).run(commands);
    }

    private void apply(CommandLineArguments arguments, CommandEntry verb) {
        if (arguments.common().json) {
            output.asJson();
        }
        if (arguments.common().noColor) {
            output.noColor();
        }
        if (arguments.operation().quiet) {
            output.asIds();
        }
        if (arguments.operation().reveal) {
            output.unmasked();
        }
        if (verb.remote()) {
            timeoutSeconds = arguments.timeoutSeconds();
        }
    }

    private Exit help(String[] args) {
        if (args.length < 2 || args[1].startsWith("-") || args[1].equals("help")) {
            output.help(Help.page());
            return Exit.DONE;
        }
        CommandEntry verb = CommandEntry.of(Arrays.copyOfRange(args, 1, args.length));
        if (verb == null) {
            return unknown(args[1]);
        }
        output.help(new CommandLineArguments(Commands.create(verb.word(), this), verb).help());
        return Exit.DONE;
    }

    private Exit unknown(String word) {
        CommandEntry near = CommandEntry.near(word);
        String what = word.startsWith("-") ? "unknown option " : "unknown command ";
        output.error(what + "\"" + CommandEntry.withoutValue(word) + "\"", near == null ? null : "did you mean: paas " + near.synopsis());
        output.usage(Help.usage());
        return Exit.USAGE;
    }

    @Override
    public Api api() {
        if (api == null) {
            api = new Api(this);
        }
        return api;
    }

    @Override
    public Progress progress() {
        if (console == null) {
            console = new Console(output, output.screen());
        }
        return console;
    }

    @Override
    public Supplier<Transport> clients() {
        return this;
    }

    @Override
    public ConfigFile config() {
        return config;
    }

    @Override
    public Dialog dialog() {
        return prompt();
    }

    @Override
    public Terminal terminal() {
        return new RawTerminal();
    }

    @Override
    public ToolCalls tools() {
        return new ToolRunner();
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Machine machine() {
        return Machine.here(lib.files.Home.of(environment).toString(), Version.NUMBER, Main.class.getName(), environment);
    }

    private Prompt prompt() {
        if (prompt == null) {
            prompt = new Prompt(output);
        }
        return prompt;
    }

    /** The saved connection, for operations. */
    @Override
    public Api.Session open() {
        Connection connection = config.read();
        return new Api.Session(get(), connection.url(), connection.token(), connection.name(), connection.profile());
    }

    /** The HTTP client, opened at the first call. */
    @Override
    public Transport get() {
        if (client == null) {
            client = new Transport(Settings.of(environment, "paas/" + Version.NUMBER, Duration.ofSeconds(timeoutSeconds)));
        }
        return client;
    }

    @Override
    public void close() {
        if (prompt != null) {
            prompt.close();
        }
        if (client != null) {
            client.close();
        }
    }
}
