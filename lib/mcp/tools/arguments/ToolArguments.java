package lib.mcp.tools.arguments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lib.base.CleanText;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.mcp.ForeignText;
import lib.op.Effect;
import lib.op.Operation;
import lib.run.Arguments;
import lib.run.Inputs;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A tool's arguments: texts, numbers, booleans, lists and maps by name; null stands for absent. They go through picocli as the command
 * line's do, every value on its own ({@code --name=value}, positionals behind {@code --}), so that none can be taken for an option or a
 * file. Names that nobody knows are passed over with a note, since clients add their own; but one that the command line alone has is
 * refused where something would be changed: who asks for a dry run wants none of it.
 */
public final class ToolArguments implements Arguments {

    private static final int LONGEST_NAME = 40;
    private static final int MOST_NAMES = 5;

    /** What a call without arguments asks for, by the command's class, once one has been through: there is nothing to parse in it. */
    private static final Map<Class<?>, Portion> BARE = new ConcurrentHashMap<>();

    private final Map<String, Object> values;
    private final List<String> ignored = new ArrayList<>();
    private final Map<ArgSpec, List<String>> bound = new LinkedHashMap<>();
    private final List<String> guessed = new ArrayList<>();
    private List<String> known = List.of();
    private Portion portion = Portion.WHOLE;

    /** @param values as the client sent them, by name */
    public ToolArguments(Map<String, Object> values) {
        this.values = values;
    }

    @Override
    public void bind(Object command) {
        Portion bare = values.isEmpty() ? BARE.get(command.getClass()) : null;
        if (bare != null) {
            portion = bare;
            return;
        }
        CommandSpec spec = Inputs.of(command);
        Operation operation = command.getClass().getAnnotation(Operation.class);
        boolean reads = operation != null && operation.effect() == Effect.READ;
        List<ArgSpec> inputs = Inputs.ofTool(spec);
        Map<String, Object> given = taken(spec, inputs, Portion.inputs(command.getClass(), inputs), reads);
        portion = Portion.of(command.getClass(), inputs, given);
        List<String> words = new ArrayList<>();
        List<String> positionals = new ArrayList<>();
        List<ArgSpec> emptied = new ArrayList<>();
        for (ArgSpec input : inputs) {
            GivenValue value = new GivenValue(input, Inputs.name(input), Meant.value(input, Inputs.name(input),
                    given.get(Inputs.name(input))));
            if (value.absent() || reads && value.empty()) {
                if (Inputs.required(input)) {
                    throw missing(input);
                }
                continue;
            }
            if (Inputs.required(input) && value.empty()) {
                throw missing(input);
            }
            List<String> texts = value.words();
            bound.put(input, texts);
            if (input.isMultiValue() && texts.isEmpty()) {
                emptied.add(input);
            }
            for (String text : texts) {
                if (input instanceof OptionSpec option) {
                    words.add(option.longestName() + "=" + text);
                } else {
                    positionals.add(text);
                }
            }
        }
        words.add("--");
        words.addAll(positionals);
        parse(spec, words);
        for (ArgSpec input : emptied) {
            // no word stands for an empty list, and a command may have to say what it makes of one
            input.setValue(Map.class.isAssignableFrom(input.type()) ? new LinkedHashMap<>() : new ArrayList<>());
        }
        if (values.isEmpty() && bound.isEmpty() && filledByItself(spec)) {
            BARE.put(command.getClass(), portion);
        }
    }

    /** Whether its fields hold what counts without picocli, which then has neither defaults to fill in nor mixins to make. */
    private static boolean filledByItself(CommandSpec spec) {
        return spec.mixins().isEmpty() && spec.args().stream().allMatch(each -> each.defaultValue() == null);
    }

    private static void parse(CommandSpec spec, List<String> words) {
        try {
            Inputs.parser(spec).setAllowOptionsAsOptionParameters(true).parseArgs(words.toArray(new String[0]));
        } catch (ParameterException e) {
            ArgSpec input = e.getArgSpec();
            throw new Failure(Kind.USAGE, input == null ? "the parameters do not fit: " + e.getMessage()
                    : "the value of \"" + Inputs.name(input) + "\" does not fit");
        }
        Inputs.check(spec, Inputs::name);
    }

    /** The values by the names that are known; a name counts in any case and with - or _ in it. */
    private Map<String, Object> taken(CommandSpec spec, List<ArgSpec> inputs, List<String> more, boolean reads) {
        Map<String, String> names = new LinkedHashMap<>();
        for (ArgSpec input : inputs) {
            names.put(letters(Inputs.name(input)), Inputs.name(input));
            if (input instanceof OptionSpec option) {
                for (String each : option.names()) {
                    names.putIfAbsent(letters(each), Inputs.name(input));
                }
            }
        }
        more.forEach(each -> names.put(letters(each), each));
        known = names.values().stream().distinct().toList();
        Set<String> own = Set.copyOf(names.keySet());
        Meant.names(names);
        Map<String, Object> given = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            String meant = known.contains(name) ? name : own.contains(letters(name)) || !ofTheCommandLine(spec, name)
                    ? names.get(letters(name)) : null;
            if (meant != null && (meant.equals(name) || !values.containsKey(meant) && !given.containsKey(meant))) {
                given.put(meant, value);
                if (!own.contains(letters(name))) {
                    guessed.add(shown(name) + " as " + meant);
                }
            } else if (value != null && !value.equals("") && !value.equals(false)) {
                if (meant == null && !reads && ofTheCommandLine(spec, name)) {
                    throw new Failure(Kind.USAGE, "the parameter \"" + name + "\" exists on the command line only; nothing was done",
                            "leave it out; the parameters are: " + String.join(", ", known));
                }
                ignored.add(name);
            }
        });
        return given;
    }

    private static boolean ofTheCommandLine(CommandSpec spec, String name) {
        for (OptionSpec option : spec.options()) {
            for (String each : option.names()) {
                if (Inputs.commandLineOnly(option) && letters(each).equals(letters(name))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What was given, in words of the command line, in the order of the declaration; known after {@link #bind}. */
    public Map<ArgSpec, List<String>> bound() {
        return bound;
    }

    /** Which part of a long list is asked for; known after {@link #bind}. */
    public Portion portion() {
        return portion;
    }

    /** What was taken for something else, or passed over, in a sentence; null for nothing. */
    public String note() {
        String guesses = guessed.isEmpty() ? "" : "taken: " + String.join(", ", guessed);
        if (ignored.isEmpty()) {
            return guesses.isEmpty() ? null : guesses;
        }
        List<String> named = ignored.subList(0, Math.min(MOST_NAMES, ignored.size())).stream().map(ToolArguments::shown).toList();
        String others = ignored.size() > MOST_NAMES ? " and " + (ignored.size() - MOST_NAMES) + " more" : "";
        return (guesses.isEmpty() ? "" : guesses + "; ") + "ignored, since there is no such parameter: " + String.join(", ", named) + others
                + (known.isEmpty() ? "; there are none" : "; there are: " + String.join(", ", known));
    }

    private static String shown(String name) {
        return "\"" + ForeignText.of(CleanText.line(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name)) + "\"";
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                letters.append(c);
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    private static Failure missing(ArgSpec input) {
        return new Failure(Kind.USAGE, "the parameter \"" + Inputs.name(input) + "\" is missing");
    }
}
