package lib.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Examples;
import lib.run.Arguments;
import lib.run.CommandEntry;
import lib.run.Inputs;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command's words as they were typed. The door to picocli: it is opened only when there is something to parse, since loading it takes
 * longer than most commands.
 */
final class CommandLineArguments implements Arguments {

    /** Options from this place on are shared by many commands. */
    private static final int FIRST_SHARED = 97;

    /** Wider than any line of a page. */
    private static final int UNWRAPPED = 2000;

    /** Time limit of one request where nothing else is said, in seconds. */
    static final int REQUEST_SECONDS = 30;

    /** Options that every command has. */
    static final class Common {
        @Option(names = "--json", description = "Print data as JSON.", order = 100)
        boolean json;

        @Option(names = "--no-color", description = "Print without colours.", order = 101)
        boolean noColor;

        @Option(names = {"-h", "--help"}, usageHelp = true, description = "Explain this command.", order = 103)
        boolean help;
    }

    /** Options of operations. */
    static final class ForOperations {
        @Option(names = {"-q", "--quiet"}, description = "Print only ids, or plain output.", order = 98)
        boolean quiet;

        @Option(names = "--reveal", description = "Print secrets as they are.", order = 99)
        boolean reveal;
    }

    /** Options of operations that lose something for good. */
    static final class ForDestructive {
        @Option(names = {"-y", "--yes"}, description = "Do not ask.", order = 97)
        boolean yes;
    }

    /** Options of commands that talk to the instance. */
    static final class Remote {
        @Option(names = "--timeout", paramLabel = "<seconds>", description = "Time limit of each single request (default 30).", order = 102)
        Integer seconds;
    }

    private final CommandEntry entry;
    private final String[] words;
    private final Common common = new Common();
    private final Remote remote = new Remote();
    private final ForOperations operation = new ForOperations();
    private final ForDestructive destructive = new ForDestructive();

    /** @param words what was typed behind the command */
    CommandLineArguments(CommandEntry entry, String[] words) {
        this.entry = entry;
        this.words = words;
    }

    @Override
    public void bind(Object command) {
        new Parser(command).parse();
    }

    /**
     * The inputs of each, for a command that was given several names: the same words with one of the names.
     *
     * @param command any command of this kind
     */
    Map<String, Arguments> each(Object command) {
        Map<String, Arguments> each = new LinkedHashMap<>();
        Parser parser = new Parser(command);
        parser.parse();
        for (Object name : parser.names()) {
            each.put(name.toString(), other -> {
                Parser one = new Parser(other);
                one.parse();
                one.select(name.toString());
            });
        }
        return each;
    }

    /** Help wins over everything else on the line, mistakes included. What stands behind {@code --} belongs to somebody else. */
    boolean askForHelp() {
        for (String word : words) {
            switch (word) {
                case "-h", "--help":
                    return true;
                case "--":
                    return false;
                default:
            }
        }
        return false;
    }

    /** The command's help page as it is declared: no line is wrapped. */
    String help(Object command) {
        return new Parser(command).help(command);
    }

    boolean json() {
        return common.json;
    }

    boolean noColor() {
        return common.noColor;
    }

    boolean quiet() {
        return operation.quiet;
    }

    boolean reveal() {
        return operation.reveal;
    }

    /** Whether nobody is to be asked. */
    boolean yes() {
        return destructive.yes;
    }

    /** The limit of one request in seconds. */
    int timeoutSeconds() {
        return remote.seconds == null ? REQUEST_SECONDS : remote.seconds;
    }

    /** picocli, set up for one command object and the options that all commands share. */
    private final class Parser {
        private final CommandLine line;
        private PositionalParamSpec single;
        private PositionalParamSpec several;

        Parser(Object command) {
            CommandSpec spec = Inputs.of(command);
            spec.name("paas " + entry.word());
            spec.addMixin("common", CommandSpec.forAnnotatedObject(common));
            if (entry.remote()) {
                spec.addMixin("remote", CommandSpec.forAnnotatedObject(remote));
            }
            if (entry.operation()) {
                spec.addMixin("operation", CommandSpec.forAnnotatedObject(operation));
            }
            if (entry.destructive()) {
                spec.addMixin("destructive", CommandSpec.forAnnotatedObject(destructive));
            }
            if (entry.bulk()) {
                takeSeveral(spec);
            }
            spec.usageMessage().abbreviateSynopsis(true).sortOptions(false);
            line = Inputs.parser(spec);
        }

