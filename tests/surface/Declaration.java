package tests.surface;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import lib.op.HelpPlace;
import lib.op.Operation;
import lib.run.Inputs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * One command class, read.
 *
 * @param operation null for a command without a tool
 */
record Declaration(Class<?> type, CommandSpec spec, Operation operation) {

    /** Every command of these sources, as the help page lists them. */
    static List<Declaration> all(List<String> sources) {
        return sources.stream().map(Declaration::load).filter(type -> type.isAnnotationPresent(Command.class)).map(Declaration::of)
            .sorted(Comparator.comparing((Declaration each) -> each.listed().under()).thenComparingInt(each -> each.listed().place()))
            .toList();
    }

    /** The class that a source file is named after. */
    static Class<?> load(String source) {
        try {
            return Class.forName(source.replaceAll("\\.java$", "").replace('/', '.'), false, Declaration.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(source + " holds no class of its name", e);
        }
    }

    private static Declaration of(Class<?> type) {
        return new Declaration(type, Inputs.of(made(type)), type.getAnnotation(Operation.class));
    }

    /** A command of this kind, which nobody calls. */
    Object made() {
        return made(type);
    }

    private static Object made(Class<?> type) {
        try {
            Constructor<?> constructor = constructor(type);
            constructor.setAccessible(true);
            // a declaration keeps what it is given and does nothing with it before it is called
            return constructor.newInstance(new Object[constructor.getParameterCount()]);
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

    /** Whether it is a tool, too. */
    boolean tool() {
        return operation != null && !operation.tool().isEmpty();
    }

    String word() {
        return type.getAnnotation(Command.class).name();
    }

    HelpPlace listed() {
        return type.getAnnotation(HelpPlace.class);
    }

    String heading() {
        return listed().under().title();
    }

    /** {@code <app>}, {@code [<id>]}; bulk commands take several. */
    String arguments() {
        List<String> labels = new ArrayList<>();
        for (PositionalParamSpec each : spec.positionalParameters()) {
            if (each.hidden()) {
                continue;
            }
            String label = each.paramLabel().contains("<") ? each.paramLabel() : "<" + each.paramLabel() + ">";
            labels.add((each.arity().min() == 0 ? "[" + label + "]" : label) + (operation != null && operation.bulk()
                || each.isMultiValue() ? "…" : ""));
        }
        return String.join(" ", labels);
    }

    String purpose() {
        return String.join(" ", spec.usageMessage().description()).replaceAll("\\.$", "");
    }

    static List<String> labels(OptionSpec option) {
        return Arrays.asList(option.names());
    }
}
