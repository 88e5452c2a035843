package tests.surface;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lib.api.Api;

/** Writes the table of commands as Java. */
final class CommandTable {

    private CommandTable() {
    }

    static String source(List<Declaration> all) {
        StringBuilder text = new StringBuilder("""
            package lib.derived;

            import java.util.concurrent.Callable;
            import lib.op.Result;
            import lib.run.Catalog;
            import lib.run.CommandEntry;
            import lib.run.Context;

            /** Every command, derived from the declarations by {@code tests/surface/Derive.java}: do not edit, run it. */
            public final class Commands implements Catalog {

                /** In the order of the help page. */
                private static final CommandEntry[] ALL = {
            """);
        for (Declaration each : all) {
            var operation = each.operation();
            text.append("        new CommandEntry(").append(quoted(each.word())).append(", ").append(quoted(each.arguments())).append(", ")
                .append(quoted(each.purpose())).append(",\n            ").append(quoted(each.heading())).append(", ")
                .append(quoted(operation == null ? "" : operation.tool())).append(", ")
                .append(quoted(operation == null ? "" : operation.effect().name())).append(", new String[] {")
                .append(operation == null ? "" : Arrays.stream(operation.scopes()).map(CommandTable::quoted)
                .collect(Collectors.joining(", ")))
                .append("}, ").append(remote(each)).append(", ").append(operation != null && operation.bulk()).append(",\n            ")
                .append(quoted(operation == null ? "" : operation.goesOn())).append("),\n");
        }
        text.append("""
                    new CommandEntry("help", "[<command>]", "Explain paas, or one command",
                        "This program", "", "", new String[] {}, false, false, ""),
                };

                @Override
                public CommandEntry[] entries() {
                    return ALL;
                }

                @Override
                public String marks(String record) {
                    return MarkTable.of(record);
                }

                @Override
                public Callable<? extends Result> create(CommandEntry entry, Context context) {
                    switch (entry.word()) {
            """);
        for (Declaration each : all) {
            var arguments = Arrays.stream(Declaration.constructor(each.type()).getParameterTypes()).map(CommandTable::door)
                .collect(Collectors.joining(", "));
            var begin = "                return new " + each.type().getName() + "(";
            text.append("            case ").append(quoted(each.word())).append(":\n").append(begin)
                .append((begin + arguments).length() > 138 ? "\n                        " : "").append(arguments).append(");\n");
        }
        text.append("""
                        default:
                            throw new IllegalStateException("no command behind " + entry.word());
                    }
                }
            }
            """);
        return text.toString();
    }

    static boolean remote(Declaration each) {
        return Arrays.stream(Declaration.constructor(each.type()).getParameterTypes())
            .anyMatch(type -> type == Api.class || type == java.util.function.Supplier.class);
    }

    private static String door(Class<?> type) {
        return switch (type.getName()) {
            case "lib.api.Api" -> "context.api()";
            case "lib.op.Progress" -> "context.progress()";
            case "java.util.function.Supplier" -> "context.transports()";
            case "lib.config.ConfigFile" -> "context.config()";
            case "lib.op.Dialog" -> "context.dialog()";
            case "lib.run.Catalog" -> "context.catalog()";
            case "lib.files.Machine" -> "context.machine()";
            case "lib.op.Terminal" -> "context.terminal()";
            case "lib.op.Reveal" -> "context.reveal()";
            case "java.util.Map" -> "context.environment()";
            case "lib.run.Context" -> "context";
            default -> throw new IllegalStateException("lib.run.Context has nothing for " + type);
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
