package lib.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The door to picocli: parses the arguments of one command. It is opened only when there is something to parse or a command's help to
 * print, since loading it takes longer than most commands.
 */
final class Arguments {

    /** Options that every command has. */
    static final class Common {
        @Option(names = "--json", description = "Print data as JSON.", order = 100)
        boolean json;

        @Option(names = "--no-color", description = "Print without colours.", order = 101)
        boolean noColor;

        @Option(names = {"-h", "--help"}, usageHelp = true, description = "Explain this command.", order = 103)
        boolean help;
    }

    /** Options of commands that talk to the instance. */
    static final class Remote {
        @Option(names = "--timeout", paramLabel = "<seconds>", description = "Time limit of one request (default 30).", order = 102)
        Integer seconds;
    }

    private final Common common = new Common();
    private final Remote remote = new Remote();
    private final CommandLine line;

    /** @param command a command object; its fields are set by {@link #parse} */
    Arguments(Object command, boolean talksToInstance) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        spec.name("paas " + spec.name());
        spec.addMixin("common", CommandSpec.forAnnotatedObject(common));
        if (talksToInstance) {
            spec.addMixin("remote", CommandSpec.forAnnotatedObject(remote));
        }
        spec.usageMessage().width(80).abbreviateSynopsis(true).sortOptions(false);
        // @file arguments are off: a caller that fills in values (a script, a model) could otherwise read files through them
        line = new CommandLine(spec).setExpandAtFiles(false);
    }

    /**
     * Fills the command's fields.
     *
     * @throws UsageException when the arguments do not fit the command
     */
    Arguments parse(String[] arguments) {
        try {
            line.parseArgs(arguments);
        } catch (ParameterException e) {
            throw new UsageException(words(e), "run: " + line.getCommandName() + " --help");
        }
        if (remote.seconds != null && (remote.seconds < 1 || remote.seconds > 3600)) {
            throw new UsageException("--timeout takes whole seconds from 1 to 3600", "run: " + line.getCommandName() + " --help");
        }
        return this;
    }

    /** What is wrong, without repeating a value: after a slip ({@code --legacy TOKEN}) that can be the admin token. */
    private static String words(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().getFirst();
            return first.startsWith("-") ? "unknown option " + Verb.withoutValue(first) : "there is an argument too many";
        }
        if (e.getValue() != null && e.getArgSpec() instanceof OptionSpec option) {
            return option.arity().max() == 0 ? option.longestName() + " takes no value" : "the value of " + option.longestName() + " does not fit";
        }
        String message = e.getMessage();
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    Common common() {
        return common;
    }

    /** The limit of one request in seconds. */
    int timeoutSeconds() {
        return remote.seconds == null ? Main.REQUEST_SECONDS : remote.seconds;
    }

    /** The command's help page. */
    String help() {
        return line.getUsageMessage(Ansi.OFF);
    }

    /** The arguments cannot be understood. */
    static final class UsageException extends RuntimeException {
        private final String hint;

        UsageException(String message, String hint) {
            super(message);
            this.hint = hint;
        }

        String hint() {
            return hint;
        }
    }
}
