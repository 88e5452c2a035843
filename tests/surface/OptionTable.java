package tests.surface;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.json.JsonWriter;
import lib.run.Inputs;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes what can be typed behind each command, for completion and for documents, a command a line. */
final class OptionTable {

    private OptionTable() {
    }

    static String json(List<Declaration> all) {
        List<String> lines = new ArrayList<>();
        for (Declaration each : all) {
            Map<String, Object> command = new LinkedHashMap<>();
            command.put("command", each.word());
            command.put("purpose", each.purpose());
            command.put("positionals", each.spec().positionalParameters().stream().filter(input -> !input.hidden())
                .map(OptionTable::positional).toList());
            command.put("options", each.spec().options().stream().map(OptionTable::option).toList());
            lines.add(JsonWriter.line(command));
        }
        return "[\n" + String.join(",\n", lines) + "\n]\n";
    }

    private static Map<String, Object> positional(PositionalParamSpec input) {
        Map<String, Object> positional = new LinkedHashMap<>();
        positional.put("label", input.paramLabel());
        positional.put("required", input.arity().min() > 0);
        positional.put("several", input.isMultiValue());
        return described(positional, input);
    }

    private static Map<String, Object> option(OptionSpec input) {
        Map<String, Object> option = new LinkedHashMap<>();
        option.put("names", List.of(input.names()));
        option.put("value", input.arity().max() == 0 ? "" : input.paramLabel());
        option.put("several", input.isMultiValue());
        return described(option, input);
    }

    private static Map<String, Object> described(Map<String, Object> facts, ArgSpec input) {
        facts.put("description", String.join(" ", input.description()));
        List<String> words = new ArrayList<>();
        if (input.type().isEnum()) {
            for (Object each : input.type().getEnumConstants()) {
                words.add(each.toString());
            }
        } else if (input.completionCandidates() != null) {
            input.completionCandidates().forEach(words::add);
        }
        facts.put("words", words);
        facts.put("completes", Inputs.completes(input));
        return facts;
    }
}
