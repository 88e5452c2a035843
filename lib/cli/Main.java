package lib.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Fault;
import lib.cli.completion.Completion;
import lib.files.TypedWords;
import lib.http.Transport;
import lib.install.Retraining;
import lib.op.Result;
import lib.run.Arguments;
import lib.run.Catalog;
import lib.run.CommandEntry;
import lib.run.Invocation;
import lib.run.Reply;
import lib.run.Several;

/**
 * The start path: looks at the first argument, has the one command that it names run, prints what came of it and leaves with its code.
 *
 * <p>What is slow to load is reached through one place each and opened only when needed: picocli through {@link CommandLineArguments} (not
 * at all for a bare {@code paas status}), HTTP through {@link Transport}, JLine through {@link Prompt}. There are no lambdas and no pattern
 * switches here: the first one of a process costs more than a small command does.
 */
public final class Main {

    private static final int DONE = 0;
    private static final List<String> COMMON = List.of("--json", "--no-color", "-q", "--quiet", "--reveal");

    private final Map<String, String> environment = variables();
    private final Output output = Output.system(environment);
    final ProcessContext context = new ProcessContext(output, environment);
    private final Catalog catalog = context.catalog();
    private CommandLineArguments arguments;

    Main() {
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Main main = new Main();
        int exitCode;
        try (ProcessContext context = main.context) {
            exitCode = main.guarded(args);
        }
        // the JVM says "sharing" where it could use the cache that the launcher named
        if (System.getProperty(Retraining.COPY) != null && System.getProperty("java.vm.info", "").indexOf("sharing") < 0) {
            Retraining.begin(Main.class.getName());
        }
        if (exitCode != DONE) {
            System.exit(exitCode);
        }
    }

    /** What fails here and not in a command: the output, the help page of a command, a fault of this program. */
    int guarded(String[] args) {
        try {
            return run(args);
        } catch (Failure e) {
            return failed(e);
        } catch (RuntimeException | Error e) {
            return failed(Fault.of(e));
        }
    }

    private int failed(Failure failure) {
        if (failure.kind() != Kind.INTERRUPTED) {
            // who pressed Ctrl-C knows
            output.error(failure.getMessage(), failure.hint());
        }
        return failure.kind().exitCode();
    }

    private int run(String[] typed) {
        String[] args = inOrder(readable(typed));
        String first = args.length == 0 ? "help" : args[0];
        switch (first) {
            case "help", "-h", "--help":
                return help().page(args);
            case "__complete":
                // not a command: shells call it, see Completion
                output.help(Completion.of(args, catalog, environment, context.config()));
                return DONE;
            case "--version", "-v":
                args[0] = "version";
                break;
            default:
        }
        args = withoutList(catalog, args);
        CommandEntry entry = catalog.ofLine(args);
        if (entry == null) {
            return help().noCommand(args);
        }
        if (entry.length() == 1 && args.length > 1 && entry.arguments().isEmpty() && !args[1].startsWith("-")
                && !catalog.verbs(first).isEmpty()) {
            return help().unknown(first + " " + args[1]);
        }
        if (args.length == entry.length() && !entry.needsArguments()) {
            return shown(Invocation.run(entry, Arguments.NONE, context));
        }
        arguments = new CommandLineArguments(entry, Arrays.copyOfRange(args, entry.length(), args.length));
        context.typed(arguments);
        if (arguments.askForHelp()) {
            return help().page(entry);
        }
        return entry.bulk() ? several(entry) : shown(Invocation.run(entry, new Bound(), context));
    }

    private static Map<String, String> variables() {
        Map<String, String> variables = System.getenv();
        for (String each : variables.values()) {
            if (each.indexOf('\ufffd') >= 0) {
                return TypedWords.variables(variables);
            }
        }
        return variables;
    }

