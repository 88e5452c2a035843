package lib.mcp.tools.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.mcp.tools.arguments.ToolArguments;
import lib.op.Undo;
import lib.run.CommandEntry;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A call as somebody would type it: for people, who read command lines and not arguments. */
final class TypedLine {

    private TypedLine() {
    }

    /** @param bound in words of the command line, as {@link ToolArguments#bound} has them */
    static String of(CommandEntry entry, Map<ArgSpec, List<String>> bound) {
        List<String> words = new ArrayList<>(List.of("paas"));
        words.addAll(List.of(entry.word().split(" ")));
        bound.forEach((input, texts) -> {
            if (!(input instanceof OptionSpec option)) {
                words.addAll(texts);
            } else if (option.arity().max() == 0) {
                boolean off = texts.equals(List.of("false"));
                if (!off || option.negatable()) {
                    words.add(off ? "--no-" + name(option).substring(2) : name(option));
                }
            } else {
                texts.forEach(each -> words.addAll(List.of(name(option), each)));
            }
        });
        return Undo.by(words).command();
    }

    /** The first of its long names is the one that people type. */
    private static String name(OptionSpec option) {
        for (String each : option.names()) {
            if (each.startsWith("--")) {
                return each;
            }
        }
        return option.longestName();
    }
}
