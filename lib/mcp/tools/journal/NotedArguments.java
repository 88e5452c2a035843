package lib.mcp.tools.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.base.secrets.Secrets;
import lib.mcp.tools.arguments.ToolArguments;
import lib.run.Inputs;
import picocli.CommandLine.Model.ArgSpec;

/**
 * A call's arguments for a file: without the values of variables, without what looks like a secret or is named like one, and each not
 * longer than it takes to see what it is about.
 */
final class NotedArguments {

    private static final int LONGEST = 400;
    private static final int MOST = 50;

    private NotedArguments() {
    }

    /** @param bound in words of the command line, as {@link ToolArguments#bound} has them. @return the same, as it may be written down */
    static Map<ArgSpec, List<String>> masked(Map<ArgSpec, List<String>> bound, Secrets secrets) {
        Map<ArgSpec, List<String>> masked = new LinkedHashMap<>();
        bound.forEach((input, words) -> masked.put(input, words.stream().limit(MOST).map(each -> variables(input)
                ? clipped(name(each)) + "=" + Secrets.MASK
                : Secrets.credential(Inputs.name(input)) ? Secrets.MASK : clipped(secrets.text(each))).toList()));
        return masked;
    }

    /** The same by name, as a tool takes them. */
    static Map<String, Object> named(Map<ArgSpec, List<String>> masked) {
        Map<String, Object> named = new LinkedHashMap<>();
        masked.forEach((input, words) -> named.put(Inputs.name(input), value(input, words)));
        return named;
    }

    private static Object value(ArgSpec input, List<String> words) {
        if (variables(input)) {
            Map<String, Object> names = new LinkedHashMap<>();
            words.forEach(each -> names.put(name(each), Secrets.MASK));
            return names;
        }
        if (input.isMultiValue() && !input.isPositional()) {
            return words;
        }
        String text = String.join(" ", words);
        return input.type() == boolean.class || input.type() == Boolean.class ? (Object) Boolean.valueOf(text) : text;
    }

    private static boolean variables(ArgSpec input) {
        return Map.class.isAssignableFrom(input.type());
    }

    private static String name(String pair) {
        return pair.substring(0, Math.max(0, pair.indexOf('=')));
    }

    private static String clipped(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
