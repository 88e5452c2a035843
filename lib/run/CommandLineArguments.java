package lib.run;

import java.util.Arrays;
import java.util.List;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.cli.Help;
import lib.cli.Main;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The door to picocli: parses the arguments of one command. It is opened only when there is something to parse or a command's help to
 * print, since loading it takes longer than most commands.
 */
public final class CommandLineArguments {

    /** Options that every command has. */
    public static final class Common {
        @Option(names = "--json", description = "Print data as JSON.", order = 100)
        public boolean json;

        @Option(names = "--no-color", description = "Print without colours.", order = 101)
        public boolean noColor;

        @Option(names = {"-h", "--help"}, usageHelp = true, description = "Explain this command.", order = 103)
        public boolean help;
    }

    /** Options of operations. */
    public static final class ForOperations {
        @Option(names = {"-q", "--quiet"}, description = "Print ids only.", order = 98)
        public boolean quiet;

        @Option(names = "--reveal", description = "Print secrets as they are.", order = 99)
        public boolean reveal;
    }

    /** Options of operations that lose something for good. */
    public static final class ForDestructive {
        @Option(names = {"-y", "--yes"}, description = "Do not ask.", order = 97)
        public boolean yes;
    }

    /** Options of commands that talk to the instance. */
    public static final class Remote {
        @Option(names = "--timeout", paramLabel = "<seconds>", description = "Time limit of one request (default 30).", order = 102)
        Integer seconds;
    }

    private final Common common = new Common();
    private final Remote remote = new Remote();
    private final ForOperations operation = new ForOperations();
    private final ForDestructive destructive = new ForDestructive();
    private final CommandLine line;
    private PositionalParamSpec single;
    private PositionalParamSpec several;

    /** @param command a command object; its fields are set by {@link #parse} */
    public CommandLineArguments(Object command, CommandEntry verb) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        spec.name("paas " + verb.word());
        spec.addMixin("common", CommandSpec.forAnnotatedObject(common));
        if (verb.remote()) {
            spec.addMixin("remote", CommandSpec.forAnnotatedObject(remote));
        }
        if (verb.operation()) {
            spec.addMixin("operation", CommandSpec.forAnnotatedObject(operation));
        }
        if (verb.destructive()) {
            spec.addMixin("destructive", CommandSpec.forAnnotatedObject(destructive));
        }
        if (verb.bulk()) {
            takeSeveral(spec);
        }
        spec.usageMessage().width(80).abbreviateSynopsis(true).sortOptions(false);
        // @file arguments are off: a caller that fills in values (a script, a model) could otherwise read files through them
        line = new CommandLine(spec).setExpandAtFiles(false).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The one positional of a bulk command becomes a list; each of its commands gets one of them with {@link #select}. */
    private void takeSeveral(CommandSpec spec) {
        single = spec.positionalParameters().getFirst();
        several = PositionalParamSpec.builder().arity("1..*").index("0..*").type(List.class).auxiliaryTypes(String.class)
                .paramLabel(single.paramLabel()).description(single.description()).build();
        spec.remove(single);
        spec.add(several);
    }

    /** The names given to a bulk command; empty for any other. */
    public List<String> names() {
        return several == null ? List.of() : several.getValue();
    }

    /** Sets the command's own positional to one of the names. */
    public CommandLineArguments select(String name) {
        single.setValue(name);
        return this;
    }

    /**
     * Fills the command's fields.
     *
     * @throws Failure USAGE when the arguments do not fit the command
     */
    public CommandLineArguments parse(String[] arguments) {
        try {
            line.parseArgs(arguments);
        } catch (ParameterException e) {
            throw new Failure(Kind.USAGE, words(e), "run: " + line.getCommandName() + " --help");
        }
        if (remote.seconds != null && (remote.seconds < 1 || remote.seconds > 3600)) {
            throw new Failure(Kind.USAGE, "--timeout takes whole seconds from 1 to 3600", "run: " + line.getCommandName() + " --help");
        }
        return this;
    }

    /** What is wrong, without repeating a value: after a slip ({@code --legacy TOKEN}) that can be the admin token. */
    private static String words(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().getFirst();
            return first.startsWith("-") ? "unknown option " + CommandEntry.withoutValue(first) : "there is an argument too many";
        }
        if (e.getValue() != null && e.getArgSpec() instanceof OptionSpec option) {
            return option.arity().max() == 0 ? option.longestName() + " takes no value"
                    : option.type().isEnum() ? option.longestName() + " takes one of these: " + words(option.type().getEnumConstants())
                    : "the value of " + option.longestName() + " does not fit";
        }
        String message = e.getMessage();
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static String words(Object[] constants) {
        String words = Arrays.toString(constants);
        return words.substring(1, words.length() - 1);
    }

    /** Help wins over everything else on the line, mistakes included. What stands behind {@code --} belongs to somebody else. */
    public static boolean asksForHelp(String[] arguments) {
        for (String argument : arguments) {
            switch (argument) {
                case "-h", "--help":
                    return true;
                case "--":
                    return false;
                default:
            }
        }
        return false;
    }

    public Common common() {
        return common;
    }

    public ForOperations operation() {
        return operation;
    }

    /** Whether nobody is to be asked. */
    public boolean yes() {
        return destructive.yes;
    }

    /** The limit of one request in seconds. */
    public int timeoutSeconds() {
        return remote.seconds == null ? Main.REQUEST_SECONDS : remote.seconds;
    }

    /** The command's help page. */
    public String help() {
        return line.getUsageMessage(Ansi.OFF);
    }
}
