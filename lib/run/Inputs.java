package lib.run;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lib.base.Failure;
import lib.op.CommandLineOnly;
import lib.op.Range;
import lib.op.Reference;
import lib.op.References;
import lib.op.Required;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The declared inputs of a command, read through picocli: the one place that knows how they are parsed, described and named. */
public final class Inputs {

    private Inputs() {
    }

    /** The specification of a command object. What a {@link Reference} says about itself is filled in. */
    public static CommandSpec of(Object command) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        for (PositionalParamSpec positional : List.copyOf(spec.positionalParameters())) {
            Reference.About about = positional.type().getAnnotation(Reference.About.class);
            if (about != null && positional.description().length == 0) {
                spec.remove(positional);
                spec.add(PositionalParamSpec.builder(positional).description(about.value()).build());
            }
        }
        return spec;
    }

    /**
     * The parser of a specification. {@code @file} arguments are off: a caller that fills in values (a script, a model) could otherwise
     * read
     * files through them.
     */
    public static CommandLine parser(CommandSpec spec) {
        CommandLine line = new CommandLine(spec).setExpandAtFiles(false).setCaseInsensitiveEnumValuesAllowed(true);
        References.ALL.forEach(each -> register(line, each.type()));
        return line;
    }

    private static <T extends Reference> void register(CommandLine line, Class<T> type) {
        line.registerConverter(type, text -> type.cast(References.value(type, text)));
    }

    /** A value of an input's type from its text, where that is a text or a reference. */
    public static Object value(ArgSpec input, String text) {
        return References.value(input.type(), text);
    }

    /** Its name as a tool's parameter: the longest option name, or the positional's label, in camelCase. */
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

    /** The inputs that the tool has: positionals, then options, as declared. */
    public static List<ArgSpec> ofTool(CommandSpec spec) {
        List<ArgSpec> inputs = new ArrayList<>(spec.positionalParameters());
        inputs.addAll(spec.options());
        inputs.removeIf(Inputs::commandLineOnly);
        return inputs;
    }

    /** Whether only the command line has it. */
    public static boolean commandLineOnly(ArgSpec input) {
        return element(input).isAnnotationPresent(CommandLineOnly.class);
    }

    /** Whether the tool cannot do without it. */
    public static boolean required(ArgSpec input) {
        return input.required() || element(input).isAnnotationPresent(Required.class);
    }

    /** The bounds of a whole number; null when it is none or has none. */
    public static Range range(ArgSpec input) {
        return element(input).getAnnotation(Range.class);
    }

    /**
     * Holds what was bound against the declared bounds.
     *
     * @param named how the caller calls an input
     * @throws Failure USAGE that names the input and its bounds
     */
    public static void check(CommandSpec spec, Function<ArgSpec, String> named) {
        for (ArgSpec input : spec.args()) {
            Range range = input.userObject() instanceof AnnotatedElement ? range(input) : null;
            if (range != null && input.getValue() instanceof Integer value && (value < range.min() || value > range.max())) {
                throw new Failure(Failure.Kind.USAGE, named.apply(input) + " is between " + range.min() + " and " + range.max());
            }
        }
    }

    /** Where it is declared. */
    public static AnnotatedElement element(ArgSpec input) {
        return (AnnotatedElement) input.userObject();
    }

    /** What completes its values: the names of these on the instance; "" for nothing that is known. */
    public static String completes(ArgSpec input) {
        Reference.About about = input.type().getAnnotation(Reference.About.class);
        return about == null ? "" : about.completes();
    }
}