    /** What the locale could not read is read once more: nothing is sent in place of what was typed. */
    private static String[] readable(String[] given) {
        String[] typed = System.getProperty("org.graalvm.nativeimage.imagecode") == null ? given : TypedWords.whole(given);
        for (String word : typed) {
            if (word.indexOf('\ufffd') >= 0) {
                return TypedWords.of(typed);
            }
        }
        return typed;
    }

    /** Options of every command may stand before it, too: they are put behind it, before all that belongs to it. */
    private String[] inOrder(String[] args) {
        int leading = 0;
        while (leading < args.length && COMMON.contains(args[leading])) {
            leading++;
        }
        if (leading == 0 || leading == args.length) {
            return args;
        }
        String[] line = Arrays.copyOfRange(args, leading, args.length);
        CommandEntry entry = catalog.ofLine(line);
        int words = entry == null ? line.length : entry.length();
        String[] ordered = new String[args.length];
        System.arraycopy(line, 0, ordered, 0, words);
        System.arraycopy(args, 0, ordered, words, leading);
        System.arraycopy(line, words, ordered, words + leading, line.length - words);
        return ordered;
    }

    /** The arguments, which also say how the output is to be: known as soon as they are bound, before the command says a word. */
    private final class Bound implements Arguments {
        @Override
        public void bind(Object command) {
            arguments.bind(command);
            output.as(arguments.json(), arguments.quiet(), arguments.noColor());
        }
    }

    private int shown(Reply reply) {
        if (reply instanceof Reply.Done done) {
            return done.result() == null ? DONE : shown(done.result());
        }
        return failed(reply instanceof Reply.Refused refused ? refused.failure() : ((Reply.Asked) reply).question().unasked());
    }

    private int shown(Result result) {
        output.result(result);
        return result.failure() != null ? failed(result.failure()) : result.exitStatus();
    }

    /** Several names for one command, or one: the same shape either way. */
    private int several(CommandEntry entry) {
        Callable<? extends Result> any = catalog.create(entry, context);
        Map<String, Arguments> each = arguments.each(any);
        output.as(arguments.json(), arguments.quiet(), arguments.noColor());
        List<Reply> replies = new ArrayList<>();
        List<Map<String, Object>> answers = new ArrayList<>();
        Several.run(entry, each, context, (name, reply) -> {
            replies.add(reply);
            Failure failure = reply instanceof Reply.Refused refused ? refused.failure()
                    : reply instanceof Reply.Asked asked ? asked.question().unasked() : ((Reply.Done) reply).result().failure();
            if (reply instanceof Reply.Done done) {
                output.each(done.result(), answers);
            } else if (failure != null) {
                answers.add(answer(name, failure));
            }
            if (failure != null) {
                failed(each.size() == 1 ? failure : new Failure(failure.kind(), name + ": " + failure.getMessage(), failure.hint()));
            }
        });
        output.all(answers);
        return Several.exitCode(replies);
    }

    private static Map<String, Object> answer(String name, Failure failure) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", name);
        answer.put("error", failure.getMessage());
        if (failure.hint() != null) {
            answer.put("hint", failure.hint());
        }
        return answer;
    }

    /** The list of a noun is what the noun says on its own, and what other tools call its list. */
    static String[] withoutList(Catalog catalog, String[] args) {
        if (args.length < 2 || !args[1].equals("list") && !args[1].equals("ls") || catalog.verbs(args[0]).isEmpty()) {
            return args;
        }
        CommandEntry entry = catalog.ofLine(args);
        if (entry == null || entry.length() == 2 || !entry.operation()) {
            // paas mcp lists nothing: it serves
            return args;
        }
        String[] shorter = new String[args.length - 1];
        shorter[0] = args[0];
        System.arraycopy(args, 2, shorter, 1, args.length - 2);
        return shorter;
    }

    /** Opened when somebody asks for help, or types what is unknown. */
    private HelpCommand help() {
        return new HelpCommand(catalog, output);
    }
}
