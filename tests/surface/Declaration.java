package tests.surface;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import lib.op.CommandLineOnly;
import lib.op.Operation;
import lib.op.Required;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * One command class, read.
 *
 * @param operation null for a command without a tool
 */
record Declaration(Class<?> type, CommandSpec spec, Operation operation) {

    /** Headings of the help page by package, in its order; a folder that is not here gets a heading of its own name. */
    private static final Map<String, String> HEADINGS = Map.of("connect", "Connection", "system", "Connection", "setup", "Connection",
        "mcp", "Connection", "apps", "Apps", "deployments", "Deployments", "projects", "Projects", "cli", "This program");
    private static final List<String> ORDER = List.of("Connection", "Apps", "Deployments", "Projects", "", "This program");
    private static final List<String> FIRST = List.of("connect", "status", "setup", "mcp", "env", "disconnect", "apps", "app", "deploy",
        "redeploy", "logs", "version");

    /** Every command of these sources, as the help page lists them. */
    static List<Declaration> all(List<String> sources) {
        return sources.stream().map(Declaration::load).filter(type -> type.isAnnotationPresent(Command.class)).map(Declaration::of)
            .sorted(Comparator.comparingInt(Declaration::section).thenComparing(Declaration::heading)
                .thenComparingInt(Declaration::place).thenComparing(Declaration::word))
            .toList();
    }

    private static Class<?> load(String source) {
        try {
            return Class.forName(source.replaceAll("\\.java$", "").replace('/', '.'), false, Declaration.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(source + " holds no class of its name", e);
        }
    }

    private static Declaration of(Class<?> type) {
        try {
            Constructor<?> constructor = constructor(type);
            constructor.setAccessible(true);
            // a declaration keeps what it is given and does nothing with it before it is called
            Object command = constructor.newInstance(new Object[constructor.getParameterCount()]);
            return new Declaration(type, CommandSpec.forAnnotatedObject(command), type.getAnnotation(Operation.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    static Constructor<?> constructor(Class<?> type) {
        Constructor<?>[] all = type.getDeclaredConstructors();
        if (all.length != 1) {
            throw new IllegalStateException(type + " needs exactly one constructor");
        }
        return all[0];
    }

    String word() {
        return type.getAnnotation(Command.class).name();
    }

    String heading() {
        String folder = type.getPackageName().replaceFirst("^lib\\.", "");
        return HEADINGS.getOrDefault(folder, Character.toUpperCase(folder.charAt(0)) + folder.substring(1));
    }

    private int section() {
        int at = ORDER.indexOf(heading());
        return at < 0 ? ORDER.indexOf("") : at;
    }

    private int place() {
        int at = FIRST.indexOf(word());
        return at < 0 ? FIRST.size() : at;
    }

    /** {@code <app>}, {@code [<id>]}; bulk commands take several. */
    String arguments() {
        List<String> labels = new ArrayList<>();
        for (PositionalParamSpec each : spec.positionalParameters()) {
            String label = each.paramLabel().contains("<") ? each.paramLabel() : "<" + each.paramLabel() + ">";
            labels.add((each.arity().min() == 0 ? "[" + label + "]" : label) + (operation != null && operation.bulk() || each.isMultiValue() ? "…" : ""));
        }
        return String.join(" ", labels);
    }

    String purpose() {
        return String.join(" ", spec.usageMessage().description()).replaceAll("\\.$", "");
    }

    /** The tool's inputs: positionals, then options, as declared; without those of the command line alone. */
    List<ArgSpec> inputs() {
        List<ArgSpec> inputs = new ArrayList<>(spec.positionalParameters());
        inputs.addAll(spec.options());
        inputs.removeIf(each -> element(each).isAnnotationPresent(CommandLineOnly.class));
        return inputs;
    }

    static boolean required(ArgSpec input) {
        return input.required() || element(input).isAnnotationPresent(Required.class);
    }

    static Field element(ArgSpec input) {
        return (Field) (AnnotatedElement) input.userObject();
    }

    static String name(ArgSpec input) {
        return lib.cli.ToolInput.name(input);
    }

    static List<String> labels(OptionSpec option) {
        return Arrays.asList(option.names());
    }
}
