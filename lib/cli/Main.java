package lib.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lib.api.Api;
import lib.api.Client;
import lib.api.PaasException;
import lib.config.ConfigException;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.connect.Connect;
import lib.connect.Disconnect;
import lib.connect.Env;
import lib.op.Result;
import lib.system.Status;

/**
 * The start path: looks at the first argument, builds the one command it names, runs it, prints its result and leaves with its code.
 *
 * <p>What is slow to load stands behind one door each and is opened only when needed: picocli behind {@link Arguments} (not at all for a
 * bare {@code paas status}), HTTP behind {@link Client}, JLine behind {@link Prompt}. There are no lambdas and no pattern switches here:
 * the first one of a process costs more than a small command does.
 */
public final class Main implements Api.Source, Supplier<Client>, AutoCloseable {

    /** Time limit of one request where nothing else is said. */
    static final int REQUEST_SECONDS = 30;

    private final Map<String, String> environment = System.getenv();
    private final Output output = Output.system(environment);
    private final ConfigFile config = new ConfigFile(ConfigFile.home());
    private int timeoutSeconds = REQUEST_SECONDS;
    private Client client;
    private Prompt prompt;

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
        } catch (PaasException e) {
            Exit exit = Exit.of(e);
            if (exit != Exit.INTERRUPTED) {
                // who pressed Ctrl-C knows
                output.error(e.getMessage(), e.hint());
            }
            return exit;
        } catch (ConfigException e) {
            output.error(e.getMessage(), e.hint());
            return Exit.of(e);
        } catch (Arguments.UsageException e) {
            output.error(e.getMessage(), e.hint());
            return Exit.USAGE;
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
                first = "version";
                break;
            default:
        }
        Verb verb = Verb.of(first);
        if (verb == null) {
            return unknown(first);
        }
        Callable<Result> command = command(verb);
        if (args.length > 1) {
            Arguments arguments = new Arguments(command, talksToInstance(verb)).parse(Arrays.copyOfRange(args, 1, args.length));
            if (arguments.common().help) {
                output.help(arguments.help());
                return Exit.DONE;
            }
            apply(arguments);
        }
        output.result(command.call());
        return Exit.DONE;
    }

    private void apply(Arguments arguments) {
        if (arguments.common().json) {
            output.asJson();
        }
        if (arguments.common().noColor) {
            output.noColor();
        }
        timeoutSeconds = arguments.timeoutSeconds();
    }

    /** Only the command that was asked for; it reaches for the config, HTTP or the terminal when it is called. */
    private Callable<Result> command(Verb verb) {
        switch (verb) {
            case CONNECT:
                prompt = new Prompt(output);
                return new Connect(this, config, prompt, environment);
            case STATUS:
                return new Status(new Api(this));
            case ENV:
                return new Env(config);
            case DISCONNECT:
                return new Disconnect(config);
            case VERSION:
                return new PrintVersion();
            default:
                throw new IllegalStateException("no command behind " + verb);
        }
    }

    private static boolean talksToInstance(Verb verb) {
        return verb == Verb.CONNECT || verb == Verb.STATUS;
    }

    private Exit help(String[] args) {
        String about = args.length < 2 || args[1].startsWith("-") ? "help" : args[1];
        Verb verb = Verb.of(about);
        if (verb == null) {
            return unknown(about);
        }
        output.help(verb == Verb.HELP ? Help.page() : new Arguments(command(verb), talksToInstance(verb)).help());
        return Exit.DONE;
    }

    private Exit unknown(String word) {
        Verb near = Verb.near(word);
        String what = word.startsWith("-") ? "unknown option " : "unknown command ";
        output.error(what + "\"" + Verb.withoutValue(word) + "\"", near == null ? null : "did you mean: paas " + near.synopsis());
        output.usage(Help.usage());
        return Exit.USAGE;
    }

    /** The saved connection, for operations. */
    @Override
    public Api.Session open() {
        Connection connection = config.read();
        return new Api.Session(get(), connection.url(), connection.token(), connection.name(), connection.profile());
    }

    /** The HTTP client, opened at the first call. */
    @Override
    public Client get() {
        if (client == null) {
            client = new Client("paas/" + Version.NUMBER, Duration.ofSeconds(timeoutSeconds));
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
