package lib.run;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Required;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * Sets a command's fields from a tool's arguments, through picocli as the command line does. Every value stands on its own
 * ({@code --name=value}, positionals behind {@code --}), so that none can be taken for an option or a file.
 */
public final class ToolArguments {

    private ToolArguments() {
    }

    /** The parameter's name: the longest option name, or the positional's label, in camelCase. */
    public static String name(ArgSpec input) {
        String label = input instanceof OptionSpec option ? option.longestName() : input.paramLabel();
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (char c : label.toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            } else {
                upper = !name.isEmpty();
            }
        }
        return name.toString();
    }

    /**
     * @param allowed   whether an input belongs to the tool
     * @param arguments texts, numbers, booleans, lists and maps; null stands for absent
     * @throws Failure USAGE when they do not fit, naming the parameter
     */
    public static void fill(Object command, Predicate<ArgSpec> allowed, Map<String, Object> arguments) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        List<String> options = new ArrayList<>();
        List<String> positionals = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            if (allowed.test(positional)) {
                known.add(name(positional));
                positionals.addAll(texts(positional, arguments.get(name(positional))));
            }
        }
        for (OptionSpec option : spec.options()) {
            if (allowed.test(option)) {
                known.add(name(option));
                for (String text : texts(option, arguments.get(name(option)))) {
                    options.add(option.longestName() + "=" + text);
                }
            }
        }
        for (String name : arguments.keySet()) {
            if (!known.contains(name)) {
                throw new Failure(Kind.USAGE, "unknown parameter \"" + name + "\"; known are: " + String.join(", ", known));
            }
        }
        for (ArgSpec input : spec.args()) {
            if (allowed.test(input) && (input.required() || needed(input)) && arguments.get(name(input)) == null) {
                throw new Failure(Kind.USAGE, "the parameter \"" + name(input) + "\" is missing");
            }
        }
        options.add("--");
        options.addAll(positionals);
        try {
            new CommandLine(spec).setExpandAtFiles(false).setAllowOptionsAsOptionParameters(true).setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(options.toArray(new String[0]));
        } catch (ParameterException e) {
            ArgSpec input = e.getArgSpec();
            throw new Failure(Kind.USAGE, input == null ? "the parameters do not fit: " + e.getMessage()
                    : arguments.get(name(input)) == null ? "the parameter \"" + name(input) + "\" is missing"
                    : "the value of \"" + name(input) + "\" does not fit");
        }
    }

    /** What the command finds out by itself must be said to a tool. */
    private static boolean needed(ArgSpec input) {
        return ((AnnotatedElement) input.userObject()).isAnnotationPresent(Required.class);
    }

    private static List<String> texts(ArgSpec input, Object value) {
        List<String> texts = new ArrayList<>();
        switch (value) {
            case null -> { }
            case List<?> list when input.isMultiValue() -> list.forEach(item -> texts.add(text(input, item)));
            case Map<?, ?> map when Map.class.isAssignableFrom(input.type()) -> map.forEach((key, item) -> {
                if (key.toString().isEmpty() || key.toString().contains("=")) {
                    throw new Failure(Kind.USAGE, "a name in \"" + name(input) + "\" is empty or has a = in it");
                }
                texts.add(key + "=" + text(input, item));
            });
            default -> texts.add(text(input, value));
        }
        return texts;
    }

    private static String text(ArgSpec input, Object value) {
        if (value instanceof List || value instanceof Map || value == null) {
            throw new Failure(Kind.USAGE, "the value of \"" + name(input) + "\" has the wrong type");
        }
        return value.toString();
    }
}