        /** Its own options first, then those that others have too, then what somebody would type. */
        String help(Object command) {
            line.setUsageHelpWidth(UNWRAPPED);
            List<OptionSpec> shared = new ArrayList<>();
            List<OptionSpec> own = new ArrayList<>();
            for (OptionSpec each : line.getCommandSpec().options()) {
                (each.order() >= FIRST_SHARED ? shared : own).add(each);
            }
            shared.sort(Comparator.comparingInt(OptionSpec::order));
            line.getHelpSectionMap().put(SECTION_KEY_OPTION_LIST, help -> (own.isEmpty() ? "" : help.optionListExcludingGroups(own))
                    + "\nOptions of many commands:\n" + help.optionListExcludingGroups(shared));
            Examples examples = command.getClass().getAnnotation(Examples.class);
            return line.getUsageMessage(Ansi.OFF) + (examples == null ? "" : "\nExamples:\n  "
                    + String.join("\n  ", examples.value())
                    + "\n");
        }

        /** The one positional of a bulk command becomes a list; each of its commands gets one of them with {@link #select}. */
        private void takeSeveral(CommandSpec spec) {
            single = spec.positionalParameters().getFirst();
            several = PositionalParamSpec.builder().arity("1..*").index("0..*").type(List.class).auxiliaryTypes(String.class)
                    .paramLabel(single.paramLabel()).description(single.description()).build();
            spec.remove(single);
            spec.add(several);
        }

        List<?> names() {
            return several.getValue();
        }

        void select(String name) {
            single.setValue(Inputs.value(single, name));
        }

        void parse() {
            try {
                // what is attached with = is the option's own, whatever it looks like
                line.setAllowOptionsAsOptionParameters(attachesADash()).parseArgs(words);
                Inputs.check(line.getCommandSpec(), input -> input instanceof OptionSpec option ? typed(option) : input.paramLabel());
            } catch (ParameterException e) {
                throw wrong(what(e));
            }
            if (several != null && names() == null) {
                throw wrong("missing required parameter: '" + several.paramLabel() + "'");
            }
            if (remote.seconds != null && (remote.seconds < 1 || remote.seconds > 3600)) {
                throw wrong("--timeout takes whole seconds from 1 to 3600");
            }
        }

        private boolean attachesADash() {
            for (String word : words) {
                if (word.startsWith("--") && word.contains("=-")) {
                    return true;
                }
            }
            return false;
        }

        private Failure wrong(String message) {
            return new Failure(Kind.USAGE, message, "run: " + line.getCommandName() + " --help");
        }
    }

    /** What is wrong, without repeating a value: after a slip ({@code --legacy TOKEN}) that can be the admin token. */
    private String what(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().getFirst();
            return first.startsWith("-") ? "unknown option " + Help.withoutValue(first)
                    : entry.operation() ? "one argument too many: \"" + first + "\"" : "there is one argument too many";
        }
        if (e.getValue() != null && e.getArgSpec() instanceof OptionSpec option) {
            String name = typed(option);
            return option.arity().max() == 0 ? name + " takes no value"
                    : option.type().isEnum() ? name + " takes one of these: " + list(option.type().getEnumConstants())
                    : whole(option) ? name + " takes a whole number" : "the value of " + name + " does not fit";
        }
        String message = e.getMessage();
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static boolean whole(OptionSpec option) {
        return option.type() == int.class || option.type() == Integer.class || option.type() == long.class || option.type() == Long.class;
    }

    /** The option by the name that stands on the line. */
    private String typed(OptionSpec option) {
        for (String word : words) {
            String name = Help.withoutValue(word);
            if (List.of(option.names()).contains(name)) {
                return name;
            }
        }
        return option.longestName();
    }

    private static String list(Object[] constants) {
        String words = Arrays.toString(constants);
        return words.substring(1, words.length() - 1);
    }
}
