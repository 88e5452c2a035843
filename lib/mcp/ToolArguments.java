package lib.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.run.Arguments;
import lib.run.Inputs;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A tool's arguments: texts, numbers, booleans, lists and maps; null stands for absent. They go through picocli as the command line's do,
 * every value on its own ({@code --name=value}, positionals behind {@code --}), so that none can be taken for an option or a file.
 *
 * @param values by parameter name
 */
record ToolArguments(Map<String, Object> values) implements Arguments {

    @Override
    public void bind(Object command) {
        CommandSpec spec = Inputs.of(command);
        List<ArgSpec> inputs = Inputs.ofTool(spec);
        check(inputs);
        List<String> words = new ArrayList<>();
        List<String> positionals = new ArrayList<>();
        for (ArgSpec input : inputs) {
            List<String> texts = texts(input, values.get(Inputs.name(input)));
            if (input instanceof OptionSpec option) {
                texts.forEach(text -> words.add(option.longestName() + "=" + text));
            } else {
                positionals.addAll(texts);
            }
        }
        words.add("--");
        words.addAll(positionals);
        try {
            Inputs.parser(spec).setAllowOptionsAsOptionParameters(true).parseArgs(words.toArray(new String[0]));
            for (ArgSpec input : inputs) {
                // no word stands for an empty list, and a command may have to say what it makes of one
                if (input.isMultiValue() && values.get(Inputs.name(input)) instanceof List<?> list && list.isEmpty()) {
                    input.setValue(new ArrayList<>());
                }
            }
        } catch (ParameterException e) {
            ArgSpec input = e.getArgSpec();
            throw wrong(input == null ? "the parameters do not fit: " + e.getMessage()
                    : values.get(Inputs.name(input)) == null ? "the parameter \"" + Inputs.name(input) + "\" is missing"
                    : "the value of \"" + Inputs.name(input) + "\" does not fit");
        }
    }

    private void check(List<ArgSpec> inputs) {
        List<String> known = inputs.stream().map(Inputs::name).toList();
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw wrong("unknown parameter \"" + name + "\"; known are: " + String.join(", ", known));
            }
        }
        for (ArgSpec input : inputs) {
            if (Inputs.required(input) && values.get(Inputs.name(input)) == null) {
                throw wrong("the parameter \"" + Inputs.name(input) + "\" is missing");
            }
        }
    }

    private static List<String> texts(ArgSpec input, Object value) {
        List<String> texts = new ArrayList<>();
        switch (value) {
            case null -> { }
            case List<?> list when input.isMultiValue() -> list.forEach(item -> texts.add(text(input, item)));
            case Map<?, ?> map when Map.class.isAssignableFrom(input.type()) -> map.forEach((key, item) -> {
                if (key.toString().isEmpty() || key.toString().contains("=")) {
                    throw wrong("a name in \"" + Inputs.name(input) + "\" is empty or has a = in it");
                }
                texts.add(key + "=" + text(input, item));
            });
            default -> texts.add(text(input, value));
        }
        return texts;
    }

    private static String text(ArgSpec input, Object value) {
        if (value instanceof List || value instanceof Map || value == null) {
            throw wrong("the value of \"" + Inputs.name(input) + "\" has the wrong type");
        }
        return value.toString();
    }

    private static Failure wrong(String message) {
        return new Failure(Kind.USAGE, message);
    }
}
