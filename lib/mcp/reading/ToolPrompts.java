package lib.mcp.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.json.JsonWriter;
import lib.mcp.Prompts;
import lib.mcp.ToolCalls;
import lib.mcp.tools.list.Toolset;
import lib.run.CommandEntry;

/** The prompts of {@code prompts.md}, each there when the tools are that it cannot do without, and without the steps that lack one. */
public final class ToolPrompts implements Prompts {

    private final Reading reading;
    private final Toolset offered;
    private List<Procedure> all;

    /** @param offered which tools there are */
    public ToolPrompts(Reading reading, Toolset offered) {
        this.reading = reading;
        this.offered = offered;
    }

    private synchronized List<Procedure> all() {
        if (all == null) {
            all = Procedure.all();
        }
        return all;
    }

    /** Which tools this client is offered, by the connection as it is now. */
    private Predicate<String> there(ToolCalls.Abilities client) {
        String profile = offered.profile();
        return tool -> {
            CommandEntry entry = offered.entry(tool);
            return entry != null && offered.offers(entry, client.asks(), profile);
        };
    }

    @Override
    public String list(ToolCalls.Abilities client) {
        Predicate<String> there = there(client);
        List<String> listed = new ArrayList<>();
        for (Procedure each : all()) {
            if (each.needs().stream().allMatch(there)) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("name", each.name());
                fields.put("title", each.title());
                fields.put("description", each.about());
                if (!each.inputs().isEmpty()) {
                    fields.put("arguments", each.inputs().stream().map(ToolPrompts::fields).toList());
                }
                listed.add(JsonWriter.line(fields));
            }
        }
        return "[" + String.join(",", listed) + "]";
    }

    private static Map<String, Object> fields(Procedure.Input input) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", input.name());
        fields.put("description", input.about());
        fields.put("required", input.without() == null);
        return fields;
    }

    @Override
    public Prompt get(String name, Map<String, String> arguments, ToolCalls.Abilities client, ToolCalls.Caller caller) {
        Predicate<String> there = there(client);
        Procedure found = all().stream().filter(each -> each.name().equals(name) && each.needs().stream().allMatch(there)).findFirst()
                .orElse(null);
        if (found == null) {
            return null;
        }
        Map<String, String> given = new LinkedHashMap<>();
        for (Procedure.Input input : found.inputs()) {
            String value = arguments.getOrDefault(input.name(), "").strip();
            if (value.isEmpty() && input.without() == null) {
                throw new Failure(Kind.USAGE, "the argument \"" + input.name() + "\" is missing", input.about());
            }
            if (!value.isEmpty() && !Procedure.NAME.matcher(value).matches()) {
                throw new Failure(Kind.USAGE, "the argument \"" + input.name()
                        + "\" is no name: letters, digits and . _ - are, at most 100",
                        input.about());
            }
            given.put(input.name(), value.isEmpty() ? input.without() : value);
        }
        return new Prompt(found.about(), List.of(Said.text(found.text(given, there))));
    }

    @Override
    public List<String> complete(String prompt, String argument, String typed, Map<String, String> others) {
        for (Procedure each : all()) {
            if (each.name().equals(prompt)) {
                boolean known = each.inputs().stream().anyMatch(input -> input.name().equals(argument));
                return known ? reading.names(argument, typed, others) : List.of();
            }
        }
        return null;
    }
}
